"""``keqiao audit``: sealing the audit and finding out whether somebody tampered with it."""

from __future__ import annotations

import click

from keqiao.cli.failures import Failure
from keqiao.kernel.audit.sealer import seal_pending
from keqiao.kernel.audit.verified import verify_and_remember


@click.group()
def command() -> None:
    """核验和封存审计记录。"""


@command.command()
def verify() -> None:
    """核验审计记录有没有被改动、删除、调换或截断。"""
    report = verify_and_remember()
    looks = f"和{report.looks}条查看记录" if report.looks else ""
    click.echo(f"已封存{report.entries}条{looks}（{report.seals}批），尚未封存{report.unsealed}条。")
    for fault in report.faults:
        click.echo(f"  {fault}")
    if report.faults:
        raise Failure(f"审计记录有{len(report.faults)}处与封存时不符。请保留现场和备份，立即报告审计管理员。")
    click.echo("核验通过。")


@command.command()
def seal() -> None:
    """封存尚未封存的审计记录。"""
    click.echo(f"已封存{seal_pending()}条。")
