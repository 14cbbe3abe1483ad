"""``keqiao migrate``: the database, made or brought up to date."""

from __future__ import annotations

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from keqiao.cli.failures import Failure


@click.command()
def command() -> None:
    """建立数据库，或更新到最新。"""
    waiting = pending()
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"数据库已是最新（执行了{waiting}项变更）。" if waiting else "数据库已是最新，无需变更。")


def pending() -> int:
    """How many changes the database waits for."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_outdated() -> None:
    """Raise Failure when the database waits for changes."""
    waiting = pending()
    if waiting:
        raise Failure(f"数据库还有{waiting}项变更没有执行。请先运行 keqiao migrate。")
