"""On the phone: whoever was drawn reads for what."""

from __future__ import annotations

from django.test import RequestFactory

from blocks.assemblies.draws.given import drawn
from cast import Cast
from keqiao.blocks.assemblies.draws.models import Nominee
from keqiao.blocks.assemblies.draws.pages.home import panel as home_panel


def test_whoever_was_drawn_reads_it_at_home(cast: Cast, rf: RequestFactory) -> None:
    made = drawn(cast)
    chosen = Nominee.objects.filter(draw=made, status="drawn").select_related("person").first()
    other = Nominee.objects.filter(draw=made, status="in").select_related("person").first()
    assert chosen is not None
    assert other is not None
    assert "学会评估评议组" in home_panel(rf.get("/"), chosen.person)
    assert home_panel(rf.get("/"), other.person) == ""
