"""Plans side by side by topic: each demand as printed, and how it stands beside that of the pinned plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.organisations.tree import today
from keqiao.look.figures import FORCES
from keqiao.look.formats import long_date
from keqiao.plans.access import NEED, Reader, chain_in, viewer
from keqiao.plans.compared import by_topic
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.comparison import Comparison, compare_with_any
from keqiao.plans.engine.tree import Tree
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.shown import in_language, printed, target_words
from keqiao.plans.world import Installation

MARKS: Mapping[str, tuple[str, Promise]] = {
    Comparison.STRICTER: ("▲", gettext_lazy("更严")),
    Comparison.EQUAL: ("＝", gettext_lazy("相同")),
    Comparison.WEAKER: ("▽", gettext_lazy("较宽")),
    Comparison.NOT_COMPARABLE: ("", gettext_lazy("不可比")),
}


@dataclass(frozen=True)
class Column:
    """A chosen plan; ``boards``: the address of its scoreboard, empty where the reader may not see it."""

    package: Package
    title: str
    board: str
    pinned: bool
    pin_url: str


@dataclass(frozen=True)
class Demanded:
    """One commitment in a cell. ``mark`` and ``word`` are empty where there is nothing to compare it with."""

    title: str
    target: str
    due: str
    force: str
    clause: str
    url: str
    comparison: str
    mark: str
    word: str


@dataclass(frozen=True)
class Cell:
    """What a plan demands on a topic; nothing: it is silent."""

    column: Column
    demands: Sequence[Demanded]


@dataclass(frozen=True)
class Row:
    """A topic, called as the first plan that speaks of it calls it."""

    title: str
    cells: Sequence[Cell]


@require_safe
@page(NEED, open_in_demo=True)
def compare_plans(request: HttpRequest) -> HttpResponse:
    """The chosen plans, all without a choice, compared with the pinned one."""
    every = library().all()
    wanted = request.GET.getlist("plan")
    chosen = [package for package in every if not wanted or package.id in wanted] or every
    pinned = next((one for one in chosen if one.id == request.GET.get("pin")), chosen[0] if chosen else None)
    tree = Installation().tree(today())
    reader = viewer(actor_of(request))
    columns = [_column(package, pinned, chosen, tree, reader) for package in chosen]
    context = {
        "title": _("方案比较"),
        "plans": [(one.id, in_language(one.title), one.state, one in chosen) for one in every],
        "columns": columns,
        "pinned": next((column for column in columns if column.pinned), None),
        "rows": rows(columns),
        "legend": [(mark, word) for mark, word in MARKS.values()],
        "trail": [{"label": _("改革方案"), "url": reverse("plans")}, {"label": _("方案比较"), "url": ""}],
    }
    return render(request, "plans/compare.html", context)


def _column(package: Package, pinned: Package | None, chosen: Sequence[Package], tree: Tree, reader: Reader) -> Column:
    roots = [root for root in package.scope.roots(tree) if reader.live(chain_in(tree, root.id))]
    kept = "".join(f"plan={one.id}&" for one in chosen)
    return Column(
        package=package,
        title=in_language(package.title),
        board=reverse("scoreboard", args=[package.id, roots[0].code]) if roots else "",
        pinned=package is pinned,
        pin_url=f"?{kept}pin={package.id}",
    )


def rows(columns: Sequence[Column]) -> list[Row]:
    """Topics down, plans across: the pinned plan's topics in its order, then what the others add."""
    by_column = [by_topic(column.package) for column in columns]
    first = next((index for index, column in enumerate(columns) if column.pinned), 0)
    order = [by_column[first], *by_column] if by_column else []
    topics = dict.fromkeys(topic for one in order for topic in one)
    found = []
    for topic in topics:
        against = by_column[first].get(topic, [])
        title = next(in_language(one[topic][0].title) for one in order if topic in one)
        cells = [
            Cell(column, [_demanded(made, column, against) for made in made_by.get(topic, ())])
            for column, made_by in zip(columns, by_column, strict=True)
        ]
        found.append(Row(title, cells))
    return found


def _demanded(made: Commitment, column: Column, against: Sequence[Commitment]) -> Demanded:
    said = "" if column.pinned or not against else compare_with_any(made, against).value
    mark, word = MARKS[said] if said else ("", "")
    return Demanded(
        title=in_language(made.title),
        target=target_words(made),
        due=_due(made),
        force=str(FORCES[made.force.value]),
        clause=printed(column.package.clause(made.clause)),
        url=f"{column.board}#c{made.clause}" if column.board else "",
        comparison=said,
        mark=mark,
        word=str(word),
    )


def _due(made: Commitment) -> str:
    if made.due.next_congress:
        return _("下次换届")
    return long_date(days.to_date(made.due.day)) if made.due.day is not None else ""
