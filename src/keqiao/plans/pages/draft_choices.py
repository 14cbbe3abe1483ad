"""What people choose from when they make a figure a commitment: ways of counting, topics, who owes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.plans.drafting.measured import ATTESTED, RETURNED, Option
from keqiao.plans.models import DraftFinding, PlanDraft
from keqiao.plans.shown import in_language

# Kinds that plans lay duties on beside associations.
OWING = (
    OrganisationKind.SOCIETY,
    OrganisationKind.ENTERPRISE_ASSOCIATION,
    OrganisationKind.PARK_ASSOCIATION,
    OrganisationKind.UNIVERSITY_ASSOCIATION,
    OrganisationKind.TOWNSHIP_ASSOCIATION,
    OrganisationKind.VILLAGE_ASSOCIATION,
    OrganisationKind.RURAL_TECHNICAL_ASSOCIATION,
    OrganisationKind.AFFILIATED_INSTITUTION,
)
Choices = list[tuple[Any, Any]]


def subjects(draft: PlanDraft) -> Choices:
    """Who may owe something: the association itself, those below it, and other kinds of units."""
    levels = [level for level in Level.values if level not in (Level.TOWNSHIP, Level.VILLAGE)]
    here = levels.index(draft.organisation.level) if draft.organisation.level in levels else 0
    below = [(f"association@{level}", subject_words("association", level)) for level in levels[here:]]
    return [*below, *((kind.value, subject_words(kind.value)) for kind in OWING)]


def subject_words(kind: str, level: str = "") -> str:
    """市级科协; a kind on any level by its name alone."""
    named = _(str(OrganisationKind(kind).label))
    return _("%(level)s%(kind)s") % {"level": _(str(Level(level).label)), "kind": named} if level else named


@dataclass(frozen=True)
class Offered:
    """What a figure may be counted like, and which topics it may have; ``topic``: the one chosen, if by itself."""

    measurements: Choices
    topics: Choices
    topic: str

    @classmethod
    def of(cls, finding: DraftFinding, likely: Sequence[Option], everything: Sequence[Option], *, all: bool) -> Offered:
        """The likely ones, or with ``all`` every one by plan."""
        chosen = next((one for one in everything if one.key == finding.measured), None)
        first = [chosen, *(one for one in likely if one != chosen)] if chosen is not None else list(likely)
        offered: Choices = [(_("可能合适，从记录自动统计"), [(one.key, option_words(one)) for one in first])]
        own = [
            (ATTESTED, _("材料认定（上传文件，由第二人认定）")),
            (RETURNED, _("上报数据（本单位上报数字，经审核后计入）")),
        ]
        more = by_plan([one for one in everything if one not in first]) if all else []
        topics = {one.topic: in_language(one.title) for one in reversed(everything if all else first)}
        return cls(
            [*(offered if first else []), (_("记录里没有的"), own), *more],
            topic_choices(finding, topics),
            "" if finding.topic in own_topics(finding, chosen) else finding.topic,
        )


def own_topics(finding: DraftFinding, chosen: Option | None) -> tuple[str, ...]:
    """The topics that come without being chosen."""
    return ("", chosen.topic if chosen is not None else new_topic(finding))


def new_topic(finding: DraftFinding) -> str:
    """A topic of this plan alone."""
    return f"{finding.clause.draft.plan}.item-{finding.pk}"


def by_plan(everything: Sequence[Option]) -> Choices:
    """Every way of counting, under the plan that counts so."""
    groups: dict[str, Choices] = {}
    for one in everything:
        groups.setdefault(in_language(one.plan), []).append((one.key, in_language(one.title)))
    return list(groups.items())


def option_words(one: Option) -> str:
    """What is counted and in which plan."""
    return _("%(title)s（同“%(plan)s”）") % {"title": in_language(one.title), "plan": in_language(one.plan)}


def topic_choices(finding: DraftFinding, named: Mapping[str, str]) -> Choices:
    """The topic that comes with the way of counting, a new one, the one chosen, and those of likely ones."""
    default = [("", _("随统计办法；材料认定和上报数据另立新议题")), (new_topic(finding), _("另立新议题"))]
    kept = {finding.topic: finding.title} if finding.topic and finding.topic != new_topic(finding) else {}
    return [*default, *({**kept, **named}).items()]
