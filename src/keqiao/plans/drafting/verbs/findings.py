"""What becomes of each figure of a draft: a commitment, or nothing; and adding those that the reader missed."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Annotated, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.drafting.checked import refuse_unfit
from keqiao.plans.drafting.demands import SIGNS, UNITS, Unfit, read_value
from keqiao.plans.drafting.measured import ATTESTED, RETURNED, copied
from keqiao.plans.engine import days
from keqiao.plans.library import library
from keqiao.plans.models import Decision, DraftClause, DraftFinding
from keqiao.plans.reading.figures import TARGET

from .drafts import NEED, Title, Translated

_TOPIC = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_PAGES = ("reports", "units")  # addresses beside the figures of a scoreboard


class ConfirmFinding(VerbData):
    """What a figure asks of whom, and how it is counted. An empty topic: that of the way of counting, or a new one."""

    title: Title
    title_en: Translated = ""
    owed_by: str
    measured: str
    topic: str = ""
    comparator: str = ""
    value: Annotated[str, Field(max_length=60)] = ""
    unit: str = ""
    baseline: Annotated[str, Field(max_length=40)] = ""
    deadline: dt.date | None = None
    next_congress: bool = False
    force: Literal["must", "should", "strive", "explore"] = "must"


class DismissFinding(VerbData):
    """Why a figure binds nobody."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]


class AddFinding(VerbData):
    """A demand that the reader missed, in the words of the clause or one's own."""

    text: Annotated[str, Field(min_length=1, max_length=300)]


@verb(
    "plans.confirm_finding",
    does=gettext_lazy("把一处要求确定为任务指标"),
    needs=NEED,
    on=lambda target, data: [target.clause.draft.organisation_id],
)
def confirm_finding(act: Act, target: DraftFinding, data: ConfirmFinding) -> DraftFinding:
    """Make a figure a commitment: who owes it, how it is counted, what is demanded by when."""
    _refuse_subject(data.owed_by)
    kept = bool(data.measured) and data.measured == target.measured
    measurement = json.loads(target.measurement) if kept else copied(data.measured)
    if measurement is None:
        raise Unfit("measured", _("没有这个统计办法，可能所在的方案已经变动。请重新选择。"))
    for name in ("title", "title_en", "owed_by", "measured", "next_congress", "force"):
        setattr(target, name, getattr(data, name))
    _take_demand(target, data)
    target.measurement = json.dumps(measurement, ensure_ascii=False)
    target.topic = _topic(target, data)
    target.commitment = _free(target)
    refuse_unfit(target, target.clause.draft)
    target.decision, target.reason = Decision.COMMITMENT, ""
    target.save()
    return target


def _refuse_subject(written: str) -> None:
    kind, _at, level = written.partition("@")
    if kind not in OrganisationKind.values or level not in ("", *Level.values):
        raise Unfit("owed_by", _("没有“%(owed)s”这样的责任单位。请从列表中选择。") % {"owed": written})


def _take_demand(target: DraftFinding, data: ConfirmFinding) -> None:
    if data.comparator and data.comparator not in SIGNS:
        raise Unfit("comparator", _("没有这样的要求。请从列表中选择。"))
    if data.unit not in UNITS:
        raise Unfit("unit", _("没有这样的单位。请从列表中选择。"))
    target.comparator, target.unit = data.comparator, data.unit
    target.value = read_value(data.value) if data.value else ""
    target.baseline = read_value(data.baseline, "baseline") if data.baseline else ""
    target.deadline = days.from_date(data.deadline) if data.deadline else 0
    target.months = 0


def _topic(target: DraftFinding, data: ConfirmFinding) -> str:
    """The topic asked for, else that of the commitment it is counted like, else one of its own."""
    topic = data.topic
    if not topic and data.measured not in (ATTESTED, RETURNED):
        topic = _topic_of(data.measured) or target.topic
    topic = topic or f"{target.clause.draft.plan}.item-{target.pk}"
    if not _TOPIC.fullmatch(topic) or len(topic) > 120:
        raise Unfit("topic", _("没有这样的议题。请从列表中选择。"))
    other = _others(target).filter(topic=topic).first()
    if other is not None:
        said = _("议题已由%(clause)s的“%(title)s”使用，一个方案一个议题只设一项任务指标。请改选“另立新议题”。")
        raise Unfit("topic", said % {"clause": other.clause.printed, "title": other.title})
    return topic


def _topic_of(measured: str) -> str:
    plan, _slash, name = measured.partition("/")
    package = library().packages.get(plan)
    return next((one.topic for one in package.commitments if one.id == name), "") if package is not None else ""


def _free(target: DraftFinding) -> str:
    """A name among the plan's figures, after the topic; the one it had as long as the topic stays."""
    base = target.topic.replace(".", "-")[:70]
    if target.commitment and target.commitment.startswith(base):
        return target.commitment
    taken = {*_others(target).values_list("commitment", flat=True), *_PAGES}
    return base if base not in taken else f"{base}-{target.pk}"


def _others(target: DraftFinding) -> QuerySet[DraftFinding]:
    return DraftFinding.objects.filter(clause__draft=target.clause.draft_id, decision=Decision.COMMITMENT).exclude(
        pk=target.pk
    )


@verb(
    "plans.dismiss_finding",
    does=gettext_lazy("把一处要求定为不作为任务指标"),
    needs=NEED,
    on=lambda target, data: [target.clause.draft.organisation_id],
)
def dismiss_finding(act: Act, target: DraftFinding, data: DismissFinding) -> DraftFinding:
    """Say that a figure binds nobody, and why; the package keeps it as a note."""
    target.decision, target.reason = Decision.DISMISSED, data.reason
    target.save()
    return target


@verb(
    "plans.reopen_finding",
    does=gettext_lazy("重新处理一处要求"),
    needs=NEED,
    on=lambda target, data: [target.clause.draft.organisation_id],
)
def reopen_finding(act: Act, target: DraftFinding, data: VerbData) -> DraftFinding:
    """Let a figure wait for a decision again; what was written of it stays in its form."""
    if target.decision == Decision.OPEN:
        raise VerbError(_("“%(text)s”本来就待处理。") % {"text": target.text})
    target.decision, target.reason = Decision.OPEN, ""
    target.save()
    return target


@verb(
    "plans.add_finding",
    does=gettext_lazy("补充了一处要求"),
    needs=NEED,
    on=lambda target, data: [target.draft.organisation_id],
)
def add_finding(act: Act, target: DraftClause, data: AddFinding) -> DraftFinding:
    """Add a demand that the reader missed. Where the clause says it in these words, they are marked in it."""
    start, end = _where(target, data.text)
    made = DraftFinding(clause=target, start=start, end=end, text=data.text, kind=TARGET, decision=Decision.OPEN)
    made.save()
    return made


def _where(clause: DraftClause, text: str) -> tuple[int, int]:
    """The first place in the clause's own paragraphs; 0, 0 where it isn't written so."""
    for start, end in json.loads(clause.spans):
        place = clause.draft.text.find(text, start, end)
        if place >= 0:
            return place, place + len(text)
    return 0, 0
