"""Made-up people: names, birth months, units and positions, drawn with a seed so that a demo repeats."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SURNAMES = (
    "韦韦韦黄黄黄覃覃覃李李陈陈梁梁刘刘张张王王吴蒙莫罗周杨何唐谭邓蓝潘廖卢玉农石贾赵孙郑冯许徐曾彭欧阳谢林苏蒋沈丁卜马"
)
GIVEN = (
    "建国志强晓明丽华雪梅海燕永红桂兰春生文斌子涵宇航思远佳慧俊杰柳青江南月英秀珍伟民振兴"
    "国栋天佑一鸣静怡雅琴凯旋龙飞云峰小平大伟金凤水生立新少华卫东学军庆祥玉兰荣光景行知远"
)
COMPOUND = ("欧阳", "上官")
ETHNIC = ("汉族",) * 11 + ("壮族",) * 6 + ("侗族", "苗族", "瑶族", "仫佬族", "回族")

Units = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]

# Source class → units and positions that people of that class would have. All names are invented.
UNITS: Units = {
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
    "township": (("鹿寨县青石镇科技服务站", "柳城县红岭街道科普服务中心"), ("站长", "技术员", "科普专员")),
    "social_organisation": (("柳州市创新方法研究会", "柳州市科技志愿者协会"), ("秘书长", "副秘书长", "研究员")),
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


@dataclass(frozen=True)
class Region:
    """Where people live: which surnames and ethnic groups are met there, and where people work."""

    surnames: str
    ethnicities: Sequence[str]
    units: Units


LIUZHOU = Region(SURNAMES, ETHNIC, UNITS)


class People:
    """A source of made-up people, none of whom share a name and a unit."""

    def __init__(self, seed: int) -> None:
        """Start from a seed; the same seed gives the same people."""
        self.random = random.Random(seed)
        self._seen: set[tuple[str, str]] = set()

    def person(self, source_class: str, years: tuple[int, int], region: Region = LIUZHOU) -> MadePerson:
        """Somebody of a source class in a region, born in one of the years from first to last."""
        units, positions = region.units[source_class]
        while True:
            name, unit = self._name(region.surnames), self.random.choice(units)
            if (name, unit) not in self._seen:
                break
        self._seen.add((name, unit))
        year, month = self.random.randint(*years), self.random.randint(1, 12)
        return MadePerson(
            name=name,
            sex=self.random.choices(("男", "女"), (62, 38))[0],
            ethnicity=self.random.choice(region.ethnicities),
            born=f"{year}.{month:02d}",
            unit=unit,
            position=self.random.choice(positions),
        )

    def _name(self, surnames: str) -> str:
        surname = self.random.choice(COMPOUND) if self.random.random() < 0.01 else self._surname(surnames)
        length = 1 if self.random.random() < 0.3 else 2
        return surname + "".join(self.random.choice(GIVEN) for _ in range(length))

    def _surname(self, surnames: str) -> str:
        choice = self.random.choice(surnames)
        return "阳" if choice in "欧阳" else choice
