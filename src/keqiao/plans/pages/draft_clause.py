"""One clause of a draft: its text with the figures marked, and beside it what becomes of each figure."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.facts import schema
from keqiao.kernel.nouns.models import Noun, Stale
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.registry import Verb
from keqiao.look.formats import in_chinese
from keqiao.plans.drafting import measured
from keqiao.plans.drafting.checked import compiled
from keqiao.plans.drafting.demands import Unfit
from keqiao.plans.drafting.verbs import drafts as heads
from keqiao.plans.drafting.verbs import findings as verbs
from keqiao.plans.drafting.written import Whole, indicator_of
from keqiao.plans.models import Decision, DraftClause, DraftFinding
from keqiao.plans.opened import KIND_LABELS
from keqiao.plans.reading.figures import ACHIEVED, BASELINE, DATE, NAME, REFERENCE, TARGET
from keqiao.plans.sentences.commitments import sentence
from keqiao.plans.shown import target_words

from .draft_choices import Offered, subject_words
from .draft_forms import AddForm, ClauseForm, ConfirmForm, DismissForm, DraftForm
from .drafts import NEED, clause_url, frame, trail, whole_of

KINDS: Mapping[str, str | Promise] = {
    TARGET: gettext_lazy("要求"),
    BASELINE: gettext_lazy("原有"),
    ACHIEVED: gettext_lazy("现状"),
    DATE: gettext_lazy("日期"),
    REFERENCE: gettext_lazy("文号"),
    NAME: gettext_lazy("名称"),
}
_SENTENCES, _PIECES = re.compile("[。；！？\n]"), re.compile("[，。；！？\n]")


@dataclass(frozen=True)
class Piece:
    """A part of a paragraph; with a figure it is marked."""

    text: str
    finding: DraftFinding | None = None
    word: str = ""


@dataclass(frozen=True)
class Decided:
    """A figure as a commitment: what is demanded, counted, of whom, and the rule as a sentence."""

    target: str
    owed_by: str
    sentence: str
    indicator: str


@dataclass(frozen=True)
class Shown:
    """A figure beside the text. ``opened``: which of its forms stands open, ``confirm``, ``dismiss`` or neither."""

    finding: DraftFinding
    word: str
    state: str
    confirm: ConfirmForm
    dismiss: DismissForm
    decided: Decided | None
    opened: str = ""


def place_of_clause(request: HttpRequest, clause: uuid.UUID) -> int:
    """Where the right to see a clause is checked."""
    return get_object_or_404(DraftClause.objects.select_related("draft"), public_id=clause).draft.organisation_id


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place_of_clause)
def plan_draft_clause(request: HttpRequest, clause: uuid.UUID) -> HttpResponseBase:
    """The clause with its figures. Posting takes a step on one of them, or puts the clause right."""
    found = get_object_or_404(DraftClause.objects.select_related("draft"), public_id=clause)
    whole = whole_of(found.draft.public_id)
    here = next(one for one in whole.clauses if one.pk == found.pk)
    here.draft = whole.draft
    desk = _Desk(request, whole, here)
    if request.method == "POST" and (goes_to := desk.take()) is not None:
        return redirect(goes_to)
    context = frame(whole, here) | desk.context() | {"trail": trail(whole.draft, here.printed)}
    return render(request, "plans/draft_clause.html", context, status=400 if desk.refused else 200)


class _Desk:
    """The forms of a clause, and what was posted of them."""

    def __init__(self, request: HttpRequest, whole: Whole, clause: DraftClause) -> None:
        self.request, self.whole, self.clause = request, whole, clause
        self.findings = [one for one in whole.findings if one.clause_id == clause.pk]
        for one in self.findings:
            one.clause = clause
        self.all = request.GET.get("all") == "1"
        self.everything = measured.options(whole.draft.plan)
        self.refused: tuple[str, int] | None = None  # the action that was refused, and the figure it was about
        self.bound: DraftForm | None = None

    # What is posted

    def take(self) -> str | None:
        """Take the step; where to go then, None when it was refused and its form says why."""
        action = self.request.POST.get("action", "")
        finding = next((one for one in self.findings if str(one.pk) == self.request.POST.get("finding")), None)
        steps: Mapping[str, tuple[Verb[Any, Any, Any], Callable[[Any], DraftForm]]] = {
            "confirm": (verbs.confirm_finding, lambda one: self.confirm_form(one, self.request.POST)),
            "dismiss": (verbs.dismiss_finding, lambda one: DismissForm(one, self.request.POST)),
            "reopen": (verbs.reopen_finding, lambda one: DraftForm(one.version, self.request.POST, {})),
            "correct": (heads.correct_clause, lambda one: ClauseForm(one, self.request.POST)),
            "add": (verbs.add_finding, lambda one: AddForm(one, self.request.POST)),
        }
        target: Noun | None = self.clause if action in ("correct", "add") else finding
        if action not in steps or target is None:
            messages.error(self.request, _("没有办理：页面已过期。请在本页重新选择要办理的事项。"))
            return clause_url(self.clause)
        verb, form_of = steps[action]
        form = form_of(target)
        if form.is_valid() and (made := self.carried_out(verb, target, form)) is not None:
            return self.onward(action, made)
        self.refused, self.bound = (action, finding.pk if finding is not None else 0), form
        return None

    def carried_out(self, verb: Verb[Any, Any, Any], target: Noun, form: DraftForm) -> Any:
        """What the verb gave back; None when it refused and the form says why."""
        try:
            return verb(Act(actor_of(self.request)), target, form.given())
        except Refused as refused:
            raise PermissionDenied(str(refused)) from None
        except Unfit as unfit:
            form.add_error(unfit.field if unfit.field in form.fields else None, str(unfit))
        except Stale as stale:
            form.add_error(None, str(stale))
        except VerbError as error:
            form.add_error(None, str(error))
        target.refresh_from_db()
        return None

    def onward(self, action: str, made: Any) -> str:
        """After a decision the next figure of the clause that waits, else the clause."""
        if action == "correct":
            messages.success(self.request, _("条目已保存。"))
        if action in ("correct", "reopen", "add"):
            return clause_url(self.clause, made if isinstance(made, DraftFinding) else None)
        waiting = [one for one in self.findings if one.decision == Decision.OPEN and one.pk != made.pk]
        said = {"confirm": _("已确定为任务指标：%(what)s。"), "dismiss": _("已定为不作为任务指标：%(what)s。")}
        messages.success(self.request, said[action] % {"what": made.title if action == "confirm" else made.text})
        return clause_url(self.clause, waiting[0] if waiting else None)

    # What is shown

    def context(self) -> dict[str, Any]:
        """Text, figures and forms."""
        action = self.refused[0] if self.refused else ""
        return {
            "clause": self.clause,
            "paragraphs": list(paragraphs(self.clause, self.findings)),
            "shown": self.shown(),
            "aside": [(one, KINDS[one.kind]) for one in self.findings if one.decision == Decision.ASIDE],
            "form": self.bound if action == "correct" else ClauseForm(self.clause),
            "correcting": action == "correct",
            "add": self.bound if action == "add" else AddForm(self.clause),
            "all": self.all,
            "onward": self.next_clause(),
        }

    def next_clause(self) -> str:
        """The next clause after this one, or before it, in which something waits."""
        waiting = [one for one in self.whole.decided(Decision.OPEN) if one.clause_id != self.clause.pk]
        after = [one for one in waiting if one.clause.place > self.clause.place]
        first = next(iter(after or waiting), None)
        return clause_url(first.clause, first) if first is not None else ""

    def shown(self) -> list[Shown]:
        """The figures that are demands, in the order of the text; aside ones only while somebody works on one."""
        opened = self.request.GET.get("take", "")
        listed = [one for one in self.findings if one.decision != Decision.ASIDE or str(one.pk) == opened]
        if self.refused is not None:
            listed += [one for one in self.findings if one.pk == self.refused[1] and one not in listed]
        first = next((one.pk for one in listed if one.decision == Decision.OPEN), 0)
        return [self.one(one, int(opened) if opened.isdecimal() else first) for one in listed]

    def one(self, finding: DraftFinding, first: int) -> Shown:
        action = self.refused[0] if self.refused is not None and self.refused[1] == finding.pk else ""
        confirm = self.bound if action == "confirm" else self.confirm_form(finding, None)
        dismiss = self.bound if action == "dismiss" else DismissForm(finding)
        assert isinstance(confirm, ConfirmForm)
        assert isinstance(dismiss, DismissForm)
        return Shown(
            finding=finding,
            word=str(KINDS[finding.kind]),
            state=_(finding.get_decision_display()),
            confirm=confirm,
            dismiss=dismiss,
            decided=decided(finding) if finding.decision == Decision.COMMITMENT else None,
            opened=action or ("confirm" if finding.pk == first and self.refused is None else ""),
        )

    def confirm_form(self, finding: DraftFinding, data: Mapping[str, Any] | None) -> ConfirmForm:
        """What is posted may be any way of counting, what is offered are the likely ones."""
        near = f"{finding.about}\n{words_around(finding, _PIECES)}"
        around = f"{words_around(finding, _SENTENCES)}\n{self.clause.title}"
        level = self.whole.draft.organisation.level
        made = self.whole.decided(Decision.COMMITMENT)
        taken = {one.topic for one in made if one.pk != finding.pk}  # a plan measures a topic once
        free = [one for one in self.everything if one.topic not in taken]
        likely = measured.likely(near, around, finding.unit, level, free)
        return ConfirmForm(
            finding, Offered.of(finding, likely, self.everything, all=self.all or data is not None), data
        )


def words_around(finding: DraftFinding, ends: re.Pattern[str]) -> str:
    """The sentence, or the piece of one, that a figure stands in; of one that was added, its words."""
    if not finding.end:
        return finding.text
    text, first = finding.clause.draft.text, max(0, finding.start - 200)
    before = [found.end() for found in ends.finditer(text, first, finding.start)]
    after = ends.search(text, finding.end)
    return text[before[-1] if before else first : after.start() if after else len(text)]


def decided(finding: DraftFinding) -> Decided | None:
    """A figure as the commitment that it was made."""
    made = compiled(finding, finding.clause.draft)
    if made is None:
        return None
    said = sentence(made, schema.all_facts(), KIND_LABELS)
    return Decided(
        target=target_words(made),
        owed_by=subject_words(made.subject.kind, made.subject.level),
        sentence=said.zh if in_chinese() else said.en,
        indicator=indicator_of(finding) if finding.measured == measured.RETURNED else "",
    )


def paragraphs(clause: DraftClause, findings: Sequence[DraftFinding]) -> Iterator[list[Piece]]:
    """The clause's own paragraphs in pieces, its figures marked; of two that overlap the first."""
    marked = sorted((one for one in findings if one.end), key=lambda one: (one.start, -one.end))
    for start, end in json.loads(clause.spans):
        yield list(_pieces(clause.draft.text, start, end, [one for one in marked if start <= one.start < end]))


def _pieces(text: str, start: int, end: int, marked: Sequence[DraftFinding]) -> Iterator[Piece]:
    for one in marked:
        if one.start < start:
            continue
        yield Piece(_joined(text[start : one.start]))
        yield Piece(_joined(text[one.start : one.end]), one, str(KINDS[one.kind]))
        start = one.end
    yield Piece(_joined(text[start:end]))


def _joined(text: str) -> str:
    """Without the breaks that the file put into sentences."""
    return re.sub(r"\s*[\n\r\f\v]\s*", "", text)
