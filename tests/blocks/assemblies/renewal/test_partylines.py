"""Which Party organisations each society has, and which committee leads them, from links and placements."""

from __future__ import annotations

from typing import Any

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES, OrganisationFactory
from keqiao.blocks.assemblies.renewal.partylines import NO_GROUP, NO_LINE, NO_OFFICE, WITHOUT, party_lines, societies_of
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.verbs.founding import found_party
from keqiao.registry.verbs.links import link, relate
from keqiao.registry.verbs.organisations import place


def gaps(scene: Scene) -> list[str]:
    [line] = party_lines([scene.cast.society])
    return line.gaps


def founded(scene: Scene, kind: str, form: str, **more: Any) -> Organisation:
    data = {"kind": kind, "form": form, "name": f"学会{kind}", "founded": scene.today, **more}
    made: Organisation = found_party(OPERATES, scene.cast.society, data)
    return made


def test_a_society_lacks_all_until_each_is_registered(scene: Scene) -> None:
    assert gaps(scene) == [WITHOUT, NO_LINE]
    branch = founded(scene, "party_branch", "office_branch", founded="2020-07-01")
    assert gaps(scene) == [NO_GROUP, NO_LINE]
    founded(scene, "party_work_group", "council_group")
    assert gaps(scene) == [NO_LINE]
    committee = OrganisationFactory(kind="party_committee", name="市科技社团党委")
    place(OPERATES, branch, {"leading": committee.code, "starts": scene.today})
    assert gaps(scene) == []
    [line] = party_lines([scene.cast.society])
    assert [one.name for one in line.led_by] == ["市科技社团党委"]


def test_a_committee_that_is_linked_to_the_society_leads_it(scene: Scene) -> None:
    committee = OrganisationFactory(kind="party_committee", name="市科技社团党委")
    link(OPERATES, committee, {"kind": "party_organisation_of", "other": scene.cast.society.code})
    assert gaps(scene) == [NO_GROUP]
    founded(scene, "party_work_group", "council_group")
    assert NO_OFFICE not in gaps(scene)


def test_a_committee_that_guides_the_society_or_its_branch_leads_it(scene: Scene) -> None:
    branch = founded(scene, "party_branch", "office_branch")
    committee = OrganisationFactory(kind="party_committee", name="市科技社团党委")
    relate(OPERATES, committee, {"relation": "supervises", "other": branch.code, "starts": scene.today})
    assert gaps(scene) == [NO_GROUP]


def test_only_societies_that_exist_are_looked_at(scene: Scene) -> None:
    every = Organisation.objects.values_list("pk", flat=True)
    assert {one.kind for one in societies_of(every)} == {"society"}
