"""``keqiao backup``: everything of the site in one file."""

from __future__ import annotations

import time
from pathlib import Path

import click

from keqiao.cli.migrate import refuse_outdated
from keqiao.cli.secrets import ask_passphrase
from keqiao.kernel.backup.take import take_backup


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-keys", is_flag=True, help="把密钥也放进备份，用口令封住")
@click.option("--passphrase-stdin", is_flag=True, help="从标准输入读取口令，不在屏幕上询问")
def command(file: Path, with_keys: bool, passphrase_stdin: bool) -> None:
    """把全部数据、附件备份到一个新文件 FILE，网站可以照常运行。

    密钥（keys.json）默认不在备份里，请另外保管：没有密钥，备份里密封的内容无法读取。
    """
    refuse_outdated()
    passphrase = ask_passphrase(from_stdin=passphrase_stdin, twice=True) if with_keys else None
    begun = time.monotonic()
    taken = take_backup(file, passphrase=passphrase)
    seconds = time.monotonic() - begun
    click.echo(
        f"已备份到“{file}”：{taken.rows:,}行，{taken.files:,}个附件，{taken.size / 2**20:,.1f}MB，用时{seconds:.1f}秒。"
    )
    if taken.missing:
        click.echo(f"有{len(taken.missing)}个附件在数据库里有记录，文件却不在了，没有备份，如{taken.missing[0]}。")
    if not with_keys:
        click.echo("密钥不在备份里：请把数据目录中的 keys.json 另外保管，恢复时要用。")
