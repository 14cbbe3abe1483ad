"""Rules of procedure: versions by their first day, what they ask for, and how they are said in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Body, BodyKind, Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_number
from keqiao.registry.wording import body_word

from .models import AdoptionBase, QuorumBase, Rhythm, Rules

MANAGE = "meetings.manage"
LONGEST = 240  # months between two meetings
PERIODS = (1, 2, 3, 4, 6, 12)  # months of a stretch that a year is divided into


@dataclass(frozen=True)
class Usual:
    """How a kind of body usually meets, until its own rules say otherwise."""

    rhythm: Rhythm
    months: int
    convening_body: BodyKind | None = None
    convening_role: Role | None = None


# Congress every five years, convened by the full committee; this yearly by the standing committee; that every half
# year by the chair. Societies alike with council and standing council. A special committee by its own head.
USUAL: dict[str, Usual] = {
    BodyKind.CONGRESS: Usual(Rhythm.GAP, 60, BodyKind.FULL_COMMITTEE),
    BodyKind.FULL_COMMITTEE: Usual(Rhythm.PERIOD, 12, BodyKind.STANDING_COMMITTEE),
    BodyKind.STANDING_COMMITTEE: Usual(Rhythm.PERIOD, 6, None, Role.CHAIR),
    BodyKind.MEMBERS_CONGRESS: Usual(Rhythm.GAP, 60, BodyKind.COUNCIL),
    BodyKind.COUNCIL: Usual(Rhythm.PERIOD, 12, BodyKind.STANDING_COUNCIL),
    BodyKind.STANDING_COUNCIL: Usual(Rhythm.PERIOD, 6, None, Role.CHAIR),
    BodyKind.SUPERVISORY_BOARD: Usual(Rhythm.PERIOD, 6),
    BodyKind.SPECIAL_COMMITTEE: Usual(Rhythm.NONE, 0, BodyKind.SPECIAL_COMMITTEE, Role.CHAIR),
}


class AdoptRules(VerbData):
    """A version of the rules. ``quorum`` and ``adoption`` are fractions such as 2/3."""

    title: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("名称"))]
    starts: Annotated[dt.date, Asked(gettext_lazy("施行日期"), gettext_lazy("每次会议按开会当天施行的版本。"))]
    quorum: Annotated[str, Field(max_length=7), Asked(gettext_lazy("法定人数"), gettext_lazy("分数，如2/3。"))] = "2/3"
    quorum_more: Annotated[bool, Asked(gettext_lazy("须超过这个比例"), gettext_lazy("不选表示达到即可。"))] = False
    quorum_base: Annotated[QuorumBase, Asked(gettext_lazy("法定人数按什么计算"))] = QuorumBase.DUE
    adoption: Annotated[
        str, Field(max_length=7), Asked(gettext_lazy("通过决议的比例"), gettext_lazy("分数，如1/2。"))
    ] = "1/2"
    adoption_more: Annotated[bool, Asked(gettext_lazy("赞成须超过这个比例"), gettext_lazy("不选表示达到即可。"))] = True
    adoption_base: Annotated[AdoptionBase, Asked(gettext_lazy("赞成比例按什么计算"))] = AdoptionBase.PRESENT
    notice_days: Annotated[int, Asked(gettext_lazy("会前几天发出通知"))] = 0
    convening_body: Annotated[
        BodyKind | None,
        Asked(gettext_lazy("召集机构"), gettext_lazy("由机构召集的选机构；由其中担任某职务的人召集的，再选职务。")),
    ] = None
    convening_role: Annotated[Role | None, Asked(gettext_lazy("召集人职务"))] = None
    rhythm: Annotated[Rhythm, Asked(gettext_lazy("会期"))] = Rhythm.NONE
    months: Annotated[int, Asked(gettext_lazy("几个月"), gettext_lazy("五年填60，一年填12，半年填6。"))] = 0


class GiveDocument(VerbData):
    """The file (its id) in which the rules stand."""

    file: int


@verb(
    "assemblies.adopt_rules",
    does=gettext_lazy("登记了议事规则"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def adopt_rules(act: Act, target: Body, data: AdoptRules) -> Rules:
    """Write down a version of a body's rules of procedure; earlier meetings keep the version of their day."""
    if target.rules.filter(starts=to_int(data.starts)).exists():
        said = _("“%(body)s”已经有从%(day)s起施行的议事规则。请核对施行日期，或先撤回那一版。")
        raise VerbError(said % {"body": body_word(target), "day": data.starts})
    quorum, adoption = (_share(text) for text in (data.quorum, data.adoption))
    check_number(data.notice_days, _("提前通知天数"), 0, 180)
    _check_rhythm(data)
    made = Rules(
        body=target,
        title=data.title,
        starts=data.starts,
        quorum_numerator=quorum[0],
        quorum_denominator=quorum[1],
        quorum_more=data.quorum_more,
        quorum_base=data.quorum_base,
        adoption_numerator=adoption[0],
        adoption_denominator=adoption[1],
        adoption_more=data.adoption_more,
        adoption_base=data.adoption_base,
        notice_days=data.notice_days,
        convening_body=data.convening_body or "",
        convening_role=data.convening_role or "",
        rhythm=data.rhythm,
        months=data.months if data.rhythm is not Rhythm.NONE else 0,
    )
    made.save()
    return made


