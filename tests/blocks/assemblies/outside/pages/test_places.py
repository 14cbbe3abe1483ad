"""The hub's panel is an association's; a society has none."""

from __future__ import annotations

from django.test import RequestFactory

from cast import Cast
from keqiao.blocks.assemblies.outside.pages.places import hub_panel


def test_only_an_association_deals_with_party_and_government(cast: Cast) -> None:
    request = RequestFactory().get("/")
    assert hub_panel(request, cast.society) == hub_panel(request, None) == ""
    assert "还没有登记" in hub_panel(request, cast.liuzhou)
