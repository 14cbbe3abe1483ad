"""起草方案包: the drafts of the reader's associations, uploading a plan, and a draft as a whole."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.registry import Verb
from keqiao.look.trees import TreeNode
from keqiao.plans.drafting import written
from keqiao.plans.drafting.checked import Trouble, look_over
from keqiao.plans.drafting.demands import Unfit
from keqiao.plans.drafting.verbs import drafts as verbs
from keqiao.plans.drafting.verbs import publishing
from keqiao.plans.drafting.written import Whole
from keqiao.plans.engine import days
from keqiao.plans.models import Decision, DraftClause, DraftedPackage, DraftFinding, DraftState, PlanDraft

from .draft_forms import HeadForm, UploadForm

NEED = verbs.NEED
PER_PAGE = 20
OPEN_SHOWN = 20


def visible_to(actor: Actor) -> QuerySet[PlanDraft]:
    """The drafts of associations in which the actor may draft."""
    return PlanDraft.objects.filter(organisation__in=reachable(actor, NEED)).select_related("organisation")


def place_of_draft(request: HttpRequest, draft: uuid.UUID) -> int:
    """Where the right to see a draft is checked."""
    return get_object_or_404(PlanDraft, public_id=draft).organisation_id


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED)
def plan_drafts(request: HttpRequest) -> HttpResponseBase:
    """The drafts, and the upload of another plan."""
    actor = actor_of(request)
    posted = request.method == "POST"
    form = UploadForm(actor, request.POST, request.FILES) if posted else UploadForm(actor, own=_own(actor))
    if posted and form.is_valid() and (made := _upload(request, form)) is not None:
        messages.success(request, _("已读入“%(title)s”。请先核对方案信息，再逐处处理。") % {"title": made.title})
        return redirect("plan_draft", made.public_id)
    shown = Paginator(_counted(visible_to(actor)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "form": form, "trail": trail()}
    return render(request, "plans/drafts.html", context, status=400 if form.errors else 200)


def _counted(drafts: QuerySet[PlanDraft]) -> QuerySet[PlanDraft]:
    """With how many figures wait and how many are commitments, counted in one query."""
    path = "clauses__findings__decision"
    return (
        drafts.defer("text")
        .annotate(
            waiting=Count("clauses__findings", filter=Q(**{path: Decision.OPEN})),
            made=Count("clauses__findings", filter=Q(**{path: Decision.COMMITMENT})),
        )
        .order_by("-uploaded", "-pk")
    )


def _own(actor: Actor) -> str:
    """The code of an association on which the reader has the right itself."""
    roles = [role.code for role in ROLES.values() if NEED in role.needs]
    held = Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles).order_by("pk")
    return held.values_list("organisation__code", flat=True).first() or ""


def _upload(request: HttpRequest, form: UploadForm) -> PlanDraft | None:
    organisation = get_object_or_404(Organisation, code=form.cleaned_data["organisation"])
    source = form.source
    data = {"name": source.name, "text": source.text, "digest": source.sha256}
    try:
        return verbs.draft(Act(actor_of(request)), organisation, data)
    except Refused as refused:
        form.add_error("organisation", str(refused))
    except VerbError as error:
        form.add_error("file", str(error))
    return None


@require_safe
@page(NEED, on=place_of_draft)
def plan_draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A draft as a whole: what it says of itself, its clauses, how far it is, and the next step."""
    whole = whole_of(draft)
    waiting = whole.decided(Decision.OPEN)
    context = frame(whole) | {
        "next": clause_url(waiting[0].clause, waiting[0]) if waiting else "",
        "commitments": [(one, clause_url(one.clause, one)) for one in whole.decided(Decision.COMMITMENT)],
        "trail": trail(whole.draft),
    }
    return render(request, "plans/draft.html", context)


def whole_of(draft: uuid.UUID) -> Whole:
    """The draft with all that belongs to it. Raises Http404."""
    return Whole.of(get_object_or_404(PlanDraft.objects.select_related("organisation"), public_id=draft))


def frame(whole: Whole, current: DraftClause | None = None) -> dict[str, Any]:
    """What all pages of a draft show."""
    counts = Counter(one.decision for one in whole.findings)
    return {
        "draft": whole.draft,
        "organisation": whole.draft.organisation,
        "tree": clause_tree(whole, current),
        "waiting": counts[Decision.OPEN],
        "made": counts[Decision.COMMITMENT],
        "dismissed": counts[Decision.DISMISSED],
        "board": board_of(whole.draft),
        "adopted": days.to_date(whole.draft.adopted) if whole.draft.adopted else None,
    }


def board_of(draft: PlanDraft) -> str:
    """The scoreboard of a published draft."""
    published = draft.status == DraftState.PUBLISHED
    return reverse("scoreboard", args=[draft.plan, draft.organisation.code]) if published else ""


def clause_url(clause: DraftClause, finding: DraftFinding | None = None) -> str:
    """A clause's page, at one of its figures."""
    address = reverse("plan_draft_clause", args=[clause.public_id])
    return f"{address}#f{finding.pk}" if finding is not None else address


