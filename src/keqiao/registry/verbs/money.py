"""Verbs on funding."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.money.models import Funding, FundingKind, Purpose
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb


class RecordFunding(VerbData):
    """Money of a year; ``amount`` in fen."""

    year: int
    kind: FundingKind
    level: Level
    amount: int
    purpose: Purpose = Purpose.OTHER
    note: str = ""


@verb("money.record_funding", does=_("登记了经费"), needs="money.manage", on=lambda target, data: [target])
def record_funding(act: Act, target: Organisation, data: RecordFunding) -> Funding:
    """Record money that an organisation got or spent in a year; what was entered wrongly is set right by a minus."""
    last = timezone.localdate().year + 1
    if not 1949 <= data.year <= last:
        raise VerbError(f"年份{data.year}不合理。请填写1949至{last}之间的年份。")
    if data.amount == 0:
        raise VerbError("金额是0，没有可登记的经费。请填写金额，单位为分。")
    if data.amount < 0 and _recorded(target, data) + data.amount < 0:
        raise VerbError("冲减的金额超过了同一年份、来源、层级和用途下已登记的金额。请核对后重新填写。")
    made = Funding(organisation=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


def _recorded(organisation: Organisation, data: RecordFunding) -> int:
    rows = organisation.funding.filter(year=data.year, kind=data.kind, level=data.level, purpose=data.purpose)
    return sum(rows.values_list("amount", flat=True))
