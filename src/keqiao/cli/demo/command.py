"""``keqiao demo``: a small believable installation to look at and to try things on."""

from __future__ import annotations

import time
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from keqiao.cli.demo.build import build
from keqiao.cli.demo.samples import write_samples
from keqiao.cli.demo.stage import Stage
from keqiao.cli.failures import Failure
from keqiao.cli.migrate import pending
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.plans.tallies import refresh

LEAST, MOST = 200, 100_000


@click.command()
@click.option("--people", type=click.IntRange(LEAST, MOST), default=10_000, show_default=True, help="多少人")
@click.option("--seed", type=int, default=2017, show_default=True, help="随机种子：种子相同，数据相同")
@click.option("--if-empty", is_flag=True, help="已有数据时什么也不做，正常结束")
def command(people: int, seed: int, if_empty: bool) -> None:
    """建立演示数据：全国、湖南、泰州、滁州和柳州的各级科协，人物都是虚构的。"""
    home = Path(settings.HOME)
    if pending():
        click.echo("建立数据库…")
        call_command("migrate", verbosity=0, interactive=False)
    if Organisation.objects.exists():
        if if_empty:
            click.echo("数据库里已有单位，没有建立演示数据。")
            return
        raise Failure(
            "数据库里已有单位，没有建立演示数据。请换一个空的数据目录（设置环境变量 KEQIAO_HOME）后再运行 keqiao demo。"
        )
    began = time.monotonic()
    samples = make(home, people, seed)
    click.echo("计算任务指标…")
    refresh(today())
    click.echo(f"演示数据已建立（{people}人，用时{time.monotonic() - began:.0f}秒）。")
    click.echo(f"导入试用的示例名册：{'、'.join(map(str, samples))}")
    click.echo(f"演示账号：{'、'.join(one.username for one in DEMO_ACCOUNTS)}，密码都是 {DEMO_PASSWORD}")
    click.echo("运行 keqiao serve 启动网站。")


def make(home: Path, people: int, seed: int) -> list[Path]:
    """Write the demo in one transaction, its samples and its mark; whatever breaks it off, it can be run again.

    The mark is written last inside the transaction: a demo that was committed always has it, and on a
    home that is still empty it does no harm.
    """
    with transaction.atomic():
        stage = Stage(people, seed, timezone.localdate())
        build(stage, click.echo)
        samples = write_samples(home / "samples", stage)
        (home / "demo").write_text(f"people={people} seed={seed}\n", encoding="utf-8")
    return samples
