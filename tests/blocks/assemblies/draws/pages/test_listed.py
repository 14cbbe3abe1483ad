"""All draws of an organisation, and the panel where its assemblies begin."""

from __future__ import annotations

from django.test import Client, RequestFactory
from django.urls import reverse

from blocks.assemblies.draws.given import drawn, prepared
from blocks.assemblies.draws.pages.given_pages import page
from cast import Cast
from keqiao.blocks.assemblies.draws.pages.listed import panel


def test_the_hub_leads_to_draws(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    hub = reverse("assemblies:hub", args=["450200"])
    assert "准备一次抽取" in client.get(hub).content.decode()
    prepared(cast)
    assert "学会评估评议组" in client.get(hub).content.decode()
    listed = client.get(reverse("assemblies:draws", args=["450200"])).content.decode()
    assert "学会评估评议组" in listed


def test_a_reader_begins_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    assert "准备一次抽取" not in client.get(reverse("assemblies:hub", args=["450200"])).content.decode()
    said = page(client, drawn(cast))
    assert "人选3" not in said
    assert "设要求" not in said


def test_whoever_may_not_draw_reads_nothing_where_nothing_was_drawn(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = cast.reader
    assert panel(request, cast.liuzhou) == ""
