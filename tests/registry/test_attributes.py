"""What may be said of an organisation, as codes and in words."""

from __future__ import annotations

import pytest

from keqiao.kernel.organisations.models import AttributeKind
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.attributes import NUMBERS, read_value, value_word, values_of


@pytest.mark.parametrize("kind", AttributeKind)
def test_every_matter_has_its_values_or_is_a_number(kind: AttributeKind) -> None:
    assert bool(values_of(kind)) != (kind in NUMBERS)
    for code, said in values_of(kind).items():
        assert read_value(kind, code) == read_value(kind, said) == code
        assert value_word(kind, code) == said


def test_a_number_is_kept_as_one() -> None:
    assert read_value(AttributeKind.WORKERS_REACHED, "0120") == "120"
    with pytest.raises(VerbError, match="应为整数"):
        read_value(AttributeKind.WORKERS_REACHED, "很多")


def test_what_may_be_said_is_named() -> None:
    with pytest.raises(VerbError, match="请在是、否中选择"):
        read_value(AttributeKind.POOR, "也许")
