"""Verbs that take a person out of the records: on their request, and again after an older backup was restored."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import DataRequest, Deletion, Outcome, RequestKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.privacy.erasing import erase, refuse_hindered
from keqiao.registry.refusals import check_text

from .requests import refuse_answered


class DeletePerson(VerbData):
    """``stays``: what is kept and why, in words that say nothing about the person."""

    stays: Annotated[
        str,
        Asked(
            gettext_lazy("保留什么，为什么"),
            gettext_lazy("例如“历次任职的席位，因统计需要以‘已删除人员’保留；审计记录依法留存六个月以上”。不要写姓名"),
            kind="long",
        ),
    ]
    sure: Annotated[bool, Asked(gettext_lazy("已核对是本人提出，知道删除后不能恢复"))] = False


class ReapplyDeletion(VerbData):
    """A deletion as the list outside the database tells it; ``at`` in ISO form."""

    at: str
    stays: str


@verb(
    "erasure.delete",
    does=gettext_lazy("删除了个人信息"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def delete_person(act: Act, target: DataRequest, data: DeletePerson) -> Deletion:
    """Grant a request to be deleted: nothing of the person stays but what the counts rest on."""
    refuse_answered(target)
    if target.kind != RequestKind.DELETE:
        raise VerbError(_("本人没有要求删除。请按请求办理，或请本人另提删除请求。"))
    if not data.sure:
        raise VerbError(_("删除后不能恢复。请先核对是本人提出，再勾选确认。"))
    check_text(data.stays, _("保留什么，为什么"), 2000)
    person = target.person
    refuse_hindered(person)
    target.outcome, target.answered, target.answered_by = Outcome.GRANTED, timezone.now(), act.actor.user
    target.save()
    return _deleted(act, person, data.stays)


@verb(
    "erasure.reapply",
    does=gettext_lazy("重新执行了个人信息的删除"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=lambda act, *_rest: act.actor.operator,
)
def reapply_deletion(act: Act, target: Person, data: ReapplyDeletion) -> Deletion:
    """Delete again who came back with a backup that is older than the deletion. Only the operator can."""
    return _deleted(act, target, data.stays, data.at)


def _deleted(act: Act, person: Person, stays: str, at: str = "") -> Deletion:
    erase(person)
    moment = dt.datetime.fromisoformat(at) if at else timezone.now()
    made = Deletion(person=person.public_id, keeper_id=person.keeper_id, at=moment, stays=stays)
    made.save()
    act.emit("people.erased", person=str(person.public_id))
    return made
