"""Studios of delegates: set up by area, with delegates; opinions received, handed on, answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import BodyKind, Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_past, check_text, day_or_today, division_by_code
from keqiao.registry.verbs.posts import elect, form_body, open_term

from .models import Opinion, Studio


class OpenStudio(VerbData):
    """A studio of an area (code of its division) with the delegates (their ids) who are assigned to it."""

    division: Annotated[str, Asked(gettext_lazy("服务片区"), kind="division")]
    name: Annotated[str, Field(max_length=120), Asked(gettext_lazy("名称"), gettext_lazy("不填则按片区命名。"))] = ""
    delegates: Annotated[list[int], Asked(gettext_lazy("联系代表"), kind="person")] = []
    starts: Annotated[dt.date | None, Asked(gettext_lazy("设立日期"), gettext_lazy("不填为今天。"))] = None


class Receive(VerbData):
    """What somebody said. ``contact`` is kept only where they agreed, and only until they have their answer."""

    text: Annotated[
        str,
        Field(max_length=2000),
        Asked(gettext_lazy("意见内容"), gettext_lazy("不要写提出人的姓名和身份。"), kind="long"),
    ]
    date: Annotated[dt.date | None, Asked(gettext_lazy("收到日期"), gettext_lazy("不填为今天。"))] = None
    contact: Annotated[
        str,
        Field(max_length=120),
        Asked(gettext_lazy("联系方式"), gettext_lazy("只在对方要求答复时填写，答复之后自动删除。")),
    ] = ""
    agreed: Annotated[bool, Asked(gettext_lazy("对方同意为答复保存联系方式"))] = False
    meeting: Annotated[int | None, Asked("", hidden=True)] = None


class HandOn(VerbData):
    """Who deals with it from which day on."""

    handler: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("办理单位（部门）"))]
    date: Annotated[dt.date | None, Asked(gettext_lazy("交办日期"), gettext_lazy("不填为今天。"))] = None


class Answer(VerbData):
    """What was answered, on which day."""

    text: Annotated[str, Field(max_length=2000), Asked(gettext_lazy("答复内容"), kind="long")]
    date: Annotated[dt.date | None, Asked(gettext_lazy("答复日期"), gettext_lazy("不填为今天。"))] = None


@verb("studios.open", does=gettext_lazy("设立了代表工作室"), needs="posts.manage", on=lambda target, data: [target])
def open_studio(act: Act, target: Organisation, data: OpenStudio) -> Studio:
    """Set up a studio of delegates for an area: a body with a term in which its delegates hold posts."""
    division = division_by_code(data.division)
    there = Studio.objects.filter(body__organisation=target, division=division).first()
    if there is not None:
        raise VerbError(_("“%(area)s”已经有“%(studio)s”。") % {"area": division, "studio": there})
    name = data.name or _("%(area)s代表工作室") % {"area": division}
    body = form_body(act, target, {"kind": BodyKind.STUDIO, "name": name})
    made = Studio(body=body, division=division)
    made.save()
    term = open_term(act, body, {"number": 1, "starts": day_or_today(data.starts)})
    for person in dict.fromkeys(data.delegates):
        elect(act, term, {"person": person, "role": Role.DELEGATE})
    return made


@verb(
    "studios.receive",
    does=gettext_lazy("登记了听到的意见"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def receive_opinion(act: Act, target: Studio, data: Receive) -> Opinion:
    """Write down an opinion that a studio heard, without saying whose it is."""
    check_text(data.text, _("意见内容"), 2000)
    date = day_or_today(data.date)
    check_past(date, _("收到日期"))
    if data.contact and not data.agreed:
        raise VerbError(_("没有对方的同意不能保存联系方式。请征得同意后勾选，或清空联系方式。"))
    meeting = Meeting.objects.filter(pk=data.meeting, body=target.body).first() if data.meeting else None
    if data.meeting and meeting is None:
        raise VerbError(_("没有找到这次听取意见的会议，请在工作室的会议中选择。"))
    made = Opinion(studio=target, date=date, text=data.text, contact=data.contact, meeting=meeting)
    made.save()
    return made


@verb(
    "studios.hand_on",
    does=gettext_lazy("交办了意见"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def hand_on(act: Act, target: Opinion, data: HandOn) -> Opinion:
    """Say who deals with an opinion."""
    _check_unanswered(target)
    target.handler, target.handled = data.handler, _not_before(target.date, data.date, _("交办日期"))
    target.save()
    return target


@verb(
    "studios.answer",
    does=gettext_lazy("答复了意见"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def answer_opinion(act: Act, target: Opinion, data: Answer) -> Opinion:
    """Record the answer; the contact that was kept for it is deleted."""
    _check_unanswered(target)
    check_text(data.text, _("答复内容"), 2000)
    target.answered = _not_before(target.handled or target.date, data.date, _("答复日期"))
    target.answer, target.contact = data.text, ""
    target.save()
    return target


@dataclass(frozen=True)
class StudioLine:
    """A studio with what it did in a year."""

    studio: Studio
    delegates: int
    sessions: int
    opinions: int
    answered: int


def studio_lines(organisation: Organisation, year: int) -> list[StudioLine]:
    """Every studio of an organisation with its year, in four queries."""
    studios = list(Studio.objects.filter(body__organisation=organisation).select_related("body", "division"))
    bodies = [one.body_id for one in studios]
    sits = holds_on(today(), starts="terms__posts__starts", ends="terms__posts__ends")
    counted = organisation.bodies.annotate(n=Count("terms__posts__person", filter=sits, distinct=True))
    delegates = dict(counted.filter(pk__in=bodies).values_list("pk", "n"))
    held = Meeting.objects.filter(body__in=bodies, year=year, date__lte=timezone.localdate())
    sessions = dict(held.order_by().values_list("body").annotate(n=Count("pk")))
    heard = Opinion.objects.filter(studio__in=studios, year=year).order_by().values("studio")
    said = {
        row["studio"]: (row["n"], row["done"])
        for row in heard.annotate(n=Count("pk"), done=Count("pk", filter=Q(answered__isnull=False)))
    }
    return [
        StudioLine(one, delegates.get(one.body_id, 0), sessions.get(one.body_id, 0), *said.get(one.pk, (0, 0)))
        for one in studios
    ]


def areas_without(organisation: Organisation) -> Sequence[Division]:
    """The divisions right below an association's own that no studio of it serves."""
    placed = Placement.objects.filter(holds_on(today()), organisation=organisation).exclude(division=None).first()
    if placed is None:
        return []
    served = Studio.objects.filter(body__organisation=organisation).values("division")
    below = Division.objects.filter(holds_on(today()), parent=placed.division_id)
    return list(below.exclude(pk__in=served).order_by("code"))


def _check_unanswered(one: Opinion) -> None:
    if one.answered is not None:
        raise VerbError(_("这条意见已于%(day)s答复，没有重复办理。") % {"day": one.answered})


def _not_before(first: dt.date | None, given: dt.date | None, what: str) -> dt.date:
    day = day_or_today(given)
    check_past(day, what)
    if first is not None and day < first:
        said = _("%(what)s（%(day)s）不能早于前一步的日期%(first)s。")
        raise VerbError(said % {"what": what, "day": day, "first": first})
    return day
