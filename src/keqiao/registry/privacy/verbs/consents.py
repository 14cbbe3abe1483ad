"""Verbs on consents: given and withdrawn by the person, or noted at the desk from a signed sheet."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.consent import latest_notice, purpose_of
from keqiao.kernel.privacy.models import Channel, Consent, Notice, Purpose
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_past, check_text

ByDesk = Literal["paper", "phone", "onsite"]
WORDS = tuple((one.value, gettext_lazy(str(one.label))) for one in Channel)


class GiveConsent(VerbData):
    """To which purpose (its code), having read which version of its notice."""

    purpose: str
    notice: int


class WithdrawConsent(VerbData):
    """From which purpose (its code)."""

    purpose: str


class RecordConsent(VerbData):
    """What somebody signed or said; ``evidence`` finds the sheet again."""

    purpose: Annotated[
        str, Asked(gettext_lazy("处理目的的代码"), gettext_lazy("见个人信息处理活动清单，如 publish-lists"))
    ]
    channel: Annotated[ByDesk, Asked(gettext_lazy("同意方式"), words=WORDS)]
    evidence: Annotated[str, Asked(gettext_lazy("凭据"), gettext_lazy("如“2026年代表登记表第12号，存组织人事部”"))]
    day: Annotated[dt.date, Asked(gettext_lazy("同意日期"))]


class RecordWithdrawal(VerbData):
    """Which consent somebody took back, and how they said so."""

    purpose: Annotated[
        str, Asked(gettext_lazy("处理目的的代码"), gettext_lazy("见个人信息处理活动清单，如 publish-lists"))
    ]
    channel: Annotated[ByDesk, Asked(gettext_lazy("撤回方式"), words=WORDS)]


def is_self(act: Act, target: Person, data: VerbData) -> bool:
    """Whether who acts is the person it is about."""
    return act.actor.user is not None and act.actor.user.person_id == target.pk


@verb(
    "consents.give",
    does=gettext_lazy("同意了个人信息处理"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=is_self,
)
def give_consent(act: Act, target: Person, data: GiveConsent) -> Consent:
    """Consent to a purpose under the notice that was read; it has to be the latest."""
    purpose = purpose_of(target.keeper_id, data.purpose)
    notice = _notice(purpose)
    if notice.number != data.notice:
        said = _("“%(purpose)s”的告知书已更新到第%(number)s版，没有记录同意。请先阅读新的告知书，再决定是否同意。")
        raise VerbError(said % {"purpose": purpose, "number": notice.number})
    return _open(target, notice, Channel.WEB, "", timezone.now())


@verb(
    "consents.withdraw",
    does=gettext_lazy("撤回了个人信息处理的同意"),
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=is_self,
)
def withdraw_consent(act: Act, target: Person, data: WithdrawConsent) -> Consent:
    """Take a consent back; what was lawful until now stays lawful."""
    return _close(target, purpose_of(target.keeper_id, data.purpose), Channel.WEB)


@verb(
    "consents.record",
    does=gettext_lazy("登记了个人信息处理的同意"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def record_consent(act: Act, target: Person, data: RecordConsent) -> Consent:
    """Note a consent that was signed or said elsewhere."""
    check_text(data.evidence, _("凭据"), 200)
    check_past(data.day, _("同意日期"))
    notice = _notice(purpose_of(target.keeper_id, data.purpose))
    first = notice.purpose.notices.order_by("number").first()
    if first is not None and first.published is not None and data.day < first.published:
        said = _("同意日期（%(day)s）早于告知书的发布日期（%(published)s）。没有看到告知书的同意不算数，请核对日期。")
        raise VerbError(said % {"day": data.day, "published": first.published})
    read = notice.purpose.notices.filter(published__lte=data.day).order_by("-number").first() or notice
    given = timezone.make_aware(dt.datetime.combine(data.day, dt.time(12)))
    return _open(target, read, Channel(data.channel), data.evidence, min(given, timezone.now()))


@verb(
    "consents.record_withdrawal",
    does=gettext_lazy("登记了同意的撤回"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def record_withdrawal(act: Act, target: Person, data: RecordWithdrawal) -> Consent:
    """Note that somebody took a consent back."""
    return _close(target, purpose_of(target.keeper_id, data.purpose), Channel(data.channel))


def _notice(purpose: Purpose) -> Notice:
    found = latest_notice(purpose)
    if found is None:
        said = _("“%(purpose)s”还没有发布告知书，不能征求同意。请个人信息保护负责人先发布告知书。")
        raise VerbError(said % {"purpose": purpose})
    return found


def _open(person: Person, notice: Notice, channel: Channel, evidence: str, given: dt.datetime) -> Consent:
    """A new consent; one under an older notice ends with it, the same one again is refused."""
    if not notice.purpose.needs_consent():
        said = _("“%(purpose)s”的处理依据是“%(basis)s”，不需要同意。")
        raise VerbError(said % {"purpose": notice.purpose, "basis": _(notice.purpose.get_basis_display())})
    for before in Consent.objects.filter(person=person, purpose=notice.purpose, withdrawn=None):
        if before.notice_id == notice.pk:
            raise VerbError(_("已经同意过“%(notice)s”，无需再次办理。") % {"notice": notice})
        before.withdrawn, before.withdrawn_by = given, channel
        before.save()
    made = Consent(
        person=person, purpose=notice.purpose, notice=notice, given=given, channel=channel, evidence=evidence
    )
    made.save()
    return made


def _close(person: Person, purpose: Purpose, channel: Channel) -> Consent:
    held = Consent.objects.filter(person=person, purpose=purpose, withdrawn=None).first()
    if held is None:
        raise VerbError(_("没有同意过“%(purpose)s”，或已经撤回，无需办理。") % {"purpose": purpose})
    held.withdrawn, held.withdrawn_by = timezone.now(), channel
    held.save()
    return held
