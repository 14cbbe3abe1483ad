"""The page of one person at the desk: who they are as far as the reader may know, what they do, and since when."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.memberships.models import MemberClass
from keqiao.kernel.nouns.fields import latest_first
from keqiao.kernel.people.models import Expertise, Honour, Merge, Person
from keqiao.kernel.posts.models import Role, SecondmentDirection
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import act_url, acts_of
from keqiao.look.asking import VerbForm, verb_form
from keqiao.look.formats import enumerated
from keqiao.look.panels import panels_of
from keqiao.registry.verbs.duplicates import unmerge
from keqiao.registry.verbs.particulars import RevealId, end_expertise, reveal_id, withdraw_honour
from keqiao.registry.wording import choice_word, day_word, discipline_word, joined, organisation_url, span

from .person_facts import evidence_of, facts_of, needs_held
from .person_history import history_of

NEED = "people.see"
WHY = gettext_noop("打开人员页面")


@dataclass(frozen=True)
class Line:
    """A line of a section: what, where with its page, since when, on what it rests, and an act on it."""

    what: str
    where: str = ""
    url: str = ""
    time: str = ""
    note: str = ""
    act_url: str = ""
    act: str = ""


def keeper_of(request: HttpRequest, person: uuid.UUID) -> int:
    """On which organisation the need is checked: whoever keeps the record decides who sees it."""
    return get_object_or_404(Person, public_id=person).keeper_id


@require_GET
@never_cache
@page(NEED, on=keeper_of)
def show_person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """One person; the look is noted, and the person can read it at home."""
    one = get_object_or_404(Person.objects.select_related("keeper"), public_id=person)
    held = needs_held(actor_of(request), one.keeper_id)
    seen = Seen.CONTACT if "people.contact" in held else Seen.PRIVATE if "people.private" in held else Seen.RECORD
    address = request.META.get("REMOTE_ADDR", "")
    note_look(actor_of(request), one.pk, what=seen, why=WHY, place=one.keeper_id, need=NEED, address=address)
    works = list(one.employments.all())
    context = {
        "person": one,
        "facts": facts_of(one, held),
        "evidence": evidence_of(works),
        "works": [Line(work.position or "—", work.unit_name, "", span(work.starts, work.ends)) for work in works[::-1]],
        "posts": _posts(one),
        "memberships": _memberships(one),
        "secondments": _secondments(one),
        "honours": _honours(one, manages="people.manage" in held),
        "expertise": _expertise(one, manages="people.manage" in held),
        "history": history_of(one, held),
        "merges": _merges(one, manages="people.manage" in held),
        "may_reveal": bool(one.id_index) and "people.identity" in held,
        "acts": acts_of(request, one),
        "panels": panels_of("person", request, one),
        "trail": _trail(one),
    }
    return render(request, "registry/person.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@page("people.identity", on=keeper_of)
def show_id_number(request: HttpRequest, person: uuid.UUID) -> HttpResponseBase:
    """The ID number in clear, once, for a reason that stands in the audit."""
    one = get_object_or_404(Person.objects.select_related("keeper"), public_id=person)
    posted = request.method == "POST"
    form = verb_form(RevealId, actor_of(request), data=request.POST if posted else None)
    number = _revealed(request, one, form) if posted and form.is_valid() else ""
    context = {"person": one, "form": form, "number": number, "trail": _trail(one, _("查看证件号码"))}
    return render(request, "registry/person_id.html", context, status=400 if form.errors else 200)


def _revealed(request: HttpRequest, one: Person, form: VerbForm) -> str:
    """The number, or empty text when the verb refused; then the form says why."""
    given = {name: value for name, value in form.given().items() if name != "key"}  # a look is never a repetition
    try:
        return reveal_id(Act(actor_of(request)), one, given)
    except VerbError as error:
        form.add_error(None, str(error))
        return ""


def _trail(one: Person, *more: str) -> list[dict[str, str]]:
    steps = [(_("人员"), reverse("registry:people")), (one.name, person_url(one) if more else "")]
    return [{"label": label, "url": url} for label, url in [*steps, *((here, "") for here in more)]]


def person_url(one: Person) -> str:
    """The page of a person."""
    return reverse("registry:person", args=[one.public_id])


def _merges(one: Person, *, manages: bool) -> Sequence[Line]:
    """Records merged into this one, and what could not go back of those taken apart again."""
    kept = one.merges.select_related("absorbed_keeper")
    return [_merged(row, manages=manages) for row in kept]


def _merged(row: Merge, *, manages: bool) -> Line:
    told = {"keeper": row.absorbed_keeper, "number": row.absorbed}
    what = _("并入%(keeper)s保存的记录（原编号%(number)s）") % told
    if row.undone_on is None:
        return Line(what, "", "", day_word(row.merged_on), "", act_url(unmerge, row) if manages else "", _("撤销合并"))
    return Line(what, "", "", _("%(day)s撤销") % {"day": day_word(row.undone_on)}, _left(json.loads(row.outcome)))


def _left(counts: dict[str, int]) -> str:
    """What could not be separated, in words."""
    words = {
        "gone": _("%(count)s条合并后已被删除，没有退回"),
        "elsewhere": _("%(count)s条合并后已转到别处，没有退回"),
        "newer": _("合并后新登记的%(count)s条留在这里，请核对是谁的"),
        "changed": _("%(count)s项资料合并后又改过，保留现在的内容"),
    }
    return enumerated(words[name] % {"count": count} for name, count in counts.items() if count)


def _posts(one: Person) -> Sequence[Line]:
    held = one.posts.select_related("term__body__organisation").order_by("-term__starts", "-pk")
    return [
        Line(
            joined(
                choice_word(Role(post.role)), _("驻会") if post.resident else "", _("兼职") if post.part_time else ""
            ),
            _("%(organisation)s%(term)s") % {"organisation": post.term.body.organisation, "term": post.term},
            reverse("body", args=[post.term.body.public_id]),
            span(post.starts or post.term.starts, post.ends or post.term.ends),
            joined(post.sector, post.delegation),
        )
        for post in held
    ]


def _memberships(one: Person) -> Sequence[Line]:
    held = one.memberships.select_related("organisation").order_by(latest_first(), "-pk")
    return [
        Line(
            choice_word(MemberClass(row.kind)),
            str(row.organisation),
            organisation_url(row.organisation),
            span(row.starts, row.ends),
        )
        for row in held
    ]


def _secondments(one: Person) -> Sequence[Line]:
    held = one.secondments.select_related("organisation").order_by(latest_first(), "-pk")
    return [
        Line(
            choice_word(SecondmentDirection(row.direction)),
            joined(str(row.organisation), row.other),
            organisation_url(row.organisation),
            span(row.starts, row.ends),
        )
        for row in held
    ]


def _honours(one: Person, *, manages: bool) -> Sequence[Line]:
    return [_honour(row, manages=manages) for row in one.honours.all()]


def _honour(row: Honour, *, manages: bool) -> Line:
    url = act_url(withdraw_honour, row) if manages else ""
    return Line(row.title, row.granted_by, "", day_word(row.granted_on), row.document, url, _("撤下"))


def _expertise(one: Person, *, manages: bool) -> Sequence[Line]:
    return [_versed(row, manages=manages) for row in one.expertise.all()]


def _versed(row: Expertise, *, manages: bool) -> Line:
    url = act_url(end_expertise, row) if manages and row.ends is None else ""
    word = discipline_word(row.discipline)
    return Line(joined(word, row.topic), "", "", span(row.starts, row.ends), row.document, url, _("终止"))
