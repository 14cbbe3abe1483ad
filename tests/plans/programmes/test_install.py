"""Installing a plan: programmes begin as drafts, newer packages change only what nobody touched."""

from __future__ import annotations

import pytest

from cast import OPERATES, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes import templates
from keqiao.plans.programmes.install import install_plan, is_edited
from keqiao.plans.programmes.verbs import adjust, end, pause, start
from plans.starting import PLAN, Starting, entry


def test_programmes_begin_as_drafts_as_the_package_has_them(starting: Starting) -> None:
    settings = {"kind": "training", "at_least": 12}
    done = starting.install(entry("one", settings=settings), entry("two", clause="一"))
    assert [one.code for one in done.begun] == ["two", "one"]  # in the order of clauses
    assert (done.updated, done.differences) == ([], [])
    one = starting.one()
    assert (one.status, one.title, one.title_en, one.clause) == ("draft", "项目one", "Programme one", "二.1")
    assert one.settings == '{"at_least": 12, "kind": "training"}'
    assert (one.organisation, one.started, one.ended) == (starting.cast.liuzhou, None, None)
    assert not is_edited(one)


def test_what_no_block_offers_yet_is_planned(starting: Starting) -> None:
    done = starting.install(entry("one", "liaison.channel", settings={"answer_within_days": 15}))
    assert [one.status for one in done.begun] == [ProgrammeState.PLANNED]


def test_a_second_installation_changes_nothing(starting: Starting) -> None:
    starting.install(entry("one"), entry("two", "liaison.channel"))
    before = list(Programme.objects.values())
    done = install_plan(starting.leader, starting.cast.liuzhou, {"plan": PLAN})
    assert (done.begun, done.updated, done.differences) == ([], [], [])
    assert list(Programme.objects.values()) == before


def test_a_newer_package_updates_drafts_that_nobody_touched(starting: Starting) -> None:
    starting.install(entry("one"))
    settings = {"kind": "lecture", "at_least": 3}
    done = starting.install(entry("one", title={"zh": "讲座", "en": "Lectures"}, settings=settings), entry("two"))
    assert [one.code for one in done.begun] == ["two"]
    assert [one.code for one in done.updated] == ["one"]
    assert done.differences == []
    assert (starting.one().title, starting.one().title_en) == ("讲座", "Lectures")
    assert starting.one().settings == '{"at_least": 3, "kind": "lecture"}'


def test_what_people_edited_stays_and_is_told_as_a_difference(starting: Starting) -> None:
    starting.install(entry("one"))
    adjust(starting.clerk, starting.one(), {"title": "我们的培训", "at_least": 5})
    done = starting.install(entry("one", settings={"kind": "training", "at_least": 12}))
    assert done.updated == []
    assert (starting.one().title, starting.one().status) == ("我们的培训", "draft")
    found = {(one.key, one.ours, one.packaged) for one in done.differences}
    assert found == {("title", "我们的培训", "项目one"), ("settings.at_least", "5", "12")}


@pytest.mark.parametrize("how", ["running", "paused", "ended"])
def test_what_was_switched_on_stays_and_is_told_as_a_difference(starting: Starting, how: str) -> None:
    running = starting.run()
    if how != "running":
        {"paused": pause, "ended": end}[how](starting.clerk, running, {})
    done = starting.install(entry("one", clause="一", settings={"kind": "lecture"}))
    assert done.updated == []
    assert (starting.one().status, starting.one().clause) == (how, "二.1")
    found = [(one.key, one.ours, one.packaged) for one in done.differences]
    assert found == [("clause", "二.1", "一"), ("settings.kind", "training", "lecture")]


def test_a_setting_that_only_one_side_has_is_a_difference(starting: Starting) -> None:
    starting.run(settings={"kind": "training", "themed": True})
    done = starting.install(entry("one", settings={"kind": "training", "audience": "farmers"}))
    found = [(one.key, one.ours, one.packaged) for one in done.differences]
    assert found == [("settings.audience", "", "farmers"), ("settings.themed", "true", "")]


def test_what_the_package_no_longer_has_stays_and_is_told_last(starting: Starting) -> None:
    starting.install(entry("one"), entry("two"))
    adjust(starting.clerk, starting.one("two"), {"title": "另一个名称", "at_least": 1})
    done = starting.install(entry("two"))
    assert [(one.programme.code, one.key, one.ours, one.packaged) for one in done.differences] == [
        ("two", "title", "另一个名称", "项目two"),
        ("one", "gone", "项目one", ""),
    ]
    assert starting.one().status == ProgrammeState.DRAFT


def test_a_planned_one_becomes_a_draft_once_its_block_has_come(
    starting: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting.install(entry("one", "liaison.channel"), entry("two", "liaison.channel"))
    adjust(starting.clerk, starting.one("two"), {"title": "我们的渠道", "at_least": 1})
    made = templates.Template("liaison.channel", "渠道", templates.Settings, lambda settings: {"of": "activities"})
    monkeypatch.setitem(templates._register, made.name, made)
    done = install_plan(starting.leader, starting.cast.liuzhou, {"plan": PLAN})
    assert [one.code for one in done.updated] == ["one", "two"]
    assert {one.status for one in done.updated} == {ProgrammeState.DRAFT}
    assert starting.one("two").title == "我们的渠道"  # what people wrote is theirs
    assert start(starting.clerk, starting.one("two"), {}).status == ProgrammeState.RUNNING


def test_a_plan_of_somebody_else_is_refused(starting: Starting) -> None:
    starting.write(entry("one"))
    for stranger in (starting.cast.guilin, starting.cast.region, starting.cast.luzhai):
        with pytest.raises(VerbError, match=r"方案“small”不约束“.*”。请换成方案所约束的科协"):
            install_plan(OPERATES, stranger, {"plan": PLAN})
    assert not Programme.objects.exists()


def test_who_follows_a_plan_by_reference_may_install_it(starting: Starting) -> None:
    starting.folder.one["by_reference"] = ["association@county"]
    starting.write(entry("one"))
    done = install_plan(OPERATES, starting.cast.luzhai, {"plan": PLAN})
    assert [one.organisation for one in done.begun] == [starting.cast.luzhai]
    with pytest.raises(VerbError, match="不约束“柳州市机械工程学会”"):  # below Liuzhou, but no county's association
        install_plan(OPERATES, starting.cast.society, {"plan": PLAN})


def test_an_unknown_plan_is_refused_with_those_there_are(starting: Starting) -> None:
    starting.write()
    with pytest.raises(VerbError, match=r"没有编号为“nope”的方案。现有方案：small。"):
        install_plan(starting.leader, starting.cast.liuzhou, {"plan": "nope"})


def test_a_draft_plan_may_be_tried_as_all_begins_as_drafts(starting: Starting) -> None:
    starting.folder.plan["state"] = "draft"
    done = starting.install(entry("one"))
    assert [one.status for one in done.begun] == [ProgrammeState.DRAFT]


@pytest.mark.parametrize("name", ["clerk", "reader", "county_clerk", "outsider", "system_admin", "nobody"])
def test_nobody_installs_without_the_right(starting: Starting, name: str) -> None:
    starting.write(entry("one"))
    with pytest.raises(Refused):
        install_plan(acts(getattr(starting.cast, name)), starting.cast.liuzhou, {"plan": PLAN})
    assert not Programme.objects.exists()


def test_an_installation_is_one_entry_of_the_audit(starting: Starting) -> None:
    starting.install(entry("one"), entry("two"))
    assert Entry.objects.filter(verb="plans.install", outcome="done").count() == 1
