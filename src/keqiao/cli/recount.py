"""``keqiao recount``: counts a published file of ballots again. Asks no database."""

from __future__ import annotations

import json
from pathlib import Path

import click

from keqiao.blocks.assemblies.elections.box import receipt_digest_of
from keqiao.blocks.assemblies.elections.counting import Result
from keqiao.blocks.assemblies.elections.recount import file_digest, holds, recounted
from keqiao.cli.failures import Failure

OUTCOMES = {"elected": "当选（通过）", "not_elected": "未当选（未通过）", "tied": "最后名额得票相等"}
FAULTS = {
    "more_returned": "收回选票多于发出的",
    "more_void": "废票多于收回的",
    "no_quorum": "没有达到法定人数",
}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--receipt", default="", help="投票时得到的回执编号：看这张选票是否计入。")
def command(file: Path, receipt: str) -> None:
    """重新计算一份公布的计票文件。"""
    written = file.read_bytes()
    try:
        content = json.loads(written)
        found = recounted(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Failure(f"{file}读不出来：不是完整的计票文件。请重新下载。（{error}）") from None
    click.echo(f"{content['title']}　SHA-256 {file_digest(written)}")
    _say(found, {one["number"]: one["name"] for one in content["candidates"]})
    if receipt:
        there = receipt_digest_of(content["election"], receipt) in content["receipts"]
        click.echo(f"回执{receipt}：" + ("这张选票已经计入。" if there else "没有这张回执。请核对编号。"))
    if not holds(content):
        raise Failure("重新计算的结果与文件中公布的结果不一致。请向组织选举的单位提出。")
    click.echo("与公布的结果一致。")


def _say(found: Result, names: dict[int, str]) -> None:
    box = found.box
    click.echo(f"应到{box.due}，到会{box.present}，发出{box.issued}，收回{box.returned}。")
    if found.fault:
        click.echo(f"{FAULTS[found.fault]}，投票无效。")
    for line in found.lines:
        name = line.name or names.get(line.number, str(line.number))
        votes = line.votes
        outcome = "" if found.fault else OUTCOMES[line.outcome]
        click.echo(f"  {name}　赞成{votes.yes}　反对{votes.no}　弃权{votes.abstain}　{outcome}")
