"""Taizhou's lists of townships, parks and firms, the associations founded there, and numbers cited from documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from keqiao.cli.demo.shares import CITY, TAIZHOU
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.units.models import UnitList
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.registry.verbs import cited_numbers, faces, organisations, unit_lists, units

AS_OF, BEGUN = dt.date(2020, 6, 30), dt.date(2020, 9, 1)
TOWNSHIPS = ("溪桥镇", "白马镇", "城东街道", "河口镇")
PARKS = ("医药高新技术产业园区", "滨江工业园区", "高港综合物流园", "新材料产业园", "农业科技园区", "船舶装备产业园")
FIRMS = ("恒岳智能装备", "澄光新材料", "启宁生物医药", "中岭电子", "远帆船舶配套", "清禾食品科技", "柏川精密铸造")
FORMS = ("有限公司", "股份有限公司", "科技有限公司", "（集团）有限公司")
CITY_PARKS = (
    ("柳东创新园区", "lz-yq-01"),
    ("壶西工业园区", "lz-yq-02"),
    ("柳江临港物流园区", ""),
    ("鹿寨循环经济园区", ""),
)
CITY_FIRMS = (
    ("龙城重工机械有限公司", "lz-qk-01"),
    ("柳江汽车零部件有限公司", "lz-qk-02"),
    ("鱼峰特种钢材有限公司", "lz-qk-03"),
    ("壶东智能装备有限公司", "lz-qk-04"),
    ("柳岸生物制药有限公司", "lz-qk-05"),
    ("马鹿山电子材料有限公司", ""),
    ("白莲洞软件科技有限公司", ""),
)
# Of the units of a list in their order: every how many one has no association, and one shares another's.
WITHOUT, SHARED = {"township": 9, "park": 6, "high_tech_enterprise": 3, "industrial_enterprise": 2}, 5


def build_lists(stage: Stage) -> None:
    """Four lists in force in Taizhou; most townships and parks have an association, about half of the firms."""
    counties = stage.below(TAIZHOU[:4], "association", "county")
    for kind, title, source, named in (
        ("township", "乡镇、街道名单", "市民政局《行政区划简册》", list(_townships(counties))),
        ("park", "开发区、园区名单", "市工业和信息化局《园区名录》", [(name, None) for name in PARKS]),
        ("high_tech_enterprise", "高新技术企业名单", "市科学技术局《认定企业名册》", list(_firms(stage, counties, 3))),
        ("industrial_enterprise", "规模以上工业企业名单", "市统计局《名录库》", list(_firms(stage, counties, 5))),
    ):
        _list(stage, kind, f"泰州市{title}（2020年，演示）", f"{source}（演示）", named)


def build_city_lists(stage: Stage) -> None:
    """Liuzhou's list of parks and firms, each with the association of that name where there is one."""
    clerk, city = Act(Actor(stage.users["clerk"]), "cli"), stage.city
    for kind, title, named in (
        ("park", "开发区、园区名单", CITY_PARKS),
        ("high_tech_enterprise", "高新技术企业名单", CITY_FIRMS),
    ):
        said = {"kind": kind, "title": f"柳州市{title}（2023年，演示）", "source": "市级主管部门名录（演示）"}
        made = unit_lists.start_list(clerk, city, said | {"as_of": dt.date(2023, 12, 31)})
        for name, association in named:
            unit = units.add_unit(clerk, made, {"name": name, "division": CITY})
            if association:
                units.cover_unit(clerk, unit, {"association": association, "how": "own"})
        unit_lists.put_in_force(clerk, made, {"starts": dt.date(2024, 3, 1)})


def build_faces(stage: Stage) -> None:
    """What Liuzhou and some of its counties have published of themselves; one county's waits to be approved."""
    for place, one in enumerate((stage.city, *stage.counties())):
        short = one.short_name.removesuffix("科协")
        said = {
            "introduction": f"{one.name}是{short}科技工作者的群众组织，联系学会和基层科协组织，开展科普和学术交流。",
            "address": f"{short}科技馆三楼（演示地址）",
            "phone": f"0772-28{25000 + place}",
        }
        if place % 3 != 2:
            proposed = faces.propose(stage.act if place else Act(Actor(stage.users["clerk"]), "cli"), one, said)
            if place != 4:
                faces.publish(Act(Actor(stage.users["leader"]), "cli"), proposed)


def build_numbers(stage: Stage) -> None:
    """Numbers that Liuzhou cites: one looked up by the leader, one that waits for it."""
    clerk, leader = (Act(Actor(stage.users[name]), "cli") for name in ("clerk", "leader"))
    for kind, number, measure, page in (("high_tech_enterprise", 1060, "家", "14"), ("park", 11, "个", "3")):
        data = {"kind": kind, "number": number, "measure": measure, "page": page, "date": dt.date(2023, 12, 31)}
        cited = cited_numbers.cite(clerk, stage.organisations[CITY], data | {"source": "柳州市统计公报（演示）"})
        if kind == "high_tech_enterprise":
            cited_numbers.approve_number(leader, cited)


def _list(stage: Stage, kind: str, title: str, source: str, named: Sequence[tuple[str, Organisation | None]]) -> None:
    keeper = stage.organisations[TAIZHOU]
    said = {"kind": kind, "title": title, "source": source, "as_of": AS_OF}
    made = unit_lists.start_list(stage.act, keeper, said)
    last: Organisation | None = None
    for place, (name, county) in enumerate(named):
        last = _listed(stage, made, f"{kind[:3]}{place + 1}", name, county or keeper, place, last)
    unit_lists.put_in_force(stage.act, made, {"starts": BEGUN})


def _listed(
    stage: Stage, listed: UnitList, code: str, name: str, above: Organisation, place: int, last: Organisation | None
) -> Organisation | None:
    """A unit, most often with an association of its own; a small one shares that of another."""
    unit = units.add_unit(stage.act, listed, {"name": name, "division": above.code})
    without = WITHOUT[listed.kind]
    if place % without == without - 1:
        return last
    if last is not None and place % SHARED == SHARED - 1:
        units.cover_unit(stage.act, unit, {"association": last.code, "how": "joint"})
        return last
    kind = {"township": "township_association", "park": "park_association"}.get(listed.kind, "enterprise_association")
    said = {"code": f"tz-{code}", "name": f"{name}科学技术协会", "kind": kind, "level": above.level}
    made = organisations.register(stage.act, above, said | {"division": above.code, "starts": BEGUN})
    units.cover_unit(stage.act, unit, {"association": made.code, "how": "own"})
    if listed.kind == "township" and place % 4 != 1:
        rural = said | {"code": f"tz-nj{place}", "name": f"{name}稻渔种养专业技术协会", "starts": BEGUN}
        its = organisations.register(stage.act, above, rural | {"kind": "rural_technical_association"})
        units.cover_unit(stage.act, unit, {"association": its.code, "how": "own"})
    return made


def _townships(counties: list[Organisation]) -> Iterator[tuple[str, Organisation]]:
    for county in counties:
        for name in TOWNSHIPS:
            yield f"{_short(county)}{name}", county


def _firms(stage: Stage, counties: list[Organisation], each: int) -> Iterator[tuple[str, Organisation]]:
    for place, county in enumerate(counties):
        for number in range(each):
            at = place * each + number
            yield f"{_short(county)}{FIRMS[at % len(FIRMS)]}{FORMS[(at + each) % len(FORMS)]}", county


def _short(county: Organisation) -> str:
    return county.short_name.removesuffix("科协")
