"""A chart: what it draws and the table that says the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .formats import percent, plain


@dataclass(frozen=True)
class Series:
    """One line or one set of bars; ``None`` is a gap."""

    name: str
    values: Sequence[Fraction | None]


@dataclass(frozen=True)
class Chart:
    """Lines or bars over labels. With unit ``percent`` the values are shares. ``target`` draws a level line."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: str = "line"
    unit: str = "number"
    target: Fraction | None = None
    target_label: str = ""

    @property
    def spec(self) -> str:
        """What the chart script draws, as JSON."""
        return json.dumps(
            {
                "kind": self.kind,
                "unit": "%" if self.unit == "percent" else "",
                "labels": list(self.labels),
                "series": [{"name": line.name, "values": [self._size(v) for v in line.values]} for line in self.series],
                "target": self._size(self.target),
                "targetLabel": self.target_label,
            },
            ensure_ascii=False,
        )

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The table behind the chart: a label and one text for each series."""
        return [
            (label, [self._text(line.values[index]) for line in self.series]) for index, label in enumerate(self.labels)
        ]

    def _size(self, value: Fraction | None) -> float | None:
        if value is None:
            return None
        return round(float(value * 100 if self.unit == "percent" else value), 4)

    def _text(self, value: Fraction | None) -> str:
        if value is None:
            return "—"
        return percent(value) if self.unit == "percent" else plain(value)
