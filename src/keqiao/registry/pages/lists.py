"""The finished name list of a body as a Word file, in the order of surname strokes."""

from __future__ import annotations

import uuid
from collections import defaultdict
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from keqiao.exchange.documents.namelist import Form, ListedGroup, ListedPerson, name_list
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Sex
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Term
from keqiao.kernel.standards.ethnic import BY_CODE
from keqiao.kernel.standards.refusal import Refused as NotStandard
from keqiao.kernel.verbs.contract import Act
from keqiao.look.formats import spelled
from keqiao.look.said import in_words
from keqiao.registry.forms import current_term
from keqiao.registry.imports.touching import chunks
from keqiao.registry.refusals import sentence
from keqiao.registry.verbs.people import ExportList, export_list
from keqiao.registry.wording import body_word

from .imports import trail

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GROUPS = ("delegation", "sector", "none")
APART = "未分组"  # the file is Chinese, whatever the page is read in
# Congresses are counted by 次, what they elect by 届.
COUNTED = {BodyKind.CONGRESS: "代表大会", BodyKind.MEMBERS_CONGRESS: "会员代表大会"}


def body_at(request: HttpRequest, body_id: uuid.UUID) -> int:
    """Where the right to see names is checked."""
    return get_object_or_404(Body, public_id=body_id).organisation_id


@require_GET
@page("people.see", on=body_at)
def download_list(request: HttpRequest, body_id: uuid.UUID) -> HttpResponseBase:
    """Who is in the body today, as a file; the audit keeps that it went out."""
    body = get_object_or_404(Body.objects.select_related("organisation"), public_id=body_id)
    form = Form(request.GET["form"]) if request.GET.get("form") in list(Form) else Form.PLAIN
    grouping = request.GET.get("group", "none")
    term = current_term(body)
    posts = [] if term is None else posts_held(term)
    if term is None or not posts:
        said = _("“%(body)s”现在没有在任人员，没有名单可以生成。请先导入名册。")
        return _refuse(request, said % {"body": body_word(body)})
    title = list_title(body, term, posts[0].role)
    try:
        made = name_list(title, listed(posts, grouping if grouping in GROUPS else "none"), form=form)
    except NotStandard as refused:
        return _refuse(request, sentence(in_words(refused.said)))
    export_list(Act(actor_of(request)), body, ExportList(form=form.value, people=len(posts)))
    note_look(
        actor_of(request),
        [post.person_id for post in posts],
        what=Seen.EXPORT,
        why=gettext_noop("下载名单"),
        place=body.organisation_id,
        address=request.META.get("REMOTE_ADDR", ""),
    )
    answer = HttpResponse(made, content_type=WORD)
    answer["Content-Disposition"] = f"attachment; filename=\"list.docx\"; filename*=UTF-8''{quote(title)}.docx"
    answer["Cache-Control"] = "no-store"
    return answer


def posts_held(term: Term) -> list[Post]:
    """The posts of a term that are held today, in the order in which they were registered."""
    held = Post.objects.filter(holds_on(today()), term=term)
    return list(held.select_related("person").order_by("pk"))


def listed(posts: list[Post], grouping: str) -> list[ListedGroup]:
    """People by delegation, by sector or together; groups in the order of the roster, each person once."""
    work = _work_of([post.person_id for post in posts])
    groups: dict[str, dict[int, ListedPerson]] = defaultdict(dict)
    for post in posts:
        name = "" if grouping == "none" else str(getattr(post, grouping)) or APART
        groups[name][post.person_id] = _listed(post, work.get(post.person_id))
    return [ListedGroup(list(people.values()), name) for name, people in groups.items()]


def list_title(body: Body, term: Term, role: str) -> str:
    """柳州市科学技术协会第九次代表大会代表名单."""
    number = spelled(term.number)
    kind = BodyKind(body.kind)
    if kind in COUNTED:
        return f"{body.organisation.name}第{number}次{COUNTED[kind]}代表名单"
    called = "委员会" if kind is BodyKind.FULL_COMMITTEE else body.name
    return f"{body.organisation.name}第{number}届{called}{Role(role).label}名单"


def _listed(post: Post, work: Employment | None) -> ListedPerson:
    person = post.person
    return ListedPerson(
        name=person.name,
        female=person.sex == Sex.FEMALE if person.sex else None,
        ethnicity=BY_CODE[person.ethnicity].name if person.ethnicity in BY_CODE else "",
        unit=work.unit_name if work else "",
        position=work.position if work else "",
    )


def _work_of(people: list[int]) -> dict[int, Employment]:
    found: dict[int, Employment] = {}
    for chunk in chunks(people):
        for work in Employment.objects.filter(holds_on(today()), person__in=chunk).order_by("pk"):
            found[work.person_id] = work
    return found


def _refuse(request: HttpRequest, said: str) -> HttpResponse:
    return render(request, "registry/no_list.html", {"said": said, "trail": trail(_("下载名单"))}, status=404)
