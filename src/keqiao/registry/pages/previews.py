"""The second step: the roster as read, to be put right in place, then brought in. Nothing is written before that."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from keqiao.exchange.spreadsheets.columns import LABELS
from keqiao.exchange.spreadsheets.corrections import is_reference
from keqiao.exchange.spreadsheets.problems import Severity
from keqiao.exchange.spreadsheets.roster import Corrections
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.look.formats import enumerated
from keqiao.registry.forms import TermForm, import_data
from keqiao.registry.imports.people import bring_in
from keqiao.registry.imports.preview import Preview, preview
from keqiao.registry.verbs.posts import form_body
from keqiao.registry.wording import body_word, choice_word

from .drafts import Draft, DraftGone, open_draft
from .groups import GroupLine, class_choices, confirm_chosen, line, read_choices, refuse_open_choices
from .imports import steps, trail
from .problems import general_notes, problem_rows, rows_shown
from .sheets import written_rows

GROUPS_SHOWN = 60  # units and positions to confirm at once; the others wait on their own page
TERM = ("mode", "number", "starts", "ends", "seen")


@require_http_methods(["GET", "POST"])
@page("people.import")
def show_draft(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """The roster as read. Posting keeps what was put right, and checks again or brings it in."""
    try:
        draft = open_draft(request, token)
    except DraftGone:
        return render(request, "registry/draft_gone.html", {"trail": _trail()}, status=404)
    if not may(request, "people.import", draft.state.organisation):  # taken back since the upload
        raise PermissionDenied(_("您已没有为这个单位导入名册的权限。请联系该单位的安全管理员。"))
    if draft.state.batch is not None:
        return redirect("registry:import", draft.state.batch)
    if request.method == "POST":
        take_posted(draft, request.POST.dict())
        draft.save()
        if request.POST.get("action") == "import":
            return _import(request, draft)
        return redirect("registry:draft", token)
    return _show(request, draft)


@require_POST
@page("people.import")
def discard_draft(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """Give up a roster before it was brought in."""
    try:
        open_draft(request, token).discard()
    except DraftGone:
        pass  # gone is what was asked for
    else:
        messages.info(request, _("已放弃这份名册，没有写入任何内容。"))
    return redirect("registry:imports")


def take_posted(draft: Draft, posted: Mapping[str, str]) -> None:
    """Take over what was put right and chosen on the page."""
    state = draft.state
    if posted.get("action") == "reset":
        state.columns = {}
        return
    if "sheet" in posted and posted["sheet"] in state.sheets and posted["sheet"] != state.sheet:
        # What was put right belongs to the sheet before.
        state.sheet, state.cells, state.columns, state.dropped = posted["sheet"], {}, {}, []
        return
    for name, text in posted.items():
        kind, _dash, place = name.partition("-")
        if kind == "cell" and is_reference(place) and text.strip() != posted.get(f"was-{place}"):
            state.cells[place] = text.strip()[:500]
        elif kind == "column" and text != posted.get(f"wascolumn-{place}"):
            state.columns.pop(place, None)  # the latest choice comes last and wins
            state.columns[place] = text
        elif kind in ("drop", "restore") and place.isdecimal():
            rows = {*state.dropped, int(place)} if kind == "drop" else {*state.dropped} - {int(place)}
            state.dropped = sorted(rows)
    state.choices |= read_choices(posted)
    state.term = {name: posted[name] for name in TERM if name in posted} or state.term
    state.confirm_all, state.skip_faulty = "confirm_all" in posted, "skip_faulty" in posted


def _read(draft: Draft, organisation: Organisation, body: Body | None) -> tuple[Preview, dict[str, Any]]:
    """The preview, and its problems as the page shows them."""
    state = draft.state
    with draft.file() as path:
        seen = preview(
            path,
            organisation,
            body,
            sheet=state.sheet or None,
            shown_as=state.filename,
            corrections=Corrections(state.put_right, state.columns),
        )
        errors, warnings = (rows_shown(seen, severity) for severity in (Severity.ERROR, Severity.WARNING))
        written = written_rows(path, seen.roster.sheet, state.put_right, {*errors, *warnings})
    return seen, {
        "errors": problem_rows(seen, errors, written),
        "warnings": problem_rows(seen, warnings, written),
        "notes": general_notes(seen),
    }


def _show(request: HttpRequest, draft: Draft, form: TermForm | None = None, refusal: str = "") -> HttpResponse:
    organisation, body = _where(draft)
    context = {
        "draft": draft,
        "organisation": organisation,
        "body_name": body_word(body) if body is not None else choice_word(BodyKind(draft.state.kind)),
        "refusal": refusal,
        "steps": steps(1),
        "trail": _trail(draft.state.filename),
    }
    try:
        seen, told = _read(draft, organisation, body)
    except VerbError as error:
        return render(request, "registry/draft_unreadable.html", context | {"said": str(error)})
    context |= told | _proposals(draft, seen)
    context |= {
        "seen": seen,
        "counts": seen.counts,
        "clean": len(seen.clean_rows),
        "more_errors": len(seen.faulty_rows) - len(told["errors"]),
        "columns_kept": enumerated([f"{one.letter} {_(one.label)}" for one in seen.columns if one.kept]),
        "columns_left": enumerated([f"{one.letter} {one.header}" for one in seen.columns if not one.kept]),
        "labels": [(kind.value, _(label)) for kind, label in LABELS.items()],
        "form": form or TermForm(body, chosen=draft.state.term),
    }
    return render(request, "registry/draft.html", context)


def _proposals(draft: Draft, seen: Preview) -> dict[str, Any]:
    groups = seen.groups
    decided = [
        group
        for group in groups
        if group.proposal.source.source_class and group.proposal.official.leading_official is not None
    ]
    return {
        "groups": _lines(draft, seen),
        "groups_in_all": len(groups),
        "decided_people": sum(group.people for group in decided),
        "undecided_people": sum(group.people for group in groups) - sum(group.people for group in decided),
        "classes": class_choices(),
    }


def _lines(draft: Draft, seen: Preview) -> list[GroupLine]:
    made = (line(group.unit, group.position, group.people) for group in seen.groups[:GROUPS_SHOWN])
    return [
        line(one.unit, one.position, one.people, draft.state.choices[one.key])
        if one.key in draft.state.choices
        else one
        for one in made
    ]


def _import(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Bring the roster in; whatever is refused shows on the page, and nothing was written."""
    organisation, body = _where(draft)
    form = TermForm(body, draft.state.term)
    if not form.is_valid():
        return _show(request, draft, form)
    if not draft.claim():
        messages.info(request, _("这份名册正在导入，请稍候片刻，再到导入记录中查看结果。"))
        return redirect("registry:imports")
    try:
        batch = _bring_in(Act(actor_of(request)), draft, form, organisation, body)
    except VerbError as error:
        draft.release()
        return _show(request, draft, form, refusal=str(error))
    except BaseException:
        draft.release()
        raise
    choices, all_proposed = draft.state.choices, draft.state.confirm_all
    draft.finish(batch.public_id)
    try:
        confirm_chosen(Act(actor_of(request)), organisation, batch, choices, all_proposed=all_proposed)
    except VerbError as error:
        messages.warning(request, _("名册已导入，来源类别没有确认：%(why)s") % {"why": error})
    return redirect("registry:import", batch.public_id)


def _bring_in(act: Act, draft: Draft, form: TermForm, organisation: Organisation, body: Body | None) -> Batch:
    state = draft.state
    seen, _told = _read(draft, organisation, body)
    refuse_open_choices(_lines(draft, seen))
    data = import_data(form, confirm_all=state.confirm_all, skip_faulty=state.skip_faulty)
    if body is not None:
        return bring_in(act, body, seen, data)
    with transaction.atomic():  # a body without the people for whom it was formed would only be in the way
        formed = form_body(act, organisation, {"kind": state.kind})
        return bring_in(act, formed, seen, data)


def _where(draft: Draft) -> tuple[Organisation, Body | None]:
    """The unit, and the body if it exists by now."""
    organisation = Organisation.objects.get(pk=draft.state.organisation)
    bodies = Body.objects.filter(organisation=organisation, kind=draft.state.kind)
    chosen = bodies.filter(pk=draft.state.body) if draft.state.body else bodies
    return organisation, chosen.first()


def _trail(*parts: str) -> list[dict[str, str]]:
    return trail((_("导入"), reverse("registry:imports")), *parts)
