"""Verbs on activities."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.places import facade as places
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_text, division_by_code, organisation_by_code

from .models import Activity, ActivityKind, Audience


class RecordActivity(VerbData):
    """An activity, held or planned. ``place`` is an id, ``division`` and ``served`` are codes.

    Without ``division`` it is that of the place.
    """

    title: Annotated[str, Asked(gettext_lazy("活动名称"))]
    kind: Annotated[ActivityKind, Asked(gettext_lazy("类型"))]
    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    audience: Annotated[Audience | None, Asked(gettext_lazy("面向人群"))] = None
    themed: Annotated[bool, Asked(gettext_lazy("主题活动"))] = False
    place: int | None = None
    division: Annotated[str | None, Asked(gettext_lazy("举办地区"), kind="division")] = None
    served: Annotated[str | None, Asked(gettext_lazy("服务对象单位"), kind="organisation")] = None


@verb("activities.record", does=gettext_lazy("登记了活动"), needs="activities.manage", on=lambda target, data: [target])
def record_activity(act: Act, target: Organisation, data: RecordActivity) -> Activity:
    """Record an activity of an organisation."""
    check_text(data.title, _("活动名称"), 200)
    if target.activities.filter(date=to_int(data.date), title=data.title).exists():
        said = _("“%(organisation)s”%(day)s的活动“%(title)s”已经登记，没有重复登记。")
        raise VerbError(said % {"organisation": target, "day": data.date, "title": data.title})
    place = None if data.place is None else _place(data.place, data.date)
    division = place.division if place is not None else None
    if data.division:
        division = division_by_code(data.division, data.date).pk
    made = Activity(
        organisation=target,
        audience=data.audience or "",
        division_id=division,
        served=organisation_by_code(data.served) if data.served else None,
        **data.model_dump(include={"title", "kind", "date", "themed", "place"}),
    )
    made.save()
    return made


@verb(
    "activities.withdraw",
    does=gettext_lazy("撤回了活动登记"),
    needs="activities.manage",
    on=lambda target, data: [target.organisation_id],
)
def withdraw(act: Act, target: Activity, data: VerbData) -> None:
    """Delete an activity that was recorded wrongly or not held."""
    target.delete()


def _place(pk: int, day: dt.date) -> places.KnownPlace:
    place = places.find(pk)
    if place is None:
        raise VerbError(_("没有编号为%(number)s的场所，可能已被删除。请刷新页面后重新选择。") % {"number": pk})
    if not place.stands_on(day):
        said = _("“%(place)s”在%(day)s没有开放。请核对活动日期，或另选场所。")
        raise VerbError(said % {"place": place.name, "day": day})
    return place
