"""``keqiao work``: what pages leave to the background, such as imports; ``keqiao serve`` starts it beside the site."""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid

import click
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from keqiao.cli.migrate import refuse_outdated

PAUSE = 1.0  # seconds between two looks at what waits
LYING = dt.timedelta(minutes=2)  # so long a task waits for a worker before the chores take it
KEPT = dt.timedelta(days=7)


@click.command()
@click.option("--once", is_flag=True, help="办完等待的工作就结束")
@click.option("--while-running", "parent", type=int, hidden=True, help="随这个进程结束")
def command(once: bool, parent: int | None) -> None:
    """后台工作：导入名单等。网站运行时自动进行。"""
    refuse_outdated()
    while parent is None or os.getppid() == parent:
        done = work_off()
        if once:
            click.echo(f"已办完{done}项后台工作。")
            return
        close_old_connections()
        time.sleep(PAUSE)


def work_off() -> int:
    """Do all that waits. Returns how many tasks were done."""
    worker = Worker(
        queue_names=["*"],
        interval=PAUSE,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
        excluded_queue_names=[],
    )
    worker.run()
    return worker._run_tasks


def work_left_lying() -> None:
    """Where no worker runs, what waits is done by the chores."""
    if _kept() and DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - LYING).exists():
        work_off()


def forget_finished() -> None:
    """What was done a while ago leaves no trace in the queue."""
    if _kept():
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


def _kept() -> bool:
    """Whether tasks stand in the database at all."""
    return str(settings.TASKS["default"]["BACKEND"]).endswith("DatabaseBackend")
