"""Verbs of the publicity: the list is public for working days, of those who consented; it can be taken down early.

On what it rests: names are published by separate consent alone (``kernel/privacy``), so a publicity names its purpose,
and whoever doesn't consent, or takes the consent back, isn't on the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.privacy.consent import consenting, purpose_of, purposes_for
from keqiao.kernel.privacy.models import Purpose, PurposeKind
from keqiao.kernel.standards.workdays import add_workdays, workdays_between
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .checks import MANAGE, UNDER_REVIEW, check_status
from .models import Making, Nominee, Publicity
from .seats import Why

_PHONE = re.compile(r"[\d\-+() 转]{5,40}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Publish(VerbData):
    """From when until when the list is public, both days included, and where objections go (phone, e-mail or both).

    ``purpose``: the code of what people were asked to consent to; needed only where there are several.
    """

    starts: Annotated[dt.date, Asked(gettext_lazy("公示开始"))]
    ends: Annotated[dt.date, Asked(gettext_lazy("公示结束"))]
    contact: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("受理异议的部门"))]
    phone: Annotated[
        str, Field(max_length=40), Asked(gettext_lazy("联系电话"), gettext_lazy("电话和邮箱至少填一项。"))
    ] = ""
    email: Annotated[str, Field(max_length=100), Asked(gettext_lazy("电子邮箱"))] = ""
    purpose: Annotated[
        str | None,
        Asked(
            gettext_lazy("处理目的的代码"),
            gettext_lazy("只显示单独同意了这一目的的人。只有一个公开名单的目的时不用填。"),
        ),
    ] = None


@verb(
    "composing.publish", does=gettext_lazy("公示了名单"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def publish(act: Act, target: Making, data: Publish) -> Publicity:
    """Make the list public for so many working days at least: name, unit and position of those who consented."""
    check_status(target, *UNDER_REVIEW)
    _check_days(target, data)
    _check_contact(data.phone, data.email)
    purpose = _purpose(target, data.purpose)
    made = Publicity(making=target, purpose=purpose, **data.model_dump(include=set(SHOWN)))
    made.save()
    return made


SHOWN = ("starts", "ends", "contact", "phone", "email")


@verb(
    "composing.unpublish",
    does=gettext_lazy("撤下了公示"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def unpublish(act: Act, target: Publicity, data: Why) -> Publicity:
    """Take a publicity down before its time, with the reason; the page names nobody from then on."""
    if target.withdrawn is not None or target.ends < timezone.localdate():
        raise VerbError(_("这次公示已经结束或撤下，没有重复办理。"))
    take_down(target, data.reason)
    return target


def take_down(one: Publicity, reason: str) -> None:
    """Let the page name nobody any more."""
    one.withdrawn, one.reason = timezone.localdate(), reason
    one.save()


def running(making: Making) -> list[Publicity]:
    """Publicities that are public or will be."""
    return list(making.publicities.filter(withdrawn=None, ends__gte=timezone.localdate()))


def publishable(one: Publicity, people: Collection[int]) -> set[int]:
    """Those of the people (ids) who may be named on the page."""
    return consenting(people, one.purpose) if one.purpose is not None else set()


def consents_of(making: Making, people: Sequence[Nominee]) -> set[int] | None:
    """Those of the nominees (ids of people) who consent to be published; None while no single purpose is known."""
    found = publication_purposes(making.organisation_id)
    return consenting([one.person_id for one in people], found[0]) if len(found) == 1 else None


def publication_purposes(organisation: int) -> list[Purpose]:
    """The purposes for which names may be published there."""
    return [one for one in purposes_for(organisation) if one.kind == PurposeKind.PUBLICATION]


def workdays_of(starts: dt.date, ends: dt.date) -> int:
    """The working days of a publicity, first and last day included."""
    return workdays_between(starts - dt.timedelta(days=1), ends)


def _check_days(making: Making, data: Publish) -> None:
    if data.starts < timezone.localdate():
        raise VerbError(_("公示不能从过去的日期开始，请从今天或以后开始。"))
    there = making.publicities.filter(ends__gte=data.starts, withdrawn=None).first()
    if there is not None:
        said = _("名单正在公示，到%(day)s结束。请在那之后再次公示，或先撤下。")
        raise VerbError(said % {"day": there.ends})
    least = making.notice_days
    if workdays_of(data.starts, data.ends) < least:
        first = add_workdays(data.starts - dt.timedelta(days=1), least)
        said = _("公示不得少于%(least)s个工作日。从%(starts)s开始，最早到%(ends)s结束。")
        raise VerbError(said % {"least": least, "starts": data.starts, "ends": first})


def _check_contact(phone: str, email: str) -> None:
    if not phone and not email:
        raise VerbError(_("没有填写受理异议的电话或邮箱，公示页上无处反映。请至少填写一项。"))
    if phone and not _PHONE.fullmatch(phone):
        raise VerbError(_("看不懂电话“%(phone)s”。请写成0772-2825000。") % {"phone": phone})
    if email and not _EMAIL.fullmatch(email):
        raise VerbError(_("看不懂邮箱“%(email)s”。请写成zzb@example.cn。") % {"email": email})


def _purpose(making: Making, code: str | None) -> Purpose:
    """What people were asked to consent to. Raises VerbError where nobody could have been asked."""
    if code:
        found = purpose_of(making.organisation_id, code)
        if found.kind != PurposeKind.PUBLICATION:
            said = _("“%(purpose)s”不是向社会公开的目的，不能据此公示名单。请使用征得本人同意公开的目的。")
            raise VerbError(said % {"purpose": found})
        return found
    there = publication_purposes(making.organisation_id)
    if not there:
        raise VerbError(
            _("还没有登记公开名单的个人信息处理目的，不能公示。请个人信息保护负责人先登记，并征得本人同意。")
        )
    if len(there) > 1:
        codes = _("、").join(one.code for one in there)
        raise VerbError(_("公开名单的处理目的有几个：%(codes)s。请填写其中一个的代码。") % {"codes": codes})
    return there[0]
