"""What holds at the door, as settings: codes, tries, how long a login stands, passwords, second factor, addresses.

All from the environment (``KEQIAO_CODE_SENDS=3`` and so on), read once at start by ``config/settings.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


class DoorRuleError(ValueError):
    """A setting can't be read. The message names it and says what it may be."""


@dataclass(frozen=True)
class DoorRules:
    """The rules of the door. Each field is the environment's ``KEQIAO_`` and its name in capitals.

    ``code_minutes``: so long a one-time code holds. ``code_tries``: so often it may be got wrong.
    ``code_sends``, ``address_sends``: codes within 24 hours to one number for one purpose, and from one
    network address. ``association``: the code of the association that keeps who signs up, where neither
    their unit nor they say another.
    """

    code_minutes: int = 5
    code_tries: int = 5
    code_sends: int = 3
    address_sends: int = 60
    association: str = ""


def door_rules(environment: Mapping[str, str]) -> DoorRules:
    """The rules as the environment says, the rest as above. Raises DoorRuleError for what can't be read."""
    given: dict[str, Any] = {}
    for field in fields(DoorRules):
        name = f"KEQIAO_{field.name.upper()}"
        if text := environment.get(name, "").strip():
            given[field.name] = _read(name, text, getattr(DoorRules, field.name))
    return DoorRules(**given)


def _read(name: str, text: str, default: object) -> object:
    if not isinstance(default, int):
        return text
    if not text.isdecimal() or not 0 < int(text) < 100_000:
        raise DoorRuleError(f"{name}={text}：应是1至99999的整数。请改正这个设置后重新启动。")
    return int(text)
