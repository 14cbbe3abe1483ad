"""One person of a roster as it is staged: plain values, ready to be compared with what is kept and written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any, Self

from keqiao.exchange.spreadsheets.people import RosterRow
from keqiao.kernel.people.models import TraitKind
from keqiao.kernel.standards.sectors import SourceProposal, propose

# Proposing is pure and rosters repeat units.
proposal_for = lru_cache(maxsize=100_000)(propose)


@dataclass(frozen=True, slots=True)
class StagedPerson:
    """A row of a roster; empty text and None mean that the roster doesn't say. Days are ``yyyymmdd``.

    ``source_class`` and ``leading_official`` are proposals from unit and position.
    """

    row: int
    name: str
    sex: str = ""
    ethnicity: str = ""
    birth_from: int | None = None
    birth_to: int | None = None
    id_number: str = ""
    unit: str = ""
    position: str = ""
    source_class: str = ""
    leading_official: bool | None = None
    sector: str = ""
    delegation: str = ""
    political: str = ""
    title: str = ""
    degree: str = ""

    @classmethod
    def of(cls, row: RosterRow) -> Self:
        """What is kept of a row as read, with the proposal for its unit and position."""
        proposal = proposal_for(row.unit, row.position)
        return cls(
            row=row.row,
            name=row.name,
            sex=row.sex.value if row.sex else "",
            ethnicity=row.ethnicity,
            birth_from=row.birth.earliest if row.birth else None,
            birth_to=row.birth.latest if row.birth else None,
            id_number=row.identity.number if row.identity else "",
            unit=row.unit,
            position=row.position,
            source_class=proposal.source.source_class or "",
            leading_official=proposal.official.leading_official,
            sector=row.sector,
            delegation=row.delegation,
            political=row.political,
            title=row.title,
            degree=row.education,
        )

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a staged row back."""
        return cls(**{field.name: row[field.name] for field in fields(cls) if field.name in row})

    def to_row(self) -> dict[str, Any]:
        """The row to be staged: only what the roster says."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}

    def proposal(self) -> SourceProposal:
        """The proposed class and flag with their reasons."""
        return proposal_for(self.unit, self.position)

    def traits(self) -> dict[TraitKind, str]:
        """The dated statements that the roster makes."""
        said = {
            TraitKind.POLITICAL_AFFILIATION: self.political,
            TraitKind.TITLE: self.title,
            TraitKind.DEGREE: self.degree,
        }
        return {kind: value for kind, value in said.items() if value}


def same_unit(one: str, other: str) -> bool:
    """Whether two units are written alike but for blanks, width and brackets."""
    return one == other or plain_unit(one) == plain_unit(other)


@lru_cache(maxsize=50_000)
def plain_unit(text: str) -> str:
    """A unit's name without blanks and brackets, in usual widths."""
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text))
