"""What the smaller components take: steps of a process, links that choose, chips of a filter."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

STEP_STATES: dict[str, Promise] = {
    "done": gettext_lazy("已完成"),
    "current": gettext_lazy("进行中"),
    "late": gettext_lazy("已逾期"),
    "coming": gettext_lazy("未开始"),
}


@dataclass(frozen=True)
class Step:
    """A step of a process. ``state`` is done, current, late or coming; ``note`` says who has it and what is next."""

    title: str
    state: str = "coming"
    date_text: str = ""
    note: str = ""
    url: str = ""

    @property
    def state_word(self) -> str:
        """The state in words. Raises KeyError for a state that isn't one of the four."""
        return str(STEP_STATES[self.state])

    @property
    def css(self) -> str:
        """A late step is a current one whose date has passed."""
        return "step-current step-late" if self.state == "late" else f"step-{self.state}"


@dataclass(frozen=True)
class Choice:
    """A link that chooses: a tab, a requirement to mark, a way to look at a list."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Chip:
    """One filter in force; ``url`` is the list without it."""

    label: str
    url: str
