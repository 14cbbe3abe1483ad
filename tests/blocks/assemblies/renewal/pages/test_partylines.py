"""学会党组织: gaps first at hand, the way to close them, and the same number of queries for any number of societies."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES, OrganisationFactory
from keqiao.registry.verbs.founding import found_party
from plans.supervision.browsing import by, seen

PAGE = "/desk/assemblies/450200/renewal/party/"


def test_societies_without_a_party_organisation_are_a_click_from_the_hub(scene: Scene) -> None:
    clerk = by(scene.cast.clerk)
    assert f'href="{PAGE}"' in seen(clerk, "/desk/assemblies/450200/")
    page = seen(clerk, f"{PAGE}?gap=without")
    assert scene.cast.society.name in page
    assert "founding.found_party" in page
    group: dict[str, object] = {"kind": "party_work_group", "form": "council_group", "name": "机械学会党建工作小组"}
    group["founded"] = scene.today
    found_party(OPERATES, scene.cast.society, group)
    assert f"{scene.cast.society.name}</a>" not in seen(clerk, f"{PAGE}?gap=without")
    assert "机械学会党建工作小组" in seen(clerk, PAGE)


def test_readers_see_it_and_strangers_dont(scene: Scene) -> None:
    assert "founding.found_party" not in seen(by(scene.cast.reader), PAGE)
    seen(by(scene.cast.outsider), PAGE, 403)


def test_any_number_of_societies_costs_the_same(scene: Scene) -> None:
    clerk = by(scene.cast.clerk)
    seen(clerk, PAGE)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as seen_queries:
            seen(clerk, PAGE)
        counts.append(len(seen_queries))
        for _place in range(2):
            OrganisationFactory(kind="society", leading=scene.cast.liuzhou)
    assert counts[0] == counts[1]