@verb(
    "assemblies.attach_rules",
    does=gettext_lazy("上传了议事规则文本"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def attach_rules(act: Act, target: Rules, data: GiveDocument) -> Rules:
    """Put the file in which a version stands beside it."""
    target.document = file_of(target.organisation_id, data.file)
    target.save()
    return target


@verb(
    "assemblies.withdraw_rules",
    does=gettext_lazy("撤回了议事规则"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_rules(act: Act, target: Rules, data: VerbData) -> None:
    """Delete a version that was written down wrongly, as long as no meeting was convened under it."""
    called = Meeting.objects.filter(body=target.body).exclude(convening=None)
    used = next((one for one in called if rules_on(target.body, one.date) == target), None)
    if used is not None:
        said = _("“%(meeting)s”是按这一版议事规则召集的，不能撤回。规则有修改的，请登记新的版本。")
        raise VerbError(said % {"meeting": used})
    target.delete()


def file_of(organisation: int, pk: int) -> Attachment:
    """A file that is kept with the organisation. Raises VerbError when there is none."""
    found = Attachment.objects.filter(pk=pk, organisation=organisation).first()
    if found is None:
        raise VerbError(_("没有找到所附的文件，请重新上传。"))
    return found


def rules_on(body: Body, day: dt.date | None) -> Rules | None:
    """The version in force on a day; None when nobody wrote one down."""
    if day is None:
        return None
    return body.rules.filter(starts__lte=to_int(day)).order_by("-starts").first()


def share_words(share: Fraction, *, more: bool) -> str:
    """超过二分之一, 达到三分之二."""
    named = {Fraction(1, 2): _("二分之一"), Fraction(2, 3): _("三分之二"), Fraction(3, 4): _("四分之三")}
    text = named.get(share, f"{share.numerator}/{share.denominator}")
    return (_("超过%(share)s") if more else _("达到%(share)s")) % {"share": text}


def quorum_words(rules: Rules) -> str:
    """What the quorum is."""
    told = {"base": _(rules.get_quorum_base_display()), "share": share_words(rules.quorum, more=rules.quorum_more)}
    return _("到会人数%(share)s（按%(base)s计算）方可开会") % told


def adoption_words(rules: Rules) -> str:
    """What a decision needs."""
    told = {
        "base": _(rules.get_adoption_base_display()),
        "share": share_words(rules.adoption, more=rules.adoption_more),
    }
    return _("赞成人数%(share)s（按%(base)s计算）方为通过") % told


def rhythm_words(rhythm: str, months: int) -> str:
    """How often."""
    if rhythm == Rhythm.NONE or not months:
        return _("没有规定会期")
    named = {60: _("五年"), 12: _("一年"), 6: _("半年"), 3: _("一个季度")}
    span = named.get(months, _("%(months)s个月") % {"months": months})
    if rhythm == Rhythm.GAP:
        return _("间隔不超过%(span)s") % {"span": span}
    return _("每%(span)s至少一次") % {"span": span.removeprefix("一")}


def convener_words(body: str, role: str) -> str:
    """Who convenes."""
    if (body, role) == (BodyKind.SPECIAL_COMMITTEE, Role.CHAIR):
        return _("专门委员会主任委员")
    if role:
        word = _(Role(role).label)
        alone = body in ("", BodyKind.CHAIR_MEETING)  # the chair is that of the association
        return word if alone else _("%(body)s%(role)s") % {"body": _(BodyKind(body).label), "role": word}
    return _(BodyKind(body).label) if body else ""


def _share(text: str) -> tuple[int, int]:
    """The numbers of a fraction. Raises VerbError for anything else."""
    over, slash, under = text.replace("／", "/").partition("/")
    numbers = [int(part) for part in (over.strip(), under.strip()) if part.strip().isdecimal()]
    if slash and len(numbers) == 2 and 0 < numbers[0] <= numbers[1] <= 100:
        return numbers[0], numbers[1]
    raise VerbError(_("比例“%(text)s”不是分数。请按2/3、1/2的样式填写，不超过1。") % {"text": text})


def _check_rhythm(data: AdoptRules) -> None:
    if data.rhythm is Rhythm.GAP:
        check_number(data.months, _("会议间隔的月数"), 1, LONGEST)
    if data.rhythm is Rhythm.PERIOD and data.months not in PERIODS:
        said = _("每一时段至少一次的，时段应是一年的几等分：1、2、3、4、6或12个月，不能是%(months)s个月。")
        raise VerbError(said % {"months": data.months})
