"""The ``keqiao`` command. Each command stands in a module of its own, loaded when it is called for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import click
import django

from keqiao.cli.failures import told


class Lazy(NamedTuple):
    """The module that holds a command under the name ``command``, one line of help, and whether it needs Django."""

    module: str
    help: str
    django: bool = True


# A new command or group of commands adds one line here.
COMMANDS: dict[str, Lazy] = {
    "plans": Lazy("keqiao.cli.plans", "查看方案，计算任务指标"),
    "forms": Lazy("keqiao.cli.forms", "查看和检查对外报表"),
    "recount": Lazy("keqiao.cli.recount", "重新计算公布的计票文件"),
    "import": Lazy("keqiao.cli.imports", "导入名册和名单"),
    "undo": Lazy("keqiao.cli.undo", "撤销导入"),
    "users": Lazy("keqiao.cli.users", "建立用户"),
    "keys": Lazy("keqiao.cli.keys", "查看和更换密钥"),
    "audit": Lazy("keqiao.cli.audit", "核验和封存审计记录"),
    "migrate": Lazy("keqiao.cli.migrate", "建立数据库或更新到最新"),
    "backup": Lazy("keqiao.cli.backup", "备份全部数据和附件"),
    "restore": Lazy("keqiao.cli.restore", "用备份恢复"),
    "doctor": Lazy("keqiao.cli.doctor", "检查设置和运行状况"),
    "slate": Lazy("keqiao.cli.slate", "按名额要求抽取或择优选出人员", django=False),
    "demo": Lazy("keqiao.cli.demo.command", "建立演示数据"),
    "work": Lazy("keqiao.cli.work", "后台工作（导入等），网站运行时自动进行"),
    "keep": Lazy("keqiao.cli.keep", "例行事务，网站运行时自动进行"),
    "serve": Lazy("keqiao.cli.serve", "启动网站"),
}


class Commands(click.Group):
    """Finds commands in their modules and starts Django before the first that needs it is loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, as they are used: from first to last."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keqiao.config.settings")
        if lazy.django:
            django.setup()
        command: click.Command = import_module(lazy.module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for ``--help``, made without loading anything."""
        with formatter.section("命令"):
            formatter.write_dl([(name, lazy.help) for name, lazy in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="keqiao", prog_name="keqiao")
def keqiao() -> None:
    """科桥：让改革方案成为可以运行的系统。"""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line. Returns 0 when done, 2 for wrong use, 1 for anything else, told in one line."""
    try:
        answer = keqiao.main(list(arguments), prog_name="keqiao", standalone_mode=False)
    except Exception as error:
        if os.environ.get("KEQIAO_DEBUG") and not isinstance(error, click.ClickException | click.Abort):
            raise
        status, line = told(error)
        click.echo(f"keqiao: {line}", err=True)
        return status
    return answer if isinstance(answer, int) else 0


def main() -> None:
    """Entry point of the command."""
    sys.exit(run(sys.argv[1:]))
