"""At home, on the phone: hand something in, sign what others wrote, read the answer and say whether it satisfies."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.motions.filing import (
    OPEN_TO_WITHDRAW,
    FileMotion,
    Invite,
    attach,
    file_motion,
    invite,
    submit,
    withdraw,
)
from keqiao.blocks.assemblies.motions.models import Motion, MotionStatus, Signature, SignatureStatus
from keqiao.blocks.assemblies.motions.naming import Namesake, namesakes
from keqiao.blocks.assemblies.motions.replying import judged_until
from keqiao.blocks.assemblies.motions.rules import USUAL_SIGNERS, rule_of
from keqiao.blocks.assemblies.motions.signing import Judge, decline, judge, main_of, sign
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.work.models import Step, StepKind, StepStatus
from keqiao.look.asking import VerbForm, verb_form
from keqiao.registry.privacy.pages.places import home_trail, with_self
from keqiao.registry.wording import body_word

from .motion import file_of

NEAR = 90  # days around today in which a meeting is offered


@require_safe
@page(LOGIN)
@with_self
def my_motions(request: HttpRequest, person: Person) -> HttpResponse:
    """What I handed in or signed, what waits for my signature, and where I may hand something in."""
    found = _mine(person)
    context = {
        "asked": [one for one in found if waits(one)],
        "unread": [one for one in found if answered(one)],
        "others": [one for one in found if not waits(one) and not answered(one)],
        "posts": [(post, body_word(post.term.body)) for post in posts_of(person)],
        "trail": home_trail((_("我的提案建议"), "")),
    }
    return render(request, "motions/my_motions.html", context)


@require_http_methods(["GET", "POST"])
@page(LOGIN)
@with_self
def new_motion(request: HttpRequest, person: Person, post_id: uuid.UUID) -> HttpResponseBase:
    """Write one, in the name of a post."""
    post = get_object_or_404(Post.objects.select_related("term__body"), public_id=post_id, person=person)
    body = post.term.body
    form = _form(request, FileMotion)
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda: _filed(request, post, form))
        if made is not None:
            _say_filed(request, made)
            return redirect("motions:mine_one", made.public_id)
    context = {
        "form": form,
        "body": body_word(body),
        "least": [(_(str(kind.label)), rule_of(body, kind).signers) for kind in USUAL_SIGNERS],
        "namesakes": _namesakes(request, body, person),
        "chosen": request.POST.getlist("namesakes"),
        "meetings": _meetings(post),
        "meeting": request.POST.get("meeting", request.GET.get("meeting", "")),
        "trail": home_trail((_("我的提案建议"), reverse("motions:mine")), (_("提出"), "")),
    }
    return render(request, "motions/new_motion.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page(LOGIN)
@with_self
def my_motion(request: HttpRequest, person: Person, motion_id: uuid.UUID) -> HttpResponseBase:
    """One that I signed or am asked to sign. Posting does one of the acts on the page."""
    signature = _signature(person, motion_id)
    if request.method == "POST":
        return _act(request, signature)
    return _shown(request, signature)


@require_safe
@page(LOGIN)
@with_self
def my_motion_file(request: HttpRequest, person: Person, motion_id: uuid.UUID) -> HttpResponseBase:
    """The paper beside it."""
    return file_of(_signature(person, motion_id).motion)


def posts_of(person: Person) -> list[Post]:
    """The posts in whose name somebody may hand something in today."""
    held = person.posts.running(today()).select_related("term__body__organisation", "person")
    return list({post.term.body_id: post for post in held.order_by("term__body", "-pk")}.values())


def waits(one: Signature) -> bool:
    """Whether somebody is asked to sign."""
    return one.status == SignatureStatus.INVITED and one.motion.status == MotionStatus.GATHERING


def answered(one: Signature) -> bool:
    """Whether an answer waits for what its reader thinks of it."""
    signed = one.status == SignatureStatus.SIGNED
    return signed and not one.mark and main_of(one.motion).status == MotionStatus.ANSWERED


def _mine(person: Person) -> list[Signature]:
    found = Signature.objects.filter(person=person).exclude(status=SignatureStatus.DECLINED)
    return list(found.select_related("motion__body__organisation", "motion__merged_into").order_by("-pk"))


def _signature(person: Person, motion_id: uuid.UUID) -> Signature:
    found = Signature.objects.select_related("motion__body__organisation", "motion__attachment", "person")
    return get_object_or_404(found, motion__public_id=motion_id, person=person)


def _meetings(post: Post) -> list[Meeting]:
    today, near = timezone.localdate(), dt.timedelta(days=NEAR)
    return list(Meeting.objects.filter(body=post.term.body, date__gte=today - near, date__lte=today + near))


def _form(request: HttpRequest, schema: type[VerbData], *, bound: bool = True) -> VerbForm:
    posted = request.method == "POST" and bound
    return verb_form(schema, actor_of(request), data=request.POST if posted else None)


def _tried(form: VerbForm, call: Callable[[], Any]) -> Any:
    """What a verb gave back; None when it refused and the form says why."""
    try:
        return call()
    except VerbError as error:
        form.add_error(None, str(error))
        return None


def _filed(request: HttpRequest, post: Post, form: VerbForm) -> Motion:
    data = form.given() | {"meeting": request.POST.get("meeting") or None}
    data["namesakes"] = request.POST.getlist("namesakes")
    act = Act(actor_of(request))
    made: Motion = file_motion(act, post, data)
    if (file := request.FILES.get("file")) is not None:
        try:
            attach(act, made, {"name": file.name or "", "content": file.read()})
        except VerbError as error:  # what was written stays; the paper can be put beside it later
            messages.warning(request, str(error))
    return made


def _say_filed(request: HttpRequest, made: Motion) -> None:
    if made.number is not None:
        messages.success(request, _("已提交，编号%(number)s。") % {"number": made.number_word})
    else:
        messages.success(request, _("已保存。人数够了之后，在本页提交。"))


def _act(request: HttpRequest, signature: Signature) -> HttpResponseBase:
    """Do what the pressed button says."""
    act, one, action = Act(actor_of(request)), signature.motion, request.POST.get("action", "")
    if action == "judge":
        return _judge(request, act, signature)
    if action == "invite":
        return _invite(request, act, signature)
    calls: Mapping[str, tuple[Callable[[], Any], str]] = {
        "sign": (lambda: sign(act, signature, {}), _("已附议。")),
        "decline": (lambda: decline(act, signature, {}), _("已答复不附议。")),
        "submit": (lambda: submit(act, one, {}), _("已提交，等待立案审查。")),
        "withdraw": (lambda: withdraw(act, one, {}), _("已撤回。")),
        "attach": (lambda: attach(act, one, _file(request)), _("材料已附上。")),
    }
    if action in calls:
        call, done = calls[action]
        try:
            call()
            messages.success(request, done)
        except VerbError as error:
            messages.error(request, str(error))
    return redirect("motions:mine") if action == "decline" else redirect("motions:mine_one", one.public_id)


def _file(request: HttpRequest) -> dict[str, Any]:
    file = request.FILES.get("file")
    return {"name": file.name or "", "content": file.read()} if file is not None else {"name": "", "content": b""}


def _judge(request: HttpRequest, act: Act, signature: Signature) -> HttpResponseBase:
    form = _form(request, Judge)
    if form.is_valid() and _tried(form, lambda: judge(act, signature, form.given())) is not None:
        messages.success(request, _("评价已提交，谢谢。"))
        return redirect("motions:mine_one", signature.motion.public_id)
    return _shown(request, signature, judged=form)


def _invite(request: HttpRequest, act: Act, signature: Signature) -> HttpResponseBase:
    form = _form(request, Invite)
    if form.is_valid():
        data = form.given() | {"namesakes": request.POST.getlist("namesakes")}
        if _tried(form, lambda: invite(act, signature.motion, data)) is not None:
            messages.success(request, _("已发出邀请。"))
            return redirect("motions:mine_one", signature.motion.public_id)
    return _shown(request, signature, invited=form)


def _namesakes(request: HttpRequest, body: Body, person: Person) -> list[tuple[str, list[Namesake]]]:
    """Of the names that were written, those that several in the body share."""
    return namesakes(body, request.POST.get("cosigners", ""), person.pk)


def _shown(
    request: HttpRequest, signature: Signature, *, judged: VerbForm | None = None, invited: VerbForm | None = None
) -> HttpResponse:
    """The page; with a form that was refused, as it was filled in."""
    one = signature.motion
    main = main_of(one)
    context = {
        "motion": one,
        "main": main,
        "signature": signature,
        "mark": _(signature.get_mark_display()) if signature.mark else "",
        "body": body_word(one.body),
        "signatures": list(one.signatures.select_related("person").exclude(status=SignatureStatus.DECLINED)),
        "least": rule_of(one.body, one.kind).signers,
        "signed": one.signatures.filter(status=SignatureStatus.SIGNED).count(),
        "told": _told(main),
        "due": _due(main),
        "units": [party.name for party in main.case.parties.all()] if main.case is not None else [],
        "waits": waits(signature),
        "judge": (judged or _form(request, Judge, bound=False)) if _may_judge(signature, main) else None,
        "gathering": one.status == MotionStatus.GATHERING,
        "may_attach": signature.first and one.status in (MotionStatus.GATHERING, MotionStatus.FILED),
        "may_withdraw": signature.first and one.status in OPEN_TO_WITHDRAW and one.answered is None,
        "until": judged_until(main) if _may_judge(signature, main) else None,
        "invite": invited or _form(request, Invite, bound=False),
        "namesakes": _namesakes(request, one.body, signature.person) if invited is not None else [],
        "chosen": request.POST.getlist("namesakes"),
        "trail": home_trail((_("我的提案建议"), reverse("motions:mine")), (one.title, "")),
    }
    refused = judged is not None or invited is not None
    return render(request, "motions/my_motion.html", context, status=400 if refused else 200)


def _may_judge(signature: Signature, main: Motion) -> bool:
    return signature.status == SignatureStatus.SIGNED and main.status == MotionStatus.ANSWERED


def _told(main: Motion) -> list[Step]:
    """What those who sign are told: notes and answers that a second person approved, the latest first."""
    if main.case is None:
        return []
    kinds = (StepKind.PROGRESS, StepKind.REPLY)
    return list(main.case.steps.filter(kind__in=kinds, status=StepStatus.APPROVED).order_by("-pk"))


def _due(main: Motion) -> dt.date | None:
    if main.case is None or main.status != MotionStatus.ACCEPTED:
        return None
    final = main.case.deadlines.filter(final=True).first()
    return final.due if final is not None else None
