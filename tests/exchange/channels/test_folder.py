"""The folder that stands where no gateway is set."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.exchange.channels.folder import Folder

MESSAGE = Message("a1", "mobile", "13800000001", "验证码123456", {"code": "123456"})


def test_each_message_is_a_file_for_its_owners_eyes_only(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "outbox")
    folder.send(MESSAGE)
    folder.send(MESSAGE)
    (file,) = folder.path.iterdir()
    assert file.read_text(encoding="utf-8") == "13800000001\n验证码123456\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")
    with pytest.raises(ChannelError, match="can't be written"):
        Folder(tmp_path / "outbox").send(MESSAGE)


def test_messages_of_before_are_forgotten(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "outbox")
    assert folder.forget_old() == 0
    folder.send(MESSAGE)
    assert folder.forget_old() == 0
    (file,) = folder.path.iterdir()
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(file, (two_days_ago, two_days_ago))
    assert folder.forget_old() == 1
