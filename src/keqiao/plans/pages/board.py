"""What a scoreboard shows: the clause tree with a state and a count each, and each clause with its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keqiao.look import figures as look
from keqiao.look.formats import in_chinese
from keqiao.look.trees import TreeNode
from keqiao.plans.engine.status import Status
from keqiao.plans.packages.package import Clause, Note
from keqiao.plans.shown import in_language, printed

# The state that a clause shows is the one of its figures that most wants to be looked at.
URGENT = (Status.MISSED, Status.AT_RISK, Status.NEEDS_HUMAN, Status.NO_DATA, Status.ON_TRACK, Status.MET)
IN_ORDER = (Status.MET, Status.ON_TRACK, Status.AT_RISK, Status.MISSED, Status.NEEDS_HUMAN, Status.NO_DATA)

ByClause = Mapping[str, Sequence[look.Figure]]


@dataclass(frozen=True)
class Section:
    """One clause on the right: ``level`` is its heading's, ``number`` its anchor's.

    ``holds_more``: it or a clause below it has figures; others are there so that the plan can be read in order.
    ``issued``: the issued text of it, where one was attached. ``programmes``: what the plan starts there.
    """

    level: int
    number: str
    printed: str
    title: str
    summary: str
    figures: Sequence[look.Figure]
    notes: Sequence[str]
    holds_more: bool
    issued: str = ""
    programmes: Sequence[Started] = ()


@dataclass(frozen=True)
class Started:
    """A programme of a clause: what it is called, how far it is, and its page."""

    title: str
    state: str
    url: str


def sections(
    clauses: Sequence[Clause],
    by_clause: ByClause,
    notes: Sequence[Note],
    level: int = 2,
    *,
    texts: Mapping[str, str] | None = None,
) -> list[Section]:
    """Every clause in the document's order."""
    found = []
    for clause in clauses:
        section = Section(
            level=min(level, 4),
            number=clause.number,
            printed=printed(clause),
            title=in_language(clause.title),
            summary=in_language(clause.summary),
            figures=by_clause.get(clause.number, ()),
            notes=[in_language(note.text) for note in notes if note.clause == clause.number],
            holds_more=any(by_clause.get(one.number) for one in clause.walk()),
            issued=(texts or {}).get(clause.number, ""),
        )
        found += [section, *sections(clause.clauses, by_clause, notes, level + 1, texts=texts)]
    return found


def tree(clauses: Sequence[Clause], by_clause: ByClause, above: str = "") -> list[TreeNode]:
    """The clauses with the most urgent state and the number of figures of each and all below it."""
    found = []
    for clause in clauses:
        figures = [figure for one in clause.walk() for figure in by_clause.get(one.number, ())]
        found.append(
            TreeNode(
                label=printed(clause).removeprefix(above) if in_chinese() else printed(clause),
                title=in_language(clause.title) if in_language(clause.title) != printed(clause) else "",
                url=f"#c{clause.number}" if figures else f"?all=1#c{clause.number}",
                status=urgent(figures),
                count=len(figures) or None,
                children=tree(clause.clauses, by_clause, printed(clause)) if _holds_more(clause, by_clause) else (),
            )
        )
    return found


def tally(figures: Sequence[look.Figure]) -> list[tuple[str, int]]:
    """How many figures are in each state, in the order in which people read them; states without any are left out."""
    counts = Counter(figure.status for figure in figures)
    return [(status.value, counts[status.value]) for status in IN_ORDER if counts[status.value]]


def urgent(figures: Sequence[look.Figure]) -> str:
    """The most urgent state of some figures; empty when there are none."""
    states = {figure.status for figure in figures}
    return next((status.value for status in URGENT if status.value in states), "")


def _holds_more(clause: Clause, by_clause: ByClause) -> bool:
    """Whether something below the clause has figures: other branches stay folded."""
    return any(by_clause.get(one.number) for child in clause.clauses for one in child.walk())
