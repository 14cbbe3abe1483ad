"""Verbs that begin a change of term: on a unit's own books, or on those of a higher association; and its settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.queries import register_days
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import ancestors
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Term
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Charge, Deadline, Party, PartyRole
from keqiao.look.formats import in_chinese, spelled
from keqiao.registry.refusals import check_exists, organisation_by_code, record
from keqiao.registry.wording import body_word

from .models import Renewal, Stage, StageKind, Timeline, UnitKind
from .progress import latest_term
from .timeline import due_days_of, schedule_for

MANAGE = "posts.manage"
MOST_MONTHS = 60


class SetTimeline(VerbData):
    """How a term is changed from today on, for units of a kind that are led from here."""

    unit_kind: Annotated[UnitKind, Asked(gettext_lazy("适用单位"))] = UnitKind.SOCIETY
    warn_months: Annotated[int, Field(ge=0, le=MOST_MONTHS), Asked(gettext_lazy("届满前几个月开始提醒"))]
    plan_months: Annotated[int, Field(ge=0, le=MOST_MONTHS), Asked(gettext_lazy("届满前几个月制定换届方案"))]
    request_months: Annotated[int, Field(ge=0, le=MOST_MONTHS), Asked(gettext_lazy("大会前几个月提出请示"))]
    filing_days: Annotated[int, Field(ge=1, le=250), Asked(gettext_lazy("大会后几个工作日内备案"))]
    delay_months: Annotated[int, Field(ge=0, le=MOST_MONTHS), Asked(gettext_lazy("最长延期几个月"))]
    source: Annotated[
        str, Field(max_length=200), Asked(gettext_lazy("依据"), gettext_lazy("章程或方案的条目，例如第三部分第3条。"))
    ] = ""


class OpenRenewal(VerbData):
    """The change of a body's running term. ``term_ends`` where no end of the term is registered."""

    term_ends: Annotated[
        dt.date | None, Asked(gettext_lazy("届满日期"), gettext_lazy("本届登记了届满日期的，以登记为准。"))
    ] = None
    congress_on: Annotated[
        dt.date | None, Asked(gettext_lazy("拟召开日期"), gettext_lazy("还没有确定的不填，按届满日期倒推。"))
    ] = None
    responsible: Annotated[int | None, Asked(gettext_lazy("责任人"), kind="person")] = None


class WatchUnit(VerbData):
    """A unit below whose change of term is followed here, by what it tells."""

    unit: Annotated[str, Asked(gettext_lazy("单位"), kind="organisation")]
    body_kind: Annotated[BodyKind, Asked(gettext_lazy("机构"))] = BodyKind.CONGRESS
    term_ends: Annotated[dt.date, Asked(gettext_lazy("届满日期"))]
    responsible: Annotated[int | None, Asked(gettext_lazy("责任人"), kind="person")] = None


class PlanCongress(VerbData):
    """For which day the congress is called; none: not yet known."""

    congress_on: Annotated[dt.date | None, Asked(gettext_lazy("拟召开日期"))] = None
    responsible: Annotated[int | None, Asked(gettext_lazy("责任人"), kind="person")] = None
    former_legal: Annotated[
        str,
        Field(max_length=80),
        Asked(gettext_lazy("现法定代表人"), gettext_lazy("填入法定代表人变更登记表。")),
    ] = ""


