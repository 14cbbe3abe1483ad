"""The write guard: refuses writes to our tables outside a verb, ``update()`` and ``bulk_create()`` included.

On in tests and in development. It reads the SQL that reaches the database, so no way of writing
escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from keqiao.kernel.nouns.ledger import may_write

# At the start, after a semicolon, or beside the bracket of a WITH.
WRITE = re.compile(
    r"(?:^|[;()])\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)"
    r'\s+"?(\w+)',
    re.IGNORECASE,
)

# The one list of tables that are written outside verbs: what frameworks and jobs keep for themselves.
EXEMPT_PREFIXES = (
    "django_",
    "auth_",
    "account_",
    "sqlite_",
    "audit_",  # written by the runner and the sealer
    "verbs_",  # outbox, calls done, staging
    "facts_",  # dirty rows
    "search_",  # an index of names, written along with them
    "access_failure",  # failed logins
    "access_opensession",  # logins, and when each was last used
    "identities_logincode",  # one-time codes, whose tries count even when they are refused
    "plans_tally",  # a cache of counts, recomputed from facts
)
# What Django notes at a login, and not a column more.
LOGIN = 'UPDATE "access_user" SET "last_login" = %s WHERE '


_migrating = False


class WriteOutsideVerb(RuntimeError):
    """Something tried to change data behind the verbs' back."""


def refuse_stray_writes(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django execute wrapper."""
    if isinstance(sql, str) and not _migrating and not may_write() and not sql.startswith(LOGIN):
        stray = [table for table in WRITE.findall(sql) if not table.startswith(EXEMPT_PREFIXES)]
        if stray:
            raise WriteOutsideVerb(
                f"Table {stray[0]} was written outside a verb. Call the verb that does this, or make one: "
                "data changes only through verbs."
            )
    return execute(sql, params, many, context)


def install(sender: Any = None, connection: BaseDatabaseWrapper | None = None, **kwargs: Any) -> None:
    """Put the guard on a new connection."""
    if settings.GUARD_WRITES and connection is not None and refuse_stray_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_stray_writes)


def _migrations(running: bool) -> Callable[..., None]:
    def note(**kwargs: Any) -> None:
        global _migrating  # migrations run alone, before anything else does
        _migrating = running

    return note


def watch_connections() -> None:
    """Guard every connection from now on, except while migrations run."""
    connection_created.connect(install, dispatch_uid="keqiao-write-guard")
    pre_migrate.connect(_migrations(True), weak=False, dispatch_uid="keqiao-migrations-begin")
    post_migrate.connect(_migrations(False), weak=False, dispatch_uid="keqiao-migrations-end")
