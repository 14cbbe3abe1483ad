"""Whether lines of a form go together: parts make up their whole, and none is more than what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.look.formats import enumerated

from .answers import Answer, Answers, in_digits
from .form import Check, Holds


@dataclass(frozen=True)
class Checked:
    """A check in words. ``holds``: None when a line it looks at has no answer."""

    holds: bool | None
    said: str


def checked(found: Answers) -> list[Checked]:
    """Every check of a form, in its order."""
    return [_checked(check, found) for check in found.form.checks]


def _checked(check: Check, found: Answers) -> Checked:
    parts = [found.by_line[name] for name in check.lines]
    whole = found.by_line[check.line]
    numbers = [one.number for one in parts if one.number is not None]
    if len(numbers) < len(parts) or whole.number is None:
        lacking = enumerated(one.line.number for one in (*parts, whole) if one.number is None)
        return Checked(
            None,
            _("%(rule)s：第%(lines)s行没有数据，未核对。") % {"rule": _rule(check, parts, whole), "lines": lacking},
        )
    total = sum(numbers, Fraction(0))
    holds = total == whole.number if check.holds is Holds.EQUAL else total <= whole.number
    told = {"rule": _rule(check, parts, whole), "total": in_digits(total), "whole": in_digits(whole.number)}
    if holds:
        return Checked(True, _("%(rule)s：%(total)s，%(whole)s，相符。") % told)
    return Checked(False, _("%(rule)s：现为%(total)s和%(whole)s，不相符。请核对这些行的记录。") % told)


def _rule(check: Check, parts: Sequence[Answer], whole: Answer) -> str:
    told = {"lines": enumerated(one.line.number for one in parts), "line": whole.line.number}
    if check.holds is Holds.EQUAL:
        return _("第%(lines)s行之和应等于第%(line)s行") % told
    if len(parts) > 1:
        return _("第%(lines)s行之和应不大于第%(line)s行") % told
    return _("第%(lines)s行应不大于第%(line)s行") % told
