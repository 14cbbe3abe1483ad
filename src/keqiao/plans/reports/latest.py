"""What units reported last, for many of them at once: as many queries however many units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Count, Max

from keqiao.plans.models import Report, ReportedCount, ReportedFigure, ReportState
from keqiao.plans.reports.contributed import Contribution


def latest_reports(plan: str, organisations: Iterable[int]) -> dict[int, Report]:
    """The latest sent report under a plan of each of these organisations that sent one."""
    sent = Report.objects.filter(plan=plan, status=ReportState.SENT, organisation__in=list(organisations))
    latest = sent.order_by().values("organisation").annotate(last=Max("pk")).values("last")
    found = Report.objects.filter(pk__in=latest).select_related("confirmed_by")
    return {report.organisation_id: report for report in found}


def tallies_of(reports: Iterable[Report]) -> Mapping[int, Mapping[str, int]]:
    """For each report how many of its figures are in each state."""
    rows = ReportedFigure.objects.filter(report__in=[report.pk for report in reports]).order_by()
    found: dict[int, dict[str, int]] = {}
    for report, status, count in rows.values_list("report", "status").annotate(count=Count("pk")):
        found.setdefault(report, {})[status] = count
    return found


def given_by(reports: Iterable[Report]) -> Mapping[int, int]:
    """For each report to how many figures of those above it gives counters."""
    rows = ReportedCount.objects.filter(report__in=[report.pk for report in reports]).order_by()
    return dict(rows.values_list("report").annotate(number=Count("commitment", distinct=True)))


def given_counts(reports: Iterable[Report], commitment: str) -> dict[int, list[Contribution]]:
    """What each report gives to one figure of somebody above; ``commitment`` is its key."""
    found: dict[int, list[Contribution]] = {}
    rows = ReportedCount.objects.filter(report__in=[report.pk for report in reports], commitment=commitment)
    for row in rows:
        found.setdefault(row.report_id, []).append(Contribution.of(row))
    return found


def reported_values(reports: Iterable[Report], commitment: str) -> dict[int, ReportedFigure]:
    """One commitment's frozen figure of each report that has it."""
    rows = ReportedFigure.objects.filter(report__in=[report.pk for report in reports], commitment=commitment)
    return {row.report_id: row for row in rows.select_related("report")}
