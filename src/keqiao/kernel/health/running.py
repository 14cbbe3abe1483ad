"""What runs: the database, the chores, what waits to be delivered, the clock."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.events import GIVE_UP
from keqiao.kernel.verbs.models import Event

from .finding import Finding, failure, ok, unless_demo, warning

KEPT = "keep-last.json"  # in the home: the last round of chores
LATE = dt.timedelta(minutes=5)  # after which a round of chores is missed
OLD = dt.timedelta(hours=1)  # after which what waits to be delivered is a backlog
AHEAD = dt.timedelta(minutes=2)  # by which clocks may differ


def note_round(done: int, failed: Sequence[str]) -> None:
    """Keep when the chores were done last, and which failed."""
    path = Path(settings.HOME) / KEPT
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    told = {"at": timezone.now().isoformat(), "done": done, "failed": list(failed)}
    draft.write_text(json.dumps(told, ensure_ascii=False))
    draft.replace(path)


def check_database() -> Iterator[Finding]:
    """Whether the database answers and is what this program expects."""
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        mend = _("请检查 KEQIAO_DATABASE_URL 和数据库是否在运行。")
        yield failure("database.answers", _("数据库连接不上：%(error)s") % {"error": error}, mend)
        return
    yield ok("database.answers", _("数据库：%(name)s") % {"name": _version()})
    if waiting:
        mend = _("请运行 keqiao migrate。")
        yield failure("database.migrations", _("数据库还有%(count)s项变更没有执行") % {"count": waiting}, mend)
    else:
        yield ok("database.migrations", _("数据库结构是最新的"))
    if connection.vendor == "sqlite":
        yield from _check_sqlite()


def _version() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    return f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"


def _check_sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal":
        yield ok("database.wal", _("数据库用WAL方式，读写互不等待"))
    else:
        mend = _("请停止网站后重新启动；数据目录不能放在网络盘上。")
        yield warning("database.wal", _("数据库没有用WAL方式（现在是%(mode)s）") % {"mode": mode}, mend)


def check_chores() -> Iterator[Finding]:
    """Whether the chores are done, and what they left undone."""
    try:
        last: dict[str, Any] = json.loads((Path(settings.HOME) / KEPT).read_text())
        at = dt.datetime.fromisoformat(last["at"])
    except (OSError, ValueError, KeyError, TypeError):
        mend = _("请用 keqiao serve 启动网站，或单独运行 keqiao keep。")
        yield warning("keep.runs", _("例行事务还没有运行过"), mend)
    else:
        yield _round(at, list(last.get("failed", [])))
    yield from _deliveries()


def _round(at: dt.datetime, failed: list[str]) -> Finding:
    told = {"at": timezone.localtime(at).strftime("%Y-%m-%d %H:%M")}
    if timezone.now() - at > LATE:
        mend = _("请检查 keqiao serve 或 keqiao keep 是否在运行。停着的时候，指标不更新，审计记录不封存。")
        return failure("keep.runs", _("例行事务从%(at)s起没有再运行") % told, mend)
    if failed:
        mend = _("请看网站的运行日志；每一轮都会重试。")
        return failure("keep.runs", _("例行事务出错：%(names)s") % {"names": "、".join(failed)}, mend)
    return ok("keep.runs", _("例行事务正常，最近一轮在%(at)s") % told)


def _deliveries() -> Iterator[Finding]:
    given_up = Event.objects.filter(delivered=None, failures__gte=GIVE_UP).count()
    late = Event.objects.filter(delivered=None, failures__lt=GIVE_UP, created__lt=timezone.now() - OLD).count()
    if given_up:
        mend = _("请看运行日志里的原因，改正后联系维护人员重新投递。")
        yield failure("events.given_up", _("有%(count)s个事项多次投递失败，已停止重试") % {"count": given_up}, mend)
    elif late:
        mend = _("请检查例行事务是否在运行，并看运行日志。")
        yield warning("events.late", _("有%(count)s个事项等了一小时以上还没有投递") % {"count": late}, mend)
    else:
        yield ok("events.delivered", _("没有积压的事项"))


def check_clock() -> Iterator[Finding]:
    """Whether the clock can be believed, and days begin when they begin in China."""
    now = timezone.now()
    newest = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    mend = _("请开启网络对时（NTP），并核对服务器时间。")
    if newest is not None and newest > now + AHEAD:
        yield failure("clock.time", _("服务器时间比最近的审计记录还早，时钟可能被拨慢"), mend)
    elif (apart := _apart_from_database(now)) > AHEAD:
        said = _("服务器与数据库的时间相差%(seconds)s秒") % {"seconds": int(apart.total_seconds())}
        yield warning("clock.time", said, mend)
    else:
        yield ok("clock.time", _("时间：%(now)s") % {"now": timezone.localtime(now).strftime("%Y-%m-%d %H:%M")})
    if settings.TIME_ZONE != "Asia/Shanghai":
        mend = _("请把时区设为 Asia/Shanghai，否则期限会早一天或晚一天。")
        yield unless_demo("clock.zone", _("时区是%(zone)s") % {"zone": settings.TIME_ZONE}, mend)


def _apart_from_database(now: dt.datetime) -> dt.timedelta:
    if connection.vendor != "postgresql":
        return dt.timedelta(0)  # the database is a file beside the program
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there: dt.datetime = cursor.fetchone()[0]
    return abs(there - now)
