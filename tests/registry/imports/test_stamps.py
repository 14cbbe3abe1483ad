"""A stamp changes with what an import can write, and with nothing else."""

from __future__ import annotations

from keqiao.registry.imports.stamps import stamps
from keqiao.registry.verbs import people, posts
from registry.conftest import OPERATES, Registry


def test_a_stamp_follows_the_record(registry: Registry) -> None:
    person = people.enrol(OPERATES, registry.city, {"name": "韦晓", "unit_name": "云桥"})
    seen = [stamps([person.pk], registry.term.pk)[person.pk]]
    people.correct(OPERATES, person, {"sex": "female"})
    seen.append(stamps([person.pk], registry.term.pk)[person.pk])
    people.set_trait(OPERATES, person, {"kind": "title", "value": "正高级"})
    seen.append(stamps([person.pk], registry.term.pk)[person.pk])
    posts.elect(OPERATES, registry.term, {"person": person.pk, "role": "delegate"})
    seen.append(stamps([person.pk], registry.term.pk)[person.pk])
    assert len(set(seen)) == 4
    group = {
        "employments": [person.employments.get().pk],
        "source_class": "rural",
        "leading_official": False,
    }
    people.confirm_sources(OPERATES, registry.city, {"groups": [group]})
    assert stamps([person.pk], registry.term.pk)[person.pk] == seen[-1]


def test_whoever_is_gone_has_none(registry: Registry) -> None:
    assert stamps([1], registry.term.pk) == {}
