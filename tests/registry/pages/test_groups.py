"""Source classes by unit and position: proposals, choices, and what is confirmed after an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from keqiao.kernel.people.models import Employment
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.imports.people import ImportPeople, bring_in
from keqiao.registry.imports.preview import preview
from keqiao.registry.pages.drafts import GroupChoice
from keqiao.registry.pages.groups import (
    confirm_chosen,
    confirmed_group,
    key_of,
    line,
    read_choices,
    refuse_open_choices,
)
from registry.conftest import Registry

BUREAU = ("鹿寨县科学技术局", "局长")
CENTRE = ("鹿寨县职业教育中心", "高级讲师")


def test_a_line_begins_with_the_proposal_and_says_why() -> None:
    made = line(*BUREAU, people=3)
    assert (made.choice.source_class, made.choice.official, made.choice.picked) == ("government", "yes", False)
    assert "局" in made.reason
    assert made.proposed == "政府部门，领导干部"


def test_a_line_without_a_proposal_leaves_the_choice_open() -> None:
    made = line("云桥", "", people=1)
    assert (made.choice.source_class, made.choice.official, made.proposed) == ("", "", "")


def test_choices_are_read_from_a_form_and_unknown_classes_are_none() -> None:
    read = read_choices({"class-a": "rural", "official-a": "no", "pick-a": "on", "class-b": "moon", "other": "x"})
    assert read == {
        "a": GroupChoice(picked=True, source_class="rural", official="no"),
        "b": GroupChoice(picked=False, source_class="", official=""),
    }


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (GroupChoice(source_class="", official="no"), "来源类别"),
        (GroupChoice(source_class="rural", official=""), "是否领导干部"),
    ],
)
def test_half_a_choice_is_not_confirmed(choice: GroupChoice, says: str) -> None:
    with pytest.raises(VerbError, match=f"“云桥”还没有选择{says}"):
        confirmed_group([1], choice, "云桥")


def test_only_ticked_groups_have_to_be_complete() -> None:
    refuse_open_choices([line("云桥", "", 1)])
    with pytest.raises(VerbError, match="云桥"):
        refuse_open_choices([line("云桥", "", 1, GroupChoice(picked=True))])


def after_import(registry: Registry, roster: Path, choices: dict[str, GroupChoice], *, all_proposed: bool) -> None:
    """Import the clean rows, then confirm what was chosen."""
    data = ImportPeople(skip_faulty=True, confirm_sources=all_proposed)
    seen = preview(roster, registry.city, registry.congress)
    batch = bring_in(registry.clerk, registry.congress, seen, data)
    confirm_chosen(registry.clerk, registry.city, batch, choices, all_proposed=all_proposed)


def work(unit: str) -> tuple[str, bool | None, bool]:
    """Class, flag and state of the one employment at a unit."""
    one = Employment.objects.get(unit_name=unit)
    return one.source_class, one.leading_official, one.confirmed


def test_a_ticked_group_is_confirmed_as_chosen_and_the_others_wait(registry: Registry, roster: Path) -> None:
    chosen = {key_of(*CENTRE): GroupChoice(picked=True, source_class="institute", official="no")}
    after_import(registry, roster, chosen, all_proposed=False)
    assert work(CENTRE[0]) == ("institute", False, True)
    assert work(BUREAU[0]) == ("government", True, False)


def test_a_changed_class_wins_over_confirming_all_proposals(registry: Registry, roster: Path) -> None:
    chosen = {
        key_of(*CENTRE): GroupChoice(source_class="institute", official="no"),
        key_of(*BUREAU): line(*BUREAU, people=1).choice,
    }
    after_import(registry, roster, chosen, all_proposed=True)
    assert work(CENTRE[0]) == ("institute", False, True)
    assert work(BUREAU[0]) == ("government", True, True)
    assert Employment.objects.get(unit_name=BUREAU[0]).version == 1  # nobody saved it again


def test_without_choices_nothing_is_confirmed(registry: Registry, roster: Path) -> None:
    after_import(registry, roster, {}, all_proposed=False)
    assert not Employment.objects.filter(confirmed=True).exists()
