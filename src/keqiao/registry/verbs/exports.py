"""The verb on lists that leave the register as a file: it changes nothing, and the audit keeps that it happened."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.access.rules import most_exported
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_text


class TakeList(VerbData):
    """Which list leaves, as filtered, with which columns, how many rows, and what for."""

    what: str
    filters: str = ""
    columns: list[str] = []
    rows: int
    purpose: Annotated[str, Field(max_length=200)] = ""


def said(target: Organisation, data: TakeList) -> str:
    """What the audit keeps: no value of any row."""
    told = f"{data.what}: {data.rows} rows, columns {', '.join(data.columns)}"
    return f"{told}; filters {data.filters or '-'}; purpose: {data.purpose}"


@verb(
    "exports.take",
    does=gettext_lazy("导出了名单"),
    needs="exports.take",
    on=lambda target, data: [target],
    note=said,
)
def take(act: Act, target: Organisation, data: TakeList) -> Organisation:
    """Take a list out. Raises Refused, which the audit keeps, when it has more rows than the role may take."""
    check_text(data.purpose, _("用途"), 200)
    most = most_exported(act.actor, target.pk)
    if most is not None and data.rows > most:
        words = _(
            "这份名单有%(rows)d行，您的角色一次最多导出%(most)d行，没有导出。"
            "请用条件缩小范围后再导出；确需整份的，请由有权限的人员办理。"
        )
        raise Refused(words % {"rows": data.rows, "most": most})
    act.emit("lists.exported", organisation=target.pk, list=data.what, rows=data.rows)
    return target
