"""Every choice of a model has its label in both languages."""

from __future__ import annotations

import pytest

from keqiao.kernel.facts.codes import codes
from keqiao.kernel.facts.schema import FactError, Label
from keqiao.kernel.people.models import Sex


def test_codes_are_labelled_in_both_languages() -> None:
    assert codes(Sex, male="men", female="women") == {"male": Label("男", "men"), "female": Label("女", "women")}


@pytest.mark.parametrize(("english", "odd"), [({"male": "men"}, "female"), ({"male": "", "female": "", "x": ""}, "x")])
def test_a_missing_and_a_needless_label_are_named(english: dict[str, str], odd: str) -> None:
    with pytest.raises(FactError, match=f"Sex and their English labels differ in: {odd}\\."):
        codes(Sex, **english)
