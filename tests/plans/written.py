"""Commitments as packages write them, one minimal one for each measure, for tests that change one key."""

from __future__ import annotations

from typing import Any

from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.compile import Setting, compile_commitment
from keqiao.plans.engine.errors import Fault
from keqiao.plans.engine.parse import Definitions
from plans.facts_fixture import FACTS

_ANY = {
    "id": "one",
    "clause": "一",
    "topic": "one",
    "title": {"zh": "一项", "en": "One"},
    "subject": "association@municipal",
    "force": "must",
}
_BY_MEASURE: dict[str, dict[str, Any]] = {
    "share": {"of": "posts", "where": "term = 'current'", "that": "minority", "target": {"at_least": "70%"}},
    "count": {"of": "places", "target": {"at_least": 2}},
    "sum": {"of": "places", "sum": "floor_area", "target": {"at_least": "100 m2"}},
    "coverage": {
        "of": "divisions",
        "with": [{"fact": "places", "by": "division", "at_least": 1}],
        "target": {"at_least": "100%"},
    },
    "ratio": {
        "of": "funding",
        "sum": "amount",
        "over": {"fact": "populations", "sum": "people"},
        "target": {"at_least": "3 yuan"},
    },
    "rhythm": {"of": "meetings", "rhythm": {"per": "year", "at_least": 1}, "target": {"at_least": "100%"}},
    "gap": {"measure": "rhythm", "of": "meetings", "rhythm": {"gap_at_most": "60 months"}},
    "streak": {
        "of": "attendance",
        "where": "state <> 'excused'",
        "that": "state = 'absent'",
        "streak": {"by": ["person"], "order": "date", "length": 2},
        "target": {"at_most": 0},
    },
    "returned": {"indicator": "literacy", "target": {"at_least": "15%"}},
    "attested": {"target": {"at_least": 1}},
}
MEASURES = tuple(_BY_MEASURE)


def written(measure: str = "share", **changes: Any) -> dict[str, Any]:
    """A commitment of that measure with keys exchanged; a key given as None is left out. ``with_`` writes ``with``."""
    made = {"measure": measure, **_ANY, **_BY_MEASURE[measure]}
    made |= {name.rstrip("_"): value for name, value in changes.items()}
    return {key: value for key, value in made.items() if value is not None}


def faults(measure: str = "share", *, definitions: Definitions | None = None, **changes: Any) -> list[Fault]:
    """Everything wrong with it."""
    setting = Setting("plan", FACTS, definitions or {})
    return compile_commitment(written(measure, **changes), setting)[1]


def compiled(measure: str = "share", *, definitions: Definitions | None = None, **changes: Any) -> Commitment:
    """It, as the engine knows it."""
    setting = Setting("plan", FACTS, definitions or {})
    made, found = compile_commitment(written(measure, **changes), setting)
    assert not found
    assert made is not None
    return made
