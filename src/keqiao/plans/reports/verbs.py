"""Verbs of reporting: confirm, send, propose and approve who may see it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post, Role
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import current_entry
from keqiao.look.formats import enumerated
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.figures import board
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.models import Report, ReportedFigure, ReportState, Visibility
from keqiao.plans.movements import Watched
from keqiao.plans.reports.contributed import Contribution, contributions
from keqiao.plans.reports.frozen import digest, freeze
from keqiao.plans.shown import in_language
from keqiao.plans.tallies import refresh

# Who may put a name under a unit's figures.
LEADING = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY, Role.SECRETARY_GENERAL)


class ConfirmReport(VerbData):
    """Which plan's figures of the unit are confirmed, as of today."""

    plan: str


class ProposeVisibility(VerbData):
    """Who may see the reported figures: the unit itself, the associations' system, or everybody."""

    visibility: Visibility


@verb(
    "plans.confirm_report",
    does=gettext_lazy("确认了任务指标"),
    needs="figures.confirm",
    on=lambda target, data: [target],
)
def confirm_report(act: Act, target: Organisation, data: ConfirmReport) -> Report:
    """Confirm a unit's figures under a plan by a leader who holds a post there; they are frozen as they are."""
    leader = _leader(act, target)
    figures, given = current_figures(target, data.plan, today())
    report = Report(
        organisation=target,
        plan=data.plan,
        as_of=today(),
        confirmed_by=leader.person,
        confirmed_as=f"{leader.term.body}{leader.get_role_display()}",
        digest=digest(figures, given),
    )
    report.save()
    for figure in figures:
        freeze(report, figure).save()
    for one in given:
        one.frozen(report).save()
    return report


@verb(
    "plans.send_report",
    does=gettext_lazy("报送了任务指标"),
    needs="figures.send",
    on=lambda target, data: [target.organisation_id],
)
def send_report(act: Act, target: Report, data: VerbData) -> Report:
    """Send a confirmed report upward. Figures that moved since have to be confirmed again."""
    if target.status != ReportState.CONFIRMED:
        raise VerbError(_("这份报告已经报送，不能再次报送。如有变化，请重新确认一份。"))
    if digest(*current_figures(target.organisation, target.plan, target.as_of)) != target.digest:
        raise VerbError(_("确认之后指标有变化，没有报送。请由负责人核对后重新确认，再报送。"))
    refresh(today())
    before = Watched.above(target.organisation_id, library().plan(target.plan), today())
    target.status, target.sent = ReportState.SENT, timezone.now()
    target.sent_to = _leading(target.organisation)
    target.save()
    before.note_report(current_entry().pk)
    return target


@verb(
    "plans.propose_visibility",
    does=gettext_lazy("提出了公开范围"),
    needs="figures.send",
    on=lambda target, data: [target.organisation_id],
)
def propose_visibility(act: Act, target: Report, data: ProposeVisibility) -> Report:
    """Propose who may see a sent report; narrower holds at once, wider once a second person approved."""
    if target.status != ReportState.SENT:
        raise VerbError(_("报告还没有报送，不能调整公开范围。请先报送。"))
    if _width(data.visibility) <= _width(target.visibility):
        target.visibility, target.proposed = data.visibility, ""
    else:
        target.proposed, target.proposed_by = data.visibility, act.actor.label
    target.save()
    return target


@verb(
    "plans.approve_visibility",
    does=gettext_lazy("批准了公开范围"),
    needs="figures.publish",
    on=lambda target, data: [target.organisation_id],
)
def approve_visibility(act: Act, target: Report, data: VerbData) -> Report:
    """Approve what somebody else proposed."""
    if not target.proposed:
        raise VerbError(_("没有等待批准的公开范围。"))
    if target.proposed_by == act.actor.label:
        raise Refused(_("公开范围应由另一人批准。请由本单位有权限的另一位负责人办理。"))
    target.visibility, target.proposed = target.proposed, ""
    target.save()
    return target


def current_figures(organisation: Organisation, plan: str, day: int) -> tuple[list[Figure], list[Contribution]]:
    """The unit's figures under a plan as of a day, and what it gives to those above. Raises VerbError for neither."""
    try:
        package = library().plan(plan)
    except NoSuchPlan as error:
        raise VerbError(str(error)) from None
    if package.state == "draft":
        raise VerbError(_("“%(plan)s”还是草案，没有可以报送的指标。") % {"plan": in_language(package.title)})
    figures = list(board([package], as_of=day, organisations=[organisation.pk]).figures)
    given = contributions(organisation.pk, package, day)
    if not figures and not given:
        said = _("“%(organisation)s”在“%(plan)s”中没有承担任务指标，没有可以报送的内容。")
        raise VerbError(said % {"organisation": organisation, "plan": in_language(package.title)})
    return figures, given


def reported(organisation: Any, plan: str) -> Report | None:
    """The latest sent report of a unit (record or id) under a plan."""
    return Report.objects.filter(organisation=organisation, plan=plan, status=ReportState.SENT).first()


def frozen_figures(report: Report) -> list[ReportedFigure]:
    """A report's figures in the plan's order."""
    return list(report.figures.select_related("report").order_by("pk"))


def _leader(act: Act, organisation: Organisation) -> Post:
    """The leading post that the actor holds at the unit today."""
    person: Person | None = act.actor.user.person if act.actor.user is not None else None
    held = Post.objects.filter(
        holds_on(today()), person=person, role__in=LEADING, term__body__organisation=organisation
    ).select_related("person", "term__body")
    found = held.order_by("-term__starts").first() if person is not None else None
    if found is None:
        roles = enumerated(_(str(role.label)) for role in LEADING)
        said = _(
            "指标应由“%(organisation)s”的负责人（%(roles)s）本人确认，您的账号没有关联到这样的任职。请由负责人登录后确认。"
        )
        raise Refused(said % {"organisation": organisation, "roles": roles})
    return found


def _leading(organisation: Organisation) -> Organisation | None:
    placement = Placement.objects.filter(holds_on(today()), organisation=organisation).first()
    return placement.leading if placement is not None else None


def _width(visibility: str) -> int:
    return [Visibility.UNIT, Visibility.SYSTEM, Visibility.PUBLIC].index(Visibility(visibility))