def clause_tree(whole: Whole, current: DraftClause | None) -> list[TreeNode]:
    """The clauses with how many figures wait in each and below it."""
    waiting = Counter(one.clause.number for one in whole.decided(Decision.OPEN))
    below: dict[str, list[DraftClause]] = {}
    for clause in whole.clauses:
        below.setdefault(clause.number.rpartition(".")[0], []).append(clause)
    return _nodes(below, "", "", waiting, current)


def _nodes(
    below: dict[str, list[DraftClause]], above: str, printed: str, waiting: Counter[str], current: DraftClause | None
) -> list[TreeNode]:
    found = []
    for clause in below.get(above, ()):
        within = sum(count for number, count in waiting.items() if f"{number}.".startswith(f"{clause.number}."))
        found.append(
            TreeNode(
                label=clause.printed.removeprefix(printed) or clause.printed,
                title=clause.title if clause.title != clause.printed else "",
                url=clause_url(clause),
                count=within or None,
                current=current is not None and clause.pk == current.pk,
                children=_nodes(below, clause.number, clause.printed, waiting, current),
            )
        )
    return found


def trail(draft: PlanDraft | None = None, *here: str) -> list[dict[str, str]]:
    """The way to a page of a draft."""
    steps = [{"label": _("起草方案包"), "url": reverse("plan_drafts") if draft is not None else ""}]
    if draft is not None:
        steps.append({"label": draft.title, "url": reverse("plan_draft", args=[draft.public_id]) if here else ""})
    return [*steps, *({"label": label, "url": ""} for label in here)]


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place_of_draft)
def plan_draft_head(request: HttpRequest, draft: uuid.UUID) -> HttpResponseBase:
    """What the plan says of itself, put right."""
    whole = whole_of(draft)
    form = HeadForm(whole.draft, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _done(request, form, whole.draft):
        messages.success(request, _("方案信息已保存。"))
        return redirect("plan_draft", draft)
    context = frame(whole) | {"form": form, "trail": trail(whole.draft, _("方案信息"))}
    return render(request, "plans/draft_head.html", context, status=400 if form.errors else 200)


def _done(request: HttpRequest, form: HeadForm, draft: PlanDraft) -> bool:
    try:
        verbs.correct_draft(Act(actor_of(request)), draft, form.given())
    except Unfit as unfit:
        form.add_error(unfit.field, str(unfit))
    except (VerbError, Stale) as error:
        form.add_error(None, str(error))
    return not form.errors


# Publishing


@dataclass(frozen=True)
class Mend:
    """Something in the way, with where it is mended."""

    trouble: Trouble
    url: str
    word: str


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place_of_draft)
def plan_draft_publish(request: HttpRequest, draft: uuid.UUID) -> HttpResponseBase:
    """What still waits and what the check says; posting publishes or withdraws."""
    whole = whole_of(draft)
    if request.method == "POST":
        return _take(request, whole.draft)
    package, found = look_over(whole)
    last = DraftedPackage.objects.filter(draft=whole.draft, ends=None).first()
    waiting = whole.decided(Decision.OPEN)
    context = frame(whole) | {
        "mends": [_mend(one, whole.draft) for one in found],
        "package": package,
        "last": last,
        "changed": last is not None and (package is None or package.digest != last.digest),
        "open": [(one, clause_url(one.clause, one)) for one in waiting[:OPEN_SHOWN]],
        "more": max(0, len(waiting) - OPEN_SHOWN),
        "bare": sum(not clause.summary for clause in whole.clauses),
        "state": written.state_words(whole.draft),
        "may_publish": may(request, publishing.NEED, whole.draft.organisation_id),
        "key": uuid.uuid4(),
        "trail": trail(whole.draft, _("检查和发布")),
    }
    return render(request, "plans/draft_publish.html", context)


def _mend(trouble: Trouble, draft: PlanDraft) -> Mend:
    if trouble.finding is not None:
        said = f"{trouble.finding.clause.printed} {trouble.finding.title}"
        return Mend(trouble, clause_url(trouble.finding.clause, trouble.finding), said)
    head = reverse("plan_draft_head", args=[draft.public_id])
    known = trouble.field in HeadForm.base_fields
    return Mend(trouble, f"{head}#id_{trouble.field}" if known else "", _("方案信息") if known else "")


def _take(request: HttpRequest, draft: PlanDraft) -> HttpResponse:
    """Publish or withdraw as posted; what is refused is told, and nothing was written."""
    steps: dict[str, Verb[Any, Any, Any]] = {
        "publish": publishing.publish_draft,
        "withdraw": publishing.withdraw_draft,
    }
    step = steps.get(request.POST.get("action", ""))
    version = request.POST.get("seen_version", "")
    data = {"key": request.POST.get("key") or None, "seen_version": int(version) if version.isdecimal() else None}
    if step is None:
        messages.error(request, _("没有办理：页面已过期。请在本页重新选择要办理的事项。"))
        return redirect("plan_draft_publish", draft.public_id)
    try:
        step(Act(actor_of(request)), draft, data)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except (VerbError, Stale) as error:
        messages.error(request, str(error))
    else:
        done = {"publish": _("方案包已发布，改革任务进展已经可以查看。"), "withdraw": _("已撤下。草稿仍保留在这里。")}
        messages.success(request, done[request.POST["action"]])
    return redirect("plan_draft_publish", draft.public_id)
