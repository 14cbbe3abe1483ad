"""Who may sign: those who hold a post in the body today; and what a signature leaves."""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.blocks.assemblies.models import DutyAct, DutyKind
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.verbs.contract import Act

from .models import Motion, MotionKind, Signature, SignatureStatus

DUTIES = {
    MotionKind.MOTION: DutyKind.PROPOSAL,
    MotionKind.SUGGESTION: DutyKind.PROPOSAL,
    MotionKind.REPORT: DutyKind.REPORT,
}
TOLD = "motions.told"  # somebody is to be told something, by a message


def myself(act: Act) -> Person | None:
    """The person who acts, when the account is somebody's."""
    return act.actor.user.person if act.actor.user is not None else None


def is_me(act: Act, person: int | None) -> bool:
    """Whether whoever acts is that person."""
    me = myself(act)
    return me is not None and me.pk == person


def signature_of(motion: Motion, person: Person | None) -> Signature | None:
    """A person's part in a motion, when they signed it or were asked to."""
    return motion.signatures.filter(person=person).first() if person is not None else None


def is_first(act: Act, motion: Motion) -> bool:
    """Whether whoever acts handed the motion in."""
    me = myself(act)
    return me is not None and motion.signatures.filter(person=me, first=True).exists()


def posts_in(body: Body) -> dict[int, Post]:
    """The posts held today in the term that runs, one for each person."""
    held = Post.objects.running(today()).filter(term__body=body).select_related("person").order_by("-pk")
    return {post.person_id: post for post in held}


def invite_all(act: Act, motion: Motion, posts: Iterable[Post]) -> int:
    """Ask people to sign; who was asked already isn't asked again. Gives how many were."""
    there = set(motion.signatures.values_list("person", flat=True))
    asked = [post for post in posts if post.person_id not in there]
    for post in asked:
        made = Signature(motion=motion, person=post.person, role=post.role, status=SignatureStatus.INVITED)
        made.save()
        act.emit(TOLD, signature=str(made.public_id), what="invited")
    return len(asked)


def leave_duties(motion: Motion) -> None:
    """A duty act for everybody who signed, so that nobody types it again; one that was typed before is taken."""
    kind = DUTIES[MotionKind(motion.kind)]
    for one in motion.signatures.filter(status=SignatureStatus.SIGNED, duty=None):
        same = {"person": one.person_id, "kind": kind, "date": motion.date, "title": motion.title}
        typed = motion.body.duty_acts.filter(**same, signature=None).first()
        if typed is None:
            typed = DutyAct(body=motion.body, person=one.person, kind=kind, date=motion.date, title=motion.title)
            typed.save()
        one.duty = typed
        one.save()


def take_duties_back(motion: Motion) -> None:
    """What was withdrawn is nobody's duty done."""
    for one in motion.signatures.exclude(duty=None).select_related("duty"):
        left, one.duty = one.duty, None
        one.save()
        if left is not None:
            left.delete()
