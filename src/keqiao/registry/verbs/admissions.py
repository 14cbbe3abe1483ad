"""Verbs on login codes on paper: a clerk prints them for people who get no messages; each lets one account in, once."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.models import User
from keqiao.kernel.access.second import new_code
from keqiao.kernel.identities.models import Admission
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.verbs.identities import account_of

GROUPS = 3  # of five characters: 74 bits
MOST = 200  # slips at once
STANDS = dt.timedelta(days=30)


class IssueAdmission(VerbData):
    """For whom of the organisation's people (their ids)."""

    people: list[int] = []


class ShowAdmission(VerbData):
    """The code on the slip, and the name of its holder."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class Slip:
    """What is printed for one person; the code is nowhere else."""

    person: Person
    code: str
    expires: dt.datetime


@verb(
    "identities.issue_admission",
    does=gettext_lazy("发放了纸质登录码"),
    needs="people.manage",
    on=lambda target, data: [target],
)
def issue_admission(act: Act, target: Organisation, data: IssueAdmission) -> list[Slip]:
    """Make a login code for each of these people, to be printed now; codes they had before hold no more.

    Nobody who has a role at the desk gets one: paper opens no door to other people's data.
    """
    people = list(Person.objects.filter(pk__in=data.people, keeper=target).order_by("name", "pk"))
    if not people or len(people) != len(set(data.people)):
        raise VerbError(_("选中的人员有的不由“%(organisation)s”保存。请重新选择。") % {"organisation": target})
    if len(people) > MOST:
        raise VerbError(_("一次最多发放%(most)d张登录码。请分几次发放。") % {"most": MOST})
    return [_slip(act, person) for person in people]


@verb("identities.show_admission", does=gettext_lazy("用纸质登录码登录"), needs="anyone", on=lambda target, data: [])
def show_admission(act: Act, target: None, data: ShowAdmission) -> User:
    """Come in with a code on paper and one's name: gives the account."""
    found = Admission.objects.filter(digest=_digest(data.code), used=None).select_related("user__person").first()
    wrong = VerbError(_("登录码或姓名不对，或登录码已经用过。请核对纸条；仍不行请联系发放的单位。"))
    if found is None or found.user.person is None or found.user.person.name != "".join(data.name.split()):
        raise wrong
    if found.expires <= timezone.now():
        raise VerbError(_("这个登录码已过期。请联系发放的单位重新打印。"))
    if not found.user.is_active:
        raise VerbError(_("这个账号已停用。请联系本单位的安全管理员。"))
    # Of two who show it at once, one gets through.
    if not Admission.objects.filter(pk=found.pk, used=None).update(used=timezone.now()):
        raise wrong
    _tell(found.user, {"admission": None}, {"admission": "used"})
    return found.user


def _slip(act: Act, person: Person) -> Slip:
    user = account_of(person)
    if user.grants.exists():
        said = _("“%(person)s”有工作台角色，不能用纸质登录码。请由安全管理员办理。")
        raise Refused(said % {"person": person})
    now, code = timezone.now(), new_code(GROUPS)
    Admission.objects.filter(user=user, used=None).update(used=now)
    Admission.objects.create(user=user, digest=_digest(code), issued=now, expires=now + STANDS)
    _tell(user, {"admission": None}, {"admission": now + STANDS})
    return Slip(person, code, now + STANDS)


def _tell(user: User, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Tell the audit what became of a user's code; the code itself stays out of it."""
    running = ledger.current()
    if running is not None:
        running.changes.append(ledger.Change(user, before, after))


def _digest(code: str) -> str:
    text = "".join(char for char in code.upper() if char.isalnum())
    return hmac.new(settings.KEYRING.key("session"), f"admission:{text}".encode(), hashlib.sha256).hexdigest()
