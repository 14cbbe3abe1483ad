"""Verbs on what people ask about their own data, and on the answers."""

from __future__ import annotations

from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import Channel, DataRequest, Outcome, RequestKind
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_length, check_text

from .consents import WORDS, ByDesk, is_self

DAYS = 15  # working days in which a request is answered
OPEN_AT_ONCE = 10  # a person's requests


class AskRequest(VerbData):
    """What about the own data is asked for."""

    kind: Annotated[RequestKind, Asked(gettext_lazy("您要求"))]
    about: Annotated[str, Asked(gettext_lazy("涉及哪一项"), gettext_lazy("如“工作经历”“出生日期”"))] = ""
    wish: Annotated[
        str, Asked(gettext_lazy("具体要求"), gettext_lazy("更正请写明正确的内容；删除可以不写理由"), kind="long")
    ] = ""


class RecordRequest(AskRequest):
    """The same, noted for somebody who came, called or wrote."""

    channel: Annotated[ByDesk, Asked(gettext_lazy("提出方式"), words=WORDS)]


class AnswerRequest(VerbData):
    """What was done, and why not where it wasn't. A wish to be deleted is granted by deleting the person."""

    outcome: Annotated[
        Literal["granted", "partly", "refused"],
        Asked(gettext_lazy("结果"), words=tuple((one.value, gettext_lazy(str(one.label))) for one in Outcome)),
    ]
    answer: Annotated[
        str,
        Asked(
            gettext_lazy("答复"), gettext_lazy("本人会看到。没有照办的，写明依据和理由，以及还可以怎么办"), kind="long"
        ),
    ]


class WithdrawRequest(VerbData):
    """Nothing to say."""


class CorrectContact(VerbData):
    """How the site reaches somebody; empty text removes it."""

    email: Annotated[str, Asked(gettext_lazy("电子邮箱"), gettext_lazy("用来接收答复和通知，可以不填"))] = ""


class CopyOut(VerbData):
    """In which form the copy was taken."""

    form: Literal["json", "pdf"]


@verb(
    "requests.ask",
    does=gettext_lazy("提出了个人信息请求"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=is_self,
)
def ask(act: Act, target: Person, data: AskRequest) -> DataRequest:
    """Ask whoever keeps the record for a correction, a deletion, a limit or an explanation."""
    return _made(target, data, Channel.WEB)


@verb(
    "requests.record",
    does=gettext_lazy("登记了个人信息请求"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def record_request(act: Act, target: Person, data: RecordRequest) -> DataRequest:
    """Note what somebody asked for at the counter or on paper."""
    return _made(target, data, Channel(data.channel))


@verb(
    "requests.answer",
    does=gettext_lazy("答复了个人信息请求"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def answer_request(act: Act, target: DataRequest, data: AnswerRequest) -> DataRequest:
    """Answer a request; the person reads it in the home."""
    refuse_answered(target)
    check_text(data.answer, _("答复"), 2000)
    if target.kind == RequestKind.DELETE and data.outcome == "granted":
        raise VerbError(_("同意删除，请办理“删除个人信息”：那里会写明保留什么、为什么，并真正删除。"))
    target.outcome, target.answer, target.answered = data.outcome, data.answer, timezone.now()
    target.answered_by = act.actor.user
    target.save()
    return target


@verb(
    "requests.withdraw",
    does=gettext_lazy("撤回了个人信息请求"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=lambda act, target, data: is_self(act, target.person, data),
)
def withdraw_request(act: Act, target: DataRequest, data: WithdrawRequest) -> DataRequest:
    """Take a request back before it is answered."""
    refuse_answered(target)
    target.outcome, target.answered = Outcome.WITHDRAWN, timezone.now()
    target.save()
    return target


@verb(
    "requests.correct_contact",
    does=gettext_lazy("更正了本人的联系方式"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=is_self,
)
def correct_contact(act: Act, target: Person, data: CorrectContact) -> Person:
    """Change the own address: nobody has to be asked."""
    user = act.actor.user
    if user is None:
        raise VerbError(_("请先登录。"))
    if data.email:
        try:
            validate_email(data.email)
        except ValidationError:
            said = _("“%(email)s”不是电子邮箱地址。请检查后重新填写，或留空。")
            raise VerbError(said % {"email": data.email}) from None
    user.email = data.email
    user.save(update_fields=["email"])
    return target


@verb(
    "requests.copy_out",
    does=gettext_lazy("下载了本人信息的副本"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=is_self,
)
def copy_out(act: Act, target: Person, data: CopyOut) -> None:
    """Record that somebody took a copy of all that is held about them: it shows the ID number in clear."""
    act.emit("people.copied_out", person=target.pk, form=data.form)


def refuse_answered(request: DataRequest) -> None:
    """A request is answered once."""
    if request.outcome:
        said = _("这项请求已经办结（%(outcome)s），不能再次办理。如有新情况，请本人重新提出。")
        raise VerbError(said % {"outcome": _(request.get_outcome_display())})


def _made(person: Person, data: AskRequest, channel: Channel) -> DataRequest:
    check_length(data.about, _("涉及哪一项"), 200)
    check_length(data.wish, _("具体要求"), 2000)
    if data.kind != RequestKind.DELETE and not data.wish:
        raise VerbError(_("没有写具体要求。请写明哪里不对、应当是什么，或想了解什么。"))
    waiting = DataRequest.objects.filter(person=person, outcome="")
    if data.kind == RequestKind.DELETE and waiting.filter(kind=RequestKind.DELETE).exists():
        raise VerbError(_("已有一项删除请求在办理，无需再次提出。"))
    if waiting.count() >= OPEN_AT_ONCE:
        said = _("已有%(count)s项请求在办理。请等答复后再提出新的请求。")
        raise VerbError(said % {"count": OPEN_AT_ONCE})
    now = timezone.now()
    made = DataRequest(
        person=person,
        keeper_id=person.keeper_id,
        kind=data.kind,
        about=data.about,
        wish=data.wish,
        channel=channel,
        made=now,
        due=add_workdays(timezone.localdate(now), DAYS),
    )
    made.save()
    return made
