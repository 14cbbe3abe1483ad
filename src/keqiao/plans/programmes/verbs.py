"""Verbs on programmes: switch on, pause, end, adjust, take over what the package says."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, ValidationError

from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.engine import days
from keqiao.plans.library import library
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes import templates
from keqiao.plans.programmes.install import take_over

NEED = "programmes.manage"


class Adjust(VerbData):
    """A title of one's own and how many records make it done. The template's other settings come from the plan."""

    title: Annotated[str, Field(min_length=2, max_length=200), Asked(label=gettext_lazy("名称"))]
    at_least: Annotated[
        int,
        Field(ge=1, le=100_000),
        Asked(label=gettext_lazy("至少要有几项记录"), hint=gettext_lazy("达到后即为完成。")),
    ] = 1


@verb(
    "programmes.start",
    does=gettext_lazy("启用了项目"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def start(act: Act, target: Programme, data: VerbData) -> Programme:
    """Switch a draft or paused programme on, and set up what its template begins with."""
    if target.status not in (ProgrammeState.DRAFT, ProgrammeState.PAUSED):
        said = _("“%(programme)s”现在是“%(state)s”，不能启用。只有草稿和暂停的项目可以启用。")
        raise VerbError(said % {"programme": target, "state": _(target.get_status_display())})
    template, settings = _usable(target)
    if template.begin is not None and target.started is None:
        template.begin(act, target.organisation, settings)
    target.status = ProgrammeState.RUNNING
    target.started = target.started or days.to_date(today())
    target.save()
    return target


@verb(
    "programmes.pause",
    does=gettext_lazy("暂停了项目"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def pause(act: Act, target: Programme, data: VerbData) -> Programme:
    """Pause a running programme; its records stay."""
    if target.status != ProgrammeState.RUNNING:
        raise VerbError(_("“%(programme)s”没有在进行，不需要暂停。") % {"programme": target})
    target.status = ProgrammeState.PAUSED
    target.save()
    return target


@verb(
    "programmes.end",
    does=gettext_lazy("结束了项目"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def end(act: Act, target: Programme, data: VerbData) -> Programme:
    """End a programme for good; its records stay."""
    if target.status == ProgrammeState.ENDED:
        raise VerbError(_("“%(programme)s”已经结束。") % {"programme": target})
    target.status, target.ended = ProgrammeState.ENDED, days.to_date(today())
    target.save()
    return target


@verb(
    "programmes.adjust",
    does=gettext_lazy("调整了项目"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def adjust(act: Act, target: Programme, data: Adjust) -> Programme:
    """Give a programme a title and a number of one's own; installing the plan again leaves them alone."""
    _check_goes_on(target)
    settings = json.loads(target.settings)
    if templates.find(target.template) is not None and data.at_least != settings.get("at_least", 1):
        settings["at_least"] = data.at_least
    if data.title != target.title:
        target.title_en = ""  # it says what the plan called it
    target.title, target.settings = data.title, json.dumps(settings, ensure_ascii=False, sort_keys=True)
    target.save()
    return target


@verb(
    "programmes.accept",
    does=gettext_lazy("采用了方案包的写法"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def accept(act: Act, target: Programme, data: VerbData) -> Programme:
    """Take over what the package says now, in place of what was edited."""
    _check_goes_on(target)
    package = library().packages.get(target.plan)  # it may have been taken away since, or be faulty
    entry = next((one for one in package.programmes if one.id == target.code), None) if package is not None else None
    if entry is None:
        said = _("方案包里已经没有“%(programme)s”。如不再需要，请结束这个项目。")
        raise VerbError(said % {"programme": target})
    take_over(target, entry)
    target.save()
    return target


def _check_goes_on(programme: Programme) -> None:
    """Raises VerbError for a programme that ended."""
    if programme.status == ProgrammeState.ENDED:
        raise VerbError(_("“%(programme)s”已经结束，不能再调整。") % {"programme": programme})


def _usable(programme: Programme) -> tuple[templates.Template, Any]:
    """Its template with its settings read. Raises VerbError when they don't fit."""
    template = templates.find(programme.template)
    if template is None:
        said = _("“%(programme)s”所需的功能还没有建成，暂时不能启用。")
        raise VerbError(said % {"programme": programme})
    try:
        return template, template.settings.model_validate_json(programme.settings)
    except ValidationError as error:
        said = _("“%(programme)s”的设置不完整，没有启用：%(fault)s。请采用方案包的写法后再启用。")
        raise VerbError(said % {"programme": programme, "fault": error.errors()[0]["msg"]}) from None
