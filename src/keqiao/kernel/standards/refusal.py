"""How a standard says no: one exception that tells what is wrong, where in the value, and what to do next.

The standards know no Django: a sentence is kept with what fills it, and whoever shows it translates it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a text to be collected for translation, as Django's function of that name does; it stays as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """A Chinese sentence with named placeholders, and what fills them: values or other sentences."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in Chinese."""
        return self.text % self.values if self.values else self.text


class Refused(ValueError):
    """A value that a standard doesn't accept.

    ``code`` is stable and meant for programs; ``said`` is the sentence shown to the user, ``message`` the same in
    Chinese.
    """

    def __init__(self, code: str, text: str, /, **values: object) -> None:
        self.code = code
        self.said = Said(text, values)
        self.message = str(self.said)
        super().__init__(self.message)
