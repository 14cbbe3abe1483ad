"""The chain over the audit: it grows without a gap, and whatever is done to it behind its back is found."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.utils import timezone

from keqiao.kernel.audit import sealer
from keqiao.kernel.audit.models import Entry, Seal
from keqiao.kernel.audit.sealer import START, checkpoint_path, seal_pending, verify
from keqiao.kernel.audit.write import write_entry
from threads import at_once

real_transactions = pytest.mark.django_db(transaction=True)


def write(number: int = 1, verb: str = "trial.rename") -> list[Entry]:
    """So many entries that no seal covers yet."""
    return [write_entry(verb=verb, actor="operator", channel="test", organisations=[7]) for _ in range(number)]


@pytest.fixture
def chain(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """Three seals over two entries each."""
    monkeypatch.setattr(sealer, "BATCH", 2)
    entries = write(6)
    assert seal_pending() == 6
    assert verify().faults == []
    return entries


def faults() -> str:
    """Everything that is found."""
    return "\n".join(verify().faults)


# Growing


def test_nothing_written_is_nothing_to_seal(db: None) -> None:
    assert seal_pending() == 0
    assert verify() == sealer.Report(seals=0, entries=0, unsealed=0)
    assert not checkpoint_path().exists()


def test_what_waits_is_sealed_in_batches_and_the_rest_is_told(chain: list[Entry]) -> None:
    write(1)
    report = verify()
    assert (report.seals, report.entries, report.unsealed, report.faults) == (3, 6, 1, [])
    assert list(Seal.objects.values_list("number", "entries")) == [(1, 2), (2, 2), (3, 2)]


def test_each_seal_follows_from_the_one_before(chain: list[Entry]) -> None:
    digests = list(Seal.objects.values_list("digest", flat=True))
    assert list(Seal.objects.values_list("previous", flat=True)) == [START, *digests[:-1]]


def test_the_checkpoint_names_the_last_seal(chain: list[Entry]) -> None:
    last = Seal.objects.get(number=3)
    assert json.loads(checkpoint_path().read_text()) == {"seals": 3, "head": last.digest}
    assert list(checkpoint_path().parent.iterdir()) == [checkpoint_path()]


def test_a_checkpoint_that_lags_behind_is_no_fault(chain: list[Entry]) -> None:
    second = Seal.objects.get(number=2)
    checkpoint_path().write_text(json.dumps({"seals": 2, "head": second.digest}))
    assert faults() == ""


# Tampering with entries


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "user:1"},
        {"verb": "trial.found"},
        {"channel": "web"},
        {"outcome": "refused"},
        {"organisations": "[8]"},
        {"objects_changed": '{"a":1}'},
        {"message": "改过"},
        {"salt": "0" * 32},
        {"at": timezone.now()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_to_an_entry_is_found_in_its_batch(chain: list[Entry], change: dict[str, Any]) -> None:
    Entry.objects.filter(pk=chain[2].pk).update(**change)
    assert faults() == f"第2批（记录{chain[2].pk}至{chain[3].pk}）的内容与封存时不符"


def test_a_forged_cause_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(pk=chain[2].pk).update(cause=chain[0].pk)
    assert "第2批" in faults()


def test_a_deleted_entry_is_found(chain: list[Entry]) -> None:
    chain[2].delete()
    assert "第2批封存了2条，现有1条" in faults()


def test_a_batch_whose_entries_are_all_gone_is_found(chain: list[Entry]) -> None:
    Entry.objects.filter(pk__in=[chain[2].pk, chain[3].pk]).delete()
    assert "第2批封存了2条，现有0条" in faults()
    assert "第2批（已无记录）的内容与封存时不符" in faults()


def test_an_entry_slipped_in_is_found(chain: list[Entry]) -> None:
    [late] = write()
    Entry.objects.filter(pk=late.pk).update(seal=Seal.objects.get(number=1))
    assert "第1批封存了2条，现有3条" in faults()


def test_two_entries_that_changed_places_are_found(chain: list[Entry]) -> None:
    first, second = (Seal.objects.get(number=number) for number in (1, 2))
    Entry.objects.filter(pk=chain[1].pk).update(seal=second)
    Entry.objects.filter(pk=chain[2].pk).update(seal=first)
    assert "第1批" in faults()
    assert "第2批" in faults()


def test_an_entry_taken_out_of_its_seal_is_found_and_told_as_unsealed(chain: list[Entry]) -> None:
    Entry.objects.filter(pk=chain[2].pk).update(seal=None)
    report = verify()
    assert report.unsealed == 1
    assert "第2批封存了2条，现有1条" in "\n".join(report.faults)


# Tampering with seals


def test_a_missing_seal_is_found(chain: list[Entry]) -> None:
    second = Seal.objects.get(number=2)
    second.sealed_entries.all().delete()
    second.delete()
    assert "缺少第2批至第2批封存" in faults()
    assert "第3批与前一批不相衔接" in faults()


def test_seals_in_another_order_are_found(chain: list[Entry]) -> None:
    for number, other in ((1, 99), (2, 1), (99, 2)):
        Seal.objects.filter(number=number).update(number=other)
    assert "第1批与前一批不相衔接" in faults()


def test_a_seal_forged_without_the_key_is_found(chain: list[Entry]) -> None:
    last = Seal.objects.get(number=3)
    forged = Seal.objects.create(number=4, entries=1, previous=last.digest, digest=secrets.token_hex(32))
    write()
    Entry.objects.filter(seal=None).update(seal=forged)
    assert "第4批" in faults()


def test_a_changed_digest_breaks_the_seal_and_the_one_behind(chain: list[Entry]) -> None:
    Seal.objects.filter(number=2).update(digest="f" * 64)
    assert "第2批" in faults()
    assert "第3批与前一批不相衔接" in faults()


# The end cut off


def cut_the_end() -> None:
    """Take away the last seal with its entries."""
    last = Seal.objects.get(number=3)
    last.sealed_entries.all().delete()
    last.delete()


def test_an_end_cut_off_is_found_by_the_checkpoint(chain: list[Entry]) -> None:
    cut_the_end()
    assert faults() == "现有封存到第2批为止，audit-checkpoint.json 记载到第3批：末尾被截断或替换"


def test_sealing_on_does_not_cover_up_a_cut(chain: list[Entry]) -> None:
    cut_the_end()
    write(4)
    assert seal_pending() == 4
    assert "末尾被截断或替换" in faults()


def test_everything_deleted_is_found(chain: list[Entry]) -> None:
    Entry.objects.all().delete()
    Seal.objects.all().delete()
    assert "现有封存到第0批为止" in faults()


def test_a_missing_checkpoint_is_told(chain: list[Entry]) -> None:
    checkpoint_path().unlink()
    assert faults() == "找不到检查点文件 audit-checkpoint.json，无法判断末尾是否被截断"
    write()
    seal_pending()
    assert "找不到检查点文件" in faults()


@pytest.mark.parametrize("content", ["", "{", "[]", "7", "{}", '{"seals": "x", "head": 1}', '{"seals": 3}', "\\xff"])
def test_a_damaged_checkpoint_is_told(chain: list[Entry], content: str) -> None:
    checkpoint_path().write_text(content)
    assert faults() == "检查点文件 audit-checkpoint.json 已损坏，无法判断末尾是否被截断"


# Several at once


def sealed_once(entries: int) -> None:
    """Every entry stands in exactly one seal, and the chain holds."""
    report = verify()
    assert (report.faults, report.entries, report.unsealed) == ([], entries, 0)
    assert sum(Seal.objects.values_list("entries", flat=True)) == entries


@real_transactions
def test_sealers_at_once_never_seal_an_entry_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 3)
    write(30)
    counts = at_once(*[seal_pending] * 4)
    assert sum(counts) == 30
    sealed_once(30)


@real_transactions
def test_sealing_while_verbs_write_leaves_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 3)

    def seal_again_and_again() -> int:
        return sum(seal_pending() for _ in range(5))

    writers: list[Callable[[], Any]] = [lambda: write(10)] * 2
    answers = at_once(*writers, seal_again_and_again, seal_again_and_again)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    seal_pending()
    sealed_once(20)


@real_transactions
def test_two_sealers_that_read_the_same_end_make_one_link_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    both_have_read = threading.Barrier(2, timeout=1)
    digest = sealer._digest

    def digest_when_both_have_read(*given: Any) -> str:
        # Where a database lets only one writer in, the other never comes, and the first goes on alone.
        with suppress(threading.BrokenBarrierError):
            both_have_read.wait()
        return digest(*given)

    write(5)
    monkeypatch.setattr(sealer, "_digest", digest_when_both_have_read)
    assert sorted(at_once(seal_pending, seal_pending)) == [0, 5]
    monkeypatch.undo()
    sealed_once(5)
