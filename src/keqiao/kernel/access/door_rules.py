"""What holds at the door, as settings: codes, tries, how long a login stands, passwords, second factor, addresses.

All from the environment (``KEQIAO_CODE_SENDS=3`` and so on), read once at start by ``config/settings.py``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

SECOND_FACTOR = ("staff", "own")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class DoorRuleError(ValueError):
    """A setting can't be read. The message names it and says what it may be."""


@dataclass(frozen=True)
class DoorRules:
    """The rules of the door. Each field is the environment's ``KEQIAO_`` and its name in capitals.

    ``code_minutes``: so long a one-time code holds. ``code_tries``: so often it may be got wrong.
    ``code_sends``, ``address_sends``: codes within 24 hours to one number for one purpose, and from one
    network address. ``association``: the code of the association that keeps who signs up, where neither
    their unit nor they say another.

    ``login_tries``: failures of one name at one address before it waits ``login_wait`` minutes;
    ``name_tries``, ``address_tries``: of one name from anywhere, of one address whatever the name.
    ``idle_minutes``, ``session_hours``: how long a login stands unused, and at most; with ``staff_`` for
    those with a role. ``password_length``, ``password_kinds`` (of capital and small letters, digits, signs),
    ``password_history`` (not one of the last so many), ``password_days`` (0: for ever).
    ``second_factor``: ``staff``, everybody with a role has to show one; ``own``, those who set one up.
    ``first_password_changes``: who was given a password sets another before anything else.
    ``admin_addresses``: networks from which alone the three administrators work; empty: from anywhere.
    ``proxies``: how many proxies of our own stand before the site and tell the reader's address.
    """

    code_minutes: int = 5
    code_tries: int = 5
    code_sends: int = 3
    address_sends: int = 60
    association: str = ""
    login_tries: int = 5
    login_wait: int = 15
    name_tries: int = 20
    address_tries: int = 100
    idle_minutes: int = 7 * 24 * 60
    staff_idle_minutes: int = 30
    session_hours: int = 30 * 24
    staff_session_hours: int = 12
    password_length: int = 10
    password_kinds: int = 1
    password_history: int = 5
    password_days: int = 0
    first_password_changes: bool = True
    second_factor: str = "staff"
    admin_addresses: tuple[Network, ...] = ()
    proxies: int = 0


def door_rules(environment: Mapping[str, str]) -> DoorRules:
    """The rules as the environment says, the rest as above. Raises DoorRuleError for what can't be read."""
    given: dict[str, Any] = {}
    for field in fields(DoorRules):
        name = f"KEQIAO_{field.name.upper()}"
        if text := environment.get(name, "").strip():
            given[field.name] = _read(name, text, getattr(DoorRules, field.name))
    return DoorRules(**given)


def _read(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        return _flag(name, text)
    if isinstance(default, int):
        return _number(name, text, least=0 if default == 0 else 1)
    if isinstance(default, tuple):
        return _networks(name, text)
    return _one_of(name, text, SECOND_FACTOR) if default in SECOND_FACTOR else text


def _flag(name: str, text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        raise DoorRuleError(f"{name}={text}：应是1或0。请改正这个设置后重新启动。")
    return words[text.lower()]


def _number(name: str, text: str, least: int) -> int:
    if not text.isdecimal() or not least <= int(text) < 100_000:
        raise DoorRuleError(f"{name}={text}：应是{least}至99999的整数。请改正这个设置后重新启动。")
    return int(text)


def _one_of(name: str, text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        raise DoorRuleError(f"{name}={text}：应是{'或'.join(words)}。请改正这个设置后重新启动。")
    return text


def _networks(name: str, text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())
    except ValueError:
        said = f"{name}={text}：应是用逗号隔开的网段，例如 10.1.0.0/16,192.0.2.7。请改正这个设置后重新启动。"
        raise DoorRuleError(said) from None
