"""An import tells whose figures it changed."""

from __future__ import annotations

import datetime as dt

from keqiao.kernel.nouns import ledger
from keqiao.registry.imports.touching import chunks, mark_posts
from keqiao.registry.verbs import people, posts
from registry.conftest import OPERATES, Registry


def test_posts_elsewhere_are_marked_too(registry: Registry) -> None:
    person = people.enrol(OPERATES, registry.city, {"name": "韦晓", "unit_name": "云桥"})
    council = posts.form_body(OPERATES, registry.society, {"kind": "council"})
    term = posts.open_term(OPERATES, council, {"number": 1, "starts": dt.date(2024, 1, 1)})
    posts.elect(OPERATES, term, {"person": person.pk, "role": "director"})
    with ledger.opened() as book:
        mark_posts([person.pk], registry.city.pk)
    assert book.touched == {("posts", registry.city.pk), ("posts", registry.society.pk)}


def test_outside_a_verb_nothing_is_told(registry: Registry) -> None:
    mark_posts([1, 2, 3], registry.city.pk)
    assert ledger.current() is None


def test_chunks_hold_everything_once() -> None:
    assert [list(part) for part in chunks([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4], [5]]
    assert list(chunks([])) == []
