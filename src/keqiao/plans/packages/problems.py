"""What is wrong with a package: file, line, place, message and remedy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault of a package. ``file`` is relative to the folder of plans; ``line`` counts from 1, 0 is unknown."""

    file: str
    line: int
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """One line, as compilers print them."""
        at = f"{self.file}:{self.line}" if self.line else self.file
        place = f"{self.place}: " if self.place else ""
        return f"{at}: {place}{self.message.rstrip('.')}. {self.remedy}"


class PackageError(Exception):
    """A package can't be used. Its problems say why."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems; the message is the first of them and how many there are."""
        self.problems = problems
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
