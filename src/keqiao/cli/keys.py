"""``keqiao keys``: which keys there are and what they seal, and rotating them."""

from __future__ import annotations

import click
from django.conf import settings

from keqiao.cli.acting import ACT
from keqiao.cli.failures import Failure
from keqiao.kernel.keys import ROTATING
from keqiao.kernel.privacy.models import KeyRotation
from keqiao.kernel.privacy.rotation import reseal, standings
from keqiao.registry.verbs.keys import rotate as begin

WORDS = {"seal": "字段密封", "blind": "盲索引", "person": "个人审计密钥的保护密钥"}


@click.group()
def command() -> None:
    """查看和更换密钥。"""


@command.command("list")
def list_keys() -> None:
    """列出各类密钥的版本，以及还有多少内容由旧密钥密封。"""
    ring = settings.KEYRING
    click.echo(f"密封算法：{ring.algorithm}")
    for purpose in ROTATING:
        click.echo(f"{WORDS[purpose]}：现行第{ring.key(purpose).version}版")
    for one in standings():
        click.echo(f"  {one.field.label}：{one.values}项，其中{one.older}项待重新密封")
    if KeyRotation.objects.filter(finished=None).exists():
        click.echo("有一次换钥没有做完。运行 keqiao keys rotate 继续。")


@command.command()
@click.option("--keep-keys", is_flag=True, help="不换密钥，只按现行密钥和算法重新密封")
def rotate(keep_keys: bool) -> None:
    """换用新密钥，并把所有密封的内容重新密封；中断后再次运行会接着做。旧密钥保留，用来打开旧备份。"""
    rotation = KeyRotation.objects.filter(finished=None).first()
    if rotation is not None:
        click.echo("接着做上一次没有做完的换钥。")
    else:
        rotation = begin(ACT, None, {"new_keys": not keep_keys})
    done = reseal(rotation, lambda label, count: click.echo(f"  {label}：{count}项"))
    click.echo(f"已重新密封{done.done}项。请备份新的密钥文件 {settings.KEYRING.path}。")
    if done.left:
        raise Failure(
            f"有{done.left}项打不开或与别的记录重号，仍由旧密钥密封。运行 keqiao keys list 查看是哪些字段，"
            "核对后再运行 keqiao keys rotate --keep-keys。"
        )
