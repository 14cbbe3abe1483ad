"""``keqiao forms``: which outside forms there are, and whether their files hold."""

from __future__ import annotations

import click

from keqiao.blocks.returns.forms.library import form_files, forms
from keqiao.blocks.returns.forms.read import read_form
from keqiao.cli.failures import Failure
from keqiao.kernel.facts import schema
from keqiao.plans.packages.problems import PackageError


@click.group()
def command() -> None:
    """查看和检查对外报表。"""


@command.command("list")
def list_forms() -> None:
    """列出全部对外报表。"""
    found = forms()
    for form in found.forms.values():
        click.echo(f"{form.id}  {len(list(form.lines()))}行  {form.title.zh}")
    for name in found.faulty:
        click.echo(f"{name}  有错误，不能使用。请运行 keqiao forms check {name}。")


@command.command()
@click.argument("names", metavar="[报表编号]...", nargs=-1)
def check(names: tuple[str, ...]) -> None:
    """检查报表：格式、规则和行与行的关系。不写编号则检查全部。"""
    known = {path.stem: path for path in form_files()}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Failure(f"没有报表“{unknown[0]}”。现有：{'、'.join(known)}。")
    faults = 0
    for name in names or known:
        try:
            form = read_form(known[name], schema.all_facts())
        except PackageError as error:
            faults += len(error.problems)
            for problem in error.problems:
                click.echo(f"  {problem}")
        else:
            click.echo(f"{name}：没有问题，{len(list(form.lines()))}行。")
    if faults:
        raise Failure(f"共有{faults}处问题。请按所列的文件、位置和办法修改后再检查。")
