"""The 56 ethnic groups of GB/T 3304, with the short forms that rosters write."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Ethnicity:
    """A group: two-digit code, two-letter code, and the Chinese and English names."""

    code: str
    letters: str
    name: str
    name_en: str

    @property
    def minority(self) -> bool:
        """Whether it counts as a minority nationality (少数民族)."""
        return self.code not in ("01", "98")


_TABLE = """
01 HA 汉族 Han
02 MG 蒙古族 Mongol
03 HU 回族 Hui
04 ZA 藏族 Zang
05 UG 维吾尔族 Uygur
06 MH 苗族 Miao
07 YI 彝族 Yi
08 ZH 壮族 Zhuang
09 BY 布依族 Buyei
10 CS 朝鲜族 Chosen
11 MA 满族 Man
12 DO 侗族 Dong
13 YA 瑶族 Yao
14 BA 白族 Bai
15 TJ 土家族 Tujia
16 HN 哈尼族 Hani
17 KZ 哈萨克族 Kazak
18 DA 傣族 Dai
19 LI 黎族 Li
20 LS 傈僳族 Lisu
21 VA 佤族 Va
22 SH 畲族 She
23 GS 高山族 Gaoshan
24 LH 拉祜族 Lahu
25 SU 水族 Sui
26 DX 东乡族 Dongxiang
27 NX 纳西族 Naxi
28 JP 景颇族 Jingpo
29 KG 柯尔克孜族 Kirgiz
30 TU 土族 Tu
31 DU 达斡尔族 Daur
32 ML 仫佬族 Mulao
33 QI 羌族 Qiang
34 BL 布朗族 Blang
35 SL 撒拉族 Salar
36 MN 毛南族 Maonan
37 GL 仡佬族 Gelao
38 XB 锡伯族 Xibe
39 AC 阿昌族 Achang
40 PM 普米族 Pumi
41 TA 塔吉克族 Tajik
42 NU 怒族 Nu
43 UZ 乌孜别克族 Uzbek
44 RS 俄罗斯族 Russ
45 EW 鄂温克族 Ewenki
46 DE 德昂族 Deang
47 BN 保安族 Bonan
48 YG 裕固族 Yugur
49 GI 京族 Gin
50 TT 塔塔尔族 Tatar
51 DR 独龙族 Derung
52 OR 鄂伦春族 Oroqen
53 HZ 赫哲族 Hezhen
54 MB 门巴族 Monba
55 LB 珞巴族 Lhoba
56 JN 基诺族 Jino
97 -- 未识别民族 Unrecognised
98 -- 外国血统 Foreign descent
"""
# Short, older and mistyped forms beside the name itself and the name without 族.
_ALIASES = {
    "维族": "维吾尔族",
    "哈族": "哈萨克族",
    "柯族": "柯尔克孜族",
    "僮族": "壮族",
    "猺族": "瑶族",
    "徭族": "瑶族",
    "崩龙族": "德昂族",
    "毛难族": "毛南族",
    "仫老族": "仫佬族",
    "么佬族": "仫佬族",
    "布衣族": "布依族",
    "畬族": "畲族",
    "栗僳族": "傈僳族",
    "乌兹别克族": "乌孜别克族",
    "鲜族": "朝鲜族",
    "满洲族": "满族",
    "蒙族": "蒙古族",
    "穿青人": "未识别民族",
    "穿青族": "未识别民族",
    "其他": "未识别民族",
    "外国血统中国籍人士": "外国血统",
}

ETHNICITIES: tuple[Ethnicity, ...] = tuple(Ethnicity(*line.split(maxsplit=3)) for line in _TABLE.strip().splitlines())
BY_CODE = {group.code: group for group in ETHNICITIES}
_BY_NAME = {group.name: group for group in ETHNICITIES}


def read_ethnicity(text: str) -> Ethnicity:
    """Read 壮族, 壮, 08, 8 or ZH. Raises ``Refused``."""
    written = re.sub(r"[\s\u200b\ufeff]", "", unicodedata.normalize("NFKC", text))
    if not written:
        raise Refused("ethnic.empty", _("民族为空，请填写民族，或将此栏留空不导入"))
    for name in (written, f"{written}族", _ALIASES.get(written, ""), _ALIASES.get(f"{written}族", "")):
        if name in _BY_NAME:
            return _BY_NAME[name]
    by_letters = next((group for group in ETHNICITIES if written.isalpha() and group.letters == written.upper()), None)
    found = BY_CODE.get(written.zfill(2)) or by_letters
    if found is None:
        text = _("“%(written)s”不是国家标准里的民族名称，请按身份证或户口簿填写，如“壮族”")
        raise Refused("ethnic.unknown", text, written=written[:20])
    return found
