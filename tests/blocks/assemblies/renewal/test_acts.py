"""What is offered where: a term is changed by bodies that have one, papers are prepared by who keeps the books."""

from __future__ import annotations

import pytest

from blocks.assemblies.renewal.conftest import BodyFactory, Scene
from keqiao.blocks.assemblies.renewal.acts import (
    checkup_url,
    officials_url,
    papers_url,
    renewal_url,
    rules_url,
)
from keqiao.blocks.assemblies.renewal.governing import describe_branch
from keqiao.blocks.assemblies.renewal.opening import watch_unit
from keqiao.look.acts import address_of, offers


@pytest.mark.parametrize(("kind", "shown"), [("council", True), ("congress", True), ("presidium", False)])
def test_a_change_of_term_is_offered_where_there_are_terms(scene: Scene, kind: str, shown: bool) -> None:
    body = BodyFactory(organisation=scene.cast.luzhai, kind=kind, name=kind)
    assert offers()["renewal.open"].shown(body) is shown


def test_papers_are_offered_on_ones_own_books(scene: Scene) -> None:
    own = scene.opened()
    given = {"unit": scene.cast.luzhai.code, "term_ends": scene.today}
    watched = watch_unit(scene.clerk, scene.cast.liuzhou, given)
    for name, shown in (("renewal.change_article", (True, False)), ("renewal.record_result", (False, True))):
        assert tuple(offers()[name].shown(one) for one in (own, watched)) == shown


def test_a_described_branch_is_filled_in_again(scene: Scene) -> None:
    body = BodyFactory(organisation=scene.cast.society, kind="special_committee", name="青年委员会")
    assert offers()["renewal.describe_branch"].initial(body) == {}
    describe_branch(scene.clerk, body, {"kind": "youth", "remit": "青年交流"})
    assert offers()["renewal.describe_branch"].initial(body)["remit"] == "青年交流"


def test_records_lead_to_their_pages(scene: Scene) -> None:
    made = scene.opened()
    assert address_of(made) == renewal_url(made) == f"/desk/assemblies/lz-jixie/renewal/{made.public_id}/"
    assert address_of(made.stages.all()[0]) == renewal_url(made)
    assert papers_url(made) == f"{renewal_url(made)}papers/"
    base = "/desk/assemblies/lz-jixie/renewal/"
    assert [url("lz-jixie") for url in (checkup_url, rules_url, officials_url)] == [
        f"{base}checkup/",
        f"{base}rules/",
        f"{base}officials/",
    ]
