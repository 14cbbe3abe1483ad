"""What the engine says when it can't read something: what is wrong, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass


class RuleError(ValueError):
    """A rule steps outside the closed language or doesn't fit its fact.

    ``position`` is the place in the rule's text, counted in characters from 1.
    """

    def __init__(self, message: str, position: int, remedy: str) -> None:
        super().__init__(f"{message} (character {position}). {remedy}")
        self.message = message
        self.position = position
        self.remedy = remedy


class TargetError(ValueError):
    """A target, baseline or amount can't be read."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}. {remedy}")
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True)
class Fault:
    """What is wrong with a commitment: under which key, what, and how to mend it."""

    key: str
    message: str
    remedy: str
