"""The whole contract of a verb: permission, version, transaction, entry, idempotency, cause, effect, secrecy."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from cast import OPERATES, VISITS, Cast, acts, user_with
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.models import DoneCall, Event
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import run_effect
from kernel.verbs import trial
from threads import at_once

NEW = {"name": "新名"}
real_transactions = pytest.mark.django_db(transaction=True)


def name_of(organisation: Organisation) -> str:
    """The name that is stored."""
    return Organisation.objects.get(pk=organisation.pk).name


# Permission


def test_who_has_the_need_there_does_it(cast: Cast) -> None:
    trial.rename(acts(cast.clerk), cast.luzhai, NEW)
    assert name_of(cast.luzhai) == "新名"


@pytest.mark.parametrize("who", ["outsider", "reader", "leader", "system_admin", "security_admin", "nobody"])
def test_nobody_else_does(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="您没有在“柳州市科学技术协会”办理此事的权限。请联系"):
        trial.rename(acts(getattr(cast, who)), cast.liuzhou, NEW)
    assert name_of(cast.liuzhou) == "柳州市科学技术协会"


def test_a_visitor_may_only_what_anyone_may(cast: Cast) -> None:
    with pytest.raises(Refused):
        trial.rename(VISITS, cast.liuzhou, NEW)
    assert name_of(cast.liuzhou) == "柳州市科学技术协会"
    trial.ballot(VISITS, cast.liuzhou, NEW)
    assert name_of(cast.liuzhou) == "新名"


def test_every_named_organisation_is_checked(cast: Cast) -> None:
    with pytest.raises(Refused, match="桂林市科学技术协会"):
        trial.merge(acts(cast.clerk), cast.liuzhou, {"into": cast.guilin.pk})
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        trial.merge(acts(cast.outsider), cast.liuzhou, {"into": cast.guilin.pk})
    both = user_with("both", "clerk", cast.region, subtree=True)
    trial.merge(acts(both), cast.liuzhou, {"into": cast.guilin.pk})
    assert name_of(cast.liuzhou) == "已并入"


def test_a_verb_that_names_no_organisation_is_a_mistake(cast: Cast) -> None:
    with pytest.raises(VerbError, match=r"trial\.unplaced named no organisation"):
        trial.unplaced(OPERATES, cast.liuzhou)


def test_only_the_owner(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.nobody.person = cast.engineer
        cast.nobody.save()
    with pytest.raises(Refused, match="只有本人"):
        trial.correct_own(acts(cast.clerk), cast.engineer, NEW)
    trial.correct_own(acts(cast.nobody), cast.engineer, NEW)
    assert Person.objects.get(pk=cast.engineer.pk).name == "新名"


# What stays of a refusal or a failure


@real_transactions
def test_a_refusal_is_written_down_and_nothing_else(cast: Cast) -> None:
    with pytest.raises(Refused):
        trial.rename(acts(cast.outsider, "web"), cast.liuzhou, NEW)
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.outcome, entry.actor) == ("trial.rename", "refused", f"user:{cast.outsider.pk}")
    assert (entry.channel, json.loads(entry.organisations)) == ("web", [cast.liuzhou.pk])
    assert "没有在“柳州市科学技术协会”" in entry.message


@real_transactions
def test_a_refusal_from_within_undoes_what_was_written_and_stays_itself(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能替别人办理"):
        trial.refuse(acts(cast.clerk), cast.liuzhou, NEW)
    assert name_of(cast.liuzhou) == "柳州市科学技术协会"
    assert list(Entry.objects.values_list("verb", "outcome", "message")) == [
        ("trial.refuse", "refused", "不能替别人办理。")
    ]


@real_transactions
def test_a_failure_leaves_nothing_half_written(cast: Cast) -> None:
    with pytest.raises(VerbError, match="做到一半"):
        trial.fail(acts(cast.clerk), cast.liuzhou, NEW | {"key": "k"})
    assert name_of(cast.liuzhou) == "柳州市科学技术协会"
    assert not Entry.objects.exists()
    assert not Event.objects.exists()
    assert not DoneCall.objects.exists()


def test_an_inner_failure_that_is_borne_takes_only_its_own_back(cast: Cast) -> None:
    assert trial.try_inner(acts(cast.clerk), cast.liuzhou, NEW) == "做到一半发现不行。"
    assert name_of(cast.liuzhou) == "柳州市科学技术协会"
    assert list(Entry.objects.values_list("verb", flat=True)) == ["trial.try_inner"]
    assert not Event.objects.exists()


# Versions


def test_a_version_seen_that_is_gone_by_now_is_stale(cast: Cast) -> None:
    seen = cast.liuzhou.version
    trial.rename(OPERATES, Organisation.objects.get(pk=cast.liuzhou.pk), {"name": "别人改的", "seen_version": seen})
    fresh = Organisation.objects.get(pk=cast.liuzhou.pk)
    with pytest.raises(Stale, match="已被他人修改"):
        trial.rename(OPERATES, fresh, NEW | {"seen_version": seen})
    assert name_of(cast.liuzhou) == "别人改的"


def test_without_a_seen_version_the_save_still_finds_an_outdated_copy(cast: Cast) -> None:
    outdated = Organisation.objects.get(pk=cast.liuzhou.pk)
    trial.rename(OPERATES, cast.liuzhou, {"name": "别人改的"})
    with pytest.raises(Stale):
        trial.rename(OPERATES, outdated, NEW)
    assert name_of(cast.liuzhou) == "别人改的"
    assert Entry.objects.count() == 1


# Idempotency


def test_the_same_call_again_answers_with_the_same_record(cast: Cast) -> None:
    first, second = (trial.found(acts(cast.clerk), cast.liuzhou, NEW | {"key": "k"}) for _ in range(2))
    assert first == second
    assert Organisation.objects.filter(code="新名").count() == 1
    assert Entry.objects.count() == Event.objects.count() == 1


def test_a_verb_without_a_result_is_done_once_too(cast: Cast) -> None:
    for _ in range(2):
        assert trial.merge(OPERATES, cast.liuzhou, {"into": cast.guilin.pk, "key": "k"}) is None
    assert Entry.objects.count() == 1


def test_keys_are_each_actors_and_each_verbs_own(cast: Cast) -> None:
    trial.found(acts(cast.clerk), cast.liuzhou, NEW | {"key": "k"})
    trial.found(OPERATES, cast.liuzhou, {"name": "另一个", "key": "k"})
    trial.rename(acts(cast.clerk), cast.liuzhou, NEW | {"key": "k"})
    assert Organisation.objects.filter(code="另一个").exists()
    assert name_of(cast.liuzhou) == "新名"


def test_a_failed_call_may_be_sent_again(cast: Cast) -> None:
    with pytest.raises(Refused):
        trial.rename(acts(cast.outsider), cast.liuzhou, NEW | {"key": "k"})
    with ledger.exempt("given"):
        cast.outsider.grants.update(organisation=cast.liuzhou)
    trial.rename(acts(cast.outsider), cast.liuzhou, NEW | {"key": "k"})
    assert name_of(cast.liuzhou) == "新名"


_both_asked = threading.Barrier(2, timeout=60)


def _wait_for_the_other(act: Act, target: Organisation, data: Any) -> bool:
    _both_asked.wait()
    return True


@verb("trial.race_to_found", needs="owner", on=lambda target, data: [target], owner=_wait_for_the_other)
def race_to_found(act: Act, target: Organisation, data: trial.Named) -> Organisation:
    """Collides on the organisation's code."""
    return trial.found(act, target, {"name": data.name})


