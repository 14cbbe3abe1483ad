"""A draw as the solver takes it, and what the solver answers in words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.said import in_words
from keqiao.plans.solve.panels.conflict import Clash, conflict, least_relaxation
from keqiao.plans.solve.panels.draw import drawn, drawn_from
from keqiao.plans.solve.panels.pool import Demand, PerUnit, Pool, PoolError, check
from keqiao.plans.solve.panels.successor import Followed, Left, follow
from keqiao.plans.solve.panels.tickets import Line
from keqiao.plans.solve.program import UndecidedError

from .models import Draw, DrawQuota, Nominee
from .traits import TRAITS, trait_word

UNIT = "单位"


@dataclass(frozen=True)
class Standing:
    """Whether the demands on a draw fit together; if not, which clash and what would help least of all."""

    fits: bool
    trouble: str = ""  # what makes the pool unusable before any quota is looked at
    clashes: Sequence[str] = ()
    helps: Sequence[str] = ()


def pool_of(draw: Draw) -> Pool:
    """The pool of a draw as it was published, with values in Chinese and units by number instead of by name."""
    fixed = frozenset(one.number for one in draw.nominees.all() if one.fixed)
    return Pool(rows_of(draw), demands_of(draw), draw.seats, _per_unit(draw), fixed)


def gone_of(nominees: Sequence[Nominee]) -> list[Left]:
    """Who withdrew, in their order."""
    gone = sorted((one for one in nominees if one.turn is not None), key=lambda one: one.turn or 0)
    return [Left(one.number, one.witness) for one in gone]


def followed_of(draw: Draw) -> list[Followed]:
    """Every replacement so far, with its list of tickets, computed anew."""
    if not draw.seed:
        return []
    members = drawn(lines_of(draw), drawn_from(draw.seed, draw.witness)).members
    return follow(pool_of(draw), members, gone_of(list(draw.nominees.all())), draw.seed) or []


def rows_of(draw: Draw) -> list[dict[str, str]]:
    """One nominee a row, without names."""
    units: dict[str, str] = {}
    rows = []
    for one in draw.nominees.all():
        row = {trait.name: trait.said(one.values.get(code, "")) for code, trait in TRAITS.items()}
        unit = units.setdefault(one.unit, f"{UNIT}{len(units) + 1}") if one.unit else ""
        rows.append({**row, UNIT: unit})
    return rows


def demands_of(draw: Draw) -> list[Demand]:
    """The quotas of a draw."""
    return [
        Demand(tuple((TRAITS[code].name, TRAITS[code].said(value)) for code, value in one.where), one.low, one.high)
        for one in draw.quotas.all()
    ]


def _per_unit(draw: Draw) -> PerUnit | None:
    return None if draw.per_unit is None else PerUnit(UNIT, draw.per_unit)


def checked(pool: Pool) -> Pool:
    """The pool; VerbError for what makes it unusable."""
    try:
        check(pool)
    except PoolError as error:
        raise VerbError(in_words(error.said)) from None
    return pool


def standing(draw: Draw, pool: Pool | None = None) -> Standing:
    """How a draw stands, worked out anew."""
    pool = pool or pool_of(draw)
    try:
        check(pool)
        clashes = conflict(pool)
    except PoolError as error:
        return Standing(fits=False, trouble=in_words(error.said))
    except UndecidedError:
        return Standing(fits=False, trouble=_("在规定的步数内没有算出各项要求能否同时满足。请放宽一些要求再试。"))
    if not clashes:
        return Standing(fits=True)
    quotas = list(draw.quotas.all())
    helps = []
    for one in least_relaxation(pool):
        if one.demand is None:
            helps.append(_("同一单位至多抽%(most)s人") % {"most": one.high})
            continue
        quota = quotas[one.demand]
        told = named(quota)
        if one.low != quota.low:
            helps.append(_("“%(trait)s：%(value)s”改为至少%(low)s人") % {**told, "low": one.low})
        if one.high != quota.high:
            helps.append(_("“%(trait)s：%(value)s”改为至多%(high)s人") % {**told, "high": one.high})
    return Standing(fits=False, clashes=[_clash_words(draw, pool, one) for one in clashes], helps=helps)


def named(quota: DrawQuota) -> dict[str, str]:
    """The traits of a quota and their values in the page's language."""
    between = " & "
    return {
        "trait": between.join(_(TRAITS[code].name) for code, _value in quota.where),
        "value": between.join(trait_word(code, value) for code, value in quota.where),
    }


def _clash_words(draw: Draw, pool: Pool, clash: Clash) -> str:
    if clash.demand is None:
        return _("同一单位至多抽%(most)s人") % {"most": draw.per_unit}
    quota, demand = list(draw.quotas.all())[clash.demand], pool.demands[clash.demand]
    there = sum(demand.takes(pool.people[row]) for row in pool.eligible)
    told = {**named(quota), "low": quota.low, "high": quota.high, "there": there}
    if clash.low and clash.high:
        return _("“%(trait)s：%(value)s”至少%(low)s人、至多%(high)s人（人选中有%(there)s人）") % told
    if clash.low:
        return _("“%(trait)s：%(value)s”至少%(low)s人（人选中有%(there)s人）") % told
    return _("“%(trait)s：%(value)s”至多%(high)s人（人选中有%(there)s人）") % told


def impossible(draw: Draw, pool: Pool) -> VerbError:
    """What is said when nothing can be drawn."""
    found = standing(draw, pool)
    if found.trouble:
        return VerbError(found.trouble)
    between = _("；")
    said = _("这些要求不能同时满足：%(clashes)s。改动最少的办法：%(helps)s。")
    return VerbError(said % {"clashes": between.join(found.clashes), "helps": between.join(found.helps)})


def lines_of(draw: Draw) -> list[Line]:
    """The list of tickets as it was published."""
    return [Line(int(tickets), tuple(members)) for tickets, *members in json.loads(draw.lottery or "[]")]


def nominees_file(draw: Draw) -> bytes:
    """The nominees without names, for whoever computes the draw again."""
    columns = [*(trait.name for trait in TRAITS.values()), UNIT]
    return _file([["编号", *columns], *([number, *row.values()] for number, row in enumerate(rows_of(draw)))])


def quotas_file(draw: Draw) -> bytes:
    """The quotas as the command takes them."""
    rows = [[one.category, one.feature, one.low, one.high] for one in demands_of(draw)]
    return _file([["category", "feature", "min", "max"], *rows])


def _file(rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")
