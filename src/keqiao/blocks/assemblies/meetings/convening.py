"""The verb that convenes: by whom the rules say, or by whom they were delegated to; everybody due is told."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import BodyKind, Post, Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import record
from keqiao.registry.verbs.files import MEDIA_TYPES, AttachFile, keep_file
from keqiao.registry.wording import body_word

from .models import Convening, Paper, PaperKind, Rules
from .planning import CONVENE, check_to_come, invite_due
from .rules import USUAL, convener_words, rules_on


class Convene(VerbData):
    """Who convenes, on what it rests, and on whose behalf where it was delegated."""

    convener: Annotated[int | None, Asked(gettext_lazy("召集人"), kind="person")] = None
    basis: Annotated[
        str,
        Field(max_length=200),
        Asked(gettext_lazy("召集依据"), gettext_lazy("由机构召集的，写明是哪次会议决定的。")),
    ] = ""
    delegated_by: Annotated[
        int | None, Asked(gettext_lazy("委托人"), gettext_lazy("应由他人召集、委托办理的才填。"), kind="person")
    ] = None
    delegation: Annotated[str, Field(max_length=200), Asked(gettext_lazy("委托原因"))] = ""
    document: Annotated[
        AttachFile | None,
        Asked(
            gettext_lazy("书面委托"),
            gettext_lazy("委托人签字的文件，扫描件或电子文件。受委托召集的必须随同附上。"),
            kind="file",
            kinds=tuple(f".{one}" for one in MEDIA_TYPES),
        ),
    ] = None
    late: Annotated[
        str,
        Field(max_length=200),
        Asked(gettext_lazy("临时召集的原因"), gettext_lazy("来不及按规则提前通知的才填。")),
    ] = ""


@verb(
    "assemblies.convene_meeting",
    does=gettext_lazy("召集了会议"),
    needs=CONVENE,
    on=lambda target, data: [target.organisation_id],
)
def convene_meeting(act: Act, target: Meeting, data: Convene) -> Meeting:
    """Call a meeting that was prepared: everybody due is invited, and messages go out.

    Who convenes on somebody's behalf gives their written authority along, in the same act.
    """
    assert target.date is not None
    if target.status != MeetingStatus.PLANNED:
        said = _("“%(meeting)s”%(status)s，不能再召集。")
        raise VerbError(said % {"meeting": target, "status": _(target.get_status_display())})
    check_to_come(target.date)
    rules = rules_on(target.body, target.date)
    _check_notice(rules, target.date, data.late)
    convener = record(Person, data.convener, _("人员")) if data.convener is not None else None
    giver = record(Person, data.delegated_by, _("人员")) if data.delegated_by is not None else None
    post = _post(target, rules, convener, giver, data)
    target.convener, target.convener_post = convener, post[:80]
    target.delegated, target.noticed = giver is not None, timezone.now()
    target.status = MeetingStatus.CONVENED
    target.save()
    invite_due(target)
    if not target.invitations.filter(kind="due").exists():
        said = _("“%(body)s”在%(day)s没有任职人员，没有人可以通知。请先登记任职。")
        raise VerbError(said % {"body": body_word(target.body), "day": target.date})
    _write_down(act, target, giver, data)
    return target


def _write_down(act: Act, meeting: Meeting, giver: Person | None, data: Convene) -> None:
    Convening(
        meeting=meeting,
        day=timezone.localdate(),
        basis=data.basis,
        delegated_by=giver,
        delegation=data.delegation if giver is not None else "",
        late=data.late,
        by=act.actor.user,
    ).save()
    if data.document is not None:
        kept = keep_file(meeting.body.organisation, data.document)
        Paper(meeting=meeting, kind=PaperKind.DELEGATION, title=kept.name.rpartition(".")[0], file=kept).save()


def _check_notice(rules: Rules | None, day: dt.date, late: str) -> None:
    """Raise VerbError when the notice is shorter than the rules say and nobody says why."""
    if rules is None or late:
        return
    left = (day - timezone.localdate()).days
    if left < rules.notice_days:
        said = _(
            "按《%(rules)s》，应在会前%(days)s天发出通知，现在离开会只有%(left)s天。请改期，或填写临时召集的原因。"
        )
        raise VerbError(said % {"rules": rules, "days": rules.notice_days, "left": left})


def _post(meeting: Meeting, rules: Rules | None, convener: Person | None, giver: Person | None, data: Convene) -> str:
    """As what the convener acts. Raises VerbError for whoever may not by the rules and wasn't delegated to."""
    _check_delegation(giver, convener, data)
    if rules is None or not (rules.convening_body or rules.convening_role):
        return role_words(meeting, convener) if convener is not None else ""
    wanted = convener_words(rules.convening_body, rules.convening_role)
    told = {"rules": rules.title, "wanted": wanted, "day": meeting.date}
    if not rules.convening_role:
        if not data.basis:
            said = _("按《%(rules)s》，本次会议由%(wanted)s召集。请在“召集依据”中写明是%(wanted)s哪次会议决定的。")
            raise VerbError(said % told)
        return wanted
    entitled = giver or convener
    if entitled is None:
        raise VerbError(_("按《%(rules)s》，本次会议由%(wanted)s召集。请选择召集人。") % told)
    if not _holds(meeting, entitled, rules):
        said = _(
            "按《%(rules)s》，本次会议由%(wanted)s召集，%(person)s在%(day)s没有担任这一职务。"
            "请改选召集人；受委托召集的，请填写委托人和委托原因。"
        )
        raise VerbError(said % {**told, "person": entitled.name})
    if giver is None or convener is None:
        return wanted
    held = role_words(meeting, convener)
    if not held:
        said = _("%(person)s在%(day)s没有在本单位任职，不能受委托召集会议。请改选召集人，一般是副职负责人。")
        raise VerbError(said % {"person": convener.name, "day": meeting.date})
    return held


