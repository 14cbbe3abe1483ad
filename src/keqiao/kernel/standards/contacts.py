"""Mobile numbers of the mainland and e-mail addresses, as people write them."""

from __future__ import annotations

import re
import unicodedata

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

LONGEST_EMAIL = 120

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_EMAIL = re.compile(rf"[a-z0-9](?:[a-z0-9._%+-]*[a-z0-9_%+-])?@{_HOST}")
_DOMAIN = re.compile(_HOST)


def read_mobile(text: str) -> str:
    """Eleven digits out of "138 0000 0000", "+86-138…" or full-width figures. Raises ``Refused``."""
    number = re.sub(r"[\s\-—()]", "", unicodedata.normalize("NFKC", text))
    number = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", number)
    if not number:
        raise Refused("mobile.empty", _("没有填写手机号。请填写11位手机号"))
    if not _MOBILE.fullmatch(number):
        raise Refused("mobile.wrong", _("不是11位的手机号。请填写以1开头的11位手机号"))
    return number


def read_email(text: str) -> str:
    """An address in small letters. Raises ``Refused``."""
    address = unicodedata.normalize("NFKC", text).strip().lower()
    if not address:
        raise Refused("email.empty", _("没有填写电子邮箱。请填写邮箱地址"))
    if len(address) > LONGEST_EMAIL or ".." in address or not _EMAIL.fullmatch(address):
        raise Refused("email.wrong", _("不是有效的邮箱地址。请按 name@example.cn 的样式填写"))
    return address


def read_domain(text: str) -> str:
    """A mail domain in small letters, with or without the at sign before it. Raises ``Refused``."""
    domain = unicodedata.normalize("NFKC", text).strip().lower().removeprefix("@")
    if len(domain) > LONGEST_EMAIL or not _DOMAIN.fullmatch(domain):
        raise Refused("domain.wrong", _("不是有效的邮箱域名。请按 example.cn 的样式填写，不要写@前面的部分"))
    return domain


def masked(value: str) -> str:
    """What may be shown of a number or an address: 138****0000, w***@example.cn."""
    name, at, domain = value.partition("@")
    if at:
        return f"{name[:1]}***@{domain}"
    return f"{value[:3]}****{value[-4:]}" if len(value) > 7 else "****"
