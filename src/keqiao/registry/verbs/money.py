"""Verbs on funding."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.money.models import Funding, FundingKind, Purpose
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

FIRST_YEAR = 1949


class RecordFunding(VerbData):
    """Money of a year; ``amount`` in fen."""

    year: int
    kind: FundingKind
    level: Level
    amount: int
    purpose: Purpose = Purpose.OTHER
    note: str = ""


@verb("money.record_funding", does=gettext_lazy("登记了经费"), needs="money.manage", on=lambda target, data: [target])
def record_funding(act: Act, target: Organisation, data: RecordFunding) -> Funding:
    """Record money that an organisation got or spent in a year; what was entered wrongly is set right by a minus."""
    last = timezone.localdate().year + 1
    if not FIRST_YEAR <= data.year <= last:
        said = _("年份%(year)s不合理。请填写%(first)s至%(last)s之间的年份。")
        raise VerbError(said % {"year": data.year, "first": FIRST_YEAR, "last": last})
    if data.amount == 0:
        raise VerbError(_("金额是0，没有可登记的经费。请填写金额，单位为分。"))
    if data.amount < 0 and _recorded(target, data) + data.amount < 0:
        raise VerbError(_("冲减的金额超过了同一年份、来源、层级和用途下已登记的金额。请核对后重新填写。"))
    made = Funding(organisation=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


def _recorded(organisation: Organisation, data: RecordFunding) -> int:
    rows = organisation.funding.filter(year=data.year, kind=data.kind, level=data.level, purpose=data.purpose)
    return sum(rows.values_list("amount", flat=True))
