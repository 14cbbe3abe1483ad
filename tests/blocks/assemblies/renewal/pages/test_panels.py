"""The panels of the hub and the desk: what presses stands there, and nothing where nothing does."""

from __future__ import annotations

from django.test import RequestFactory

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.due import due_lines
from keqiao.blocks.assemblies.renewal.models import Stage
from keqiao.blocks.assemblies.renewal.pages.listed import pressing
from keqiao.blocks.assemblies.renewal.pages.panels import desk_panel, hub_panel
from keqiao.blocks.assemblies.renewal.steps import meet_stage
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor


def drawn(user: User) -> str:
    request = RequestFactory().get("/desk/")
    request.user = user
    return desk_panel(request, None)


def test_the_desk_tells_staff_and_nobody_else(scene: Scene) -> None:
    assert "柳州市机械工程学会" in drawn(scene.cast.clerk)
    assert drawn(scene.cast.reader) == ""
    assert drawn(scene.cast.outsider) == ""


def test_a_case_whose_stages_are_in_time_presses_nobody(scene: Scene) -> None:
    scene.opened()
    actor = Actor(scene.cast.clerk)
    assert len(pressing(due_lines(scene.cast.liuzhou, actor))) == 1  # its plan was due
    meet_stage(scene.clerk, Stage.objects.get(kind="plan"), {"met": scene.today})
    assert pressing(due_lines(scene.cast.liuzhou, actor)) == []


def test_a_panel_says_nothing_of_what_isnt_an_organisation(scene: Scene) -> None:
    request = RequestFactory().get("/desk/")
    request.user = scene.cast.clerk
    assert hub_panel(request, scene.council) == ""
