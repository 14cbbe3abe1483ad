"""Verbs on titles and publications."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_length, check_past, check_text

from .models import Publication, Title, TitleKind


class RegisterTitle(VerbData):
    """A title, and what comes out under it."""

    kind: Annotated[TitleKind, Asked(gettext_lazy("类型"))]
    name: Annotated[str, Asked(gettext_lazy("名称"))]


class Publish(VerbData):
    """That it came out on a day; ``note`` tells which issue or edition."""

    date: Annotated[dt.date, Asked(gettext_lazy("出版日期"))]
    note: Annotated[str, Asked(gettext_lazy("期号（版次）"))] = ""


@verb(
    "resources.register_title",
    does=gettext_lazy("登记了出版物"),
    needs="resources.manage",
    on=lambda target, data: [target],
)
def register_title(act: Act, target: Organisation, data: RegisterTitle) -> Title:
    """Register a title that an organisation brings out; one that is there is answered as it is."""
    check_text(data.name, _("出版物名称"), 200)
    held = target.titles.filter(kind=data.kind, name=data.name).first()
    if held is not None:
        return held
    made = Title(organisation=target, kind=data.kind, name=data.name)
    made.save()
    return made


@verb(
    "resources.publish",
    does=gettext_lazy("登记了出版"),
    needs="resources.manage",
    on=lambda target, data: [target.organisation_id],
)
def publish(act: Act, target: Title, data: Publish) -> Publication:
    """Record that a work, an issue or a result came out."""
    check_past(data.date, _("出版日期"))
    check_length(data.note, _("期号（版次）"), 120)
    if target.publications.filter(date=to_int(data.date), note=data.note).exists():
        said = _("%(title)s%(day)s的出版记录已经登记。如是另一期，请填写期号。")
        raise VerbError(said % {"title": target, "day": data.date})
    made = Publication(title=target, date=data.date, note=data.note)
    made.save()
    return made


@verb(
    "resources.withdraw",
    does=gettext_lazy("撤回了出版登记"),
    needs="resources.manage",
    on=lambda target, data: [target.title.organisation_id],
)
def withdraw(act: Act, target: Publication, data: VerbData) -> None:
    """Delete a publication that was recorded wrongly; its title stays."""
    target.delete()
