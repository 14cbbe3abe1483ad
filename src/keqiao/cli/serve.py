"""``keqiao serve``: the site."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from keqiao.cli.failures import Failure
from keqiao.cli.migrate import refuse_outdated

THREADS = 4  # the pages wait for the database more than they compute


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
def command(port: int, host: str) -> None:
    """启动网站，按 Ctrl-C 停止。"""
    refuse_outdated()
    _refuse_taken(host, port)
    connection.close()  # the workers open their own
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    click.echo(f"科桥已启动：http://{host}:{port} （按 Ctrl-C 停止）")
    # A process of its own: a round of chores must not take time from somebody's page.
    beside = [
        subprocess.Popen([sys.executable, "-m", "keqiao", name, "--while-running", str(os.getpid())])
        for name in ("keep", "work")
    ]
    try:
        _serve(host, port)
    finally:
        for process in beside:
            process.terminate()
        for process in beside:
            process.wait()


def _serve(host: str, port: int) -> None:
    Granian(
        "keqiao.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=_workers(),
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


def _workers() -> int:
    """One process for SQLite, whose writers wait for each other anyway; for other databases one for each core."""
    return 1 if connection.vendor == "sqlite" else min(4, os.cpu_count() or 1)


def _refuse_taken(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise Failure(
            f"不能在 {host}:{port} 启动：{error.strerror}。请用 --port 换一个端口，或停止占用它的程序。"
        ) from None
