"""Bodies are found by kind, and by name where there are several."""

from __future__ import annotations

import pytest

from keqiao.cli.acting import ACT, find_body
from keqiao.cli.failures import Failure
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.verbs.posts import form_body


def test_bodies_by_kind_and_name(city: Organisation) -> None:
    found = find_body(city, "congress")
    assert found is not None
    assert found.name == "代表大会"
    assert find_body(city, "council") is None
    assert find_body(city, "congress", "另一个") is None
    form_body(ACT, city, {"kind": "congress", "name": "临时代表大会"})
    with pytest.raises(Failure, match="代表大会、临时代表大会"):
        find_body(city, "congress")
    assert find_body(city, "congress", "代表大会") == found
