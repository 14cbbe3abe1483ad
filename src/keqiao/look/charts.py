"""A chart: what it draws and the table that says the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from .formats import percent_against, plain


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
                "series": [self._drawn(line) for line in self.series],
                "target": self._size(self.target),
                "targetLabel": self.target_label,
            },
            ensure_ascii=False,
        )

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The table behind the chart: a label, then name and text for each series."""
        return [
            (label, [(line.name, self._text(line.values[index])) for line in self.series])
            for index, label in enumerate(self.labels)
        ]

    @property
    def spoken(self) -> str:
        """The picture in words: its title and where each series stands at its end."""
        ends = [_("%(name)s%(end)s") % {"name": line.name, "end": self._end(line)} for line in self.series]
        return _("%(title)s：%(ends)s") % {"title": self.title, "ends": _("；").join(ends)}

    def _end(self, line: Series) -> str:
        known = [(label, value) for label, value in zip(self.labels, line.values, strict=True) if value is not None]
        if not known:
            return _("暂无数据")
        label, value = known[-1]
        return _("%(label)s为%(value)s") % {"label": label, "value": self._text(value)}

    def _drawn(self, line: Series) -> dict[str, object]:
        """Numbers to place and the words a pointer brings up: those of the table."""
        return {
            "name": line.name,
            "values": [self._size(value) for value in line.values],
            "texts": [self._text(value) for value in line.values],
        }

    def _size(self, value: Fraction | None) -> float | None:
        if value is None:
            return None
        return round(float(value * 100 if self.unit == "percent" else value), 4)

    def _text(self, value: Fraction | None) -> str:
        if value is None:
            return "—"
        return percent_against(value, self.target) if self.unit == "percent" else plain(value)
