"""What happened lately, told without names."""

from __future__ import annotations

from cast import OPERATES, Cast
from keqiao.kernel.audit.write import write_entry
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.registry.verbs.people import enrol
from keqiao.web import changes
from keqiao.web.changes import recent_changes


def happened(verb: str, *organisations: int) -> None:
    """Something was done, as the audit has it."""
    write_entry(verb=verb, actor="operator", channel="test", organisations=organisations)


def test_what_was_done_is_told_with_unit_and_without_names(cast: Cast) -> None:
    enrol(OPERATES, cast.luzhai, {"name": "莫然", "unit_name": "鹿寨县人民医院"})
    told = recent_changes([cast.luzhai.pk])
    assert [(one.unit, one.words, one.times) for one in told] == [("鹿寨县科学技术协会", "登记了人员", 1)]
    assert "莫然" not in repr(told)


def test_the_same_on_one_day_is_told_once_with_its_count_the_latest_first(cast: Cast) -> None:
    for verb in ("people.enrol", "people.enrol", "posts.open_term"):
        happened(verb, cast.luzhai.pk)
    assert [(one.words, one.times) for one in recent_changes([cast.luzhai.pk])] == [
        ("开始了新一届", 1),
        ("登记了人员", 2),
    ]


def test_other_areas_rights_and_staging_are_left_out(cast: Cast) -> None:
    happened("people.enrol", cast.guilin.pk)
    happened("access.grant", cast.luzhai.pk)
    happened("people.import.stage", cast.luzhai.pk)
    assert recent_changes([cast.luzhai.pk]) == []
    assert recent_changes([]) == []


def test_an_import_and_its_undoing_are_told_apart(cast: Cast) -> None:
    happened("people.import.apply", cast.luzhai.pk)
    happened("people.import.undo", cast.luzhai.pk)
    assert [one.words for one in recent_changes([cast.luzhai.pk])] == ["撤销了名册导入", "导入了名册"]


def test_no_more_is_told_than_fits(cast: Cast) -> None:
    verbs = [name for name in all_verbs() if not name.startswith("access.")]
    for verb in verbs[: changes.SHOWN + 1]:
        happened(verb, cast.luzhai.pk)
    assert len(verbs) > changes.SHOWN
    assert len(recent_changes([cast.luzhai.pk])) == changes.SHOWN
