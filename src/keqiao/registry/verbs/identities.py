"""Verbs on how people are known at the door: sending a code, signing up, numbers and addresses of a person."""

from __future__ import annotations

import secrets
from typing import Annotated

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from keqiao.kernel import seals
from keqiao.kernel.access.models import User
from keqiao.kernel.identities.codes import CodeError, make_code, use_up
from keqiao.kernel.identities.models import Identity, IdentityKind, LoginCode, Purpose, holder_of, indexes_of
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import ancestors
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.contacts import read_email, read_mobile
from keqiao.kernel.standards.names import read_name
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.employments import Work, new_employment
from keqiao.registry.refusals import check_text, organisation_by_code, told_of

MESSAGE = "identities.message"
LONGEST_UNIT = 160
NOTICE = "2026-11"  # the version of the notice that the site shows at sign-up


class SendCode(VerbData):
    """A code for a number or an address. ``address``: the network address from which it is asked for."""

    purpose: Purpose
    kind: IdentityKind
    value: str
    address: str = ""


class Join(VerbData):
    """Who signs up: name and unit, nothing else. ``unit``, ``keeper``: codes of organisations.

    ``notice``: the version of the notice that was shown.
    """

    name: str
    unit_name: str
    unit: str | None = None
    keeper: str
    notice: str


class NoteMobile(VerbData):
    """A person's mobile number, as they gave it to the clerk; it opens the door once they have shown it is theirs."""

    mobile: Annotated[
        str, Asked(gettext_lazy("手机号"), hint=gettext_lazy("本人用这个号码登录后，账号即与这条记录关联。"))
    ]


@verb("identities.send_code", does=gettext_lazy("发送了验证码"), needs="anyone", on=lambda target, data: [])
def send_code(act: Act, target: None, data: SendCode) -> LoginCode:
    """Send a one-time code to a number or an address, within the limits."""
    value = read_value(data.kind, data.value)
    try:
        code, digits = make_code(data.purpose, data.kind, value, data.address)
    except CodeError as refusal:
        raise VerbError(str(refusal)) from None
    minutes = round((code.expires - code.created).total_seconds() / 60)
    said = ngettext(
        "【科桥】验证码%(code)s，%(minutes)d分钟内有效，用于%(purpose)s。请勿告诉任何人；不是您本人操作请忽略。",
        "【科桥】验证码%(code)s，%(minutes)d分钟内有效，用于%(purpose)s。请勿告诉任何人；不是您本人操作请忽略。",
        minutes,
    )
    text = said % {"code": digits, "minutes": minutes, "purpose": _(data.purpose.label)}
    act.emit(
        MESSAGE,
        code=str(code.public_id),
        text=seal_for(code, text),
        values=seal_for(code, f"{digits} {minutes}"),
    )
    return code


@verb(
    "identities.join",
    does=gettext_lazy("注册了账号"),
    needs="anyone",
    on=lambda target, data: [organisation_by_code(data.keeper)],
)
def join(act: Act, target: LoginCode, data: Join) -> User:
    """Sign up with a number that a code has just proved: a new person, or the one that was noted with it."""
    if target.kind != IdentityKind.MOBILE:
        raise VerbError(_("请用手机号注册。"))
    with told_of(_("姓名")):
        name = read_name(data.name).name
    check_text(data.unit_name, _("单位"), LONGEST_UNIT)
    use(target, Purpose.LOGIN)
    if holder_of(target.kind, target.value()) is not None:
        raise VerbError(_("这个手机号已注册。请直接用手机号登录。"))
    noted = _noted(target, name)
    person = noted.person if noted is not None else _recorded(target, name) or _new_person(name, data)
    _confirm(person, target, noted, data.notice)
    return account_of(person)


