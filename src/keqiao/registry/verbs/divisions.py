"""Verbs on divisions: loading the codes, and how many people live there."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.kernel.standards.divisions import DivisionRow, read_divisions
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

OPEN = 99991231  # the day before which anything that is still in force ends


class LoadDivisions(VerbData):
    """Nothing to say: the codes come from the standard's kept table."""


class MarkPoor(VerbData):
    """Whether it is on the list of poor counties or villages; None: not known."""

    poor: bool | None


class SetPopulation(VerbData):
    """Residents of a year, as a source says."""

    year: int
    people: int
    source: str


@verb("divisions.load", does=gettext_lazy("载入了行政区划"), needs="divisions.manage", on=lambda target, data: [target])
def load_divisions(act: Act, target: Organisation, data: LoadDivisions) -> int:
    """Load all division codes with their dates; what is there already is only brought up to date.

    Returns how many divisions were new.
    """
    known = {(row.code, row.starts): row for row in Division.objects.all()}
    eras: dict[str, list[tuple[int, Division]]] = {}
    made = 0
    for level_rows in _by_level(read_divisions()):
        fresh = []
        for row in level_rows:
            starts = None if row.valid_from is None else from_int(row.valid_from)
            division = known.get((row.code, starts))
            wanted = _wanted(row, eras)
            if division is None:
                division = Division(code=row.code, starts=starts, version=1, **wanted)
                fresh.append(division)
            elif any(getattr(division, name) != value for name, value in wanted.items()):
                for name, value in wanted.items():
                    setattr(division, name, value)
                division.save()
            eras.setdefault(row.code, []).append((row.valid_from or 0, division))
        # Parents stand on the level before and have their numbers by now.
        Division.objects.bulk_create(fresh, batch_size=500)
        made += len(fresh)
    _mark_divisions()
    return made


@verb(
    "divisions.mark_poor",
    does=gettext_lazy("标注了贫困地区"),
    needs="divisions.manage",
    on=lambda target, data: [responsible_association(target)],
)
def mark_poor(act: Act, target: Division, data: MarkPoor) -> Division:
    """Say whether a division is on the list of poor ones; the codes' table doesn't."""
    target.poor = data.poor
    target.save()
    return target


@verb(
    "divisions.set_population",
    does=gettext_lazy("登记了人口数"),
    needs="divisions.manage",
    on=lambda target, data: [responsible_association(target)],
)
def set_population(act: Act, target: Division, data: SetPopulation) -> Population:
    """Record a division's residents for a year; the figure of that year is replaced."""
    if data.people < 0:
        raise VerbError(_("“%(division)s”的常住人口不能是负数。请核对后重新填写。") % {"division": target})
    if not data.source:
        raise VerbError(_("没有填写数据来源。请写明统计公报或年鉴的名称和年份。"))
    row = Population.objects.filter(division=target, year=data.year).first()
    if row is None:
        row = Population(division=target, year=data.year)
    row.people, row.source = data.people, data.source
    row.save()
    return row


def responsible_association(division: Division) -> Organisation:
    """The association placed at the division, or at the nearest one above that has one.

    Raises VerbError when there is none.
    """
    above: Division | None = division
    while above is not None:
        placement = (
            Placement.objects.filter(
                division__code=above.code, ends=None, organisation__kind=OrganisationKind.ASSOCIATION
            )
            .select_related("organisation")
            .first()
        )
        if placement is not None:
            return placement.organisation
        above = above.parent
    said = _("“%(division)s”及其上级区划都没有登记科协，无法确定由谁负责。请先登记当地科协并填写所在区划。")
    raise VerbError(said % {"division": division})


def _by_level(rows: Iterable[DivisionRow]) -> list[list[DivisionRow]]:
    grouped: dict[str, list[DivisionRow]] = {}
    for row in rows:
        grouped.setdefault(row.level, []).append(row)
    return list(grouped.values())


def _wanted(row: DivisionRow, eras: dict[str, list[tuple[int, Division]]]) -> dict[str, object]:
    """What the division should say; its parent is the last era of the parent's code that began before it ended."""
    parents = [division for begins, division in eras.get(row.parent or "", []) if begins < (row.valid_to or OPEN)]
    return {
        "name": row.name,
        "level": row.level,
        "parent": parents[-1] if parents else None,
        "ends": None if row.valid_to is None else from_int(row.valid_to),
    }


def _mark_divisions() -> None:
    """Every association with a division counts the divisions it is responsible for anew."""
    running = ledger.current()
    if running is not None:
        placed = Placement.objects.filter(division__isnull=False).values_list("organisation", flat=True).distinct()
        running.touched |= {("divisions", leaf) for leaf in placed}
