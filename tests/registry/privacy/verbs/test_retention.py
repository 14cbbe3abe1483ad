"""What is over is shown, approved, and only then deleted; nobody shortens what the law keeps."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cast import OPERATES, Cast, acts
from keqiao.kernel.nouns import ledger
from keqiao.kernel.privacy.models import DataRequest, Retained, RetentionRun
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import Event
from keqiao.registry.privacy.nightly import carry_out_approved, nightly, prepare_runs
from keqiao.registry.privacy.retaining import counts, period_of, read, written
from keqiao.registry.privacy.verbs.retention import approve_run, carry_out, prepare_run, set_period, sweep
from registry.privacy.given import asked_of, officer_of

OLD = dt.timedelta(days=4 * 365)


def over(cast: Cast) -> DataRequest:
    """A request that was closed four years ago, and one that was closed today."""
    asked_of(cast, outcome="granted", answered=timezone.now())
    return asked_of(cast, outcome="granted", answered=timezone.now() - OLD)


def test_only_what_was_shown_and_approved_is_deleted(cast: Cast) -> None:
    act, gone = officer_of(cast.liuzhou), over(cast)
    run = prepare_run(act, cast.liuzhou)
    assert (read(run.found), DataRequest.objects.count()) == ({Retained.REQUESTS: 1}, 2)
    assert carry_out_approved() == 0
    with pytest.raises(VerbError, match="没有批准的到期删除不能执行"):
        carry_out(OPERATES, run)
    with pytest.raises(VerbError, match="请先看过将删除的内容"):
        approve_run(act, run)
    approve_run(act, run, {"sure": True})
    assert carry_out_approved() == 1
    done = RetentionRun.objects.get()
    assert (done.stage, read(done.deleted)) == ("done", {Retained.REQUESTS: 1})
    assert not DataRequest.objects.filter(pk=gone.pk).exists()
    assert DataRequest.objects.count() == 1
    with pytest.raises(VerbError, match="不能再批准"):
        approve_run(act, done, {"sure": True})


def test_only_the_officer_there_approves_and_only_the_job_deletes(cast: Cast) -> None:
    over(cast)
    run = prepare_run(OPERATES, cast.liuzhou)
    for act in (acts(cast.clerk), officer_of(cast.guilin)):
        with pytest.raises(Refused):
            approve_run(act, run, {"sure": True})
    with pytest.raises(Refused):
        carry_out(acts(cast.clerk), run)
    with pytest.raises(Refused):
        sweep(acts(cast.clerk), None)


def test_one_run_waits_at_a_time_and_none_is_made_for_nothing(cast: Cast) -> None:
    with pytest.raises(VerbError, match="没有到期的个人信息"):
        prepare_run(OPERATES, cast.liuzhou)
    over(cast)
    prepare_run(OPERATES, cast.liuzhou)
    with pytest.raises(VerbError, match="已有一份到期删除等待"):
        prepare_run(OPERATES, cast.liuzhou)


def test_the_nearest_period_holds_and_never_less_than_the_law(cast: Cast) -> None:
    act = officer_of(cast.liuzhou)
    with pytest.raises(VerbError, match="保存天数应在1095至36500之间"):
        set_period(act, cast.liuzhou, {"kept": "requests", "days": 30, "why": "省事"})
    set_period(act, cast.liuzhou, {"kept": "requests", "days": 3650, "why": "市档案局要求"})
    set_period(act, cast.liuzhou, {"kept": "requests", "days": 1825, "why": "市档案局新要求"})
    assert (period_of(cast.luzhai.pk, Retained.REQUESTS), period_of(cast.guilin.pk, Retained.REQUESTS)) == (1825, 1095)
    over(cast)
    assert counts(timezone.now(), cast.liuzhou) == {}


def test_each_night_runs_are_prepared_and_technical_data_swept(cast: Cast) -> None:
    officer_of(cast.liuzhou)
    over(cast)
    with ledger.exempt("given"):
        Event.objects.create(name="old", payload="{}", delivered=timezone.now() - dt.timedelta(days=31))
    nightly()
    assert {one.stage for one in RetentionRun.objects.all()} == {"prepared", "done"}
    assert not Event.objects.filter(name="old").exists()
    assert prepare_runs() == 0
    assert read(written({Retained.STAGING: 3})) == {Retained.STAGING: 3}
