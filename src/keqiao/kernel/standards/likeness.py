"""When two names or two units are written almost alike: variant characters, the same sound, a shorter form.

Only for finding what may be one and the same; what is kept and shown is always as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from keqiao.kernel.standards.names import DOT, normalise_name

# Forms of one character that registers write for each other in names: traditional or variant first, then the plain one.
_PAIRS = (
    "偉伟傑杰儉俭億亿劉刘勝胜勳勋勛勋華华單单嚴严國国園园團团堅坚壽寿夢梦學学寧宁寶宝寳宝將将專专對对導导屆届島岛峯峰嶺岭嶽岳巖岩庫库慶庆張张強强彊强彥彦後后從从復复恆恒愛爱憶忆應应懷怀戰战換换揚扬撝㧑擇择斂敛昇升時时曉晓"
    "曄晔曆历書书會会東东條条楊杨榮荣業业樂乐樓楼樹树橋桥權权歐欧歲岁歷历氣气漢汉潔洁潤润濟济濤涛灣湾無无煙烟煒炜燁烨燈灯爾尔牆墙獻献瑋玮瑪玛瓊琼產产畢毕異异當当發发盧卢禮礼穎颖穩稳竜龙競竞筆笔節节範范簡简糧粮紀纪紅红純纯"
    "紹绍終终細细組组結结絢绚給给絲丝綱纲綺绮維维緒绪緯纬練练縣县總总績绩繼继續续纓缨羅罗義义習习聖圣聞闻聯联聰聪肅肃臨临興兴舉举舊旧艷艳莊庄葉叶萬万蓋盖蓮莲蔣蒋蕭萧薩萨藍蓝藝艺蘇苏蘭兰衛卫見见規规親亲覺觉計计訓训記记許许"
    "設设詠咏詩诗誠诚語语説说諾诺謙谦謝谢證证譚谭議议讀读變变讓让豐丰貝贝財财貞贞貢贡貴贵賀贺賈贾賓宾賢贤賴赖贇赟趙赵跡迹躍跃車车軍军軒轩輝辉輪轮轉转農农達达遠远適适選选還还邁迈鄒邹鄧邓鄭郑醫医鈞钧鉄铁銀银銘铭銳锐鋒锋鋼钢"
    "錄录錢钱錦锦鍾钟鎮镇鏡镜鐘钟鐵铁鑑鉴鑒鉴長长門门開开間间閔闵閣阁關关陳陈陽阳陸陆隊队階阶際际隱隐雙双雲云電电霽霁靈灵靜静韋韦韓韩順顺須须頌颂領领頤颐顏颜願愿類类顧顾顯显風风飛飞養养馬马馮冯駿骏騰腾驊骅驍骁驥骥魯鲁鮑鲍"
    "鯤鲲鳳凤鴻鸿鵬鹏鶯莺鶴鹤麗丽麥麦黃黄齊齐龍龙龐庞龔龚淸清靑青眞真敎教淨净溫温硏研祿禄啟启啓启徳德恵惠暁晓栄荣沢泽渓溪畄留硯砚禎祯羣群裡里裏里邨村釗钊鍳鉴钜巨闢辟雋隽頋顾頥颐駡骂髪发鬆松鬥斗鬱郁兪俞册冊刧劫勅敕吳吴呂吕"
    "呉吴囯国堃坤宻密屛屏幷并惪德昻昂晧皓暠皓朶朵栢柏棊棋榦干槼规汎泛洩泄濬浚煕熙熈熙珎珍琍璃甯宁皁皂盃杯睂眉碁棋竝并籐藤緃纵繡绣翺翱脩修荅答菓果葯药蔴麻衞卫襍杂訢欣詧察賛赞贊赞迺乃逹达遊游郞郎鉅巨鍊炼鎻锁阯址陞升隣邻霛灵"
    "鞏巩飃飘麤粗"
)
_VARIANTS = {ord(one): plain for one, plain in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
# What a company, an office or a school is called for short leaves these out.
_TAILS = re.compile(r"(?:股份|有限|责任|集团|公司|总|（[^（）]*）)")
_BLANKS = re.compile(r"[\s()（）·,，、.．\-—]")


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """What two spellings of one name have in common: plain characters, no dots, no blanks, small letters."""
    plain = normalise_name(name).translate(_VARIANTS)
    return plain.replace(DOT, "").replace(" ", "").casefold()


@lru_cache(maxsize=50_000)
def sound_of(name: str) -> str:
    """How a name sounds, without tones and blanks; characters that no table reads stay as they are."""
    return "".join(_sound(char) for char in fold_name(name))


def fold_unit(name: str) -> str:
    """A unit's name without blanks and brackets, in plain characters."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name)).translate(_VARIANTS).casefold()


def unit_likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same): pairs of characters shared, company endings left out."""
    first, second = _short(one), _short(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if min(len(first), len(second)) >= 3 and (first in second or second in first):
        return 0.9
    mine, theirs = _bigrams(first), _bigrams(second)
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _short(name: str) -> str:
    folded = fold_unit(name)
    return _TAILS.sub("", folded) or folded


def _bigrams(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


@lru_cache(maxsize=30_000)
def _sound(char: str) -> str:
    if char.isascii():
        return char
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its tables take a second to read, and few commands need them

    read = pinyin(char, style=Style.NORMAL, errors="default")
    return str(read[0][0]) if read and read[0] else char
