"""Plans and figures over the interface."""

from __future__ import annotations

from fractions import Fraction

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.plans.access import chain_in, viewer
from keqiao.plans.engine import days
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.repair import repair
from keqiao.plans.figures import Board, board
from keqiao.plans.gaps import gap_of
from keqiao.plans.library import library
from keqiao.plans.models import ReportedFigure
from keqiao.plans.opened import bodies_counted
from keqiao.plans.packages.package import Package
from keqiao.plans.pages.asked import organisation_of, plan_of
from keqiao.plans.repairs import located_words
from keqiao.plans.reports.verbs import frozen_figures
from keqiao.plans.shown import in_language, unit_shown
from keqiao.plans.world import Installation

from .bodies import body_out
from .reading import live_or_reported
from .schemas import ErrorOut, FigureOut, FigureRepairOut, FiguresOut, PlaceOut, PlanOut, RepairOut, UnitOut

router = Router(tags=["figures"])
LIVE, REPORTED = "live", "reported"
REFUSALS = {401: ErrorOut, 403: ErrorOut, 404: ErrorOut}


@router.get("/plans", response=list[PlanOut], url_name="plans", summary="Plans")
def plans(request: HttpRequest) -> list[PlanOut]:
    """The plans under which the reader sees somebody's figures as they stand now; a visitor sees none."""
    tree, reader = Installation().tree(today()), viewer(actor_of(request))
    found = []
    for package in library().all():
        roots = [root for root in package.scope.roots(tree) if reader.live(chain_in(tree, root.id))]
        if roots:
            units = [UnitOut(code=root.code, name=root.name) for root in roots]
            found.append(
                PlanOut(
                    id=package.id,
                    title=in_language(package.title),
                    state=package.state,
                    adopted=days.text(package.adopted),
                    organisations=units,
                )
            )
    return found


@router.get(
    "/plans/{plan}/{code}/figures",
    response={200: FiguresOut, **REFUSALS},
    url_name="figures",
    summary="Figures of an association under a plan",
)
def figures(request: HttpRequest, plan: str, code: str) -> FiguresOut:
    """As they stand now for readers inside the association, and from outside as it reported them."""
    package, organisation = plan_of(plan), organisation_of(code)
    report = live_or_reported(request, organisation, plan)
    if report is None:
        found = board([package], organisations=[organisation.pk]).figures
        listed, as_of = [figure_out(figure) for figure in found], today()
    else:
        listed, as_of = [_frozen(row, package) for row in frozen_figures(report)], report.as_of
    return FiguresOut(
        plan=package.id,
        organisation=UnitOut(code=organisation.code, name=organisation.name),
        source=LIVE if report is None else REPORTED,
        as_of=days.text(as_of),
        figures=listed,
    )


@router.get(
    "/plans/{plan}/{code}/figures/{commitment}",
    response={200: FigureRepairOut, **REFUSALS},
    url_name="figure",
    summary="A figure and what would repair it",
)
def figure(request: HttpRequest, plan: str, code: str, commitment: str) -> FigureRepairOut:
    """With the smallest change by which it would hold; of a reported figure none is worked out."""
    package, organisation = plan_of(plan), organisation_of(code)
    report = live_or_reported(request, organisation, plan)
    if report is not None:
        row = next((one for one in frozen_figures(report) if one.commitment == commitment), None)
        if row is None:
            raise _no_such(organisation)
        return _with_repair(_frozen(row, package), REPORTED, report.as_of)
    found = board([package], organisations=[organisation.pk], commitments=[commitment])
    if not found.figures:
        raise _no_such(organisation)
    [one] = found.figures
    made = _with_repair(figure_out(one), LIVE, one.as_of)
    made.repair = _repair(one, found)
    kinds = bodies_counted(one)
    if len(kinds) == 1 and one.valued_on == today():
        made.together = body_out(request, organisation, kinds.pop())
    return made


def figure_out(figure: Figure) -> FigureOut:
    """A figure as the interface gives it."""
    made, result = figure.commitment, figure.result
    return FigureOut(
        commitment=made.id,
        clause=made.clause,
        topic=made.topic,
        title=in_language(made.title),
        status=figure.status.value,
        value=_exact(result.value),
        yes=result.yes,
        denominator=_exact(result.denominator),
        unknown=result.unknown,
        unit=unit_shown(made),
        target=made.target.text,
        baseline=_exact(result.baseline),
        due=_day(figure.due),
        force=made.force.value,
        proof=made.proof,
    )


def _frozen(row: ReportedFigure, package: Package) -> FigureOut:
    """A reported figure; of a commitment that the plan no longer has, unit and target aren't known."""
    made = {one.id: one for one in package.commitments}.get(row.commitment)
    return FigureOut(
        commitment=row.commitment,
        clause=row.clause,
        topic=row.topic,
        title=row.title if made is None else in_language(made.title),
        status=row.status,
        value=row.value or None,
        yes=row.yes,
        denominator=row.denominator or None,
        unknown=row.unknown,
        unit="" if made is None else unit_shown(made),
        target="" if made is None else made.target.text,
        baseline=row.baseline or None,
        due=_day(row.due),
        force="" if made is None else made.force.value,
        proof="" if made is None else made.proof,
    )


def _with_repair(figure: FigureOut, source: str, as_of: int) -> FigureRepairOut:
    said = figure.model_dump()
    return FigureRepairOut(**said, source=source, as_of=days.text(as_of), repair=None, together=None)


def _repair(figure: Figure, found: Board) -> RepairOut:
    change, gap = repair(figure.commitment, figure.result), gap_of(figure, found)
    places = gap.places if gap is not None else ()
    return RepairOut(
        kind=change.step.value,
        size=str(change.size),
        words=located_words(figure, found),
        where=[PlaceOut(code=place.code, name=place.name, lacking=place.number) for place in places],
    )


def _no_such(organisation: Organisation) -> Http404:
    return Http404(_("“%(name)s”没有这项任务指标。") % {"name": organisation.name})


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _day(day: int | None) -> str | None:
    return None if day is None else days.text(day)
