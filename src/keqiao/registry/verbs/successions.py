"""Verbs by which one organisation takes over another's work, or part of it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation, Placement, Succession, SuccessionKind
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.handovers import check_no_circle
from keqiao.registry.refusals import check_exists, check_length, check_order, check_past, organisation_by_code
from keqiao.registry.successions import Handover, go_on, hand_over


class MergeOrganisation(VerbData):
    """Into which organisation (its code) it goes, and the first day on which it no longer exists."""

    into: Annotated[str, Asked(gettext_lazy("并入单位"), kind="organisation")]
    day: Annotated[dt.date, Asked(gettext_lazy("合并日期"), gettext_lazy("从这一天起由并入单位承接。"))]
    document: Annotated[str, Asked(gettext_lazy("依据文件"), gettext_lazy("批准文件的名称或文号。"))] = ""


class SplitOrganisation(VerbData):
    """To which organisation (its code) part of it goes from a day on; ``led``: which of those it leads go along."""

    into: Annotated[
        str, Asked(gettext_lazy("分立后的单位"), gettext_lazy("请先在上级单位登记新单位。"), kind="organisation")
    ]
    day: Annotated[dt.date, Asked(gettext_lazy("分立日期"))]
    led: Annotated[
        list[str],
        Asked(gettext_lazy("划出的下级单位"), gettext_lazy("每行一个，填写名称或代码。"), kind="organisation"),
    ] = []
    document: Annotated[str, Asked(gettext_lazy("依据文件"), gettext_lazy("批准文件的名称或文号。"))] = ""


@verb(
    "successions.merge",
    does=gettext_lazy("合并了单位"),
    needs="organisations.manage",
    on=lambda target, data: [target, organisation_by_code(data.into)],
)
def merge(act: Act, target: Organisation, data: MergeOrganisation) -> Succession:
    """Merge an organisation into another: what is open on that day follows, what was before stays its past.

    Where part of it was split off on the same day, this is the rest of it, and a split as well.
    """
    into = _heir(target, data.into, data.day)
    check_length(data.document, _("依据文件"), 120)
    split = target.successions.filter(kind=SuccessionKind.SPLIT, day=to_int(data.day)).exists()
    _refuse_twice(target, into, data.day)
    made = Succession(
        predecessor=target,
        successor=into,
        kind=SuccessionKind.SPLIT if split else SuccessionKind.MERGE,
        day=data.day,
        document=data.document,
    )
    hand_over(Handover(target, into, data.day, into))
    target.closed = data.day
    target.save()
    made.save()
    return made


@verb(
    "successions.split",
    does=gettext_lazy("分立了单位"),
    needs="organisations.manage",
    on=lambda target, data: [target, organisation_by_code(data.into)],
)
def split(act: Act, target: Organisation, data: SplitOrganisation) -> Succession:
    """Split part of an organisation off to another: these it led, with their memberships in it and their people."""
    into = _heir(target, data.into, data.day)
    check_length(data.document, _("依据文件"), 120)
    _refuse_twice(target, into, data.day)
    handover = Handover(target, into, data.day, into)
    for code in dict.fromkeys(data.led):
        _move(organisation_by_code(code), into, handover)
    made = Succession(
        predecessor=target, successor=into, kind=SuccessionKind.SPLIT, day=data.day, document=data.document
    )
    made.save()
    return made


def _heir(target: Organisation, code: str, day: dt.date) -> Organisation:
    """Who takes over. Raises VerbError when one of the two doesn't exist on that day, or they are the same."""
    into = organisation_by_code(code)
    check_exists(target)
    check_exists(into)
    if into == target:
        said = _("不能把“%(organisation)s”并入它自己。请选择另一个单位。")
        raise VerbError(said % {"organisation": target})
    check_past(day, _("日期"))
    check_order(target.founded, day, _("“%(name)s”") % {"name": target})
    if into.founded is not None and into.founded > day:
        said = _("“%(name)s”在%(day)s尚未成立（成立日期%(founded)s），不能承接。请核对日期，或选择另一个单位。")
        raise VerbError(said % {"name": into, "day": day, "founded": into.founded})
    return into


def _refuse_twice(target: Organisation, into: Organisation, day: dt.date) -> None:
    if target.successions.filter(successor=into, day=to_int(day)).exists():
        said = _("“%(into)s”在%(day)s承接“%(target)s”的部分工作已登记，没有重复办理。")
        raise VerbError(said % {"into": into, "day": day, "target": target})


def _move(one: Organisation, into: Organisation, handover: Handover) -> None:
    """Let one that the organisation led go along, with its group membership in it and the people who work there."""
    source, day = handover.source, handover.day
    led = Placement.objects.filter(holds_on(to_int(day)), leading=source, organisation=one, ends=None).first()
    if led is None or one == into:
        said = _("“%(one)s”在%(day)s不由“%(source)s”直接领导，不能随它划出。请从清单中去掉，或先调整隶属关系。")
        raise VerbError(said % {"one": one, "day": day, "source": source})
    check_order(led.starts, day, _("“%(name)s”的隶属关系") % {"name": one})
    check_no_circle(one, into, day)
    go_on(led, handover, leading=into)
    for link in Link.objects.filter(handover.open(), kind=LinkKind.GROUP_MEMBER, source=one, target=source):
        go_on(link, handover, target=into)
    for membership in one.member_of.filter(handover.open(), organisation=source):
        go_on(membership, handover, organisation=into, since=membership.since or membership.starts)
    works_there = Person.objects.filter(
        holds_on(to_int(day), starts="employments__starts", ends="employments__ends"),
        keeper=source,
        employments__unit=one,
    )
    for person in works_there.distinct():
        person.keeper = into
        person.save()
