"""A confirmed result is made public: drawn up by one, published by another, taken down at once."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.elections.models import Announcement, AnnouncementStatus, Election, ElectionStatus
from keqiao.kernel.privacy.consent import purpose_of
from keqiao.kernel.privacy.models import Purpose, PurposeKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .preparing import MANAGE, check_stands

PUBLISH = "organisations.publish"
OPEN = (AnnouncementStatus.SUBMITTED, AnnouncementStatus.PUBLISHED)


class Announce(VerbData):
    """For which purpose (its code) people were asked whether their names may be public; none: nobody is named."""

    purpose: Annotated[
        str,
        Field(max_length=60),
        Asked(
            gettext_lazy("处理目的的代码"),
            gettext_lazy(
                "见个人信息处理活动清单，如 publish-lists；只写出同意公开的人的姓名。不填则都不写姓名，只写几号候选人。"
            ),
        ),
    ] = ""


class WithReason(VerbData):
    """Why."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("原因"))]


@verb(
    "elections.announce",
    does=gettext_lazy("提请公布选举（表决）结果"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def announce(act: Act, target: Election, data: Announce) -> Announcement:
    """Ask that everybody may read the confirmed result and count the ballots again."""
    check_stands(target, ElectionStatus.CONFIRMED)
    if target.announcements.filter(status__in=OPEN).exists():
        raise VerbError(_("“%(title)s”的结果已经提请公布或已公布，无需再次办理。") % {"title": target.title})
    made = Announcement(
        election=target,
        purpose=_purpose(target, data.purpose.strip()),
        submitted=timezone.localdate(),
        submitted_by=act.actor.user,
    )
    made.save()
    return made


@verb(
    "elections.publish",
    does=gettext_lazy("批准公布了选举（表决）结果"),
    needs=PUBLISH,
    on=lambda target, data: [target.organisation_id],
)
def publish(act: Act, target: Announcement, data: VerbData) -> Announcement:
    """Show it to everybody. Whoever drew it up can't."""
    _check(target, AnnouncementStatus.SUBMITTED)
    check_stands(target.election, ElectionStatus.CONFIRMED)
    # The operator has no account: who drew it up at the command line can't approve there.
    if target.submitted_by_id == (act.actor.user and act.actor.user.pk):
        said = _("“%(what)s”是您自己提请的，不能由您批准。请由另一位有批准权限的人员办理。")
        raise Refused(said % {"what": target})
    return _decided(act, target, AnnouncementStatus.PUBLISHED, "")


@verb(
    "elections.send_back_announcement",
    does=gettext_lazy("退回了结果公布"),
    needs=PUBLISH,
    on=lambda target, data: [target.organisation_id],
)
def send_back_announcement(act: Act, target: Announcement, data: WithReason) -> Announcement:
    """Don't publish it, and say why."""
    _check(target, AnnouncementStatus.SUBMITTED)
    return _decided(act, target, AnnouncementStatus.RETURNED, data.reason)


@verb(
    "elections.withdraw_announcement",
    does=gettext_lazy("撤下了公布的结果"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_announcement(act: Act, target: Announcement, data: WithReason) -> Announcement:
    """Take it down, which needs nobody's leave."""
    _check(target, *OPEN)
    return _decided(act, target, AnnouncementStatus.WITHDRAWN, data.reason)


def announcement_of(election: Election) -> Announcement | None:
    """The publication of an election's result that waits or stands."""
    return election.announcements.filter(status__in=OPEN).select_related("election__body", "purpose").first()


def _purpose(election: Election, code: str) -> Purpose | None:
    if not code:
        return None
    purpose = purpose_of(election.organisation_id, code)
    if purpose.kind != PurposeKind.PUBLICATION:
        said = _("“%(purpose)s”不是向社会公开的目的，不能据此写出姓名。请使用征得本人同意公开的目的。")
        raise VerbError(said % {"purpose": purpose})
    return purpose


def _check(announcement: Announcement, *allowed: AnnouncementStatus) -> None:
    if announcement.status not in allowed:
        said = _("“%(what)s”现在是“%(status)s”，不能这样办理。请刷新页面查看。")
        raise VerbError(said % {"what": announcement, "status": _(announcement.get_status_display())})


def _decided(act: Act, announcement: Announcement, status: AnnouncementStatus, reason: str) -> Announcement:
    announcement.status, announcement.reason = status, reason
    announcement.decided, announcement.decided_by = timezone.localdate(), act.actor.user
    announcement.save()
    return announcement
