"""The demo's draws stand at three stages."""

from __future__ import annotations

import pytest

from keqiao.blocks.assemblies.draws.models import Draw
from keqiao.blocks.assemblies.draws.pools import standing
from keqiao.cli.demo.draws import TELLERS
from keqiao.cli.demo.stage import Stage

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_one_is_drawn_with_a_replacement_one_published_and_one_clashes(demo: Stage) -> None:
    drawn, published, clashing = Draw.objects.filter(organisation=demo.city).order_by("pk")
    assert (drawn.status, published.status, clashing.status) == ("drawn", "committed", "prepared")
    assert drawn.nominees.filter(status="drawn").count() == drawn.seats
    assert drawn.nominees.filter(status="withdrawn").count() == 1
    assert published.commitment
    assert len(standing(clashing).clashes) == len(TELLERS)
