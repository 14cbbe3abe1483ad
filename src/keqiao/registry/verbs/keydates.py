"""Verbs on the days that an organisation has to keep in mind."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.offices.models import KeyDate, KeyDateKind
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_length, check_past, day_or_today


class AddKeyDate(VerbData):
    """Something due by a day."""

    kind: Annotated[KeyDateKind, Asked(gettext_lazy("事项"))]
    day: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    title: Annotated[str, Asked(gettext_lazy("说明"))] = ""
    yearly: Annotated[bool, Asked(gettext_lazy("每年"), gettext_lazy("办结后自动登记下一年的同一天。"))] = False


class FinishKeyDate(VerbData):
    """The day on which it was done (default today)."""

    done: Annotated[dt.date | None, Asked(gettext_lazy("办结日期"), gettext_lazy("不填为今天。"))] = None


@verb(
    "keydates.add", does=gettext_lazy("登记了关键日期"), needs="organisations.manage", on=lambda target, data: [target]
)
def add(act: Act, target: Organisation, data: AddKeyDate) -> KeyDate:
    """Record a day to keep in mind; the same matter on the same day is answered as it is."""
    check_exists(target)
    check_length(data.title, _("说明"), 120)
    same = target.key_dates.filter(kind=data.kind, day=to_int(data.day), title=data.title, done=None).first()
    if same is not None:
        return same
    made = KeyDate(organisation=target, kind=data.kind, day=data.day, title=data.title, yearly=data.yearly)
    made.save()
    return made


@verb(
    "keydates.finish",
    does=gettext_lazy("办结了关键日期"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def finish(act: Act, target: KeyDate, data: FinishKeyDate) -> KeyDate:
    """Say that it was done; a yearly one leaves that of the next year behind."""
    if target.done is not None:
        raise VerbError(_("“%(what)s”已于%(day)s办结，无需再次办理。") % {"what": target, "day": target.done})
    done = day_or_today(data.done)
    check_past(done, _("办结日期"))
    target.done = done
    target.save()
    if target.yearly and target.day is not None:
        KeyDate(
            organisation=target.organisation,
            kind=target.kind,
            day=a_year_on(target.day),
            title=target.title,
            yearly=True,
        ).save()
    return target


def a_year_on(day: dt.date) -> dt.date:
    """The same day of the next year; for 29 February the last of the month."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