def _check_delegation(giver: Person | None, convener: Person | None, data: Convene) -> None:
    """Raise VerbError unless a delegation is whole: to whom, why, and in writing."""
    if giver is None and data.document is not None:
        raise VerbError(_("附了书面委托，却没有填写委托人。请填写委托人和委托原因，或去掉所附的文件。"))
    if giver is None:
        return
    if convener is None or not data.delegation:
        raise VerbError(_("委托召集须写明受委托的召集人和委托原因。请补充后重新办理。"))
    if convener == giver:
        raise VerbError(_("委托人和召集人是同一人，不是委托召集。请去掉委托人，或改选召集人。"))
    if data.document is None:
        raise VerbError(_("委托召集须随同附上书面委托。请选择%(giver)s签字的文件后重新办理。") % {"giver": giver.name})


def _holds(meeting: Meeting, person: Person, rules: Rules) -> bool:
    """Whether somebody holds the post that convenes, in the organisation and on the day."""
    return convening_posts(meeting, rules.convening_body, rules.convening_role).filter(person=person).exists()


def convening_posts(meeting: Meeting, body: str, role: str) -> QuerySet[Post]:
    """The posts that convene, as they are held on the day.

    Of a body that is convened by a post in a body of its own kind, that is its own post: the head of another special
    committee convenes nobody here.
    """
    posts = _posts(meeting).filter(role=role)
    if body and body == meeting.body.kind:
        return posts.filter(term__body=meeting.body)
    return posts.filter(term__body__kind=body) if body else posts


def _posts(meeting: Meeting) -> QuerySet[Post]:
    assert meeting.date is not None
    day = to_int(meeting.date)
    return Post.objects.filter(holds_on(day), term__body__organisation=meeting.organisation_id, term__starts__lte=day)


LEADING = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.SECRETARY)


def role_words(meeting: Meeting, person: Person) -> str:
    """As what somebody convenes, in words; empty for whoever holds no post in the organisation on the day.

    A post that leads counts before others, and of those the one in the body that meets, then the one in the
    association's chair meeting: who heads a committee isn't the association's chair.
    """
    held = _posts(meeting).filter(person=person).values_list("role", "term__body", "term__body__kind")

    def rank(post: tuple[str, int, str]) -> tuple[bool, bool, bool, int, str]:
        role, body, kind = post
        place = LEADING.index(Role(role)) if role in LEADING else len(LEADING)
        leads = place < len(LEADING)
        return not leads, body != meeting.body_id, kind != BodyKind.CHAIR_MEETING, place, role

    found = min(held, key=rank, default=None)
    if found is None:
        return ""
    role, _body, kind = found
    return convener_words(kind, role) if kind == BodyKind.SPECIAL_COMMITTEE else _(Role(role).label)


def proposed(meeting: Meeting) -> dict[str, object]:
    """What the form of convening knows already: who holds the post that convenes, by the rules or as is usual."""
    rules, usual = rules_on(meeting.body, meeting.date), USUAL.get(meeting.body.kind)
    if rules is not None:
        body, role = rules.convening_body, rules.convening_role
    else:
        body, role = (usual.convening_body or "", usual.convening_role or "") if usual is not None else ("", "")
    if not role:
        return {}
    latest = convening_posts(meeting, body, role).order_by("-term__starts").first()
    return {"convener": latest.person_id} if latest is not None else {}
