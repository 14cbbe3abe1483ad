"""治理体检 at the desk, on a body's page and on the hub; names only for who may see them."""

from __future__ import annotations

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import user_with
from keqiao.blocks.assemblies.renewal.governing import explain
from keqiao.kernel.people.models import Person
from plans.supervision.browsing import by, seen

PAGE = "/desk/assemblies/lz-jixie/renewal/checkup/"


@pytest.fixture
def both(scene: Scene) -> Person:
    """Somebody who is director and supervisor."""
    person = scene.seat(scene.term, "director", scene.somebody(name="覃两任"))
    scene.seat(scene.body("supervisory_board"), "supervisor", person)
    return person


def test_what_isnt_met_is_explained_and_approved(scene: Scene, both: Person) -> None:
    clerk = by(scene.cast.clerk)
    page = seen(clerk, PAGE)
    assert "覃两任" in page
    assert "renewal.explain" in page
    explain(scene.clerk, scene.cast.society, {"code": "director_supervisor", "text": "暂代至年底"})
    page = seen(by(scene.cast.leader), PAGE)
    assert "暂代至年底" in page
    assert "renewal.approve_explanation" in page


def test_readers_see_results_without_names(scene: Scene, both: Person) -> None:
    reader = by(user_with("society-reader", "reader", scene.cast.society))
    page = seen(reader, PAGE)
    assert "有1人兼任" in page
    assert "覃两任" not in page
    seen(by(scene.cast.outsider), PAGE, 403)


def test_a_bodys_page_shows_what_is_asked_of_it(scene: Scene, both: Person) -> None:
    page = seen(by(scene.cast.clerk), f"/bodies/{scene.council.public_id}/")
    assert "治理要求" in page
    assert "理事不兼任监事" in page
    assert "秘书处实体化" not in page
    assert "治理要求" not in seen(by(scene.cast.clerk), f"/bodies/{scene.cast.congress.public_id}/")


def test_the_hub_tells_what_isnt_met(scene: Scene, both: Person) -> None:
    assert "理事不兼任监事：有1人兼任" in seen(by(scene.cast.clerk), "/desk/assemblies/lz-jixie/")


def test_an_association_sets_what_it_asks_of_its_societies(scene: Scene) -> None:
    page = seen(by(scene.cast.clerk), "/desk/assemblies/450200/renewal/checkup/")
    assert "对所领导学会的治理要求" in page
    assert "renewal.set_rule" in page
    assert "保存本次体检" not in page
