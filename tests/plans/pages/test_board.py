"""The clause tree with a state and a count each, and each clause with its figures."""

from __future__ import annotations

from keqiao.kernel.facts.schema import Label
from keqiao.look.figures import Figure
from keqiao.plans.packages.package import Clause, Note
from keqiao.plans.pages.board import sections, tally, tree, urgent

TEXT = Label("字", "word")


def clause(number: str, shown: str, *clauses: Clause) -> Clause:
    return Clause(number, shown, TEXT, TEXT, clauses)


CLAUSES = [
    clause("一", "第一部分"),
    clause(
        "二", "第二部分", clause("二.1", "第二部分第1条"), clause("二.2", "第二部分第2条", clause("二.2.1", "之一"))
    ),
]
MET, MISSED, RISK = (Figure(title=code, status=code) for code in ("met", "missed", "at_risk"))
BY_CLAUSE = {"二.1": [MET, MISSED], "二.2.1": [RISK]}


def test_every_clause_stands_in_the_document_s_order_with_its_figures() -> None:
    found = sections(CLAUSES, BY_CLAUSE, [Note("n", "二.1", "", TEXT, "why")])
    assert [(one.number, one.level, len(one.figures), one.holds_more) for one in found] == [
        ("一", 2, 0, False),
        ("二", 2, 0, True),
        ("二.1", 3, 2, True),
        ("二.2", 3, 0, True),
        ("二.2.1", 4, 1, True),
    ]
    assert [one.notes for one in found if one.notes] == [["字"]]


def test_headings_go_no_deeper_than_four() -> None:
    deep = clause("一", "一", clause("二", "二", clause("三", "三", clause("四", "四"))))
    assert [one.level for one in sections([deep], {}, ())] == [2, 3, 4, 4]


def test_the_tree_shows_the_most_urgent_state_and_counts_all_below() -> None:
    first, second = tree(CLAUSES, BY_CLAUSE)
    assert (first.status, first.count, first.url) == ("", None, "?all=1#c一")
    assert (second.status, second.count, second.url) == ("missed", 3, "#c二")
    assert [(one.label, one.status, one.count) for one in second.children] == [
        ("第1条", "missed", 2),
        ("第2条", "at_risk", 1),
    ]
    assert first.children == ()


def test_states_are_counted_in_the_order_in_which_people_read_them() -> None:
    assert tally([MISSED, MET, MET, RISK]) == [("met", 2), ("at_risk", 1), ("missed", 1)]
    assert tally([]) == []
    assert urgent([MET, RISK]) == "at_risk"
    assert urgent([]) == ""
