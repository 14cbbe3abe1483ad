"""The clock stands while the level above has the matter, and loses no working day."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.motions.given import Floor
from keqiao.blocks.assemblies.motions import clocks
from keqiao.kernel.nouns import ledger


def test_a_clock_that_stood_for_a_fortnight_runs_ten_working_days_longer(floor: Floor) -> None:
    made = floor.accepted()
    with ledger.exempt("given"):
        due = clocks.final_of(made).due
        clocks.pause(made, "已上报")
        assert made.overdue_from is None
        clocks.go_on(made)
        assert clocks.final_of(made).due == due  # it stood for no working day
        clocks.pause(made, "已上报")
        final = clocks.final_of(made)
        assert final.paused is not None
        final.paused -= dt.timedelta(days=14)
        final.save()
        clocks.go_on(made)
    assert (clocks.final_of(made).due - due).days >= 10
    assert made.overdue_from == clocks.final_of(made).due + dt.timedelta(days=1)


def test_what_never_stood_or_was_never_accepted_is_left_alone(floor: Floor) -> None:
    clocks.go_on(None)
    clocks.go_on(floor.filed())
    made = floor.accepted()
    due = clocks.final_of(made).due
    clocks.go_on(made)
    assert clocks.final_of(made).due == due