@verb("trial.race_to_rename", needs="owner", on=lambda target, data: [target], owner=_wait_for_the_other)
def race_to_rename(act: Act, target: Organisation, data: trial.Named) -> Organisation:
    """Collides on the target's version."""
    return trial.rename(act, target, {"name": data.name})


@real_transactions
@pytest.mark.parametrize("racing", [race_to_found, race_to_rename])
def test_the_same_call_twice_at_once_is_done_once_and_answered_twice(cast: Cast, racing: Any) -> None:
    copies = [Organisation.objects.get(pk=cast.liuzhou.pk) for _ in range(2)]
    calls = [lambda copy=copy: racing(OPERATES, copy, NEW | {"key": "k"}) for copy in copies]
    one, other = at_once(*calls)
    assert isinstance(one, Organisation)
    assert one == other
    assert Organisation.objects.filter(name="新名").count() == 1
    assert Entry.objects.filter(verb=racing.name).count() == 1


@real_transactions
def test_two_different_calls_at_once_are_not_both_done(cast: Cast) -> None:
    copies = [Organisation.objects.get(pk=cast.liuzhou.pk) for _ in range(2)]
    calls = [
        lambda copy=copy, n=n: race_to_rename(OPERATES, copy, {"name": f"改{n}", "key": f"k{n}"})
        for n, copy in enumerate(copies)
    ]
    answers = at_once(*calls)
    assert sorted(type(answer).__name__ for answer in answers) == ["Organisation", "Stale"]


