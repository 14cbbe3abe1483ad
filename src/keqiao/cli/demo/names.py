"""Names for the demo: associations and societies as they are called in public, units and places invented."""

from __future__ import annotations

POOR_COUNTIES = ("450224", "450225", "450226")

# Residents of each county-level division, in ten thousands and rounded.
RESIDENTS = {
    "450202": 21,
    "450203": 58,
    "450204": 60,
    "450205": 46,
    "450206": 56,
    "450222": 33,
    "450223": 36,
    "450224": 28,
    "450225": 42,
    "450226": 36,
}

# Codes and names of societies under the city's association.
SOCIETIES = (
    ("lz-jixie", "机械工程学会"),
    ("lz-qiche", "汽车工程学会"),
    ("lz-jinshu", "金属学会"),
    ("lz-huaxue", "化学化工学会"),
    ("lz-dianji", "电机工程学会"),
    ("lz-tumu", "土木建筑学会"),
    ("lz-shuili", "水利学会"),
    ("lz-linxue", "林学会"),
    ("lz-nongxue", "农学会"),
    ("lz-xumu", "畜牧兽医学会"),
    ("lz-shuichan", "水产学会"),
    ("lz-chaye", "茶叶学会"),
    ("lz-yixue", "医学会"),
    ("lz-huli", "护理学会"),
    ("lz-zhongyi", "中医药学会"),
    ("lz-yufang", "预防医学会"),
    ("lz-yaoxue", "药学会"),
    ("lz-qixiang", "气象学会"),
    ("lz-dizhen", "地震学会"),
    ("lz-huanjing", "环境科学学会"),
    ("lz-jisuanji", "计算机学会"),
    ("lz-kepu", "科普作家协会"),
    ("lz-keji", "青少年科技教育协会"),
    ("lz-celiang", "测绘学会"),
)

# Codes, kinds and names of grass-roots associations led by the city's association.
CITY_GRASSROOTS = (
    ("lz-qk-01", "enterprise_association", "龙城重工机械有限公司科协"),
    ("lz-qk-02", "enterprise_association", "柳江汽车零部件有限公司科协"),
    ("lz-qk-03", "enterprise_association", "鱼峰特种钢材有限公司科协"),
    ("lz-qk-04", "enterprise_association", "壶东智能装备有限公司科协"),
    ("lz-qk-05", "enterprise_association", "柳岸生物制药有限公司科协"),
    ("lz-yq-01", "park_association", "柳东创新园区科协"),
    ("lz-yq-02", "park_association", "壶西工业园区科协"),
    ("lz-gx-01", "university_association", "龙城理工大学科协"),
    ("lz-gx-02", "university_association", "龙城医科大学科协"),
    ("lz-ys-01", "institute_association", "龙城农业科学研究所科协"),
    ("lz-ys-02", "institute_association", "柳江水产研究所科协"),
    ("lz-lk-01", "senior_association", "柳州市老科技工作者协会"),
    ("lz-kjg", "affiliated_institution", "柳州科技馆"),
)
DISCIPLINE_BASED = ("lz-gx-02", "lz-ys-01", "lz-qk-03")

TOWNSHIPS = ("红岭", "青石", "龙潭")
VILLAGES = ("平岸", "大桥", "石泉", "新塘", "云岭")
CROPS = ("蜜橙", "金橘", "茶叶", "香杉", "罗汉果", "稻田鱼", "食用菌", "百香果", "螺蛳", "甘蔗")

BASES = (
    "工业博览园",
    "湿地科普园",
    "地质科普馆",
    "生态农场",
    "水利展示馆",
    "中草药园",
    "机器人工坊",
    "气象观测站",
    "动植物标本馆",
    "蜜橙示范园",
)
PERIODICALS = ("龙城科技", "柳江科普", "柳州科协论坛")
WORKS = (
    "一滴水的旅行",
    "钢铁是怎样变轻的",
    "餐桌上的科学",
    "给孩子的地震课",
    "山里的茶香",
    "看云识天气",
    "螺蛳粉里的化学",
    "未来的汽车",
)
THEORY = ("基层科协组织力研究", "科技志愿服务机制研究", "产业工人科学素质调查", "学会治理结构研究")
PROJECTS = ("侗乡茶园科技小院", "苗山科普大篷车", "金橘品质提升示范", "乡村少年科学营", "社区科普微课堂")

SECTORS = {
    "enterprise": "企业",
    "university": "高校",
    "institute": "科研院所",
    "rural": "农村",
    "township": "乡镇街道",
    "social_organisation": "社会组织",
    "medical": "医疗卫生",
    "school": "教育",
    "government": "机关",
    "public_institution": "事业单位",
}
DELEGATIONS = {
    "enterprise": "企业代表团",
    "university": "高校院所代表团",
    "institute": "高校院所代表团",
    "rural": "县区代表团",
    "township": "县区代表团",
    "social_organisation": "机关代表团",
    "medical": "教育卫生代表团",
    "school": "教育卫生代表团",
    "government": "机关代表团",
    "public_institution": "机关代表团",
}
