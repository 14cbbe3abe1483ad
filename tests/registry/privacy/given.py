"""What tests of personal information begin with: an officer, a purpose, a request, somebody as themself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cast import OPERATES, Cast, acts, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import Assessment, DataRequest, Incident, Purpose, RetentionRun
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice

LISTS: dict[str, Any] = {
    "name": "公开代表名单",
    "code": "publish-lists",
    "kind": "publication",
    "basis": "consent",
    "data": ["name", "duties"],
    "why": "代表名单向社会公开，接受监督",
    "who": "组织人事部",
    "keeps": "公示期满后撤下",
}


def officer_of(organisation: Organisation) -> Act:
    """Somebody who looks after personal information there."""
    return acts(user_with("officer", "privacy_officer", organisation, subtree=True))


def purpose(cast: Cast, *, notice: bool = True, **changes: Any) -> Purpose:
    """A purpose of Liuzhou's, with its first notice."""
    made = define_purpose(OPERATES, cast.liuzhou, LISTS | changes)
    if notice:
        publish_notice(OPERATES, made, {"text": "我们公开代表名单。"})
    return made


def self_user(cast: Cast, person: Person) -> User:
    """The account of a person."""
    with ledger.exempt("given"):
        cast.nobody.person = person
        cast.nobody.save()
    return cast.nobody


def self_act(cast: Cast, person: Person) -> Act:
    """What a person does for themself."""
    return acts(self_user(cast, person))


def asked_of(cast: Cast, **changes: Any) -> DataRequest:
    """A request of the engineer's that waits in Liuzhou."""
    given: dict[str, Any] = {"kind": "correct", "about": "工作经历", "wish": "职务有误", "due": timezone.localdate()}
    given |= {"person": cast.engineer, "keeper": cast.liuzhou, "made": timezone.now()} | changes
    with ledger.exempt("given"):
        made = DataRequest(**given)
        made.save()
    return made


def assessed(cast: Cast) -> Assessment:
    """An assessment of Liuzhou's that waits for approval."""
    with ledger.exempt("given"):
        made = Assessment(organisation=cast.liuzhou, purpose=purpose(cast), level="low", made=timezone.now())
        made.save()
    return made


def happened(cast: Cast) -> Incident:
    """An incident of Liuzhou's."""
    with ledger.exempt("given"):
        made = Incident(organisation=cast.liuzhou, title="名册误发", found=timezone.now(), level="low")
        made.save()
    return made


def run_of(cast: Cast) -> RetentionRun:
    """A run of Liuzhou's that waits for approval."""
    with ledger.exempt("given"):
        made = RetentionRun(organisation=cast.liuzhou, prepared=timezone.now(), found="")
        made.save()
    return made
