"""Who asked to be deleted is gone everywhere, and what was counted still adds up."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.test import Client
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, EmploymentFactory, PersonFactory, PostFactory, TermFactory, acts, user_with
from keqiao.kernel.audit.models import Entry, PersonalValues, PersonKey
from keqiao.kernel.audit.sealer import seal_pending, verify
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Post
from keqiao.kernel.privacy.models import Consent, DataRequest, Deletion
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import Batch, BatchOutcome, BatchRow
from keqiao.registry.facts.posts import POSTS
from keqiao.registry.privacy.verbs.consents import give_consent
from keqiao.registry.privacy.verbs.erasure import delete_person, reapply_deletion
from keqiao.registry.privacy.verbs.requests import ask
from keqiao.registry.verbs.people import correct, set_trait
from registry.facts.reading import rows
from registry.privacy.given import purpose, self_act

THEN = 20190101  # in the term before the current one
STAYS = {"stays": "历次任职的席位", "sure": True}


@pytest.fixture
def leaving(cast: Cast) -> DataRequest:
    """The engineer held a seat in a former term, has an account and a history, and asks to be deleted."""
    with ledger.exempt("given"):
        former = TermFactory(body=cast.congress, number=8, starts=dt.date(2016, 11, 22), ends=dt.date(2021, 11, 22))
        for person in (cast.engineer, cast.official):
            PostFactory(person=person, term=former)
        cast.engineer.set_id_number("450203197506030027")
        cast.engineer.save()
    purpose(cast)
    act = self_act(cast, cast.engineer)
    correct(acts(cast.clerk), cast.engineer, {"ethnicity": "侗族"})
    set_trait(acts(cast.clerk), cast.engineer, {"kind": "title", "value": "正高级工程师"})
    give_consent(act, cast.engineer, {"purpose": "publish-lists", "notice": 1})
    return ask(act, cast.engineer, {"kind": "delete", "wish": "我已退休，住桂林"})


def delete(cast: Cast, request: DataRequest, **changes: Any) -> Deletion:
    return delete_person(acts(cast.clerk), request, STAYS | changes)


def everything() -> str:
    """All that stands in the database."""
    return "".join(
        serialize("json", model._default_manager.all(), ensure_ascii=False)
        for model in apps.get_models()
        if model.__module__.startswith("keqiao.")
    )


def test_nothing_of_the_person_is_left(cast: Cast, leaving: DataRequest) -> None:
    delete(cast, leaving)
    stub = Person.objects.get(pk=cast.engineer.pk)
    assert (stub.name, stub.sex, stub.ethnicity, stub.birth_from, stub.id_sealed, stub.id_index) == (
        "已删除人员",
        "",
        "",
        None,
        "",
        "",
    )
    assert not Trait.objects.filter(person=stub).exists()
    left = everything()
    for said in ("韦晓", "正高级工程师", "住桂林"):
        assert said not in left
    assert Employment.objects.get(person=stub).unit_name == ""
    assert Employment.objects.exclude(person=stub).exclude(unit_name="").exists()


def test_figures_that_counted_the_persons_posts_still_add_up(cast: Cast, leaving: DataRequest) -> None:
    before = rows(POSTS, THEN)
    delete(cast, leaving)
    after = rows(POSTS, THEN)
    unknown = {"birth_from", "birth_to", "sex", "minority", "party_member"}  # nobody may tell any more
    assert len(before) == len(after) == 2
    for one, other in zip(before, after, strict=True):
        changed = {name for name in one if one[name] != other[name]}
        assert changed <= (unknown if one["person"] == cast.engineer.pk else set())
    assert [one["source_class"] for one in after] == ["enterprise", "government"]


def test_the_audit_holds_and_tells_nothing_of_the_person(
    cast: Cast, leaving: DataRequest, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path  # a checkpoint of its own
    seal_pending()
    delete(cast, leaving)
    seal_pending()
    assert verify().faults == []
    assert not PersonKey.objects.filter(person=cast.engineer.pk).exists()
    assert not PersonalValues.objects.filter(person=cast.engineer.pk).exists()
    entry = Entry.objects.get(verb="erasure.delete")
    assert f"people.Person:{cast.engineer.pk}" in entry.objects_changed


def test_what_proves_that_all_was_lawful_stays_without_texts(cast: Cast, leaving: DataRequest) -> None:
    made = delete(cast, leaving)
    assert Consent.objects.get().person_id == cast.engineer.pk
    kept = DataRequest.objects.get()
    assert (kept.outcome, kept.wish, kept.answered_by) == ("granted", "", cast.clerk)
    assert (made.person, made.stays) == (cast.engineer.public_id, "历次任职的席位")


def test_the_account_is_closed_and_an_open_session_ends(cast: Cast, leaving: DataRequest) -> None:
    client = Client()
    client.force_login(cast.nobody)
    delete(cast, leaving)
    cast.nobody.refresh_from_db()
    assert (cast.nobody.is_active, cast.nobody.person, cast.nobody.username) == (
        False,
        None,
        f"deleted-{cast.nobody.pk}",
    )
    assert client.get("/home/about-me/")["Location"].startswith("/login/")


def test_the_rows_of_rosters_are_forgotten(cast: Cast, leaving: DataRequest) -> None:
    batch = Batch.objects.create(verb="people.import", actor="operator", organisation=cast.liuzhou.pk)
    for number, person in enumerate((cast.engineer.pk, cast.official.pk), 1):
        BatchRow.objects.create(batch=batch, number=number, sealed="")
        told = {"filled": {"sex": ""}, "person": person}
        outcome = json.dumps(told, separators=(",", ":"))
        BatchOutcome.objects.create(batch=batch, number=number, outcome=outcome)
    delete(cast, leaving)
    assert [row.number for row in BatchRow.objects.all()] == [2]
    assert [json.loads(one.outcome).get("filled") for one in BatchOutcome.objects.all()] == [None, {"sex": ""}]


def test_whoever_still_holds_a_post_a_membership_or_rights_stays(cast: Cast, leaving: DataRequest) -> None:
    with ledger.exempt("given"):
        post = PostFactory(person=cast.engineer, term=cast.term)
        member = Membership.objects.create(
            organisation=cast.society, person=cast.engineer, kind="individual", version=1
        )
    with pytest.raises(VerbError, match=r"韦晓还有：任职“代表大会第9届 代表”、会籍“柳州市机械工程学会”。请先办理离任"):
        delete(cast, leaving)
    with ledger.exempt("given"):
        Post.objects.filter(pk=post.pk).delete()
        member.delete()
        user_with("staff", "reader", cast.liuzhou)
        cast.nobody.grants.create(role="reader", organisation=cast.liuzhou, version=1)
    with pytest.raises(VerbError, match="工作账号的权限"):
        delete(cast, leaving)
    assert Person.objects.get(pk=cast.engineer.pk).name == "韦晓"


@pytest.mark.parametrize(("wrong", "says"), [({"sure": False}, "删除后不能恢复"), ({"stays": ""}, "没有填写保留什么")])
def test_the_keeper_says_what_stays_and_is_sure(
    cast: Cast, leaving: DataRequest, wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(VerbError, match=says):
        delete(cast, leaving, **wrong)


def test_only_the_keeper_deletes_and_only_who_asked_for_it(cast: Cast, leaving: DataRequest) -> None:
    with pytest.raises(Refused):
        delete_person(acts(cast.outsider), leaving, STAYS)
    other = ask(self_act(cast, cast.official), cast.official, {"kind": "explain", "wish": "为什么"})
    with pytest.raises(VerbError, match="本人没有要求删除"):
        delete(cast, other)
    delete(cast, leaving)
    with pytest.raises(VerbError, match="已经办结"):
        delete(cast, DataRequest.objects.get(pk=leaving.pk))


def test_others_of_the_same_unit_keep_everything(cast: Cast, leaving: DataRequest) -> None:
    colleague = PersonFactory(name="韦晓", keeper=cast.liuzhou, sex="male")
    EmploymentFactory(person=colleague)
    delete(cast, leaving)
    colleague.refresh_from_db()
    assert (colleague.name, colleague.sex) == ("韦晓", "male")
    assert colleague.employments.get().unit_name == "龙城重工机械有限公司"


def test_only_the_operator_deletes_again_after_a_restore(cast: Cast) -> None:
    told = {"at": "2026-11-30T10:00:00+08:00", "stays": "席位"}
    with pytest.raises(Refused):
        reapply_deletion(acts(cast.clerk), cast.engineer, told)
    made = reapply_deletion(OPERATES, cast.engineer, told)
    assert made.at.isoformat() == "2026-11-30T10:00:00+08:00"
    assert Person.objects.get(pk=cast.engineer.pk).name == "已删除人员"
