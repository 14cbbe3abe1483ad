"""Verbs of the audit administrator. They change nothing: the audit keeps that it was verified and taken out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb


class RecordVerification(VerbData):
    """What a verification of the whole chain went over, and how many faults it found."""

    entries: int
    faults: int


class ExportEntries(VerbData):
    """How many entries went out as a file, and the filters that chose them."""

    rows: int
    filters: str = ""


def _verified(target: Organisation, data: RecordVerification) -> str:
    return f"entries {data.entries}, faults {data.faults}"


def _exported(target: Organisation, data: ExportEntries) -> str:
    return f"rows {data.rows}, filters {data.filters}"


@verb(
    "audit.verify",
    does=gettext_lazy("核验了审计记录"),
    needs="audit.see",
    on=lambda target, data: [target],
    note=_verified,
)
def verify_chain(act: Act, target: Organisation, data: RecordVerification) -> None:
    """Record that somebody had the chain verified, and what came of it."""
    act.emit("audit.verified", faults=data.faults)


@verb(
    "audit.export",
    does=gettext_lazy("导出了审计记录"),
    needs="audit.see",
    on=lambda target, data: [target],
    note=_exported,
)
def export_entries(act: Act, target: Organisation, data: ExportEntries) -> None:
    """Record that entries of the audit were taken out as a file."""
    act.emit("audit.exported", rows=data.rows)
