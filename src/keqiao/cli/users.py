"""``keqiao users``: the first users of an installation, who then make the others at the desk."""

from __future__ import annotations

import sys

import click
from django.db import transaction

from keqiao.cli.acting import ACT
from keqiao.kernel.access.roles import ROLES
from keqiao.registry.refusals import organisation_by_code
from keqiao.registry.verbs.access import create_user, grant


@click.group()
def command() -> None:
    """建立用户。"""


@command.command("add")
@click.argument("username")
@click.option("--org", "code", required=True, help="机构代码")
@click.option("--role", required=True, type=click.Choice(list(ROLES)), help="角色")
@click.option("--subtree", is_flag=True, help="含所领导的下级单位")
@click.option("--name", "display_name", default="", help="显示名")
@click.option("--password-stdin", is_flag=True, help="从标准输入读取密码，不在屏幕上询问")
def add(username: str, code: str, role: str, subtree: bool, display_name: str, password_stdin: bool) -> None:
    """建立用户 USERNAME 并授予一个角色。"""
    organisation = organisation_by_code(code)
    password = _read_password() if password_stdin else _ask_password()
    with transaction.atomic():  # a user without the role asked for would only be in the way
        create_user(ACT, organisation, {"username": username, "display_name": display_name, "password": password})
        grant(ACT, organisation, {"username": username, "role": role, "subtree": subtree})
    reach = "及其下级" if subtree else ""
    click.echo(f"已建立用户“{username}”：{organisation}{reach}的{ROLES[role].zh}。")


def _read_password() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _ask_password() -> str:
    answer: str = click.prompt("密码", hide_input=True, confirmation_prompt="再输入一次")
    return answer
