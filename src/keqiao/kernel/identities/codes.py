"""One-time codes: making one within the limits, trying one, using it up.

What is counted here has to stay even when the try is refused, so these few writes are bookkeeping of the
door and stand outside the verbs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import uuid

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keqiao.kernel import seals

from .models import LoginCode, Purpose, index_of

DIGITS = 6
BETWEEN = dt.timedelta(seconds=60)  # between two codes to one number
STANDS = dt.timedelta(minutes=30)  # so long after the right code the rest of the form may be filled in
DAY = dt.timedelta(days=1)


class CodeError(ValueError):
    """A code wasn't sent or doesn't hold. The message says why and what next."""


def make_code(purpose: Purpose, kind: str, value: str, address: str) -> tuple[LoginCode, str]:
    """A new code for a number or an address, and its digits. Raises CodeError beyond the limits.

    ``address``: the network address from which it was asked for.
    """
    now, index, asked_from = timezone.now(), index_of(value), address_digest(address)
    _check_limits(purpose, index, asked_from, now)
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    public_id = uuid.uuid4()
    code = LoginCode(
        public_id=public_id,
        purpose=purpose,
        kind=kind,
        sealed=seals.seal(value, key=settings.KEYRING.key("seal"), bound_to=str(public_id)),
        index=index,
        digest=_digest(public_id, digits),
        address=asked_from,
        created=now,
        expires=now + dt.timedelta(minutes=settings.DOORS.code_minutes),
    )
    # An earlier code to the same number for the same purpose holds no more.
    LoginCode.objects.filter(index=index, purpose=purpose, used=None).update(used=now)
    code.save()
    return code, digits


def try_code(code: LoginCode, digits: str) -> None:
    """Check digits against a code; afterwards it has passed. Raises CodeError, and a wrong try is counted."""
    now = timezone.now()
    if code.used is not None or code.passed is not None:
        raise CodeError(_("这个验证码已经用过，不能再次使用。请重新获取验证码。"))
    if code.expires <= now:
        raise CodeError(_("验证码已过期。请重新获取验证码。"))
    # Counted before it is compared: many tries at once get no more tries than one after the other.
    counted = LoginCode.objects.filter(pk=code.pk, tries__lt=settings.DOORS.code_tries, passed=None, used=None)
    if not counted.update(tries=F("tries") + 1):
        raise CodeError(_("验证码输错次数过多，已作废。请重新获取验证码。"))
    if not hmac.compare_digest(code.digest, _digest(code.public_id, digits.strip())):
        code.refresh_from_db()
        raise CodeError(_wrong(settings.DOORS.code_tries - code.tries))
    if not LoginCode.objects.filter(pk=code.pk, passed=None, used=None).update(passed=now):
        raise CodeError(_("这个验证码已经用过，不能再次使用。请重新获取验证码。"))
    code.refresh_from_db()


def use_up(code: LoginCode, purpose: Purpose) -> None:
    """Use a code that has passed, once. Raises CodeError when it hasn't, has been used, or passed too long ago."""
    now = timezone.now()
    fresh = LoginCode.objects.filter(pk=code.pk, purpose=purpose, used=None, passed__gt=now - STANDS)
    if not fresh.update(used=now):
        raise CodeError(_("验证已失效。请重新获取验证码，从头办理。"))
    code.used = now


def address_digest(address: str) -> str:
    """What stands for a network address where only equal ones have to be found."""
    return seals.blind_index(address, key=settings.KEYRING.key("blind")) if address else ""


def forget_old(days: int = 30) -> int:
    """Delete codes that nobody needs any more. Returns how many."""
    return LoginCode.objects.filter(created__lt=timezone.now() - dt.timedelta(days=days)).delete()[0]


def _check_limits(purpose: Purpose, index: str, address: str, now: dt.datetime) -> None:
    sent = LoginCode.objects.filter(index=index, purpose=purpose, created__gt=now - DAY)
    last = sent.order_by("-created").first()
    if last is not None and last.created + BETWEEN > now:
        seconds = int((last.created + BETWEEN - now).total_seconds()) + 1
        said = ngettext(
            "刚刚已发送过验证码，请%(seconds)d秒后再获取。", "刚刚已发送过验证码，请%(seconds)d秒后再获取。", seconds
        )
        raise CodeError(said % {"seconds": seconds})
    limit = settings.DOORS.code_sends
    if sent.count() >= limit:
        said = _("24小时内最多发送%(limit)d次验证码，现已用完。请明天再试，或联系所在单位领取纸质登录码。")
        raise CodeError(said % {"limit": limit})
    if (
        address
        and LoginCode.objects.filter(address=address, created__gt=now - DAY).count() >= settings.DOORS.address_sends
    ):
        raise CodeError(_("您所在的网络今天获取验证码的次数过多。请换一个网络，或明天再试。"))


def _wrong(left: int) -> str:
    if left <= 0:
        return _("验证码不对，已作废。请重新获取验证码。")
    said = ngettext(
        "验证码不对，还可以再试%(left)d次。请核对短信或邮件中的6位数字。",
        "验证码不对，还可以再试%(left)d次。请核对短信或邮件中的6位数字。",
        left,
    )
    return said % {"left": left}


def _digest(public_id: uuid.UUID, digits: str) -> str:
    text = f"{public_id}:{digits}".encode()
    return hmac.new(settings.KEYRING.key("session"), text, hashlib.sha256).hexdigest()
