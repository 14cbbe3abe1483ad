"""The first-level disciplines of GB/T 13745, by their codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Discipline:
    """What a discipline is called in the two languages of the screens."""

    zh: str
    en: str


DISCIPLINES: dict[str, Discipline] = {
    code: Discipline(zh, en)
    for code, zh, en in (
        ("110", "数学", "Mathematics"),
        ("120", "信息科学与系统科学", "Information and systems science"),
        ("130", "力学", "Mechanics"),
        ("140", "物理学", "Physics"),
        ("150", "化学", "Chemistry"),
        ("160", "天文学", "Astronomy"),
        ("170", "地球科学", "Earth sciences"),
        ("180", "生物学", "Biology"),
        ("190", "心理学", "Psychology"),
        ("210", "农学", "Agronomy"),
        ("220", "林学", "Forestry"),
        ("230", "畜牧、兽医科学", "Animal husbandry and veterinary science"),
        ("240", "水产学", "Fishery science"),
        ("310", "基础医学", "Basic medicine"),
        ("320", "临床医学", "Clinical medicine"),
        ("330", "预防医学与公共卫生学", "Preventive medicine and public health"),
        ("340", "军事医学与特种医学", "Military and special medicine"),
        ("350", "药学", "Pharmacy"),
        ("360", "中医学与中药学", "Chinese medicine and materia medica"),
        ("410", "工程与技术科学基础学科", "Foundations of engineering"),
        ("413", "信息与系统科学相关工程与技术", "Engineering of information and systems"),
        ("416", "自然科学相关工程与技术", "Engineering of the natural sciences"),
        ("420", "测绘科学技术", "Surveying and mapping"),
        ("430", "材料科学", "Materials science"),
        ("440", "矿山工程技术", "Mining engineering"),
        ("450", "冶金工程技术", "Metallurgical engineering"),
        ("460", "机械工程", "Mechanical engineering"),
        ("470", "动力与电气工程", "Power and electrical engineering"),
        ("480", "能源科学技术", "Energy science and technology"),
        ("490", "核科学技术", "Nuclear science and technology"),
        ("510", "电子与通信技术", "Electronics and communication"),
        ("520", "计算机科学技术", "Computer science and technology"),
        ("530", "化学工程", "Chemical engineering"),
        ("535", "产品应用相关工程与技术", "Engineering of products in use"),
        ("540", "纺织科学技术", "Textile science and technology"),
        ("550", "食品科学技术", "Food science and technology"),
        ("560", "土木建筑工程", "Civil engineering and architecture"),
        ("570", "水利工程", "Hydraulic engineering"),
        ("580", "交通运输工程", "Transport engineering"),
        ("590", "航空、航天科学技术", "Aeronautics and astronautics"),
        ("610", "环境科学技术及资源科学技术", "Environmental and resource science"),
        ("620", "安全科学技术", "Safety science and technology"),
        ("630", "管理学", "Management"),
        ("710", "马克思主义", "Marxism"),
        ("720", "哲学", "Philosophy"),
        ("730", "宗教学", "Religious studies"),
        ("740", "语言学", "Linguistics"),
        ("750", "文学", "Literature"),
        ("760", "艺术学", "Arts"),
        ("770", "历史学", "History"),
        ("780", "考古学", "Archaeology"),
        ("790", "经济学", "Economics"),
        ("810", "政治学", "Political science"),
        ("820", "法学", "Law"),
        ("830", "军事学", "Military science"),
        ("840", "社会学", "Sociology"),
        ("850", "民族学与文化学", "Ethnology and culture"),
        ("860", "新闻学与传播学", "Journalism and communication"),
        ("870", "图书馆、情报与文献学", "Library and information science"),
        ("880", "教育学", "Education"),
        ("890", "体育科学", "Sports science"),
        ("910", "统计学", "Statistics"),
    )
}