@verb(
    "identities.note_mobile",
    does=gettext_lazy("登记了手机号"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def note_mobile(act: Act, target: Person, data: NoteMobile) -> Identity:
    """Note a person's mobile number; one noted before ends, one they have shown to be theirs stays."""
    value = read_value(IdentityKind.MOBILE, data.mobile)
    holder = holder_of(IdentityKind.MOBILE, value)
    if holder is not None:
        if holder.person_id == target.pk:
            raise VerbError(_("%(person)s本人已验证这个手机号，无需再登记。") % {"person": target})
        raise VerbError(_("这个手机号已由另一人验证使用，不能登记在此。请与本人核对号码。"))
    for former in target.identities.filter(kind=IdentityKind.MOBILE, ends=None, verified=None):
        former.ends = timezone.localdate()
        former.save()
    return new_identity(target, IdentityKind.MOBILE, value)


def account_of(person: Person) -> User:
    """The person's user, made where there is none. Call it inside a verb."""
    found = User.objects.filter(person=person).first()
    if found is not None:
        return found
    user = User(username=f"m{secrets.token_hex(6)}", display_name=person.name[:80], person=person, keeper=person.keeper)
    user.set_unusable_password()
    user.save()
    running = ledger.current()
    if running is not None:
        # Users aren't nouns, so the audit is told by hand.
        running.changes.append(ledger.Change(user, None, {"username": user.username, "person_id": person.pk}))
    return user


def new_identity(person: Person, kind: IdentityKind, value: str, *, verified: bool = False) -> Identity:
    """A number or an address that is a person's from today on."""
    made = Identity(
        person=person, kind=kind, starts=timezone.localdate(), verified=timezone.now() if verified else None
    )
    made.set_value(value)
    made.save()
    return made


def read_value(kind: str, text: str) -> str:
    """A number or an address as it is kept. Raises VerbError naming what is wrong."""
    if kind == IdentityKind.MOBILE:
        with told_of(_("手机号")):
            return read_mobile(text)
    with told_of(_("电子邮箱")):
        return read_email(text)


def use(code: LoginCode, purpose: Purpose) -> None:
    """Use a code that has passed. Raises VerbError when it doesn't hold."""
    try:
        use_up(code, purpose)
    except CodeError as refusal:
        raise VerbError(str(refusal)) from None


def seal_for(code: LoginCode, text: str) -> str:
    """What waits in the outbox for a code's number: sealed, because it opens a door."""
    return seals.seal(text, key=_key(), bound_to=str(code.public_id))


def open_for(code: LoginCode, sealed: str) -> str:
    """What ``seal_for`` sealed."""
    return seals.unseal(sealed, key=_key(), bound_to=str(code.public_id))


def _noted(code: LoginCode, name: str) -> Identity | None:
    """The one noted record with this number and this name. Numbers go to new holders: the name has to be theirs too."""
    noted = Identity.objects.filter(kind=code.kind, index__in=indexes_of(code.value()), ends=None, verified=None)
    found = list(noted.filter(person__name=name).select_related("person")[:2])
    return found[0] if len(found) == 1 else None


def _recorded(code: LoginCode, name: str) -> Person | None:
    """The one person whose record has this number and this name, and whose number nobody has proved yet."""
    recorded = Person.objects.filter(mobile_index__in=indexes_of(code.value()), name=name)
    found = list(recorded.exclude(identities__in=Identity.objects.filter(ends=None).exclude(verified=None))[:2])
    return found[0] if len(found) == 1 else None


def _new_person(name: str, data: Join) -> Person:
    unit = organisation_by_code(data.unit) if data.unit else None
    person = Person(name=name, keeper=organisation_by_code(data.keeper))
    person.save()
    new_employment(person, Work(data.unit_name, unit=unit), None).save()
    return person


def _confirm(person: Person, code: LoginCode, noted: Identity | None, notice: str) -> None:
    """The number is the person's from now on, proved by the code; ``notice``: the version of what they read first."""
    one = noted or new_identity(person, IdentityKind(code.kind), code.value(), verified=True)
    one.verified, one.notice = timezone.now(), notice
    one.save()


def keeper_of(unit: Organisation) -> Organisation | None:
    """The association that keeps who signs up from a unit: the nearest at or above it."""
    above = ancestors(unit.pk)
    kept = Organisation.objects.filter(kind=OrganisationKind.ASSOCIATION, closed=None).in_bulk(above)
    return next((kept[pk] for pk in above if pk in kept), None)


def _key() -> bytes:
    key: bytes = settings.KEYRING.key("seal")
    return key
