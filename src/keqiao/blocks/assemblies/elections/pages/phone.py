"""Voting on the phone: fill in the ballot, look at it again, cast it, keep the receipt. Needs no script."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.elections.ballots import check_ballot
from keqiao.blocks.assemblies.elections.box import new_receipt, receipt_digest
from keqiao.blocks.assemblies.elections.counting import ABSTAIN, AGAINST, FOR, MARKS
from keqiao.blocks.assemblies.elections.models import Election, ElectionStatus, Manner, SealedBallot, Voter
from keqiao.blocks.assemblies.elections.recount import includes
from keqiao.blocks.assemblies.elections.roll import lines_of, on_ballot
from keqiao.blocks.assemblies.elections.rules import most_choices, read_rules
from keqiao.blocks.assemblies.elections.verbs.voting import answer, cast
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.verbs.contract import Act, VerbError

RECENT = 12  # settled ones shown on the list


def person_of(request: HttpRequest) -> Person | None:
    """Whose account it is."""
    return request.user.person if isinstance(request.user, User) else None


def mark_words() -> dict[str, str]:
    """What a mark is called."""
    return {FOR: _("赞成"), AGAINST: _("反对"), ABSTAIN: _("弃权")}


@require_safe
@page(LOGIN)
def mine(request: HttpRequest) -> HttpResponse:
    """Every vote that the reader has or had."""
    person = person_of(request)
    lines = lines_of(person) if person is not None else []
    going_on = [one for one in lines if one.election.status == ElectionStatus.OPEN]
    rest = [one for one in lines if one.election.result]
    context = {"person": person, "open": going_on, "settled": rest[::-1][:RECENT], "trail": _trail(_("投票"))}
    return render(request, "elections/mine.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
def ballot(request: HttpRequest, voter: uuid.UUID) -> HttpResponse:
    """A ballot: filled in, reviewed, cast."""
    line = _line(request, voter)
    if request.method == "POST":
        stage = request.POST.get("stage", "")
        if line.election.manner == Manner.ROLL:
            return _answered(request, line)
        return _cast(request, line) if stage == "cast" else _reviewed(request, line, again=stage == "again")
    if line.voted or line.election.status != ElectionStatus.OPEN:
        return _over(request, line)
    return _filled(request, line, {}, {})


def _line(request: HttpRequest, public_id: uuid.UUID) -> Voter:
    every = Voter.objects.select_related("election__body__organisation", "person", "holder")
    line = get_object_or_404(every, public_id=public_id)
    person = person_of(request)
    if person is None or person.pk != (line.holder_id or line.person_id):
        raise PermissionDenied(_("这张选票不是您的。请从“我的”页面打开自己的选票。"))
    return line


def _given(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """The marks and the names written in, as posted."""
    marks = {name[5:]: str(value) for name, value in request.POST.items() if name.startswith("mark-")}
    written = {name[8:]: str(value) for name, value in request.POST.items() if name.startswith("written-")}
    return marks, {place: name for place, name in written.items() if name.strip()}


def _filled(
    request: HttpRequest, line: Voter, marks: Mapping[str, str], written: Mapping[str, str], error: str = ""
) -> HttpResponse:
    election, rules = line.election, read_rules(line.election.rules)
    context = {
        **_frame(line),
        "rows": _rows(election, marks, written),
        "marks": [(mark, mark_words()[mark]) for mark in MARKS],
        "write_in": election.persons and rules.write_in,
        "most": most_choices(rules, election.seats),
        "error": error,
        "step": 1,
    }
    return render(request, "elections/ballot.html", context, status=400 if error else 200)


def _reviewed(request: HttpRequest, line: Voter, *, again: bool = False) -> HttpResponse:
    marks, written = _given(request)
    if again:
        return _filled(request, line, marks, written)
    missing = [row for row in _rows(line.election, marks, written) if not row["mark"]]
    if missing:
        said = _("还有%(count)d处没有选择，请逐项选择赞成、反对或弃权。") % {"count": len(missing)}
        return _filled(request, line, marks, written, said)
    try:
        full, names = check_ballot(line.election, marks, written)
    except VerbError as error:
        return _filled(request, line, marks, written, str(error))
    context = {
        **_frame(line),
        "rows": _rows(line.election, full, names),
        "count": sum(mark == FOR for mark in full.values()) + len(names),
        "receipt": new_receipt(),
        "step": 2,
    }
    return render(request, "elections/review.html", context)


def _cast(request: HttpRequest, line: Voter) -> HttpResponse:
    """Cast it. A second click, or one whose answer was lost on the way, gets the same receipt again."""
    marks, written = _given(request)
    code = request.POST.get("receipt", "")
    try:
        cast(Act(actor_of(request)), line, {"marks": marks, "written": written, "receipt": code})
    except VerbError as error:
        if not (code and _is_in(line.election, code)):
            line.refresh_from_db()
            return _over(request, line) if line.voted else _filled(request, line, marks, written, str(error))
    return render(request, "elections/cast.html", {**_frame(line), "receipt": code, "step": 3})


def _is_in(election: Election, code: str) -> bool:
    """Whether the ballot of this receipt is in the box, or was."""
    waiting = SealedBallot.objects.filter(receipt=receipt_digest(election, code), election=election)
    return waiting.exists() or includes(election, code)


def _answered(request: HttpRequest, line: Voter) -> HttpResponse:
    try:
        answer(Act(actor_of(request)), line, {"mark": request.POST.get("mark-1", "")})
    except VerbError as error:
        line.refresh_from_db()
        return _over(request, line) if line.voted else _filled(request, line, {}, {}, str(error))
    line.refresh_from_db()
    return _over(request, line)


def _over(request: HttpRequest, line: Voter) -> HttpResponse:
    election = line.election
    context = {**_frame(line), "has_result": bool(election.result), "open": election.status == ElectionStatus.OPEN}
    return render(request, "elections/over.html", context)


def _rows(election: Election, marks: Mapping[str, str], written: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is to be marked: candidates in the order of the ballot, or the matter."""
    words = mark_words()
    names = (
        [(str(one.number), pad_name(one.person.name), one.nominated) for one in on_ballot(election)]
        if election.persons
        else [("1", election.matter, "")]
    )
    return [
        {
            "place": place,
            "name": name,
            "note": note,
            "mark": marks.get(place, ""),
            "word": words.get(marks.get(place, ""), ""),
            "written": written.get(place, ""),
        }
        for place, name, note in names
    ]


def _frame(line: Voter) -> dict[str, Any]:
    election = line.election
    return {
        "line": line,
        "election": election,
        "organisation": election.body.organisation,
        "secret": election.boxed,
        "trail": _trail(election.title),
    }


def _trail(last: str) -> list[dict[str, str]]:
    way = [{"label": _("我的"), "url": reverse("home")}]
    if last != _("投票"):
        way.append({"label": _("投票"), "url": reverse("votes:mine")})
    return [*way, {"label": last, "url": ""}]
