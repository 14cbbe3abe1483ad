"""What 鹿寨县 has more than other counties: its current plan has dates that lie ahead, and some of it is under way."""

from __future__ import annotations

import datetime as dt

from keqiao.blocks.activities import verbs as activities
from keqiao.blocks.places import verbs as places
from keqiao.cli.demo.stage import Stage
from keqiao.registry.verbs import organisations

LUZHAI = "450223"
TOWNS = ("寨沙", "平山", "中渡", "黄冕", "四排", "江口", "导江")
ENTERPRISES = ("蜜橙食品有限公司", "青岭机械有限公司", "洛江建材有限公司", "香桥农业有限公司")
STATIONS = (
    ("平山社区", "community"),
    ("中渡社区", "community"),
    ("寨沙中学", "campus"),
    ("四排小学", "campus"),
    ("黄冕村", "village"),
    ("江口村", "village"),
)
HALL, AREA = dt.date(2025, 10, 18), 1_900


def build_luzhai(stage: Stage) -> None:
    """Associations of townships and enterprises, stations, a hall, and trainings since the plan began."""
    county = stage.organisations[LUZHAI]
    for number, town in enumerate(TOWNS, start=2):
        _register(stage, f"{LUZHAI}-xz{number}", "township_association", f"鹿寨县{town}镇科协", "township")
    for number, name in enumerate(ENTERPRISES, start=1):
        _register(stage, f"{LUZHAI}-qk{number}", "enterprise_association", f"鹿寨{name}科协", "county")
    at = {"level": "county", "division": LUZHAI}
    for number, (name, site) in enumerate(STATIONS):
        opened = dt.date(2025, 4 + number, 20)
        data = {"kind": "e_station", "name": f"{name}科普e站", "site": site, "opened": opened}
        places.open_place(stage.act, county, data | at)
    hall = places.open_place(stage.act, county, {"kind": "science_hall", "name": "鹿寨县科技馆", "opened": HALL} | at)
    places.set_attribute(stage.act, hall, {"kind": "floor_area", "value": AREA, "starts": HALL})
    for village in stage.below(LUZHAI, "village"):
        data = {"title": f"{village.name}蜜橙管护培训", "kind": "training", "date": dt.date(2025, 7, 9)}
        activities.record_activity(stage.act, county, data | {"audience": "farmers", "served": village.code})


def _register(stage: Stage, code: str, kind: str, name: str, level: str) -> None:
    data = {"code": code, "kind": kind, "name": name, "level": level, "division": LUZHAI}
    stage.organisations[code] = organisations.register(stage.act, stage.organisations[LUZHAI], data)
