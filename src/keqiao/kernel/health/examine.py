"""All checks, one after the other; one that fails itself is told and doesn't keep the others."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.utils.translation import gettext as _

from .finding import Check, Finding, Level, failure
from .place import check_disk, check_fonts, check_keys, check_settings
from .running import check_chores, check_clock, check_database
from .trust import check_administrators, check_audit, check_backups, check_passwords

log = logging.getLogger(__name__)

CHECKS: list[Check] = [
    check_settings,
    check_keys,
    check_database,
    check_disk,
    check_fonts,
    check_chores,
    check_clock,
    check_audit,
    check_administrators,
    check_passwords,
    check_backups,
]


def register_check(check: Check) -> None:
    """Let the doctor ask something more, from a floor above; call it in an application's ``ready``."""
    if check not in CHECKS:
        CHECKS.append(check)


def examine(checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """What every check says, in order."""
    found: list[Finding] = []
    for check in checks:
        try:
            found.extend(check())
        except Exception as error:
            log.exception("check failed: %s", check.__name__)
            told = {"check": check.__name__, "error": f"{type(error).__name__}: {error}"}
            mend = _("请先解决上面的问题再检查；仍不行请联系维护人员。")
            found.append(failure(f"check.{check.__name__}", _("检查“%(check)s”没有完成：%(error)s") % told, mend))
    return found


def worst(found: Sequence[Finding]) -> Level:
    """The worst of what was found."""
    order = list(Level)
    return max((one.level for one in found), key=order.index, default=Level.OK)
