"""People of the register beside their posts: honours, expertise, contact, records kept twice, saved segments."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from keqiao.cli.demo.luzhai import LUZHAI
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.people.models import Employment, Person
from keqiao.registry.alike.pairs import refresh_all
from keqiao.registry.verbs import duplicates, particulars, people, segments

HONOURS = (
    ("最美科技工作者", "中共柳州市委宣传部、柳州市科协"),
    ("优秀科技工作者", "柳州市科学技术协会"),
    ("科普工作先进个人", "柳州市科学技术协会"),
    ("青年科技奖", "柳州市人民政府"),
)
FIELDS = (
    ("460", "智能装备设计"),
    ("450", "特种钢材冶炼"),
    ("210", "蜜橙栽培"),
    ("320", "心血管内科"),
    ("520", "工业软件"),
    ("880", "青少年科学教育"),
)
SEGMENTS = (
    ("青年科技工作者", {"age": "35"}, "推荐青年人才项目时查找"),
    ("企业一线专家", {"source": "enterprise", "official": "no"}, "企业科技服务团备选"),
    ("来源类别待确认", {"confirmed": "no"}, "换届前逐步确认"),
)
# How a second record of somebody comes to be written: variant characters, a wrong character of the same sound.
MISWRITTEN = str.maketrans(
    {"晓": "曉", "华": "華", "国": "國", "杰": "傑", "建": "健", "伟": "偉", "云": "雲", "学": "學", "明": "铭"}
)
RARE = (("𬭎宇", "龙城重工机械有限公司"), ("阿卜杜热合曼·买买提吐尔逊", "龙城农业科学研究所"))
TWICE, HONOURED = 6, 24


def build_register(stage: Stage) -> None:
    """Fill the directory of the city; the county keeps some people a second time."""
    known = stage.delegates[:HONOURED]
    for person, (title, by), (discipline, topic), place in zip(known, cycle(HONOURS), cycle(FIELDS), range(HONOURED)):
        if place % 2 == 0:
            given = {"title": title, "granted_by": by, "granted_on": dt.date(2019 + place % 6, 5, 30)}
            particulars.add_honour(stage.act, person, given)
        particulars.add_expertise(stage.act, person, {"discipline": discipline, "topic": topic})
        particulars.set_contact(stage.act, person, {"mobile": f"139000{place:05d}", "email": f"demo{place}@example.cn"})
    _enrol_rare(stage)
    for name, filters, note in SEGMENTS:
        segments.save(stage.act, stage.organisations[CITY], {"name": name, "filters": filters, "note": note})
    _keep_twice(stage, known[-TWICE:])
    refresh_all()


def _enrol_rare(stage: Stage) -> None:
    """Names that are hard to write; the county had enrolled the first as well, which was found out and merged."""
    for place, (name, unit) in enumerate(RARE):
        given = {"name": name, "unit_name": unit, "synthetic": True}
        kept = people.enrol(stage.act, stage.organisations[CITY], given)
        if place == 0:
            made = people.enrol(stage.act, stage.organisations[LUZHAI], given)
            duplicates.merge(stage.act, kept, {"duplicate": made.pk})


def _keep_twice(stage: Stage, known: list[Person]) -> None:
    """The county enrolled them as well, and nobody has decided yet."""
    works = {work.person_id: work for work in Employment.objects.filter(person__in=known, ends=None)}
    for person in known:
        work = works.get(person.pk)
        people.enrol(
            stage.act,
            stage.organisations[LUZHAI],
            {
                "name": person.name.translate(MISWRITTEN),
                "unit_name": work.unit_name.replace("有限公司", "股份有限公司") if work is not None else "",
                "birth": f"{person.birth_from:%Y.%m}" if person.birth_from is not None else "",
                "synthetic": True,
            },
        )
