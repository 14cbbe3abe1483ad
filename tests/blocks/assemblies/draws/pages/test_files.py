"""What anybody needs to compute a draw again."""

from __future__ import annotations

import html
import json
import shlex
from pathlib import Path

from django.test import Client
from django.urls import reverse

from blocks.assemblies.draws.given import committed, drawn, prepared
from blocks.assemblies.draws.pages.given_pages import page
from cast import OPERATES, Cast
from cli.conftest import Keqiao, keqiao
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.models import Draw

__all__ = ["keqiao"]


def command(said: str, number: int, folder: Path) -> list[str]:
    """A command of the page, on the files in a folder."""
    shown = html.unescape(said.split("<code>keqiao ")[number + 1].split("</code>")[0])
    return [str(folder / part) if part.endswith((".csv", ".json")) else part for part in shlex.split(shown)]


def downloaded(client: Client, made: Draw, folder: Path) -> None:
    for name, file in (("nominees", "nominees.csv"), ("quotas", "quotas.csv"), ("record", "record.json")):
        answer = client.get(reverse(f"assemblies:draw_{name}", args=["450200", made.public_id]))
        (folder / file).write_bytes(answer.content)


def test_anybody_verifies_a_draw_with_its_replacements(
    cast: Cast, client: Client, keqiao: Keqiao, tmp_path: Path
) -> None:
    client.force_login(cast.clerk)
    made = prepared(cast, per_unit=2)
    both = {"trait": "性别", "value": "男", "also_trait": "来源类别", "also_value": "高等学校", "low": 1, "high": 3}
    verbs.require(OPERATES, made, both)
    verbs.fix(OPERATES, made.nominees.get(number=4), {"reason": "组长单位派员"})
    verbs.commit(OPERATES, made, {})
    verbs.draw(OPERATES, made, {"witness": "3 5 1"})
    for witness in ("6 6 2", "1 1 4"):
        gone = made.nominees.filter(status="drawn").order_by("number").first()
        assert gone is not None
        verbs.replace(OPERATES, gone, {"reason": "出差", "witness": witness})
    downloaded(client, made, tmp_path)
    given = command(page(client, made), 0, tmp_path)
    answer = keqiao(*given)
    assert (answer.status, answer.err) == (0, "")
    members = "、".join(str(one.number) for one in made.nominees.filter(status="drawn"))
    assert f"现在（行号，从0数起）：{members}" in answer.out
    record = (tmp_path / "record.json").read_text("utf-8")
    # Other numbers draw the same of five now and then, and then hold as well; not all twenty of them do.
    said = []
    for other in range(20):
        (tmp_path / "record.json").write_text(record.replace("6 6 2", f"6 7 {other}"), "utf-8")
        said.append(keqiao(*given).err)
    assert any("补抽的号码表或补上的人员" in err for err in said)
    found = json.loads(record)
    found["replacements"][0]["lines"].pop()
    (tmp_path / "record.json").write_text(json.dumps(found), "utf-8")
    assert "补抽的号码表或补上的人员" in keqiao(*given).err


def test_anybody_computes_it_again_from_the_files(cast: Cast, client: Client, keqiao: Keqiao, tmp_path: Path) -> None:
    client.force_login(cast.clerk)
    made = drawn(cast)
    downloaded(client, made, tmp_path)
    answer = keqiao(*command(page(client, made), 0, tmp_path))
    assert (answer.status, answer.err) == (0, "")
    members = "、".join(str(one.number) for one in made.nominees.filter(status="drawn"))
    assert f"抽中（行号，从0数起）：{members}" in answer.out


def test_there_is_no_list_of_tickets_before_the_digest(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    made = prepared(cast)
    assert client.get(reverse("assemblies:draw_record", args=["450200", made.public_id])).status_code == 404


def test_others_get_no_file(cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)
    made = committed(cast)
    assert client.get(reverse("assemblies:draw_record", args=["450200", made.public_id])).status_code == 403
