"""What is wrong with a file or a cell, in words that name the place and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Severity(StrEnum):
    """An error keeps its row out; a warning asks somebody to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place. ``cell`` is a reference such as C7; ``row`` counts from 1.

    ``message`` is in the language of whoever had the file read, as in ``Unreadable``.
    """

    code: str
    severity: Severity
    sheet: str
    row: int
    cell: str
    message: str

    def __str__(self) -> str:
        """The place and the message on one line."""
        told = {"sheet": self.sheet, "cell": self.cell, "message": self.message}
        return _("“%(sheet)s”%(cell)s：%(message)s") % told


class Unreadable(ValueError):
    """The file as a whole can't be read. ``message`` says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def column_letter(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
