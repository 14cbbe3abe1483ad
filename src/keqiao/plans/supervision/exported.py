"""The verb on ledgers that leave as a file: it changes nothing, and the audit keeps that it happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb


class TakeLedger(VerbData):
    """What leaves, and of how many rows."""

    what: str
    rows: int


@verb(
    "supervision.take_ledger",
    does=gettext_lazy("导出了督查台账"),
    needs="exports.take",
    on=lambda target, data: [target],
    note=lambda target, data: f"{data.what}: {data.rows} rows",
)
def take_ledger(act: Act, target: Organisation, data: TakeLedger) -> Organisation:
    """Take the ledger out as a file."""
    return target
