"""A Party organisation's part in its unit's major decisions, and its meetings."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_past, day_or_today

from .models import MajorDecision, MajorKind, PartyPart


class RecordDecision(VerbData):
    """A decision of one of the four kinds, and the Party organisation's part in it."""

    kind: Annotated[MajorKind, Asked(gettext_lazy("事项类别"))]
    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("事项"))]
    date: Annotated[dt.date | None, Asked(gettext_lazy("决定日期"), gettext_lazy("不填为今天。"))] = None
    party: Annotated[PartyPart, Asked(gettext_lazy("党组织参与方式"))]
    evidence: Annotated[
        str,
        Field(max_length=200),
        Asked(gettext_lazy("党组织的记录"), gettext_lazy("会议纪要或文件的名称、文号。参与了的必填。")),
    ] = ""


@verb(
    "party.record_decision",
    does=gettext_lazy("登记了“三重一大”事项"),
    needs="meetings.manage",
    on=lambda target, data: [target],
)
def record_decision(act: Act, target: Organisation, data: RecordDecision) -> MajorDecision:
    """Record a major decision of an organisation, and how its Party organisation took part."""
    date = day_or_today(data.date)
    check_past(date, _("决定日期"))
    if data.party is not PartyPart.NONE and not data.evidence:
        raise VerbError(_("没有填写党组织的记录。请写明会议纪要或文件；没有参与的请改选“没有参与”。"))
    told = {"kind": data.kind, "title": data.title, "party": data.party, "evidence": data.evidence}
    made = MajorDecision(organisation=target, date=date, **told)
    made.save()
    return made


@verb(
    "party.withdraw_decision",
    does=gettext_lazy("撤回了“三重一大”事项登记"),
    needs="meetings.manage",
    on=lambda target, data: [target.organisation_id],
)
def withdraw_decision(act: Act, target: MajorDecision, data: VerbData) -> None:
    """Delete a decision that was recorded wrongly."""
    target.delete()


def party_bodies(organisation: Organisation) -> list[Body]:
    """The Party organisation's bodies of an organisation."""
    return list(organisation.bodies.filter(kind=BodyKind.PARTY_ORGANISATION).order_by("pk"))


def party_meetings(organisation: Organisation, year: int) -> list[Meeting]:
    """What they met for in a year, latest first."""
    held = Meeting.objects.filter(body__organisation=organisation, body__kind=BodyKind.PARTY_ORGANISATION, year=year)
    return list(held.filter(date__lte=timezone.localdate()).select_related("body").order_by("-date", "-pk"))
