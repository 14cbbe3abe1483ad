"""结构测算: what plans demand of the body, judged for its lists as they stand, stood, or would stand after a swap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.queries import Came, Outcome
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.look.charts import Chart, Series
from keqiao.look.formats import long_date
from keqiao.plans.composition import Requirement, requirements
from keqiao.plans.engine.commitments import Measure
from keqiao.registry.whatif import Candidate, Composed, composed, fitting, fitting_words

from .counting import in_round, seated, standing
from .elected import elected_beside
from .models import Making, Nominee, NomineeStatus, Reporting

BESIDE = 1_000_000_000  # numbers of those elected who stand on no list, beyond all of nominees
LATEST = 6  # days of reporting that are compared


def composed_of(making: Making, nominees: Iterable[Nominee], beside: Iterable[Outcome] = ()) -> Composed:
    """The demands on the body as if these held its seats; candidates are named by the nominees' ids.

    ``beside``: who was elected without standing on a list.
    """
    others = [Candidate(BESIDE + number, one.person, one.role) for number, one in enumerate(beside)]
    people = [*map(_candidate, nominees), *others]
    return composed(making.organisation_id, making.body.kind, people, making.day)


def at_hand(making: Making, listed: Iterable[Nominee], standing_by: Iterable[Nominee]) -> str:
    """Whether the nominees at hand can make up a list that meets everything, as a sentence; empty if nothing tells."""
    on, by = [_candidate(one) for one in listed], [_candidate(one) for one in standing_by]
    found = fitting(making.organisation_id, making.body.kind, on, by, making.day)
    return fitting_words(found) if found is not None else ""


def _candidate(one: Nominee) -> Candidate:
    return Candidate(one.pk, one.person_id, one.role, part_time=one.part_time)


def composed_now(making: Making) -> Composed:
    """The same for the lists as they were reported last, and once votes are on record for whom these elected."""
    people = standing(making)
    return composed_of(making, seated(people), elected_beside(making, people))


@dataclass(frozen=True)
class Swapped:
    """A demand before and after a swap."""

    before: Requirement
    after: Requirement

    @property
    def changed(self) -> bool:
        """Whether it stands otherwise."""
        return text_of(self.before) != text_of(self.after) or self.turned

    @property
    def turned(self) -> bool:
        """Whether it is met now and wasn't, or the other way round."""
        return self.before.shown.status != self.after.shown.status


def swapped(making: Making, nominees: Sequence[Nominee], out: Nominee, into: Person) -> list[Swapped]:
    """Every demand before and after one goes out and another comes in. Nothing changes by it."""
    before = composed_of(making, nominees)
    there = [
        Candidate(one.pk, into.pk if one.pk == out.pk else one.person_id, one.role, part_time=one.part_time)
        for one in nominees
    ]
    after = composed(making.organisation_id, making.body.kind, there, making.day)
    by_code = {one.code: one for one in after.requirements}
    return [Swapped(one, by_code[one.code]) for one in before.requirements if one.code in by_code]


@dataclass(frozen=True)
class Moment:
    """The lists at one time, with what they came to; a demand (its code) may be missing."""

    label: str
    demands: Mapping[str, Requirement]


def moments(making: Making) -> list[Moment]:
    """The running term, the lists on each day on which some were reported, and what was approved and elected."""
    found = []
    former = requirements(making.organisation_id, making.body.kind) if _has_term(making) else []
    if former:
        found.append(Moment(_("本届"), {one.code: one for one in former}))
    people = list(_all(making))
    rounds = list(Reporting.objects.filter(slate__allotment__making=making).order_by("day", "round"))
    for day in sorted({one.day for one in rounds if one.day is not None})[-LATEST:]:
        last = {one.slate_id: one.round for one in rounds if one.day is not None and one.day <= day}
        then = [one for one in people if _then(one, last.get(one.slate_id, 0))]
        found.append(_moment(making, _("%(day)s报送") % {"day": long_date(day)}, then))
    now = standing(making)
    voted = any(one.status == "lost" or (one.outcome is not None and one.outcome.came is not Came.OPEN) for one in now)
    if making.approved is not None and voted:
        label = _("选举之后（部分）") if _is_partial(now) else _("选举之后")
        found.append(Moment(label, {one.code: one for one in composed_now(making).requirements}))
    if any(one.status == NomineeStatus.LEFT for one in people):
        found.append(Moment(_("退出和增补之后"), {one.code: one for one in composed_now(making).requirements}))
    return [one for one in found if one.demands]


def _then(one: Nominee, round_: int) -> bool:
    """Whether somebody had a seat on the list as it was reported for the so-manieth time."""
    return not one.substitute and one.added_on is None and in_round(one, round_)


def over_time(making: Making) -> tuple[list[str], list[tuple[str, list[tuple[str, str]]]], list[Chart]]:
    """Labels of the moments, each demand with label and figure at every moment, and a chart of the shares."""
    times = moments(making)
    titles = {code: one.shown.title for moment in times for code, one in moment.demands.items()}
    table = [
        (title, [(one.label, text_of(one.demands[code]) if code in one.demands else "—") for one in times])
        for code, title in titles.items()
    ]
    shares = [code for code in titles if all(_is_share(moment.demands.get(code)) for moment in times)]
    labels = [moment.label for moment in times]
    charts = []
    if len(times) > 1 and shares:
        series = [Series(titles[code], [_value(moment.demands.get(code)) for moment in times]) for code in shares]
        charts = [Chart(_("各项比例的变化"), labels, series, unit="percent")]
    return labels, table, charts


def text_of(one: Requirement) -> str:
    """70.0% · 63/90, or the number alone."""
    shown = one.shown
    return " · ".join(part for part in (shown.value_text, shown.count_text) if part)


def told(one: Requirement) -> str:
    """How a demand that isn't met stands: 63.3% · 57/90，要求70%以上."""
    said = _("%(figure)s，要求%(target)s")
    return said % {"figure": text_of(one), "target": one.shown.target_text}


def _is_partial(people: Iterable[Nominee]) -> bool:
    """Whether votes decided on some, and of others it isn't on record what came of them."""
    there = [one for one in people if not one.substitute and one.status != "lost"]
    decided = sum(one.outcome is not None and one.outcome.came is not Came.OPEN for one in there)
    return 0 < decided < len(there)


def _moment(making: Making, label: str, nominees: Sequence[Nominee]) -> Moment:
    return Moment(label, {one.code: one for one in composed_of(making, nominees).requirements})


def _all(making: Making) -> Iterable[Nominee]:
    return Nominee.objects.filter(slate__allotment__making=making, since__gte=1).order_by("pk")


def _has_term(making: Making) -> bool:
    """Whether a term runs that somebody sits in and that isn't the one that was made here."""
    running = making.body.terms.filter(starts__lte=today()).order_by("-starts").first()
    return running is not None and running.pk != making.term_id and running.posts.exists()


def _is_share(one: Requirement | None) -> bool:
    return one is None or one.figure.commitment.measure is Measure.SHARE


def _value(one: Requirement | None) -> Fraction | None:
    return None if one is None else one.figure.result.value
