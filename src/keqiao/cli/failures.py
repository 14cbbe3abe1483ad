"""What the command says when it fails: one line, and the exit status that goes with it."""

from __future__ import annotations

import click
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from keqiao.kernel.keys import KeyringError
from keqiao.kernel.seals import SealError
from keqiao.kernel.standards.refusal import Refused

WRONG_USE = 2
FAILED = 1


class Failure(Exception):
    """A command failed; the message is what the user reads."""


def told(error: Exception) -> tuple[int, str]:
    """The exit status and the line for an error."""
    status, text = _told(error)
    return status, " ".join(text.split())


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, click.UsageError):
        return WRONG_USE, _wrong_use(error)
    if isinstance(error, click.Abort):
        return FAILED, "已中断，没有完成。"
    if isinstance(error, click.ClickException):
        return FAILED, error.format_message()
    if isinstance(error, _speaking()):
        return FAILED, str(error)
    if isinstance(error, OperationalError | ProgrammingError):
        return FAILED, _database(error)
    if isinstance(error, OSError):
        return FAILED, f"“{error.filename or '文件'}”读写失败：{error.strerror or error}。请检查路径、权限和磁盘空间。"
    said = f"{type(error).__name__}：{error}"
    return FAILED, f"程序出错（{said}）。请设置环境变量 KEQIAO_DEBUG=1 重新运行，把显示的内容告诉维护人员。"


def _speaking() -> tuple[type[Exception], ...]:
    """Errors whose message was written for users."""
    plain = (Failure, Refused, KeyringError, SealError, ImproperlyConfigured)
    if not apps.ready:
        return plain
    from keqiao.kernel.backup.refusal import BackupError  # noqa: PLC0415 - beside the others
    from keqiao.kernel.nouns.models import Stale  # noqa: PLC0415 - models load only after Django has started
    from keqiao.kernel.verbs.contract import VerbError  # noqa: PLC0415 - the same
    from keqiao.plans.library import NoSuchPlan  # noqa: PLC0415 - the same
    from keqiao.plans.packages.problems import PackageError  # noqa: PLC0415 - the same
    from keqiao.plans.snapshots.description import SnapshotError  # noqa: PLC0415 - the same

    return (*plain, BackupError, VerbError, Stale, NoSuchPlan, PackageError, SnapshotError)


def _wrong_use(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "keqiao"
    if isinstance(error, click.NoSuchOption):
        said = f"没有选项 {error.option_name}"
    elif isinstance(error, click.MissingParameter):
        names = error.param.opts if error.param else []
        said = f"缺少{'选项' if error.param and error.param.param_type_name == 'option' else '参数'} {'/'.join(names)}"
    elif isinstance(error, click.BadParameter) and error.param:
        said = f"{'/'.join(error.param.opts)} 的值不对，{_wrong_value(error)}"
    elif isinstance(error, click.exceptions.NoArgsIsHelpError):
        said = "没有写要做什么"
    else:
        said = error.format_message().rstrip(".。").replace("No such command", "没有命令")
    return f"用法不对：{said}。运行 {path} --help 查看用法。"


def _wrong_value(error: click.BadParameter) -> str:
    if error.param is not None and isinstance(error.param.type, click.Choice):
        return f"只能是 {'、'.join(map(str, error.param.type.choices))}"
    return error.message.rstrip(".。")


def _database(error: Exception) -> str:
    text = str(error)
    if "no such table" in text or "no such column" in text or "does not exist" in text:
        return "数据库还没有建好，或者不是最新。请先运行 keqiao migrate。"
    if "locked" in text:
        return "数据库正被别的程序占用。请稍候片刻再试。"
    return f"数据库连接或读写失败：{text.rstrip('.')}。请检查数据库设置（KEQIAO_DATABASE_URL）和磁盘空间。"
