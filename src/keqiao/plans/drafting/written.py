"""A draft as the files of a package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from django.utils.translation import gettext as _

from keqiao.plans.drafting.demands import demanded, due_of
from keqiao.plans.drafting.measured import Together
from keqiao.plans.engine import days
from keqiao.plans.library import library
from keqiao.plans.models import Decision, DraftClause, DraftFinding, PlanDraft


@dataclass(frozen=True)
class Whole:
    """A draft with everything that belongs to it, read once."""

    draft: PlanDraft
    clauses: Sequence[DraftClause]
    findings: Sequence[DraftFinding]

    @classmethod
    def of(cls, draft: PlanDraft) -> Whole:
        """The draft as it stands."""
        clauses = list(draft.clauses.all())
        known = {clause.pk: clause for clause in clauses}
        findings = list(DraftFinding.objects.filter(clause__draft=draft).order_by("clause__place", "start", "pk"))
        for finding in findings:
            finding.clause = known[finding.clause_id]
        return cls(draft, clauses, findings)

    def decided(self, decision: str) -> list[DraftFinding]:
        """The figures of which that was decided, in the document's order."""
        return [one for one in self.findings if one.decision == decision]

    @cached_property
    def subject(self) -> str:
        """Whom the plan binds, as packages write it."""
        return subject_of(self.draft)


def subject_of(draft: PlanDraft) -> str:
    """The kind and level of the draft's own organisation."""
    organisation = draft.organisation
    return f"{organisation.kind}@{organisation.level}" if organisation.level else organisation.kind


def files_of(whole: Whole) -> dict[str, str]:
    """The texts of the package's files. The draft must have its day of adoption. Raises Unfit."""
    together = Together()
    made = [commitment_of(one, whole.draft, together) for one in whole.decided(Decision.COMMITMENT)]
    files = {
        "plan.yaml": _text(_plan(whole, together.definitions)),
        "clauses.yaml": _text(_tree(whole.clauses)),
        "notes.yaml": _text([_note(one) for one in whole.decided(Decision.DISMISSED)]),
    }
    return files | ({"commitments/all.yaml": _text(made)} if made else {})


def _text(content: Any) -> str:
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
    return text


def _plan(whole: Whole, definitions: Mapping[str, Any]) -> dict[str, Any]:
    draft = whole.draft
    day = days.text(draft.adopted)
    made: dict[str, Any] = {
        "id": draft.plan,
        "title": both(draft.title, draft.title_en),
        "issuer": both(draft.issuer, draft.issuer_en),
        "jurisdiction": draft.jurisdiction,
        "subject": whole.subject,
        "adopted": day,
        "published": day,
        "state": "in_force" if draft.binding else "draft",
        "source": {"name": draft.name, "sha256": draft.digest},
        "settings": {"about": f"{draft.about}%"},
    }
    if draft.follows:
        made["follows"] = [draft.follows]
    if draft.replaces:
        made["supersedes"] = [{"plan": draft.replaces, "clauses": _clauses_of(draft.replaces), "since": day}]
    if draft.until:
        made["until"] = days.text(draft.until)
    if draft.distribution:
        made["distribution"] = both(draft.distribution, "")
    return made | ({"definitions": dict(definitions)} if definitions else {})


def _clauses_of(plan: str) -> list[str]:
    package = library().packages.get(plan)
    return [clause.number for clause in package.all_clauses()] if package is not None else [""]


def both(zh: str, en: str) -> dict[str, str]:
    """A text in both languages; without a translation the Chinese stands for it."""
    return {"zh": zh, "en": en or zh}


def _tree(clauses: Iterable[DraftClause]) -> list[dict[str, Any]]:
    """Each clause below the one whose number begins its own."""
    top: list[dict[str, Any]] = []
    known: dict[str, dict[str, Any]] = {}
    for clause in clauses:
        one = {
            "number": clause.number,
            "printed": clause.printed,
            "title": both(clause.title, clause.title_en),
            "summary": both(clause.summary or clause.title, clause.summary_en or clause.title_en),
        }
        known[clause.number] = one
        above = known.get(clause.number.rpartition(".")[0])
        (top if above is None else above.setdefault("clauses", [])).append(one)
    return top


def commitment_of(finding: DraftFinding, draft: PlanDraft, together: Together) -> dict[str, Any]:
    """A figure as a commitment; its definitions go ``together`` with those of others. Raises Unfit."""
    keys = together.take(json.loads(finding.measurement))
    keys = {name: value for name, value in keys.items() if name != "rhythm"} | demanded(finding, keys)
    if keys["measure"] == "returned":
        keys["indicator"] = indicator_of(finding)
    return {
        "id": finding.commitment,
        "clause": finding.clause.number,
        "topic": finding.topic,
        "title": both(finding.title, finding.title_en),
        "subject": finding.owed_by,
        **keys,
        **due_of(finding, draft.adopted),
        "force": finding.force,
    }


def indicator_of(finding: DraftFinding) -> str:
    """Under which code a number is reported."""
    return finding.commitment.replace("-", "_")


def _note(finding: DraftFinding) -> dict[str, str]:
    told = {"text": finding.text, "reason": finding.reason}
    return {
        "id": f"note-{finding.pk}",
        "clause": finding.clause.number,
        "zh": "“{text}”不作为任务指标：{reason}".format(**told),
        "en": "“{text}” is no commitment: {reason}".format(**told),
        "reason": finding.reason,
    }


def state_words(draft: PlanDraft) -> str:
    """How the package stands once it is published."""
    return _("施行") if draft.binding else _("草案，不产生任务")
