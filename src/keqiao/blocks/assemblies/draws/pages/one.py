"""One draw: what goes in and whether it fits together, what was published, whom the lot fell on, how to recompute."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from shlex import quote

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.models import Draw, DrawQuota, DrawStatus, Nominee, NomineeStatus
from keqiao.blocks.assemblies.draws.pools import UNIT, lines_of, named, standing
from keqiao.blocks.assemblies.draws.traits import TRAITS, trait_word
from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.names import pad_name
from keqiao.look.acts import ActLink, act_link, act_url, acts_of
from keqiao.look.parts import Step
from keqiao.plans.solve.panels.draw import chances, drawn_from

ON_PAGE = 50


@dataclass(frozen=True)
class Nominated:
    """A nominee as the page shows them; ``name`` is empty for those who may not see names."""

    one: Nominee
    name: str
    traits: str
    chance: Fraction | None
    acts: Sequence[ActLink]


@dataclass(frozen=True)
class TraitLine:
    """A value of a trait: how many nominees have it, what is demanded, and how many were drawn."""

    trait: str
    value: str
    there: int
    quota: DrawQuota | None
    drawn: int
    acts: Sequence[ActLink]


@require_safe
@page(NEED, on=place)
def draw(request: HttpRequest, code: str, draw: uuid.UUID) -> HttpResponse:
    """A draw."""
    organisation, one = draw_of(request, code, draw)
    every = list(one.nominees.all())
    prepared = one.status == DrawStatus.PREPARED
    shown = _page(request, every)
    context = {
        "draw": one,
        "organisation": organisation,
        "acts": acts_of(request, one),
        "next": act_link(request, verbs.commit if prepared else verbs.draw, one),
        "steps": steps(one),
        "count": len(every),
        "standing": standing(one) if prepared and every else None,
        "traits": _traits(request, one, every),
        "drawn": _nominated(request, one, [row for row in every if row.status != NomineeStatus.IN]),
        "page": shown,
        "nominees": _nominated(request, one, list(shown)),
        "lines": len(lines_of(one)),
        "command": _command(one, every),
        "trail": trail(organisation, (_("公平抽取"), reverse("assemblies:draws", args=[code])), (one.title, "")),
    }
    return render(request, "draws/draw.html", context)


def draw_of(request: HttpRequest, code: str, public_id: uuid.UUID) -> tuple[Organisation, Draw]:
    """The draw of an organisation's own."""
    organisation = own(request, code)
    return organisation, get_object_or_404(Draw, public_id=public_id, organisation=organisation)


def steps(one: Draw) -> list[Step]:
    """How far a draw is, and what comes next."""
    order = list(DrawStatus)
    at = order.index(DrawStatus(one.status))
    titles = (_("准备名单和要求"), _("公布摘要"), _("抽取并公开种子"))
    days = (None, *(day and timezone.localtime(day) for day in (one.committed, one.drawn)))
    found = []
    for number, (title, day) in enumerate(zip(titles, days, strict=True)):
        done = number <= at if at else False
        state = "done" if done else "current" if number == (at + 1 if at else 0) else "coming"
        found.append(Step(title, state, date_text=f"{day:%Y-%m-%d %H:%M}" if day else ""))
    return found


def _traits(request: HttpRequest, one: Draw, every: Sequence[Nominee]) -> list[TraitLine]:
    """Each value of each trait: how many nominees have it, and what is demanded of those drawn."""
    every_quota = list(one.quotas.all())
    quotas = {(quota.trait, quota.value): quota for quota in every_quota if not quota.also_trait}
    manages = may(request, verbs.NEED, one.organisation_id)
    lines = []
    for code, trait in TRAITS.items():
        there = Counter(nominee.values.get(code, "") for nominee in every)
        chosen = Counter(n.values.get(code, "") for n in every if n.status == NomineeStatus.DRAWN)
        asked = {value for trait_code, value in quotas if trait_code == code}
        if not asked and set(there) <= {""}:
            continue
        lines += [
            TraitLine(
                _(trait.name),
                trait_word(code, value),
                there[value],
                quotas.get((code, value)),
                chosen[value],
                _quota_acts(one, quotas.get((code, value)), code, value) if manages else [],
            )
            for value in [*trait.words, ""]
            if value in there or value in asked
        ]
    return lines + [_combined(one, every, quota, manages) for quota in every_quota if quota.also_trait]


