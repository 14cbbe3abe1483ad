"""A figure as the page shows it: exact values in, words and positions out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .formats import difference, percent, percent_against, points, quantity
from .statuses import status_word

FORCES: dict[str, Promise] = {
    "must": gettext_lazy("必须"),
    "should": gettext_lazy("应"),
    "strive": gettext_lazy("力争"),
    "explore": gettext_lazy("探索"),
}
PROOFS: dict[str, Promise] = {
    "records": gettext_lazy("依据记录自动计算"),
    "attested": gettext_lazy("材料认定"),
    "returned": gettext_lazy("上报数据"),
}
ROUND_STEPS = (1, 2, 3, 4, 5, 6, 8, 10)
HEADROOM = Fraction(23, 20)  # how far a scale without a natural end reaches past its largest mark
LABEL_ROOM = 25  # percent of the track that a label needs beside an end's own label


@dataclass(frozen=True)
class Mark:
    """A place on the track: percent from the left, and which way its label runs."""

    x: float
    label: str = ""

    @property
    def at(self) -> str:
        """The place as an SVG coordinate."""
        return f"{self.x:.2f}%"

    @property
    def anchor(self) -> str:
        """Labels near an end run inwards, so that none leaves the track."""
        if self.x < LABEL_ROOM:
            return "start"
        return "end" if self.x > 100 - LABEL_ROOM else "middle"


@dataclass(frozen=True)
class Track:
    """The bar of a figure: where everything stands on the scale from nought to ``high``."""

    value: Mark | None
    upper: Mark | None
    baseline: Mark | None
    target: Mark | None
    target_to: Mark | None
    low_label: str
    high_label: str

    @property
    def band(self) -> str:
        """Width of a target that is a range, as an SVG length; empty for a single mark."""
        if self.target is None or self.target_to is None:
            return ""
        return f"{self.target_to.x - self.target.x:.2f}%"

    @property
    def gap(self) -> str:
        """Width of what is not known yet, as an SVG length; empty when everything is."""
        if self.value is None or self.upper is None:
            return ""
        return f"{self.upper.x - self.value.x:.2f}%"


@dataclass(frozen=True)
class Figure:
    """One measured demand of a plan.

    ``value``, ``baseline`` and the target are in ``unit``; a percentage is a share (7/10, not 70). ``target_to`` is
    given when the target is a range. ``advice`` is what would have to change, where that can be said in a line.
    ``more_url`` answers with the inside of the opened figure.
    """

    title: str
    status: str
    unit: str = "percent"
    noun: str = ""
    value: Fraction | None = None
    yes: int | None = None
    total: int | None = None
    unknown: int = 0
    target: Fraction | None = None
    target_to: Fraction | None = None
    target_text: str = ""
    baseline: Fraction | None = None
    baseline_word: str = ""
    due_text: str = ""
    final: bool = False
    task: bool = False
    force: str = ""
    clause: str = ""
    clause_url: str = ""
    proof: str = "records"
    proof_text: str = ""
    note: str = ""
    advice: str = ""
    url: str = ""
    more_url: str = ""

    @property
    def status_word(self) -> str:
        """未达标 of a ratio is 逾期未完成 of a task."""
        return status_word(self.status, task=self.task)

    @property
    def force_word(self) -> str:
        """How strongly the plan demands it; empty when not said."""
        return str(FORCES[self.force]) if self.force else ""

    @property
    def proved_by(self) -> str:
        """How the value came about."""
        return self.proof_text or str(PROOFS[self.proof])

    @property
    def value_text(self) -> str:
        """The value in words, never rounded across its own target (69.96% stays short of 70%)."""
        if self.value is None:
            return "—"
        if self.unit != "percent":
            return quantity(self.value, self.unit, self.noun)
        return percent_against(self.value, self.target, self.target_to)

    @property
    def count_text(self) -> str:
        """57/90; empty when nothing was counted out of a whole."""
        return f"{self.yes}/{self.total}" if self.yes is not None and self.total else ""

    @property
    def unknown_text(self) -> str:
        """What part of the whole can't be decided yet."""
        return _("待核实%(count)d") % {"count": self.unknown} if self.unknown else ""

    @property
    def baseline_label(self) -> str:
        """What the figure started from, with its number."""
        if self.baseline is None:
            return ""
        return f"{self._baseline_word} {self._short(self.baseline)}"

    @property
    def target_label(self) -> str:
        """The demand as the plan prints it."""
        return _("要求%(target)s") % {"target": self.target_text} if self.target_text else ""

    @property
    def change_text(self) -> str:
        """较原比例提高10.3个百分点."""
        if self.value is None or self.baseline is None:
            return ""
        change = self.value - self.baseline
        moved = points(change) if self.unit == "percent" else self._difference(change)
        return _("较%(baseline)s%(change)s") % {"baseline": self._baseline_word, "change": moved}

    @property
    def spoken(self) -> str:
        """The bar in words, for those who don't see it."""
        value = " ".join(part for part in (self.value_text, self.count_text) if part)
        return _("，").join(part for part in (value, self.baseline_label, self.target_label) if part)

    @property
    def track(self) -> Track | None:
        """Where value, baseline and target stand; None when there is nothing to place."""
        places = [mark for mark in (self.value, self.baseline, self.target, self.target_to) if mark is not None]
        if not places or min(places) < 0:
            return None
        high = self._high(max(places))
        value, baseline = _mark(self.value, high), _mark(self.baseline, high, self.baseline_label)
        target_to = _mark(self.target_to, high) if self.target_to != self.target else None
        return Track(
            value=value,
            upper=_mark(self._upper, high),
            baseline=baseline,
            target=_mark(self.target, high, self.target_label),
            target_to=target_to,
            low_label="0" if baseline is None or baseline.x > LABEL_ROOM else "",
            high_label=self._short(high) if baseline is None or baseline.x < 100 - LABEL_ROOM else "",
        )

    @property
    def _baseline_word(self) -> str:
        return self.baseline_word or (_("原比例") if self.unit == "percent" else _("原值"))

    @property
    def _upper(self) -> Fraction | None:
        """The value if everything unknown turned out to count."""
        if not self.unknown or self.yes is None or not self.total or self.unit != "percent":
            return None
        return Fraction(self.yes + self.unknown, self.total)

    def _high(self, largest: Fraction) -> Fraction:
        if self.unit == "percent" and largest <= 1:
            return Fraction(1)
        return round_up(largest * HEADROOM)

    def _short(self, value: Fraction) -> str:
        if self.unit == "percent":
            whole = (value * 100).denominator == 1
            return percent(value, 0 if whole else 1)
        return quantity(value, self.unit, self.noun)

    def _difference(self, change: Fraction) -> str:
        if self.unit == "number":
            return difference(change, self.noun)
        if change == 0:
            return difference(change)
        size = quantity(abs(change), self.unit)
        return _("增加%(size)s") % {"size": size} if change > 0 else _("减少%(size)s") % {"size": size}


def round_up(value: Fraction) -> Fraction:
    """The next round number: 35 880 → 40 000. Nought gives one, so that a scale has a length."""
    if value <= 0:
        return Fraction(1)
    size = Fraction(1)
    while value > size * 10:
        size *= 10
    while value <= size and size > Fraction(1, 1000):
        size /= 10
    return next(step * size for step in ROUND_STEPS if step * size >= value)


def _mark(value: Fraction | None, high: Fraction, label: str = "") -> Mark | None:
    return None if value is None else Mark(float(min(value / high, Fraction(1)) * 100), label)
