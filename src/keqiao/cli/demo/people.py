"""Made-up people: names, birth months, units and positions, drawn with a seed so that a demo repeats."""

from __future__ import annotations

import random
from dataclasses import dataclass

SURNAMES = (
    "韦韦韦黄黄黄覃覃覃李李陈陈梁梁刘刘张张王王吴蒙莫罗周杨何唐谭邓蓝潘廖卢玉农石贾赵孙郑冯许徐曾彭欧阳谢林苏蒋沈丁卜马"
)
GIVEN = (
    "建国志强晓明丽华雪梅海燕永红桂兰春生文斌子涵宇航思远佳慧俊杰柳青江南月英秀珍伟民振兴"
    "国栋天佑一鸣静怡雅琴凯旋龙飞云峰小平大伟金凤水生立新少华卫东学军庆祥玉兰荣光景行知远"
)
COMPOUND = ("欧阳", "上官")
ETHNIC = ["汉族"] * 11 + ["壮族"] * 6 + ["侗族", "苗族", "瑶族", "仫佬族", "回族"]

# Source class → units and positions that people of that class would have. All names are invented.
UNITS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "enterprise": (
        (
            "龙城重工机械有限公司",
            "柳江汽车零部件有限公司",
            "鱼峰特种钢材有限公司",
            "壶东智能装备有限公司",
            "柳岸生物制药有限公司",
        ),
        ("高级工程师", "工程师", "研发中心主任", "首席技师", "技术总监"),
    ),
    "university": (
        ("龙城理工大学", "柳州职业技术大学", "龙城医科大学"),
        ("教授", "副教授", "讲师", "实验中心主任"),
    ),
    "institute": (
        ("龙城农业科学研究所", "柳州市工业设计研究院", "柳江水产研究所"),
        ("研究员", "副研究员", "助理研究员"),
    ),
    "rural": (
        ("鹿寨县平山镇蜜橙专业技术协会", "融安县金橘种植专业合作社", "三江县茶叶技术协会", "融水县香杉种植专业合作社"),
        ("农艺师", "技术员", "理事长", "高级农艺师"),
    ),
    "medical": (("柳州市壶西医院", "柳州市龙潭人民医院"), ("主任医师", "副主任医师", "护师")),
    "school": (("柳州市第五十二中学", "柳州市驾鹤路小学"), ("高级教师", "一级教师", "科学教师")),
    "government": (
        ("柳州市科学技术局", "柳州市教育局", "柳州市农业农村局", "柳州市工业和信息化局"),
        ("副局长", "局长", "科长", "调研员"),
    ),
    "public_institution": (("柳州市生产力促进中心", "柳州市气象台"), ("主任", "高级工程师", "工程师")),
}


@dataclass(frozen=True)
class MadePerson:
    """One made-up person, as a roster would print them."""

    name: str
    sex: str
    ethnicity: str
    born: str
    unit: str
    position: str


class People:
    """A source of made-up people, none of whom share a name and a unit."""

    def __init__(self, seed: int) -> None:
        """Start from a seed; the same seed gives the same people."""
        self.random = random.Random(seed)
        self._seen: set[tuple[str, str]] = set()

    def person(self, source_class: str, years: tuple[int, int]) -> MadePerson:
        """Somebody of a source class, born in one of the years from first to last."""
        units, positions = UNITS[source_class]
        while True:
            name, unit = self._name(), self.random.choice(units)
            if (name, unit) not in self._seen:
                break
        self._seen.add((name, unit))
        year, month = self.random.randint(*years), self.random.randint(1, 12)
        return MadePerson(
            name=name,
            sex=self.random.choices(("男", "女"), (62, 38))[0],
            ethnicity=self.random.choice(ETHNIC),
            born=f"{year}.{month:02d}",
            unit=unit,
            position=self.random.choice(positions),
        )

    def _name(self) -> str:
        surname = self.random.choice(COMPOUND) if self.random.random() < 0.01 else self._surname()
        length = 1 if self.random.random() < 0.3 else 2
        return surname + "".join(self.random.choice(GIVEN) for _ in range(length))

    def _surname(self) -> str:
        choice = self.random.choice(SURNAMES)
        return "阳" if choice in "欧阳" else choice
