"""``keqiao serve`` serves the site, says when it can't, and stops cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cli.conftest import Keqiao
from homes import home_of


@pytest.mark.django_db
def test_a_taken_port_is_said(keqiao: Keqiao) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = keqiao("serve", "--port", taken.getsockname()[1])
    assert said.status == 1
    assert "请用 --port 换一个端口" in said.err


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def answered(address: str, process: subprocess.Popen[str]) -> bool:
    """Whether the site answers before its process ends."""
    for _ in range(240):
        if process.poll() is not None:
            return False
        try:
            urllib.request.urlopen(address, timeout=5)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.25)
        else:
            return True
    return False


def test_it_serves_until_interrupted(own_home: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "keqiao", "serve", "--port", str(port)],
        env=os.environ | home_of(own_home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as served:
        try:
            assert answered(f"http://127.0.0.1:{port}/", served)
        finally:
            served.send_signal(signal.SIGINT)
            out, err = served.communicate(timeout=30)
    assert served.returncode == 0
    assert f"http://127.0.0.1:{port}" in out
    assert "Traceback" not in err
