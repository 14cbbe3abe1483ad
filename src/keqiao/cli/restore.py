"""``keqiao restore``: the site as it was when a backup was made."""

from __future__ import annotations

import time
from pathlib import Path

import click

from keqiao.cli.acting import ACT
from keqiao.cli.secrets import ask_passphrase
from keqiao.kernel.backup.restore import restore_backup
from keqiao.registry.privacy.deletions import reapply


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="替换这里现有的全部数据")
@click.option("--with-keys", is_flag=True, help="用备份里的密钥，会询问口令")
@click.option("--passphrase-stdin", is_flag=True, help="从标准输入读取口令，不在屏幕上询问")
@click.option("--despite-faults", is_flag=True, help="备份里的审计记录核验不通过也恢复")
def command(file: Path, replace: bool, with_keys: bool, passphrase_stdin: bool, despite_faults: bool) -> None:
    """用备份 FILE 恢复网站。请先停止网站；中途失败或中断，数据库保持原样。

    SQLite 和 PostgreSQL 的备份可以互相恢复。旧版本的备份恢复后自动更新到现在的版本。
    """
    passphrase = ask_passphrase(from_stdin=passphrase_stdin, twice=False) if with_keys else None
    begun = time.monotonic()
    done = restore_backup(file, replace=replace, passphrase=passphrase, despite_faults=despite_faults, say=click.echo)
    again = reapply(ACT)
    seconds = time.monotonic() - begun
    click.echo(
        f"已恢复{done.made[:16].replace('T', ' ')}的备份：{done.rows:,}行，{done.files:,}个附件，用时{seconds:.1f}秒。"
    )
    click.echo(f"审计记录核验通过（{done.entries:,}条）。请让所有人重新登录。")
    if again:
        click.echo(f"备份之后已删除个人信息的{again}人，恢复后再次删除。")
