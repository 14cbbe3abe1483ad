"""Bulk verbs: rows are staged unseen, applied in one step with one entry, and can be taken back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.utils import timezone

from cast import OPERATES, Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.people.models import Person
from keqiao.kernel.seals import SealError
from keqiao.kernel.verbs import bulk
from keqiao.kernel.verbs.bulk import Row, abandon, abandon_unfinished, all_bulk_verbs, bulk_verb
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.models import Batch, BatchOutcome, BatchRow, BatchState
from kernel.verbs import trial
from threads import at_once

real_transactions = pytest.mark.django_db(transaction=True)


def rows(*names: str) -> list[Row]:
    """One row a name."""
    return [{"name": name} for name in names]


def staged(cast: Cast, *names: str) -> Batch:
    """A batch that waits to be applied."""
    title = "代表名册.xlsx"
    return trial.enrol.stage(acts(cast.clerk), cast.liuzhou, VerbData(), rows(*names), target=cast.liuzhou, title=title)


def enrolled(*names: str) -> list[str]:
    """Those of the names that are stored."""
    return list(Person.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True))


# Staging


def test_staging_shows_nothing_and_keeps_rows_sealed(cast: Cast) -> None:
    batch = staged(cast, "莫一", "莫二")
    assert (batch.state, batch.rows, batch.title) == (BatchState.STAGED, 2, "代表名册.xlsx")
    assert batch.actor == f"user:{cast.clerk.pk}"
    assert enrolled("莫一", "莫二") == []
    assert "莫一" not in "".join(BatchRow.objects.values_list("sealed", flat=True))
    assert list(trial.enrol.rows(batch)) == rows("莫一", "莫二")


def test_rows_are_staged_chunk_by_chunk_in_order(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    names = [f"莫{n}" for n in range(5)]
    assert [row["name"] for row in trial.enrol.rows(staged(cast, *names))] == names


def test_no_row_is_read_when_the_actor_may_not(cast: Cast) -> None:
    def unread() -> Iterator[Row]:
        raise AssertionError("a row was read")
        yield {}

    with pytest.raises(Refused, match="柳州市科学技术协会"):
        trial.enrol.stage(acts(cast.outsider), cast.liuzhou, VerbData(), unread(), target=cast.liuzhou)
    assert not Batch.objects.exists()


def test_a_reading_that_breaks_off_leaves_nothing_that_can_be_applied(cast: Cast) -> None:
    def breaks_off() -> Iterator[Row]:
        yield {"name": "莫一"}
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        trial.enrol.stage(OPERATES, cast.liuzhou, VerbData(), breaks_off(), target=cast.liuzhou)
    batch = Batch.objects.get()
    assert batch.state == BatchState.STAGING
    with pytest.raises(VerbError, match="“正在读入”，不能再次办理"):
        trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)


def test_a_row_moved_to_another_place_does_not_open(cast: Cast) -> None:
    batch = staged(cast, "莫一", "莫二")
    first, second = batch.batch_rows.order_by("number")
    BatchRow.objects.filter(pk=first.pk).update(sealed=second.sealed)
    with pytest.raises(SealError):
        trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    assert enrolled("莫一", "莫二") == []


# Applying


def test_applying_does_all_with_one_entry_that_names_the_batch(cast: Cast) -> None:
    batch = staged(cast, "莫一", "莫二")
    trial.enrol.apply(acts(cast.clerk, "web"), batch, target=cast.liuzhou)
    assert enrolled("莫一", "莫二") == ["莫一", "莫二"]
    entry = Entry.objects.get(verb="trial.enrol.apply")
    assert entry.message == f"batch {batch.public_id}: 2 rows, sha256 {batch.digest}"
    assert (entry.channel, json.loads(entry.organisations)) == ("web", [cast.liuzhou.pk])
    assert Dirty.objects.filter(fact="trial", organisation=cast.liuzhou.pk, entry=entry.pk).exists()


def test_the_digest_tells_other_rows_apart(cast: Cast) -> None:
    same, too, other = staged(cast, "莫一"), staged(cast, "莫一"), staged(cast, "莫二")
    assert same.digest == too.digest != other.digest


def test_one_bad_row_takes_all_back_and_the_batch_waits_on(cast: Cast) -> None:
    batch = staged(cast, "莫一", "错", "莫二")
    with pytest.raises(VerbError, match="第3行不行"):
        trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    assert enrolled("莫一", "莫二") == []
    assert Batch.objects.get().state == BatchState.STAGED
    assert not BatchOutcome.objects.exists()
    assert not Entry.objects.filter(verb="trial.enrol.apply").exists()


def test_a_batch_is_applied_once(cast: Cast) -> None:
    batch = staged(cast, "莫一")
    trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    with pytest.raises(VerbError, match="“已导入”，不能再次办理。请返回导入记录"):
        trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    assert enrolled("莫一") == ["莫一"]


def test_who_may_not_import_there_applies_and_undoes_nothing(cast: Cast) -> None:
    batch = staged(cast, "莫一")
    with pytest.raises(Refused):
        trial.enrol.apply(acts(cast.outsider), batch, target=cast.liuzhou)
    with pytest.raises(Refused):
        trial.enrol.apply(acts(cast.outsider), batch, target=cast.guilin)
    assert enrolled("莫一") == []
    trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    with pytest.raises(Refused):
        trial.enrol.undo(acts(cast.outsider), batch, target=cast.liuzhou)
    assert enrolled("莫一") == ["莫一"]


@real_transactions
def test_two_people_at_once_apply_a_batch_once(cast: Cast) -> None:
    batch = staged(cast, "莫一")
    copies = [Batch.objects.get(pk=batch.pk) for _ in range(2)]
    calls = [lambda copy=copy: trial.enrol.apply(OPERATES, copy, target=cast.liuzhou) for copy in copies]
    answers = at_once(*calls)
    assert sorted(type(answer).__name__ for answer in answers) == ["Batch", "VerbError"]
    assert enrolled("莫一") == ["莫一"]


# Undoing


def test_undoing_takes_back_what_applying_made(cast: Cast) -> None:
    batch = staged(cast, "莫一", "莫二")
    trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    trial.enrol.undo(OPERATES, batch, target=cast.liuzhou)
    assert enrolled("莫一", "莫二") == []
    assert Batch.objects.get().state == BatchState.UNDONE
    assert Entry.objects.filter(verb="trial.enrol.undo", message__contains=batch.digest).exists()


def test_only_what_was_applied_can_be_undone_and_only_once(cast: Cast) -> None:
    batch = staged(cast, "莫一")
    with pytest.raises(VerbError, match="“待确认”"):
        trial.enrol.undo(OPERATES, batch, target=cast.liuzhou)
    trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    trial.enrol.undo(OPERATES, batch, target=cast.liuzhou)
    with pytest.raises(VerbError, match="“已撤销”"):
        trial.enrol.undo(OPERATES, batch, target=cast.liuzhou)


def test_undoing_goes_backwards(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = staged(cast, "莫一", "莫二")
    trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    made = [Person.objects.get(name=name).pk for name in ("莫一", "莫二")]
    order: list[int] = []

    def note(act: Act, target: Any, data: Any, outcomes: Sequence[Row]) -> None:
        order.extend(outcome["made"] for outcome in outcomes)

    monkeypatch.setitem(trial.enrol.__dict__, "undo_body", note)
    trial.enrol.undo(OPERATES, batch, target=cast.liuzhou)
    assert order == made[::-1]


# By pages


def paged(cast: Cast, *pages: list[str]) -> Batch:
    """A batch of pages that waits to be applied."""
    given = ({"rows": page} for page in pages)
    return trial.enrol_pages.stage(acts(cast.clerk), cast.liuzhou, VerbData(), given, target=cast.liuzhou)


def test_pages_are_counted_by_their_rows_and_applied_one_after_the_other(cast: Cast) -> None:
    batch = paged(cast, ["莫一", "莫二"], ["莫三"])
    assert (batch.rows, batch.batch_rows.count()) == (3, 2)
    done: list[int] = []
    trial.enrol_pages.apply(acts(cast.clerk), batch, target=cast.liuzhou, watch=done.append)
    assert done == [2, 3]
    assert enrolled("莫一", "莫二", "莫三") == ["莫一", "莫二", "莫三"]
    trial.enrol_pages.undo(acts(cast.clerk), batch, target=cast.liuzhou)
    assert enrolled("莫一", "莫二", "莫三") == []


def test_whoever_watches_can_break_it_off_and_nothing_stays(cast: Cast) -> None:
    def enough(done: int) -> None:
        raise VerbError(f"到{done}行为止。")

    batch = paged(cast, ["莫一", "莫二"], ["莫三"])
    with pytest.raises(VerbError, match="到2行为止"):
        trial.enrol_pages.apply(acts(cast.clerk), batch, target=cast.liuzhou, watch=enough)
    assert enrolled("莫一", "莫二", "莫三") == []
    assert Batch.objects.get().state == BatchState.STAGED


def test_a_reading_that_broke_off_can_be_given_up(cast: Cast) -> None:
    begun: list[Batch] = []

    def breaks_off() -> Iterator[Row]:
        yield {"rows": ["莫一"]}
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        trial.enrol_pages.stage(
            OPERATES, cast.liuzhou, VerbData(), breaks_off(), target=cast.liuzhou, opened=begun.append
        )
    abandon(begun[0])
    assert (Batch.objects.get().state, BatchRow.objects.count()) == (BatchState.ABANDONED, 0)


# Giving up


def test_a_batch_given_up_forgets_its_rows(cast: Cast) -> None:
    batch = staged(cast, "莫一")
    abandon(batch)
    assert not BatchRow.objects.exists()
    with pytest.raises(VerbError, match="“已放弃”"):
        trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)


def test_an_applied_batch_cannot_be_given_up(cast: Cast) -> None:
    batch = staged(cast, "莫一")
    trial.enrol.apply(OPERATES, batch, target=cast.liuzhou)
    with pytest.raises(VerbError, match="“已导入”"):
        abandon(batch)
    assert batch.batch_rows.count() == 1


def test_what_nobody_applied_is_given_up_after_a_day(cast: Cast) -> None:
    old, fresh, applied = staged(cast, "莫一"), staged(cast, "莫二"), staged(cast, "莫三")
    trial.enrol.apply(OPERATES, applied, target=cast.liuzhou)
    long_ago = timezone.now() - dt.timedelta(hours=25)
    Batch.objects.filter(pk__in=[old.pk, applied.pk]).update(created=long_ago)
    assert abandon_unfinished() == 1
    states = {batch.pk: batch.state for batch in Batch.objects.all()}
    assert states == {old.pk: "abandoned", fresh.pk: "staged", applied.pk: "applied"}
    assert set(BatchRow.objects.values_list("batch", flat=True)) == {fresh.pk, applied.pk}


# The register


def test_a_bulk_verb_stands_in_the_register_and_its_name_is_taken() -> None:
    assert all_bulk_verbs()["trial.enrol"] is trial.enrol
    decorate = bulk_verb("trial.enrol", needs="people.import", on=lambda target, data: [], schema=VerbData, undo=list)
    with pytest.raises(VerbError, match=r"trial\.enrol"):
        decorate(lambda act, target, data, rows: [])
