"""The pages of draws: what goes in, whether it fits together, the digest, the result, and how to compute it again."""

from __future__ import annotations

import html
import json
import shlex
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from blocks.assemblies.draws.given import committed, drawn, prepared
from cast import OPERATES, Cast
from cli.conftest import Keqiao, keqiao
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.models import Draw, Nominee
from keqiao.blocks.assemblies.draws.pages.home import panel as home_panel

__all__ = ["keqiao"]


def page(client: Client, draw: Draw) -> str:
    answer = client.get(reverse("assemblies:draw", args=["450200", draw.public_id]))
    assert answer.status_code == 200
    return str(answer.content.decode())


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


def test_others_see_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)
    one = drawn(cast)
    for name, more in (("draws", []), ("draw", [one.public_id]), ("draw_record", [one.public_id])):
        assert client.get(reverse(f"assemblies:{name}", args=["450200", *more])).status_code == 403


def test_while_it_is_prepared_the_page_says_whether_it_fits_together(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = prepared(cast)
    assert "各项要求能够同时满足" in page(client, made)
    assert "公布摘要" in page(client, made)
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 4, "high": 4})
    said = page(client, made)
    assert "这些要求不能同时满足" in said
    assert "“性别：女”改为至少3人" in said


def test_a_draw_without_people_says_what_belongs_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = verbs.prepare(OPERATES, cast.liuzhou, {"purpose": "sample", "title": "调查样本", "seats": 3})
    assert "还没有人选" in page(client, made)


def test_the_digest_stands_there_before_and_the_seed_only_after(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = committed(cast)
    said = page(client, made)
    assert made.commitment in said
    seed = made.hidden_seed()
    assert seed not in said
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    said = page(client, made)
    assert f"--seed {seed}/3-5-1" in said
    assert "%" in said
    assert "退出并补抽" in said


def test_there_is_no_list_of_tickets_before_the_digest(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = prepared(cast)
    assert client.get(reverse("assemblies:draw_record", args=["450200", made.public_id])).status_code == 404


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


def test_whoever_was_drawn_reads_it_at_home(cast: Cast, rf: object) -> None:
    made = drawn(cast)
    chosen = Nominee.objects.filter(draw=made, status="drawn").select_related("person").first()
    other = Nominee.objects.filter(draw=made, status="in").select_related("person").first()
    assert chosen is not None
    assert other is not None
    assert "学会评估评议组" in home_panel(rf, chosen.person)  # type: ignore[arg-type]
    assert home_panel(rf, other.person) == ""  # type: ignore[arg-type]
