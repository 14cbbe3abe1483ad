"""What every step of a making asks first: how far it is, whether the reader may see whom, who sits where else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import record
from keqiao.registry.wording import body_word

from .models import Making, MakingStatus, Nominee, NomineeStatus

MANAGE, APPROVE = "slates.manage", "slates.approve"
ENDED = frozenset({MakingStatus.SEATED, MakingStatus.DROPPED})
OPEN = frozenset(MakingStatus) - ENDED
UNDER_REVIEW = (MakingStatus.REVIEWING, MakingStatus.SUBMITTED)
CONGRESSES = frozenset({BodyKind.CONGRESS, BodyKind.MEMBERS_CONGRESS})
# Who watches over a council doesn't sit in it.
_WATCHED = frozenset({BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL, BodyKind.SECRETARIAT})
USUAL_ROLE: dict[str, Role] = {
    BodyKind.CONGRESS: Role.DELEGATE,
    BodyKind.MEMBERS_CONGRESS: Role.DELEGATE,
    BodyKind.COUNCIL: Role.DIRECTOR,
    BodyKind.STANDING_COUNCIL: Role.STANDING_DIRECTOR,
    BodyKind.SUPERVISORY_BOARD: Role.SUPERVISOR,
    BodyKind.CHAIR_MEETING: Role.VICE_CHAIR,
    BodyKind.SECRETARIAT: Role.SECRETARY,
}


def check_status(making: Making, *allowed: MakingStatus) -> None:
    """Raise VerbError unless the making is at one of these stages."""
    if making.status not in allowed:
        said = _("“%(making)s”现在是“%(status)s”，这一步要在“%(allowed)s”阶段办理。请在换届筹备页查看下一步。")
        words = enumerated(_(str(one.label)) for one in allowed)
        told = {"making": making, "status": _(making.get_status_display()), "allowed": words}
        raise VerbError(said % told)


def visible_person(act: Act, pk: int) -> Person:
    """A person whom the actor may see. Raises VerbError when there is none, Refused when it is hidden from them."""
    person = record(Person, pk, _("人员"))
    if not can(act.actor, "people.see", person.keeper_id):
        raise Refused(_("您没有查看此人记录的权限，不能列入名单。请由保存该记录的单位办理，或先在本单位登记此人。"))
    return person


def refuse_conflict(making: Making, person: Person) -> None:
    """Raise VerbError when the person sits, or is to sit, where they may not be at the same time."""
    against = _against(making.body.kind)
    if not against:
        return
    to_come = Nominee.objects.filter(
        person=person,
        status=NomineeStatus.NOMINATED,
        slate__allotment__making__body__organisation=making.organisation_id,
        slate__allotment__making__body__kind__in=against,
        slate__allotment__making__status__in=OPEN,
    ).select_related("slate__allotment__making__body")
    where = next((one.slate.allotment.making.body for one in to_come), None) or _sits(making, person, against)
    if where is not None:
        said = _("%(person)s是“%(other)s”的人选或成员，监事与理事、负责人不能由同一人担任。请更换人选。")
        raise VerbError(said % {"person": person, "other": body_word(where)})


def _against(kind: str) -> Iterable[str]:
    if kind == BodyKind.SUPERVISORY_BOARD:
        return _WATCHED
    return (BodyKind.SUPERVISORY_BOARD,) if kind in _WATCHED else ()


def _sits(making: Making, person: Person, against: Iterable[str]) -> Body | None:
    """The other body, where the person's post goes on: its own next term isn't in the making."""
    held = Post.objects.filter(
        person=person,
        ends=None,
        term__body__organisation=making.organisation_id,
        term__body__kind__in=against,
        term__starts__lte=to_int(making.day),
    ).exclude(term__body__makings__status__in=OPEN)
    for post in held.select_related("term__body"):
        body: Body = post.term.body
        if body.terms.order_by("starts").last() == post.term:
            return body
    return None
