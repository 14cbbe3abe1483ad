"""Thirty rules over a hundred thousand bodies, beside a decision engine, each with a reason for its result."""

from __future__ import annotations

import json
import random

import zen

from keqiao.kernel.facts import schema
from keqiao.plans.engine.logic import answer
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.rules import Rule

from .measuring import once
from .table import Row

BODIES = 100_000
CLASSES = ("enterprise", "university", "institute", "rural", "medical", "government")
AGES = (35, 40, 45, 50, 55)
TRIED = 2_000  # bodies that the peer is given; it is measured in evaluations a second


def rows() -> list[Row]:
    """Evaluations per CPU second, ours with the rule as its reason, theirs with its trace."""
    bodies = _bodies()
    posts = schema.get("posts")
    rules = [
        parse(f"source_class in ('{one}') and age(birth, as_of) <= {age}", posts) for one in CLASSES for age in AGES
    ]
    ours = once(lambda: [_reasoned(rule, body) for rule in rules for body in bodies])
    engine = zen.ZenEngine()
    decision = engine.create_decision(json.dumps(_table()))
    tried = [{"source_class": body["source_class"], "age": 20261125 - body["birth_from"]} for body in bodies[:TRIED]]
    theirs = once(lambda: [decision.evaluate(one, {"trace": True}) for one in tried])
    mine = len(rules) * len(bodies) / ours.cpu
    peers = 30 * len(tried) / theirs.cpu
    return [
        Row(
            f"{len(rules)} rules over {len(bodies):,} bodies in Python, each answer with its reason",
            f"{mine:,.0f} evaluations per CPU second",
            f"zen-engine: {peers:,.0f} (30 rows of a table over {TRIED:,} bodies, with its trace)",
            mine >= peers,
        )
    ]


def _reasoned(rule: Rule, body: dict[str, object]) -> tuple[bool | None, Rule]:
    return answer(rule, body, 20261125), rule


def _bodies() -> list[dict[str, object]]:
    draw = random.Random(7)
    born = [(1950 + draw.randrange(50)) * 10000 + 601 for _ in range(BODIES)]
    return [{"source_class": draw.choice(CLASSES), "birth_from": day, "birth_to": day} for day in born]


def _table() -> dict[str, object]:
    """The same thirty rules as a decision table that collects."""
    lines = [
        {"_id": f"{one}{age}", "a": f"'{one}'", "b": f"< {(age + 1) * 10000}", "c": "true"}
        for one in CLASSES
        for age in AGES
    ]
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "a", "name": "class", "field": "source_class"}, {"id": "b", "name": "age", "field": "age"}],
        "outputs": [{"id": "c", "name": "holds", "field": "holds"}],
        "rules": lines,
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {"id": "table", "name": "table", "type": "decisionTableNode", "position": {"x": 1, "y": 0}, "content": content},
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}
