"""What programmes have come to: counted by the engine, of the running year unless their settings say ever."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import OPERATES
from keqiao.blocks.activities.verbs import record_activity
from keqiao.blocks.places.verbs import open_place
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.library import library
from keqiao.plans.models import Programme
from keqiao.plans.programmes import running
from keqiao.plans.programmes.running import counted, programme_board, yearly
from plans.starting import PLAN, Starting, entry

TWELVE = {"kind": "training", "at_least": 12}


def hold(organisation: Organisation, *dates: dt.date, **more: Any) -> None:
    """Trainings took place on these days."""
    for number, date in enumerate(dates):
        data = {"title": f"第{number}期{more}", "kind": "training", "date": date}
        record_activity(OPERATES, organisation, data | more)


def on(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Let it be that day."""
    monkeypatch.setattr(running, "today", lambda: day)


def figure_of(starting: Starting, name: str = "one") -> Figure:
    """What a programme has come to."""
    found = programme_board(library().plan(PLAN), starting.cast.liuzhou, [starting.one(name)])
    [figure] = found.figures
    return figure


def test_only_the_running_year_s_records_count_from_its_first_day_on(
    starting: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting.run(settings=TWELVE)
    city = starting.cast.liuzhou
    hold(city, dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 6, 30), dt.date(2024, 12, 31))
    told = {}
    for day in (20231231, 20240101, 20240630, 20241231, 20250101):
        on(monkeypatch, day)
        told[day] = figure_of(starting).result.value
    assert told == {20231231: 1, 20240101: 1, 20240630: 2, 20241231: 3, 20250101: 0}


def test_ever_counts_what_was_before_too(starting: Starting, monkeypatch: pytest.MonkeyPatch) -> None:
    running_on = starting.run(settings=TWELVE | {"per": "ever"})
    hold(starting.cast.liuzhou, dt.date(2023, 12, 31), dt.date(2024, 1, 1))
    on(monkeypatch, 20240630)
    figure = figure_of(starting)
    assert (figure.result.value, figure.due, yearly(running_on)) == (2, None, False)


@pytest.mark.parametrize(
    ("day", "records", "status"),
    [
        (20240101, 0, "on_track"),
        (20240630, 1, "at_risk"),
        (20240630, 6, "on_track"),
        (20240630, 12, "met"),
        (20241231, 11, "at_risk"),  # never missed before the year is over
        (20241231, 12, "met"),
    ],
)
def test_the_status_before_the_year_s_end(
    starting: Starting, monkeypatch: pytest.MonkeyPatch, day: int, records: int, status: str
) -> None:
    starting.run(settings=TWELVE)
    hold(starting.cast.liuzhou, *[dt.date(2024, 1, 1)] * records)
    on(monkeypatch, day)
    figure = figure_of(starting)
    assert (figure.result.value, figure.due, figure.status.value) == (records, 20241231, status)


def test_what_belongs_to_another_kind_or_association_is_not_counted(
    starting: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting.run(settings=TWELVE | {"audience": "farmers", "themed": True})
    then = dt.date(2024, 3, 1)
    hold(starting.cast.liuzhou, then, audience="farmers", themed=True)
    hold(starting.cast.liuzhou, then, audience="farmers")
    hold(starting.cast.liuzhou, then, audience="youth", themed=True)
    hold(starting.cast.liuzhou, then, kind="lecture", audience="farmers", themed=True)
    hold(starting.cast.luzhai, then, audience="farmers", themed=True)
    on(monkeypatch, 20240630)
    assert figure_of(starting).result.value == 1


def test_what_exists_counts_whenever_it_began(starting: Starting) -> None:
    starting.run("places.network", settings={"kind": "science_hall", "at_least": 2})
    data = {"kind": "science_hall", "name": "柳州科技馆", "level": "municipal", "division": "450200"}
    open_place(OPERATES, starting.cast.liuzhou, data | {"opened": dt.date(2001, 1, 1)})
    figure = figure_of(starting)
    assert (figure.result.value, figure.due, figure.commitment.target.text) == (1, None, "at_least: 2")


def test_a_network_counts_what_stands_in_the_whole_area(starting: Starting) -> None:
    starting.run("registry.organisations", settings={"kind": "society"})
    assert figure_of(starting).result.value == 1


def test_several_are_counted_in_their_order_and_planned_ones_not_at_all(starting: Starting) -> None:
    starting.install(
        entry("one", settings=TWELVE),
        entry("two", "liaison.channel"),
        entry("three", "returns.evidence", settings={"topic": "rules"}),
    )
    listed = [starting.one(name) for name in ("three", "two", "one")]
    found = programme_board(library().plan(PLAN), starting.cast.liuzhou, listed)
    assert [one.commitment.id for one in found.figures] == ["three", "one"]


def test_one_whose_settings_do_not_fit_is_not_counted(starting: Starting) -> None:
    starting.install(entry("one"))
    assert counted(starting.one(), starting.cast.liuzhou) is not None
    spoilt = starting.one()
    with ledger.exempt("given"):
        spoilt.settings = '{"kind": "nothing"}'
        spoilt.save()
    assert counted(Programme.objects.get(), starting.cast.liuzhou) is None
    assert programme_board(library().plan(PLAN), starting.cast.liuzhou, [spoilt]).figures == []


def test_however_many_programmes_of_a_kind_there_are_the_statements_are_the_same(
    starting: Starting, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    starting.install(*[entry(f"p{number}", settings=TWELVE) for number in range(3)])
    listed = [starting.one(f"p{number}") for number in range(3)]
    package, city = library().plan(PLAN), starting.cast.liuzhou
    with django_assert_max_num_queries(30) as first:
        programme_board(package, city, listed[:1])
    with django_assert_num_queries(len(first)):
        programme_board(package, city, listed)