@verb(
    "renewal.set_timeline",
    does=gettext_lazy("设置了换届时间表"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def set_timeline(act: Act, target: Organisation, data: SetTimeline) -> Timeline:
    """Say how a term is changed, from today on; what was set before ends. Open cases keep their days."""
    check_exists(target)
    today = timezone.localdate()
    for former in target.renewal_timelines.filter(unit_kind=data.unit_kind, ends=None):
        former.ends = today
        former.save()
    made = Timeline(organisation=target, starts=today, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


@verb(
    "renewal.open",
    does=gettext_lazy("启动了换届"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def open_renewal(act: Act, target: Body, data: OpenRenewal) -> Renewal:
    """Begin the change of a body's running term, with a deadline for each stage."""
    check_exists(target.organisation)
    term = latest_term(target)
    if term is None:
        said = _("“%(body)s”还没有登记届次，不能启动换届。请先登记本届的起止日期。")
        raise VerbError(said % {"body": body_word(target)})
    there = Renewal.objects.filter(term=term).first()
    if there is not None:
        raise VerbError(_("%(term)s的换届已经启动，没有重复登记。请在换届页面上继续办理。") % {"term": term})
    ends = term.ends or data.term_ends
    if ends is None:
        raise VerbError(_("%(term)s没有登记届满日期。请填写届满日期，时间表由此倒推。") % {"term": term})
    made = _begun(target.organisation, target.organisation, target.kind, ends, _title(term))
    made.body, made.term = target, term
    return _with_stages(made, data.congress_on, data.responsible)


@verb(
    "renewal.watch",
    does=gettext_lazy("登记了下级单位的换届"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def watch_unit(act: Act, target: Organisation, data: WatchUnit) -> Renewal:
    """Follow a unit's change of term on the books of the association above: what it told, nothing it didn't."""
    unit = organisation_by_code(data.unit)
    check_exists(unit)
    if target.pk not in ancestors(unit.pk)[1:]:
        said = _("“%(unit)s”不由“%(organisation)s”领导，不能在这里督促。请选择下级单位。")
        raise VerbError(said % {"unit": unit.name, "organisation": target.name})
    same = Renewal.objects.filter(case__organisation=target, unit=unit, body_kind=data.body_kind)
    if same.filter(case__status=CaseStatus.OPEN).exists():
        raise VerbError(_("“%(unit)s”的换届正在督促，没有重复登记。") % {"unit": unit.name})
    made = _begun(target, unit, data.body_kind, data.term_ends, _("%(unit)s换届") % {"unit": unit.name})
    return _with_stages(made, None, data.responsible)


@verb(
    "renewal.plan_congress",
    does=gettext_lazy("调整了换届安排"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def plan_congress(act: Act, target: Renewal, data: PlanCongress) -> Renewal:
    """Say when the congress is called and who answers for it; the days that hang on it move along."""
    check_running(target)
    target.congress_on, target.former_legal = data.congress_on, data.former_legal
    target.save()
    _charge(target.case, data.responsible)
    move_deadlines(target)
    return target


def check_running(renewal: Renewal) -> None:
    """Raise VerbError when the change of term is settled or was dropped."""
    if renewal.case.status != CaseStatus.OPEN:
        said = _("“%(case)s”%(state)s，不能再办理。")
        raise VerbError(said % {"case": renewal.case, "state": _(renewal.case.get_status_display())})


def move_deadlines(renewal: Renewal, held: dt.date | None = None) -> None:
    """Count the stages back anew; one that was met keeps its day."""
    days = due_days_of(renewal, schedule_for(renewal.unit), held)
    for stage in renewal.stages.select_related("deadline"):
        deadline = stage.deadline
        if deadline.met is None and deadline.due != days[StageKind(stage.kind)]:
            deadline.due, deadline.reminded = days[StageKind(stage.kind)], None
            deadline.save()


def _begun(books: Organisation, unit: Organisation, kind: str, ends: dt.date, title: str) -> Renewal:
    case = Case(organisation=books, kind=CaseKind.RENEWAL, title=title[:200], opened=timezone.localdate())
    case.save()
    Party(case=case, role=PartyRole.LEAD, name=unit.name, unit=unit).save()
    return Renewal(case=case, unit=unit, body_kind=kind, term_ends=ends)


def _with_stages(made: Renewal, congress_on: dt.date | None, responsible: int | None) -> Renewal:
    """Store it with its stages. Of a unit that keeps its own books only the congress is followed."""
    made.congress_on = congress_on
    made.save()
    days = due_days_of(made, schedule_for(made.unit))
    for kind, day in days.items():
        if made.outside and kind is not StageKind.CONGRESS:
            continue
        final = kind is (StageKind.CONGRESS if made.outside else StageKind.FILING)
        deadline = Deadline(case=made.case, title=_(str(kind.label)), due=day, final=final)
        deadline.save()
        Stage(renewal=made, kind=kind, deadline=deadline).save()
    _charge(made.case, responsible)
    return made


def _charge(case: Case, person: int | None) -> None:
    """Say who answers for it; nobody given leaves it as it was."""
    now = case.charges.filter(ends=None).first()
    if person is None or (now is not None and now.person_id == person):
        return
    found = record(Person, person, _("人员"))
    if now is not None:
        now.ends = timezone.localdate()
        now.save()
    Charge(case=case, person=found, starts=timezone.localdate()).save()


def _title(term: Term) -> str:
    """第三届理事会换届, with the unit's name."""
    number = spelled(term.number + 1) if in_chinese() else term.number + 1
    told = {"unit": term.body.organisation.name, "body": body_word(term.body), "number": number}
    return _("%(unit)s%(body)s换届（产生第%(number)s届）") % told


def days_of(bodies: Sequence[Body]) -> list[dt.date]:
    """The days for which these bodies' changes of term call the congress."""
    running = Renewal.objects.filter(body__in=bodies, case__status=CaseStatus.OPEN, congress_on__isnull=False)
    return [one.congress_on for one in running if one.congress_on is not None]


register_days("renewal", days_of)
