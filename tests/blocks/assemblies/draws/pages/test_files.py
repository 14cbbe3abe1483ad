"""What anybody needs to compute a draw again."""

from __future__ import annotations

import html
import json
import shlex
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from blocks.assemblies.draws.given import committed, drawn, prepared
from blocks.assemblies.draws.pages.given_pages import page
from cast import OPERATES, Cast
from cli.conftest import Keqiao, keqiao
from keqiao.blocks.assemblies.draws import verbs

__all__ = ["keqiao"]


def command(said: str, number: int, folder: Path) -> list[str]:
    """A command of the page, on the files in a folder."""
    shown = html.unescape(said.split("<code>keqiao ")[number + 1].split("</code>")[0])
    return [str(folder / part) if part.endswith((".csv", ".json")) else part for part in shlex.split(shown)]


def test_anybody_computes_a_replacement_again(cast: Cast, client: Client, keqiao: Keqiao, tmp_path: Path) -> None:
    client.force_login(cast.clerk)
    made = drawn(cast)
    for witness in ("6 6 2", "1 1 4"):
        gone = made.nominees.filter(status="drawn").order_by("number").first()
        assert gone is not None
        verbs.replace(OPERATES, gone, {"reason": "出差", "witness": witness})
    for name, file in (("nominees", "nominees.csv"), ("quotas", "quotas.csv")):
        answer = client.get(reverse(f"assemblies:draw_{name}", args=["450200", made.public_id]))
        (tmp_path / file).write_bytes(answer.content)
    answer = keqiao(*command(page(client, made), 2, tmp_path), "--format", "json")
    assert json.loads(answer.out)["selected"] == [one.number for one in made.nominees.filter(status="drawn")]


@pytest.mark.parametrize("witness", ["", "3 5 1"])
def test_anybody_computes_it_again_from_the_files(
    cast: Cast, client: Client, keqiao: Keqiao, tmp_path: Path, witness: str
) -> None:
    client.force_login(cast.clerk)
    made = committed(cast)
    verbs.draw(OPERATES, made, {"witness": witness})
    for name, file in (("nominees", "nominees.csv"), ("quotas", "quotas.csv"), ("record", "record.json")):
        answer = client.get(reverse(f"assemblies:draw_{name}", args=["450200", made.public_id]))
        (tmp_path / file).write_bytes(answer.content)
    said = page(client, made)
    answer = keqiao(*command(said, 0, tmp_path))
    assert (answer.status, answer.err) == (0, "")
    members = "、".join(str(one.number) for one in made.nominees.filter(status="drawn"))
    assert f"抽中（行号，从0数起）：{members}" in answer.out
    assert len(json.loads((tmp_path / "record.json").read_text())["lines"]) >= 1


def test_there_is_no_list_of_tickets_before_the_digest(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = prepared(cast)
    assert client.get(reverse("assemblies:draw_record", args=["450200", made.public_id])).status_code == 404


def test_others_get_no_file(cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)
    made = committed(cast)
    assert client.get(reverse("assemblies:draw_record", args=["450200", made.public_id])).status_code == 403
