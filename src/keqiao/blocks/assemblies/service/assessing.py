"""The standing committee's assessment of members' years, as a meeting found it."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.wording import body_word

from .models import Assessed, Result
from .owed import members

ASSESS = "duties.assess"


class Assess(VerbData):
    """What a meeting (its id) found of these people (their ids) for a year."""

    year: int
    meeting: Annotated[int, Asked(gettext_lazy("评估会议"))]
    result: Annotated[Result, Asked(gettext_lazy("评估结果"))]
    note: Annotated[str, Field(max_length=200), Asked(gettext_lazy("说明"))] = ""
    people: list[int]


@verb(
    "duties.assess",
    does=gettext_lazy("登记了履职评估"),
    needs=ASSESS,
    on=lambda target, data: [target.organisation_id],
)
def assess(act: Act, target: Body, data: Assess) -> list[Assessed]:
    """Record what the standing committee found of members; found anew, the new result stands."""
    if not data.people:
        raise VerbError(_("没有选择委员。请先在名单中勾选，再登记评估结果。"))
    meeting = assessing_meetings(target).get(data.meeting)
    if meeting is None:
        raise VerbError(_("没有找到所选的评估会议。评估由本单位的常委会会议作出，请先登记这次会议。"))
    sitting = {person.pk for person in members(target, data.year)}
    if not set(data.people) <= sitting:
        said = _("所选人员中有人在%(year)s年度没有担任“%(body)s”的职务，全部没有登记。请刷新名单后重选。")
        raise VerbError(said % {"year": data.year, "body": body_word(target)})
    return [_assess(target, person, meeting, data) for person in dict.fromkeys(data.people)]


def _assess(body: Body, person: int, meeting: Meeting, data: Assess) -> Assessed:
    found = body.assessed.filter(person=person, year=data.year).first()
    one = found or Assessed(body=body, person_id=person, year=data.year)
    one.meeting, one.result, one.note = meeting, data.result, data.note
    one.save()
    return one


def assessing_meetings(body: Body) -> dict[int, Meeting]:
    """The meetings that may assess a body's members, latest first: the standing committee's that have been held."""
    kinds = (BodyKind.STANDING_COMMITTEE, BodyKind.STANDING_COUNCIL)
    held = Meeting.objects.filter(
        body__organisation=body.organisation_id, body__kind__in=kinds, date__lte=timezone.localdate()
    )
    return {one.pk: one for one in held.order_by("-date", "-pk")[:12]}
