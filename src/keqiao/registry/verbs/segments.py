"""Verbs on saved segments: a named filter of the directory, shared in an organisation."""

from __future__ import annotations

import json
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Segment
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.directory import read_filters
from keqiao.registry.refusals import check_length, check_text

LONGEST_NAME, LONGEST_NOTE = 60, 160


class SaveSegment(VerbData):
    """A name for filters, by which everybody of the organisation finds the same people; saved again it is changed."""

    name: Annotated[str, Asked(gettext_lazy("分组名称"))]
    filters: dict[str, str]
    note: Annotated[str, Asked(gettext_lazy("说明"))] = ""


class DropSegment(VerbData):
    """Nothing is asked: the people stay, only the saved filter goes."""


@verb("segments.save", does=gettext_lazy("保存了名单分组"), needs="people.manage", on=lambda target, data: [target])
def save(act: Act, target: Organisation, data: SaveSegment) -> Segment:
    """Save filters under a name; who is in the segment is asked anew each time."""
    check_text(data.name, _("分组名称"), LONGEST_NAME)
    check_length(data.note, _("说明"), LONGEST_NOTE)
    filters = read_filters(data.filters)
    if not filters:
        raise VerbError(_("没有条件的分组就是全部人员。请先按条件查找，再保存为分组。"))
    made = Segment.objects.filter(organisation=target, name=data.name).first() or Segment(
        organisation=target, name=data.name
    )
    made.filters, made.note = json.dumps(filters, ensure_ascii=False, sort_keys=True), data.note
    made.save()
    return made


@verb(
    "segments.drop",
    does=gettext_lazy("删除了名单分组"),
    needs="people.manage",
    on=lambda target, data: [target.organisation_id],
)
def drop(act: Act, target: Segment, data: DropSegment) -> None:
    """Drop a saved segment; nobody's record changes."""
    target.delete()
