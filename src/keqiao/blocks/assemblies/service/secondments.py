"""Secondments: arranged with the post they fill, ended in time or early, told by direction and term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.offices.models import Staffing, StaffingKind
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import BodyKind, Post, Secondment, SecondmentDirection
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import percent_against
from keqiao.registry.refusals import check_past, day_or_today
from keqiao.registry.verbs.posts import second

from .models import Posting
from .secondment_rules import Bounds

MANAGE = "posts.manage"


class Arrange(VerbData):
    """A person (their id) works elsewhere from a day to a planned end, in a post that may be a reserved one."""

    person: Annotated[int, Asked(gettext_lazy("挂职人员"), kind="person")]
    direction: Annotated[SecondmentDirection, Asked(gettext_lazy("方向"))]
    other: Annotated[str, Field(max_length=160), Asked(gettext_lazy("派出（接收）单位"))] = ""
    starts: Annotated[dt.date, Asked(gettext_lazy("开始日期"))]
    ends: Annotated[dt.date, Asked(gettext_lazy("计划结束日期"))]
    post: Annotated[str, Field(max_length=120), Asked(gettext_lazy("岗位"))] = ""
    reserved: Annotated[bool, Asked(gettext_lazy("占用预留挂职岗位"))] = False


class End(VerbData):
    """The day (default today) and, where it is early, the reason."""

    ended: Annotated[dt.date | None, Asked(gettext_lazy("实际结束日期"), gettext_lazy("不填为今天。"))] = None
    reason: Annotated[str, Field(max_length=200), Asked(gettext_lazy("提前结束的原因"))] = ""


@verb("secondments.arrange", does=gettext_lazy("安排了挂职"), needs=MANAGE, on=lambda target, data: [target])
def arrange_secondment(act: Act, target: Organisation, data: Arrange) -> Secondment:
    """Record a secondment with the post it fills. A term that is too short is shown, not refused."""
    if data.reserved and data.direction is not SecondmentDirection.IN:
        raise VerbError(_("预留挂职岗位只用于来本单位挂职的人。请改选方向，或取消勾选。"))
    told = {"person": data.person, "direction": data.direction, "other": data.other}
    made = second(act, target, told | {"starts": data.starts, "ends": data.ends})
    Posting(secondment=made, person=made.person, post=data.post, reserved=data.reserved).save()
    return made


@verb(
    "secondments.end",
    does=gettext_lazy("结束了挂职"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def end_secondment(act: Act, target: Secondment, data: End) -> Posting:
    """Say when a secondment really ended; before its planned day, why."""
    ended = day_or_today(data.ended)
    check_past(ended, _("实际结束日期"))
    found = Posting.objects.filter(secondment=target).first()
    one = found or Posting(secondment=target, person=target.person)
    if one.ended is not None:
        raise VerbError(_("这次挂职已于%(day)s结束，没有重复登记。") % {"day": one.ended})
    if target.starts is not None and ended < target.starts:
        raise VerbError(_("结束日期不能早于开始日期%(day)s，请核对。") % {"day": target.starts})
    if target.ends is not None and ended < target.ends and not data.reason:
        said = _("计划到%(day)s结束，提前结束要写明原因。")
        raise VerbError(said % {"day": target.ends})
    one.ended, one.reason = ended, data.reason
    one.save()
    return one


@dataclass(frozen=True)
class SecondmentLine:
    """A secondment as the page shows it. ``employer``: the kept one, from the records; ``least``: months asked for."""

    secondment: Secondment
    posting: Posting | None
    employer: str
    least: int | None = None

    @property
    def runs(self) -> bool:
        """Whether it goes on."""
        starts = self.secondment.starts
        return not self.ended and starts is not None and starts <= timezone.localdate()

    @property
    def ended(self) -> dt.date | None:
        """When it really ended."""
        return self.posting.ended if self.posting is not None else None

    @property
    def is_past_end(self) -> bool:
        """Whether its planned day is over and nobody said that it ended."""
        ends = self.secondment.ends
        return self.ended is None and ends is not None and ends <= timezone.localdate()

    @property
    def left_early(self) -> bool:
        """Whether it ended before its planned day."""
        return self.ended is not None and self.secondment.ends is not None and self.ended < self.secondment.ends

    @property
    def is_short(self) -> bool:
        """Whether it was planned for less than is asked for."""
        starts, ends = self.secondment.starts, self.secondment.ends
        if starts is None or ends is None or self.least is None:
            return False
        months = 12 * (ends.year - starts.year) + ends.month - starts.month - (ends.day < starts.day)
        return months < self.least

    @property
    def reserved(self) -> bool:
        """Whether it fills a reserved post."""
        return self.posting is not None and self.posting.reserved


def secondment_lines(organisation: Organisation, bounds: Bounds | None = None) -> list[SecondmentLine]:
    """Every secondment of an organisation, the latest first, in three queries; ``bounds``: what is asked of them."""
    held = bounds or Bounds()
    found = Secondment.objects.filter(organisation=organisation).select_related("person", "posting")
    rows = list(found.order_by("-starts", "-pk"))
    works: dict[int, list[Employment]] = {}
    for work in Employment.objects.filter(person__in=[one.person_id for one in rows]).order_by("pk"):
        works.setdefault(work.person_id, []).append(work)
    return [
        SecondmentLine(one, _posting(one), _employer(one, works.get(one.person_id, [])), held.months(one.starts))
        for one in rows
    ]


@dataclass(frozen=True)
class Reserved:
    """Reserved posts against all of their level, as the documents say, and how many are filled.

    ``low`` and ``high``: the share that is asked for, None where an end of it isn't.
    """

    senior: int | None
    reserved: int | None
    filled: int
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def percent(self) -> str:
        """The share in words that never round it across a bound; empty while a number is missing."""
        if not self.senior or self.reserved is None:
            return ""
        return percent_against(Fraction(self.reserved, self.senior), self.low, self.high)

    @property
    def asked(self) -> str:
        """What is asked for, in words; empty where nothing is."""
        low, high = (percent_against(one) if one is not None else "" for one in (self.low, self.high))
        if low and high:
            return _("%(low)s至%(high)s") % {"low": low, "high": high}
        if low:
            return _("不低于%(low)s") % {"low": low}
        return _("不高于%(high)s") % {"high": high} if high else ""

    @property
    def in_range(self) -> bool | None:
        """Whether the share, exactly, lies in what is asked for; None where that can't be said."""
        if not self.senior or self.reserved is None or not self.asked:
            return None
        share = Fraction(self.reserved, self.senior)
        return (self.low is None or self.low <= share) and (self.high is None or share <= self.high)

    @property
    def open(self) -> int:
        """How many reserved posts nobody fills."""
        return max((self.reserved or 0) - self.filled, 0)


