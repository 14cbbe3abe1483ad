"""``keqiao doctor``: whether the installation is as it should be, and what to mend."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from keqiao.kernel.health.examine import examine, worst
from keqiao.kernel.health.finding import Finding, Level

MARKS = {Level.OK: "正常", Level.WARNING: "注意", Level.FAILURE: "故障"}
STATUS = {Level.OK: 0, Level.WARNING: 0, Level.FAILURE: 1}


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="格式")
def command(form: str) -> None:
    """检查设置、密钥、数据库、磁盘、字体、例行事务、时钟、审计、管理员和备份。

    有故障时以状态1结束，可用于监控。
    """
    found = examine()
    click.echo(as_json(found) if form == "json" else as_text(found))
    click.get_current_context().exit(STATUS[worst(found)])


def as_text(found: Sequence[Finding]) -> str:
    """One finding a line, what to mend below it, and a summary."""
    lines = []
    for one in found:
        lines.append(f"[{MARKS[one.level]}] {one.said}")
        if one.mend:
            lines.append(f"       {one.mend}")
    counts = {level: sum(one.level is level for one in found) for level in Level}
    lines.append("，".join(f"{MARKS[level]}{counts[level]}项" for level in Level) + "。")
    return "\n".join(lines)


def as_json(found: Sequence[Finding]) -> str:
    """The worst level, and every finding by its code."""
    told = [{"code": one.code, "level": one.level.value, "said": one.said, "mend": one.mend} for one in found]
    return json.dumps({"level": worst(found).value, "findings": told}, ensure_ascii=False, indent=1)
