"""``keqiao undo``: taking back what was imported."""

from __future__ import annotations

import click

from keqiao.cli.acting import ACT
from keqiao.cli.failures import Failure
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports.people import import_people
from keqiao.registry.imports.people import take_back as take_back_roster
from keqiao.registry.imports.running import take_back


@click.group()
def command() -> None:
    """撤销已经办理的导入。"""


@command.command("import")
@click.argument("number", type=click.IntRange(1))
def undo_import(number: int) -> None:
    """撤销编号为 NUMBER 的导入。"""
    batch = Batch.objects.filter(pk=number).first()
    if batch is None:
        raise Failure(f"没有编号为{number}的导入。请核对导入完成时显示的编号。")
    (take_back_roster if batch.verb == import_people.name else take_back)(ACT, batch)
    click.echo(f"已撤销导入 {number}（{batch.title}，{batch.rows}行）。")
