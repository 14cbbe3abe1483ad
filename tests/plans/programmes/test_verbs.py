"""Programmes are switched on, paused, ended and adjusted; each refusal says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from cast import acts
from keqiao.blocks.resources.models import Title
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.engine import days
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes.verbs import accept, adjust, end, pause, start
from plans.starting import Starting, entry

COMMITTEE = {"body": "full_committee", "name": "柳州市科协全委会"}
NEW = {"title": "我们的培训", "at_least": 5}


def test_a_draft_is_switched_on_paused_and_switched_on_again(starting: Starting) -> None:
    running = starting.run()
    assert (running.status, running.started) == (ProgrammeState.RUNNING, days.to_date(today()))
    assert pause(starting.clerk, running, {}).status == ProgrammeState.PAUSED
    again = start(starting.clerk, starting.one(), {})
    assert (again.status, again.started) == (ProgrammeState.RUNNING, days.to_date(today()))


def test_a_programme_ends_for_good(starting: Starting) -> None:
    ended = end(starting.clerk, starting.run(), {})
    assert (ended.status, ended.ended) == (ProgrammeState.ENDED, days.to_date(today()))
    with pytest.raises(VerbError, match=r"“项目one”现在是“已结束”，不能启用。只有草稿和暂停的项目可以启用。"):
        start(starting.clerk, starting.one(), {})
    with pytest.raises(VerbError, match="“项目one”已经结束。"):
        end(starting.clerk, starting.one(), {})
    for verb, data in ((adjust, NEW), (accept, {})):
        with pytest.raises(VerbError, match="“项目one”已经结束，不能再调整。"):
            verb(starting.clerk, starting.one(), data)


def test_a_draft_may_end_without_having_run(starting: Starting) -> None:
    starting.install(entry("one"))
    ended = end(starting.clerk, starting.one(), {})
    assert (ended.status, ended.started) == (ProgrammeState.ENDED, None)


def test_what_runs_is_not_switched_on_again(starting: Starting) -> None:
    with pytest.raises(VerbError, match="现在是“进行中”，不能启用"):
        start(starting.clerk, starting.run(), {})


def test_what_no_block_offers_yet_is_not_switched_on(starting: Starting) -> None:
    starting.install(entry("one", "liaison.channel"))
    with pytest.raises(VerbError, match="现在是“待建”，不能启用"):
        start(starting.clerk, starting.one(), {})


def changed(programme: Programme, **values: str) -> Programme:
    """The programme as it would stand after its block changed."""
    with ledger.exempt("given"):
        for name, value in values.items():
            setattr(programme, name, value)
        programme.save()
    return programme


def test_a_draft_whose_block_is_gone_is_not_switched_on(starting: Starting) -> None:
    starting.install(entry("one"))
    gone = changed(starting.one(), template="liaison.channel")
    with pytest.raises(VerbError, match="“项目one”所需的功能还没有建成，暂时不能启用。"):
        start(starting.clerk, gone, {})


@pytest.mark.parametrize("written", ["{}", '{"kind": "nothing"}', '{"kind": "training", "at_least": 0}', '{"x": 1}'])
def test_settings_that_do_not_fit_are_told(starting: Starting, written: str) -> None:
    starting.install(entry("one"))
    spoilt = changed(starting.one(), settings=written)
    with pytest.raises(VerbError, match=r"“项目one”的设置不完整，没有启用：.+。请采用方案包的写法后再启用。"):
        start(starting.clerk, spoilt, {})
    assert start(starting.clerk, accept(starting.clerk, starting.one(), {}), {}).status == ProgrammeState.RUNNING


def test_only_what_runs_is_paused(starting: Starting) -> None:
    starting.install(entry("one"))
    with pytest.raises(VerbError, match="“项目one”没有在进行，不需要暂停。"):
        pause(starting.clerk, starting.one(), {})


def test_adjusting_keeps_the_plan_s_other_settings(starting: Starting) -> None:
    starting.install(entry("one", settings={"kind": "training", "audience": "farmers", "at_least": 12}))
    one = adjust(starting.clerk, starting.one(), NEW)
    assert one.settings == '{"at_least": 5, "audience": "farmers", "kind": "training"}'
    assert (one.title, one.title_en) == ("我们的培训", "")  # the English title was the plan's


def test_adjusting_without_a_change_leaves_it_the_package_s(starting: Starting) -> None:
    starting.install(entry("one"))
    one = adjust(starting.clerk, starting.one(), {"title": "项目one", "at_least": 1})
    assert (one.title_en, one.settings) == ("Programme one", '{"kind": "training"}')


def test_a_planned_one_gets_a_title_only(starting: Starting) -> None:
    starting.install(entry("one", "liaison.channel", settings={"answer_within_days": 15}))
    one = adjust(starting.clerk, starting.one(), NEW)
    assert (one.title, one.settings) == ("我们的培训", '{"answer_within_days": 15}')


@pytest.mark.parametrize("wrong", [{"title": "一"}, {"title": "字" * 201}, {"at_least": 0}, {"at_least": 100_001}])
def test_what_is_no_title_or_number_is_refused(starting: Starting, wrong: dict[str, Any]) -> None:
    starting.install(entry("one"))
    with pytest.raises(VerbError, match=r"提交的内容有误，没有保存：(名称|至少要有几项记录)："):
        adjust(starting.clerk, starting.one(), NEW | wrong)
    assert starting.one().title == "项目one"


def test_accepting_takes_over_what_the_package_says_now(starting: Starting) -> None:
    running = starting.run()
    adjust(starting.clerk, running, NEW)
    starting.write(entry("one", clause="一", settings={"kind": "lecture"}))
    one = accept(starting.clerk, starting.one(), {})
    assert (one.title, one.title_en) == ("项目one", "Programme one")
    assert (one.clause, one.settings) == ("一", '{"kind": "lecture"}')
    assert one.status == ProgrammeState.RUNNING


@pytest.mark.parametrize("how", ["entry", "plan"])
def test_accepting_what_the_package_no_longer_has_is_refused(starting: Starting, how: str) -> None:
    starting.install(entry("one"))
    starting.write(entry("two"))
    if how == "plan":
        shutil.rmtree(starting.folder.path)
    with pytest.raises(VerbError, match=r"方案包里已经没有“项目one”。如不再需要，请结束这个项目。"):
        accept(starting.clerk, starting.one(), {})


def test_switching_on_forms_the_body_once(starting: Starting) -> None:
    running = starting.run("assemblies.meetings", settings=COMMITTEE)
    body = Body.objects.get(organisation=starting.cast.liuzhou, kind="full_committee")
    assert body.name == "柳州市科协全委会"
    pause(starting.clerk, running, {})
    start(starting.clerk, starting.one(), {})
    assert Body.objects.filter(kind="full_committee").count() == 1


def test_a_body_that_is_there_already_is_taken(starting: Starting) -> None:
    starting.run("assemblies.meetings", settings={"body": "congress"})
    assert Body.objects.filter(organisation=starting.cast.liuzhou, kind="congress").get() == starting.cast.congress


def test_switching_on_registers_the_title_once_where_the_plan_names_one(starting: Starting) -> None:
    starting.run("resources.title", settings={"kind": "periodical_issue", "name": "柳州科技"})
    title = Title.objects.get()
    assert (title.organisation, title.name) == (starting.cast.liuzhou, "柳州科技")
    starting.install(
        entry("two", "resources.title", settings={"kind": "periodical_issue", "name": "柳州科技"}),
        entry("three", "resources.title", settings={"kind": "popular_work"}),
    )
    for name in ("two", "three"):
        start(starting.clerk, starting.one(name), {})
    assert list(Title.objects.all()) == [title]


@pytest.mark.parametrize("verb", [start, pause, end, accept, lambda act, one, data: adjust(act, one, NEW)])
@pytest.mark.parametrize("name", ["reader", "county_clerk", "outsider", "nobody"])
def test_nobody_without_the_right_touches_a_programme(
    starting: Starting, name: str, verb: Callable[..., Programme]
) -> None:
    starting.install(entry("one"))
    with pytest.raises(Refused):
        verb(acts(getattr(starting.cast, name)), starting.one(), {})
    assert starting.one().status == ProgrammeState.DRAFT
