"""Names of societies by field, and what is known of the country's parts: rounded numbers of residents."""

from __future__ import annotations

# Codes and fields, as societies are called after them on every level.
FIELDS = (
    ("jixie", "机械工程学会"),
    ("qiche", "汽车工程学会"),
    ("jinshu", "金属学会"),
    ("huaxue", "化学化工学会"),
    ("dianji", "电机工程学会"),
    ("tumu", "土木建筑学会"),
    ("shuili", "水利学会"),
    ("linxue", "林学会"),
    ("nongxue", "农学会"),
    ("xumu", "畜牧兽医学会"),
    ("chaye", "茶叶学会"),
    ("yixue", "医学会"),
    ("huli", "护理学会"),
    ("yaoxue", "药学会"),
    ("qixiang", "气象学会"),
    ("huanjing", "环境科学学会"),
    ("jisuanji", "计算机学会"),
    ("celiang", "测绘学会"),
    ("shuxue", "数学学会"),
    ("wuli", "物理学会"),
)
NATIONAL_INSTITUTIONS = (
    "学会服务中心",
    "青少年科技中心",
    "农村专业技术服务中心",
    "科普活动中心",
    "信息中心",
    "创新战略研究院",
)

# Residents by the ten thousand, rounded.
COUNTRY = 141_178
PROVINCES = {"320000": 8_475, "340000": 6_103, "430000": 6_645, "450000": 5_013}
PREFECTURES = {
    "430100": 1_005,
    "430200": 390,
    "430300": 273,
    "430400": 665,
    "430500": 656,
    "430600": 505,
    "430700": 528,
    "430800": 152,
    "430900": 385,
    "431000": 467,
    "431100": 529,
    "431200": 459,
    "431300": 383,
    "433100": 249,
    "321200": 451,
    "341100": 399,
    "450200": 416,
}
