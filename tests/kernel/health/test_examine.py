"""All checks are made, and one that fails keeps none of the others."""

from __future__ import annotations

from collections.abc import Iterator

from cast import Cast
from keqiao.kernel.health.examine import CHECKS, examine, worst
from keqiao.kernel.health.finding import Finding, Level, ok, warning


def broken() -> Iterator[Finding]:
    """A check that can't be made."""
    yield ok("before", "a")
    raise RuntimeError("no such thing")


def fine() -> Iterator[Finding]:
    """A check that finds something."""
    yield warning("fine", "b", "c")


def test_a_check_that_breaks_is_told_and_the_rest_is_made() -> None:
    found = examine([broken, fine])
    assert [one.level for one in found] == [Level.OK, Level.FAILURE, Level.WARNING]
    assert "RuntimeError: no such thing" in found[1].said
    assert worst(found) is Level.FAILURE
    assert worst([]) is Level.OK


def test_every_check_can_be_made_and_what_is_wrong_says_what_to_mend(cast: Cast) -> None:
    found = examine()
    assert not [one for one in found if one.code.startswith("check.")]
    assert all(one.mend for one in found if one.level is not Level.OK)
    assert len({one.code.partition(".")[0] for one in found}) >= len(CHECKS) - 1
