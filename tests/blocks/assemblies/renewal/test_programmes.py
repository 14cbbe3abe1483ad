"""The template 换届材料 counts changes of term that were filed."""

from __future__ import annotations

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES
from keqiao.blocks.assemblies.renewal.models import Stage
from keqiao.blocks.assemblies.renewal.opening import open_renewal
from keqiao.blocks.assemblies.renewal.programmes import FilepackSettings, filepacks
from keqiao.blocks.assemblies.renewal.steps import meet_stage
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.registry.verbs.posts import form_body, open_term
from plans.starting import Starting, records


def test_filed_changes_of_term_count(starting: Starting) -> None:
    scene_day = Scene(starting.cast, OPERATES, OPERATES, starting.cast.congress, starting.cast.term).today
    body = form_body(OPERATES, starting.cast.liuzhou, {"kind": "council"})
    open_term(OPERATES, body, {"number": 1, "starts": months_after(scene_day, -60), "ends": months_after(scene_day, 1)})
    open_renewal(OPERATES, body)
    open_term(OPERATES, body, {"number": 2, "starts": scene_day})
    assert filepacks(FilepackSettings(of="association"))["where"] == "filed and unit_kind = 'association'"
    assert records(starting, "assemblies.filepack", of="association") == 0
    meet_stage(OPERATES, Stage.objects.get(kind="filing"), {"met": scene_day})
    assert records(starting, "assemblies.filepack", of="association") == 1