# The entry


def test_one_entry_says_who_what_where_and_which_fields(cast: Cast) -> None:
    trial.rename(acts(cast.clerk, "web"), cast.liuzhou, NEW)
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.outcome, entry.channel) == ("trial.rename", "done", "web")
    assert entry.actor == f"user:{cast.clerk.pk}"
    assert json.loads(entry.organisations) == [cast.liuzhou.pk]
    changed = json.loads(entry.objects_changed)
    assert list(changed) == [f"organisations.Organisation:{cast.liuzhou.pk}"]
    assert list(changed[f"organisations.Organisation:{cast.liuzhou.pk}"]) == ["name"]
    assert "新名" not in entry.objects_changed


def test_a_verb_within_a_verb_records_its_cause(cast: Cast) -> None:
    trial.admit(acts(cast.leader), cast.liuzhou, NEW)
    outer = Entry.objects.get(verb="trial.admit")
    inner = Entry.objects.get(verb="trial.found")
    assert (outer.cause, inner.cause) == (None, outer)
    assert json.loads(outer.objects_changed) == {}
    assert [place.partition(":")[0] for place in json.loads(inner.objects_changed)] == [
        "organisations.Organisation",
        "organisations.Placement",
    ]


# Effects


def test_an_effect_needs_only_the_decision(cast: Cast) -> None:
    with pytest.raises(Refused):
        trial.found(acts(cast.leader), cast.liuzhou, NEW)
    made = trial.admit(acts(cast.leader), cast.liuzhou, NEW)
    assert made.code == "新名"


def test_the_decision_itself_is_checked(cast: Cast) -> None:
    with pytest.raises(Refused):
        trial.admit(acts(cast.clerk), cast.liuzhou, NEW)
    assert not Organisation.objects.filter(code="新名").exists()


def test_after_an_effect_permissions_are_checked_again(cast: Cast) -> None:
    trial.admit(acts(cast.leader), cast.liuzhou, NEW)
    with pytest.raises(Refused):
        trial.found(acts(cast.leader), cast.liuzhou, {"name": "再来一个"})


def test_an_effect_follows_only_from_a_verb(db: None) -> None:
    with pytest.raises(VerbError, match="An effect can only follow"):
        run_effect(lambda: None)


# Secrecy


def test_a_secret_verb_tells_only_that_it_happened(cast: Cast) -> None:
    trial.ballot(acts(cast.nobody), cast.liuzhou, NEW | {"key": "k"})
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.actor, entry.objects_changed, entry.message) == ("trial.ballot", "secret", "{}", "")
    done = DoneCall.objects.get()
    assert (done.actor, done.result_label, done.result_pk) == ("secret", "", None)


def test_a_secret_call_sent_twice_is_done_once(cast: Cast) -> None:
    for name in ("第一次", "第二次"):
        trial.ballot(acts(cast.nobody), cast.liuzhou, {"name": name, "key": "k"})
    assert name_of(cast.liuzhou) == "第一次"


def test_what_a_secret_verb_causes_names_nobody_either(cast: Cast) -> None:
    trial.vote(acts(cast.clerk), cast.liuzhou, NEW)
    assert set(Entry.objects.values_list("verb", "actor")) == {("trial.vote", "secret"), ("trial.rename", "secret")}
