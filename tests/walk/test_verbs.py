"""Every verb asks whether its actor may before it does anything: who may comes through, who may not is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from cast import OPERATES, VISITS, Cast, acts
from habits.declared import bulk, ours
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.bulk import BulkVerb
from keqiao.kernel.verbs.contract import Act, Refused, VerbData
from keqiao.kernel.verbs.models import Batch, BatchState
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import SECRET
from registry.privacy.given import self_act
from walk.targets import data_of, target_of

VERBS, BULK = sorted(ours()), sorted(bulk())
STEPS = ("stage", "apply", "undo")


class Reached(Exception):
    """The verb's own function was called."""


def reached(*given: Any) -> None:
    """Stands in a verb's place: nothing but its permission is tried here."""
    raise Reached


def call(name: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Callable[[Act], Any]:
    """The verb, ready to be called on a record of Liuzhou's."""
    found = ours()[name]
    target, data = target_of(found.body, cast), data_of(found.schema)
    monkeypatch.setattr(found, "body", reached)
    return lambda act: found(act, target, data)


def bulk_call(name: str, step: str, cast: Cast) -> Callable[[Act], Any]:
    """A step of the bulk verb, ready to be called on a batch of Liuzhou's."""
    found: BulkVerb = bulk()[name]
    target, data = target_of(found.body, cast), data_of(found.schema)
    if step == "stage":
        return lambda act: found.stage(act, cast.liuzhou, data, [], target=target)
    state = BatchState.STAGED if step == "apply" else BatchState.APPLIED
    batch = Batch.objects.create(
        verb=name, actor="operator", organisation=cast.liuzhou.pk, data=data.model_dump_json(), state=state
    )
    return lambda act: getattr(found, step)(act, batch, target=target)


@contextmanager
def trying(subtests: pytest.Subtests, **told: str) -> Iterator[None]:
    """One verb by itself: what fails names it, and what it left behind is gone before the next."""
    with subtests.test(**told), transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_refused(calling: Callable[[Act], Any], act: Act, name: str) -> None:
    """The call is refused in words, noted in the audit with its actor unless it is secret, and nothing else is."""
    with pytest.raises(Refused) as caught:
        calling(act)
    assert str(caught.value)
    secret = name in ours() and ours()[name].secret
    entries = Entry.objects.filter(verb=name, actor="secret" if secret else act.actor.label)
    assert [(entry.outcome, entry.message) for entry in entries] == [("refused", "" if secret else str(caught.value))]
    entries = Entry.objects.filter(verb=name, actor=SECRET if secret else act.actor.label)
    told = "" if secret else str(caught.value)
    assert [(entry.outcome, entry.message) for entry in entries] == [("refused", told)]


def of_no_one(name: str) -> bool:
    """Whether a verb is open to anybody."""
    return ours()[name].needs == "anyone"


def test_a_visitor_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests) -> None:
    for name in (name for name in VERBS if not of_no_one(name)):
        with trying(subtests, verb=name):
            is_refused(call(name, cast, monkeypatch), VISITS, name)


def test_somebody_with_every_right_next_door_is_refused(
    cast: Cast, neighbour: User, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for name in (name for name in VERBS if not of_no_one(name)):
        with trying(subtests, verb=name):
            is_refused(call(name, cast, monkeypatch), acts(neighbour), name)


def test_who_has_the_right_there_comes_through(
    cast: Cast, insider: User, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for name in VERBS:
        with trying(subtests, verb=name):
            calling = call(name, cast, monkeypatch)
            if ours()[name].needs == "owner":
                owners = (OPERATES, self_act(cast, cast.engineer), acts(cast.clerk))  # of a person, of an account
                assert any(reaches(calling, act) for act in owners)
                continue
            with pytest.raises(Reached):
                calling(acts(insider))


def reaches(calling: Callable[[Act], Any], act: Act) -> bool:
    """Whether whoever acts is the owner, as the verb sees it."""
    with pytest.raises((Reached, Refused)) as caught:
        calling(act)
    return caught.type is Reached


def test_every_step_of_a_bulk_verb_is_refused_to_visitors_and_neighbours(
    cast: Cast, neighbour: User, subtests: pytest.Subtests
) -> None:
    for name in BULK:
        for step in STEPS:
            with trying(subtests, verb=name, step=step):
                calling = bulk_call(name, step, cast)
                for act in (VISITS, acts(neighbour)):
                    is_refused(calling, act, f"{name}.{step}")


def test_who_has_the_right_there_may_stage(cast: Cast, insider: User, subtests: pytest.Subtests) -> None:
    for name in BULK:
        with trying(subtests, verb=name):
            assert bulk_call(name, "stage", cast)(acts(insider)).state == BatchState.STAGED


def test_the_walk_would_notice_a_verb_that_asks_for_no_right(cast: Cast) -> None:
    @verb("trial.unguarded", needs="anyone", on=lambda target, data: [])
    def unguarded(act: Act, target: Person, data: VerbData) -> None:
        """Anybody may."""

    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"), ledger.exempt("given"):
        is_refused(lambda act: unguarded(act, target_of(unguarded.body, cast)), VISITS, "trial.unguarded")