def reserved_posts(
    organisation: Organisation, lines: Sequence[SecondmentLine], bounds: Bounds | None = None
) -> Reserved:
    """What an organisation's approved numbers say of reserved posts today, and what is asked for."""
    kinds = (StaffingKind.SENIOR_POSTS, StaffingKind.RESERVED)
    held = Staffing.objects.filter(holds_on(today()), organisation=organisation, kind__in=kinds)
    numbers = dict(held.values_list("kind", "number"))
    filled = sum(one.runs and one.reserved for one in lines)
    low, high = (bounds or Bounds()).share(timezone.localdate())
    return Reserved(numbers.get(StaffingKind.SENIOR_POSTS), numbers.get(StaffingKind.RESERVED), filled, low, high)


def resident_secretaries(organisation: Organisation) -> list[tuple[Post, str]]:
    """Who of the secretariat is in residence, with the employer that keeps them."""
    posts = Post.objects.running(today()).filter(
        resident=True, term__body__organisation=organisation, term__body__kind=BodyKind.SECRETARIAT
    )
    return [(one, _work(one)) for one in posts.select_related("person", "term__body")]


def _posting(one: Secondment) -> Posting | None:
    return getattr(one, "posting", None)


def _employer(one: Secondment, works: Sequence[Employment]) -> str:
    """Where the person worked when it began."""
    day = to_int(one.starts) if one.starts is not None else today()
    held = [
        work
        for work in works
        if (work.starts is None or to_int(work.starts) <= day) and (work.ends is None or to_int(work.ends) > day)
    ]
    return held[-1].unit_name if held else ""


def _work(post: Post) -> str:
    work = post.person.employments.filter(holds_on(today())).order_by("-pk").first()
    return work.unit_name if work is not None else ""
