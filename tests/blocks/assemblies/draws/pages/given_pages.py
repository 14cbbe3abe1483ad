"""A draw's page, as a reader gets it."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from keqiao.blocks.assemblies.draws.models import Draw


def page(client: Client, draw: Draw) -> str:
    answer = client.get(reverse("assemblies:draw", args=["450200", draw.public_id]))
    assert answer.status_code == 200
    return str(answer.content.decode())
