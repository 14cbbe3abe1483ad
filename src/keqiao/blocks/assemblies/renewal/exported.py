"""The verb on lists that leave as a file: it changes nothing, and the audit keeps that it happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb


class TakeList(VerbData):
    """Of how many rows."""

    rows: int


@verb(
    "renewal.take_list",
    does=gettext_lazy("导出了换届情况"),
    needs="exports.take",
    on=lambda target, data: [target],
    note=lambda target, data: f"renewals: {data.rows} rows",
)
def take_list(act: Act, target: Organisation, data: TakeList) -> Organisation:
    """Take the list of changes of term out as a file."""
    return target
