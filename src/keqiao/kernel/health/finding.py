"""What a check says: whether it is right, what was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.conf import settings


class Level(Enum):
    """How it is, from best to worst."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its code, how it is, what was found, and what to mend (empty when right)."""

    code: str
    level: Level
    said: str
    mend: str = ""


Check = Callable[[], Iterator[Finding]]


def ok(code: str, said: str) -> Finding:
    """It is right."""
    return Finding(code, Level.OK, said)


def warning(code: str, said: str, mend: str) -> Finding:
    """It works, and should be better."""
    return Finding(code, Level.WARNING, said, mend)


def failure(code: str, said: str, mend: str) -> Finding:
    """It has to be mended before people work here."""
    return Finding(code, Level.FAILURE, said, mend)


def unless_demo(code: str, said: str, mend: str) -> Finding:
    """A failure on a site that people work in; on a demo it is as it should be."""
    return ok(code, said) if settings.DEMO else failure(code, said, mend)
