"""What the demo's directory shows is written so that it can be found out."""

from __future__ import annotations

from keqiao.cli.demo.register import FIELDS, MISWRITTEN, RARE, SEGMENTS
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.kernel.standards.likeness import sound_of
from keqiao.kernel.standards.names import is_rare, read_name
from keqiao.registry.directory import read_filters


def test_a_name_written_otherwise_still_sounds_the_same() -> None:
    for right, wrong in MISWRITTEN.items():
        assert sound_of(chr(right)) == sound_of(str(wrong))


def test_fields_segments_and_names_are_such_as_verbs_take() -> None:
    assert {code for code, _topic in FIELDS} <= set(DISCIPLINES)
    assert all(read_filters(filters) == filters for _name, filters, _note in SEGMENTS)
    assert all(read_name(name).name == name for name, _unit in RARE)
    assert is_rare(RARE[0][0])