def _combined(one: Draw, every: Sequence[Nominee], quota: DrawQuota, manages: bool) -> TraitLine:
    """A demand on two traits at once."""
    there = [row for row in every if all(row.values.get(code, "") == value for code, value in quota.where)]
    chosen = sum(row.status == NomineeStatus.DRAWN for row in there)
    acts = _quota_acts(one, quota, quota.trait, quota.value) if manages else []
    told = named(quota)
    return TraitLine(told["trait"], told["value"], len(there), quota, chosen, acts)


def _quota_acts(one: Draw, quota: DrawQuota | None, trait: str, value: str) -> list[ActLink]:
    """Set a quota, or change it, with trait and value filled in; what isn't known can't be demanded."""
    if not value or one.status != DrawStatus.PREPARED:
        return []
    known = {"trait": _(TRAITS[trait].name), "value": trait_word(trait, value)}
    if quota is None:
        return [ActLink(_("设要求"), act_url(verbs.require, one, **known))]
    known |= {"low": str(quota.low), "high": str(quota.high)}
    if quota.also_trait:
        also = {"trait": _(TRAITS[quota.also_trait].name), "value": trait_word(quota.also_trait, quota.also_value)}
        known |= {f"also_{key}": word for key, word in also.items()}
    return [
        ActLink(_("修改"), act_url(verbs.require, one, **known)),
        ActLink(_("取消要求"), act_url(verbs.drop_quota, quota)),
    ]


def _nominated(request: HttpRequest, one: Draw, shown: Sequence[Nominee]) -> list[Nominated]:
    """Nominees with their names for those who may see them, and the chance that each had."""
    pks = [nominee.pk for nominee in shown]
    rows = Nominee.objects.filter(pk__in=pks).select_related("person", "draw__organisation", "replaces__person")
    seen = set(rows.filter(person__keeper__in=reachable(actor_of(request), "people.see")).values_list("pk", flat=True))
    manages = may(request, verbs.NEED, one.organisation_id)
    held = chances(lines_of(one), one.nominees.count()) if one.lottery else None
    return [
        Nominated(
            row,
            pad_name(row.person.name) if row.pk in seen else "",
            _("，").join(
                [
                    *(trait_word(c, row.values[c]) for c in TRAITS if c in row.values),
                    *([row.unit] if row.pk in seen and row.unit else []),
                ]
            ),
            held[row.number] if held is not None else None,
            _row_acts(row) if manages else [],
        )
        for row in rows
    ]


def _row_acts(row: Nominee) -> list[ActLink]:
    if row.draw.status == DrawStatus.PREPARED:
        fix = (_("取消必选"), verbs.unfix) if row.fixed else (_("定为必选"), verbs.fix)
        return [ActLink(fix[0], act_url(fix[1], row)), ActLink(_("去掉"), act_url(verbs.remove, row))]
    return [ActLink(_("退出并补抽"), act_url(verbs.replace, row))] if row.status == NomineeStatus.DRAWN else []


def _page(request: HttpRequest, every: Sequence[Nominee]) -> Page[Nominee]:
    return Paginator(every, ON_PAGE).get_page(request.GET.get("page"))


def _command(one: Draw, every: Sequence[Nominee]) -> str:
    """How anybody checks the draw and all replacements with the files of this page."""
    if one.status != DrawStatus.DRAWN:
        return ""
    limit = f" --per-unit {UNIT}={one.per_unit}" if one.per_unit is not None else ""
    numbers = ",".join(str(row.number) for row in every if row.fixed)
    fixed = f" --fixed {numbers}" if numbers else ""
    begins = f"keqiao slate --nominees nominees.csv --quotas quotas.csv --seats {one.seats}{limit}{fixed}"
    return f"{begins} --verify record.json --seed {quote(drawn_from(one.seed, one.witness))}"
