"""Each kind of error has its status and its line."""

from __future__ import annotations

import click
import pytest
from django.db import OperationalError

from keqiao.cli.failures import Failure, told
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.verbs.contract import VerbError


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (Failure("没有编号为3的导入。"), 1, "没有编号为3的导入。"),
        (VerbError("第一行\n第二行"), 1, "第一行 第二行"),
        (Refused("x", "证件号码为空"), 1, "证件号码为空"),
        (click.UsageError("bad"), 2, "用法不对：bad。运行 keqiao --help 查看用法。"),
        (click.Abort(), 1, "已中断"),
        (click.ClickException("broken"), 1, "broken"),
        (OperationalError("no such table: access_user"), 1, "keqiao migrate"),
        (OperationalError("database is locked"), 1, "占用"),
        (OperationalError("connection refused"), 1, "KEQIAO_DATABASE_URL"),
        (PermissionError(13, "Permission denied", "名单.docx"), 1, "“名单.docx”读写失败：Permission denied"),
        (ZeroDivisionError("division by zero"), 1, "ZeroDivisionError：division by zero"),
    ],
)
def test_one_line_and_a_status(error: Exception, status: int, says: str) -> None:
    found, line = told(error)
    assert found == status
    assert says in line
    assert "\n" not in line
