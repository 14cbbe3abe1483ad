"""Where people of the country's other parts live and work; all units are invented."""

from __future__ import annotations

from functools import cache

from keqiao.cli.demo.people import Region, Units

SURNAMES = (
    "李李李王王王张张张刘刘刘陈陈杨杨赵黄周周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓"
    "冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾"
    "韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
HAN = ("汉族",) * 24 + ("回族", "满族")
HUNAN_GROUPS = ("汉族",) * 16 + ("土家族", "土家族", "苗族", "苗族", "侗族", "瑶族")
NATION_GROUPS = ("汉族",) * 18 + ("回族", "满族", "蒙古族", "壮族", "维吾尔族", "藏族")

# Where two characters stand for the place: 长沙 as in 长沙恒岳智能装备有限公司.
_UNITS: Units = {
    "enterprise": (
        ("{0}恒岳智能装备有限公司", "{0}澄光新材料有限公司", "{0}启宁生物医药有限公司", "{0}中岭电子有限公司"),
        ("高级工程师", "工程师", "研发中心主任", "首席技师", "技术总监"),
    ),
    "university": (("{0}工程技术大学", "{0}应用科学大学"), ("教授", "副教授", "讲师", "实验中心主任")),
    "institute": (
        ("{0}作物研究所", "{0}先进材料研究院", "{0}水土保持研究所"),
        ("研究员", "副研究员", "助理研究员"),
    ),
    "rural": (
        ("{0}稻渔种养专业合作社", "{0}油茶技术协会", "{0}果蔬种植专业合作社"),
        ("农艺师", "技术员", "理事长", "高级农艺师"),
    ),
    "township": (("{0}青石镇科技服务站", "{0}红岭街道科普服务中心"), ("站长", "技术员", "科普专员")),
    "social_organisation": (("{0}创新方法研究会", "{0}科技志愿者协会"), ("秘书长", "副秘书长", "研究员")),
    "medical": (("{0}青岭医院", "{0}云溪人民医院"), ("主任医师", "副主任医师", "护师")),
    "school": (("{0}第九十九中学", "{0}云溪小学"), ("高级教师", "一级教师", "科学教师")),
    "government": (("{0}科学技术局", "{0}教育局", "{0}农业农村局"), ("副局长", "局长", "科长", "调研员")),
    "public_institution": (("{0}生产力促进中心", "{0}气象台"), ("主任", "高级工程师", "工程师")),
}


@cache
def region(place: str, groups: tuple[str, ...] = HAN) -> Region:
    """The region of a place, called as its units are."""
    units = {source: (tuple(name.format(place) for name in named), held) for source, (named, held) in _UNITS.items()}
    return Region(SURNAMES, groups, units)
