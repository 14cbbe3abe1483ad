"""An election is prepared: what and when, its rules, who stands, who watches and counts, who votes for whom."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.elections.models import (
    SECRET,
    Candidate,
    Duty,
    Election,
    ElectionKind,
    ElectionStatus,
    Manner,
    Proxy,
    Teller,
)
from keqiao.blocks.assemblies.elections.presets import PRESETS
from keqiao.blocks.assemblies.elections.roll import due, on_ballot
from keqiao.blocks.assemblies.elections.rules import RuleFields, Rules, least_candidates, part, read_rules
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Role, Term
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import check_number, check_text, record
from keqiao.registry.wording import body_word

MANAGE, APPROVE = "elections.manage", "elections.approve"
MOST_SEATS, MOST_PROXIES = 2000, 10

PresetName = Literal["society", "enterprise", "association", "two_thirds", "matter"]
PRESET_WORDS = tuple((name, one.name) for name, one in PRESETS.items())


class Prepare(VerbData):
    """What is voted on, how and when. Without a meeting that of the body on the same day is taken, where there is one.

    ``preset``: by name, the rules to begin with. ``people``: who stands (ids); ``part_time``: who of them part-time.
    """

    title: Annotated[str, Field(max_length=120), Asked(gettext_lazy("名称"))]
    kind: Annotated[ElectionKind, Asked(gettext_lazy("类别"))] = ElectionKind.PERSONS
    manner: Annotated[Manner, Asked(gettext_lazy("方式"))]
    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    matter: Annotated[
        str, Asked(gettext_lazy("表决事项"), gettext_lazy("选举不填；表决事项写明表决的内容。"), kind="long")
    ] = ""
    term: Annotated[
        int | None,
        Asked(gettext_lazy("当选后进入的机构和届次"), gettext_lazy("表决事项不填。"), kind="term"),
    ] = None
    role: Annotated[Role | None, Asked(gettext_lazy("当选的职务"), gettext_lazy("表决事项不填。"))] = None
    seats: Annotated[int, Asked(gettext_lazy("应选名额"))] = 1
    record_date: Annotated[
        dt.date | None, Asked(gettext_lazy("选举人名册基准日"), gettext_lazy("不填与投票日期相同。"))
    ] = None
    preset: Annotated[
        PresetName | None,
        Asked(gettext_lazy("选举办法"), gettext_lazy("先套用常用的一套，建立之后可以逐项修改。"), words=PRESET_WORDS),
    ] = None
    meeting: Annotated[
        int | None,
        Asked(
            gettext_lazy("会议"), gettext_lazy("不填则取同一天的会议；没有会议的，名册上的人都可投票。"), kind="meeting"
        ),
    ] = None
    people: Annotated[
        list[int],
        Asked(gettext_lazy("候选人"), gettext_lazy("按选票上的顺序，每行一人；可以不填，以后再登记。"), kind="person"),
    ] = []
    part_time: Annotated[
        list[int], Asked(gettext_lazy("候选人中当选后兼职的"), gettext_lazy("每行一人，没有的不填。"), kind="person")
    ] = []


class PutAfter(VerbData):
    """The election (its id) that has to be settled first; none: it stands by itself."""

    after: Annotated[int | None, Asked("", hidden=True)] = None


class SetRules(VerbData, RuleFields):
    """Every rule of the election."""


class UsePreset(VerbData):
    """A set of rules by name."""

    preset: Annotated[PresetName, Asked(gettext_lazy("选举办法"), words=PRESET_WORDS)]


class Nominate(VerbData):
    """People (ids) who stand, in the order of the ballot after those who stand already, and what their post will be."""

    people: Annotated[list[int], Asked(gettext_lazy("候选人"), kind="person")]
    nominated: Annotated[
        str, Field(max_length=80), Asked(gettext_lazy("由谁提名"), gettext_lazy("例如主席提名、常委会提名。"))
    ] = ""
    part_time: Annotated[bool, Asked(gettext_lazy("兼职"))] = False
    resident: Annotated[bool, Asked(gettext_lazy("驻会"))] = False
    elected_by_unit: Annotated[bool, Asked(gettext_lazy("由单位选举产生"))] = False


class NameTellers(VerbData):
    """People (ids) who watch and who count."""

    scrutineers: Annotated[list[int], Asked(gettext_lazy("监票人"), kind="person")] = []
    counters: Annotated[list[int], Asked(gettext_lazy("计票人"), kind="person")] = []


class ApproveTellers(VerbData):
    """The day on which the meeting approved of the tellers."""

    date: Annotated[dt.date, Asked(gettext_lazy("会议通过的日期"))]


class GiveProxy(VerbData):
    """Who can't come, who votes for them, and how the presidium agreed."""

    person: Annotated[int, Asked(gettext_lazy("委托人（不能到会）"), kind="person")]
    holder: Annotated[int, Asked(gettext_lazy("受托人（到会）"), kind="person")]
    leave: Annotated[
        str, Field(max_length=200), Asked(gettext_lazy("同意情况"), gettext_lazy("例如主席团第一次会议同意。"))
    ]


@verb(
    "elections.prepare",
    does=gettext_lazy("准备了选举（表决）"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def prepare(act: Act, target: Body, data: Prepare) -> Election:
    """Begin an election of, or a vote by, a body."""
    check_text(data.title, _("名称"), 120)
    check_number(data.seats, _("应选名额"), 1, MOST_SEATS)
    if target.elections.filter(date=to_int(data.date), title=data.title).exists():
        said = _("“%(body)s”%(day)s的“%(title)s”已经登记。请直接使用它，或换一个名称。")
        raise VerbError(said % {"body": body_word(target), "day": data.date, "title": data.title})
    persons = data.kind == ElectionKind.PERSONS
    term = _term(target, data) if persons else None
    preset = PRESETS[data.preset or ("society" if persons else "matter")]
    made = Election(
        body=target,
        title=data.title,
        kind=data.kind,
        manner=check_manner(data.kind, data.manner),
        matter=_matter(data),
        term=term,
        role=data.role if persons and data.role else "",
        seats=data.seats if persons else 1,
        date=data.date,
        record_date=data.record_date or data.date,
        meeting=_meeting(target, data),
        rules=preset.rules.model_dump_json(),
    )
    made.save()
    _put_up(act, made, data)
    return made


@verb(
    "elections.put_after",
    does=gettext_lazy("排定了选举的先后"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def put_after(act: Act, target: Election, data: PutAfter) -> Election:
    """Say which election the charter puts before this one."""
    check_stands(target, ElectionStatus.PREPARED, ElectionStatus.APPROVED)
    before = None if data.after is None else record(Election, data.after, _("选举"))
    step = before
    while step is not None:
        if step.pk == target.pk or step.organisation_id != target.organisation_id:
            raise VerbError(_("“%(title)s”不能排在这项选举之前。请选择本单位的另一项。") % {"title": before})
        step = step.after
    target.after = before
    target.save()
    return target


@verb(
    "elections.use_preset",
    does=gettext_lazy("套用了选举办法"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def use_preset(act: Act, target: Election, data: UsePreset) -> Election:
    """Replace the rules by a usual set."""
    check_stands(target, ElectionStatus.PREPARED)
    target.rules = PRESETS[data.preset].rules.model_dump_json()
    target.save()
    return target


@verb(
    "elections.set_rules",
    does=gettext_lazy("修改了选举办法"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def set_rules(act: Act, target: Election, data: SetRules) -> Election:
    """Settle every rule."""
    check_stands(target, ElectionStatus.PREPARED)
    for text, what in ((data.quorum, _("法定人数")), (data.majority, _("当选（通过）所需赞成票"))):
        if not part(text):
            raise VerbError(_("%(what)s“%(text)s”不是不超过1的分数。请写成2/3这样。") % {"what": what, "text": text})
    if part(data.surplus) is None:
        raise VerbError(_("差额比例“%(text)s”不对。请写成1/10这样，等额选举写0。") % {"text": data.surplus})
    check_number(data.max_choices, _("每张选票最多赞成的人数"), 0, target.seats)
    check_number(data.proxies_each, _("每人最多接受委托的人数"), 1, MOST_PROXIES)
    target.rules = Rules(**data.model_dump(exclude={"seen_version", "key"})).model_dump_json()
    target.save()
    return target


@verb(
    "elections.nominate",
    does=gettext_lazy("登记了候选人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def nominate(act: Act, target: Election, data: Nominate) -> Election:
    """Put people on the ballot."""
    check_stands(target, ElectionStatus.PREPARED)
    if not target.persons:
        raise VerbError(_("表决事项没有候选人。选举个人请另建一项选举。"))
    people = [_person(act, pk) for pk in _once(data.people, _("候选人"))]
    _refuse_named(target.candidates.filter(person__in=people), _("%(names)s已经是候选人。请不要重复登记。"))
    said = _("%(names)s已经是监票人、计票人，不能同时是候选人。请先更换监票人、计票人。")
    _refuse_named(target.tellers.filter(person__in=people), said)
    last = target.candidates.aggregate(last=Max("number"))["last"] or 0
    flags = data.model_dump(include={"nominated", "part_time", "resident", "elected_by_unit"})
    for number, person in enumerate(people, start=last + 1):
        Candidate(election=target, person=person, number=number, **flags).save()
    return target


@verb(
    "elections.strike",
    does=gettext_lazy("撤下了候选人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def strike(act: Act, target: Candidate, data: VerbData) -> Election:
    """Take somebody off the ballot; who comes after moves up."""
    election = target.election
    check_stands(election, ElectionStatus.PREPARED)
    number = target.number
    target.delete()
    for later in election.candidates.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save()
    return election


@verb(
    "elections.name_tellers",
    does=gettext_lazy("提出了监票人、计票人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def name_tellers(act: Act, target: Election, data: NameTellers) -> Election:
    """Propose tellers to the meeting. Whoever stands can't be one."""
    check_stands(target, ElectionStatus.PREPARED, ElectionStatus.APPROVED)
    named = [(Duty.SCRUTINEER, pk) for pk in data.scrutineers] + [(Duty.COUNTER, pk) for pk in data.counters]
    people = {pk: _person(act, pk) for pk in _once([pk for _duty, pk in named], _("监票人、计票人"))}
    said = _("%(names)s是候选人，不能担任监票人、计票人。请另选他人。")
    _refuse_named(target.candidates.filter(person__in=people.values()), said)
    _refuse_named(
        target.tellers.filter(person__in=people.values()), _("%(names)s已经是监票人、计票人。请不要重复登记。")
    )
    for duty, pk in named:
        Teller(election=target, person=people[pk], duty=duty).save()
    target.tellers_approved = None  # the meeting approves of all of them together
    target.save()
    return target


@verb(
    "elections.dismiss_teller",
    does=gettext_lazy("更换了监票人、计票人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def dismiss_teller(act: Act, target: Teller, data: VerbData) -> Election:
    """Take a teller off again before voting."""
    check_stands(target.election, ElectionStatus.PREPARED, ElectionStatus.APPROVED)
    election = target.election
    target.delete()
    return election


@verb(
    "elections.approve_tellers",
    does=gettext_lazy("登记了会议通过监票人、计票人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def approve_tellers(act: Act, target: Election, data: ApproveTellers) -> Election:
    """Record that the meeting approved of the tellers, before anything is voted on."""
    check_stands(target, ElectionStatus.PREPARED, ElectionStatus.APPROVED)
    duties = set(target.tellers.values_list("duty", flat=True))
    if duties != set(Duty.values):
        raise VerbError(_("监票人、计票人还没有提齐：两样都至少要有一人。请先提出人选。"))
    if target.date is not None and data.date > target.date:
        said = _("监票人、计票人须在投票之前通过，投票定于%(day)s。请核对日期。")
        raise VerbError(said % {"day": target.date})
    target.tellers_approved = data.date
    target.save()
    return target


@verb(
    "elections.give_proxy",
    does=gettext_lazy("登记了委托投票"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def give_proxy(act: Act, target: Election, data: GiveProxy) -> Proxy:
    """Record that somebody votes for somebody who can't come, as far as the rules allow it."""
    check_stands(target, ElectionStatus.PREPARED, ElectionStatus.APPROVED)
    check_text(data.leave, _("同意情况"), 200)
    rules = read_rules(target.rules)
    if rules.proxies == "forbidden":
        raise VerbError(_("本次选举办法规定不得委托投票。请让本人到会，或先修改选举办法。"))
    person, holder = record(Person, data.person, _("人员")), record(Person, data.holder, _("人员"))
    if person == holder:
        raise VerbError(_("委托人和受托人是同一个人。请重新选择。"))
    entitled = due(target)
    strangers = [one for one in (person, holder) if one.pk not in entitled]
    if strangers:
        said = _("%(names)s不是本次选举的选举人，不能委托或受托。请核对人员。")
        raise VerbError(said % {"names": enumerated(one.name for one in strangers)})
    if target.proxies.filter(person__in=(person, holder)).exists():
        raise VerbError(_("两人之中有人已经委托他人投票。请核对已登记的委托。"))
    if target.proxies.filter(holder=holder).count() >= rules.proxies_each:
        said = _("%(name)s已经接受了%(count)d人委托，达到上限。请委托其他人。")
        raise VerbError(said % {"name": holder.name, "count": rules.proxies_each})
    if target.proxies.filter(holder=person).exists():
        raise VerbError(_("%(name)s接受了别人的委托，不能再委托他人。") % {"name": person.name})
    made = Proxy(election=target, person=person, holder=holder, leave=data.leave)
    made.save()
    return made


@verb(
    "elections.approve_rules",
    does=gettext_lazy("审定了选举办法和选票"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def approve_rules(act: Act, target: Election, data: VerbData) -> Election:
    """Settle the rules and the ballot; from here on neither changes."""
    check_stands(target, ElectionStatus.PREPARED)
    if target.persons:
        standing, rules = len(on_ballot(target)), read_rules(target.rules)
        asked = least_candidates(rules, target.seats)
        if standing < asked:
            said = _(
                "应选%(seats)d名，按选举办法至少要有%(asked)d名候选人，现在有%(standing)d名。请补充候选人或修改选举办法。"
            )
            raise VerbError(said % {"seats": target.seats, "asked": asked, "standing": standing})
    target.status = ElectionStatus.APPROVED
    target.save()
    return target


@verb(
    "elections.reopen_rules",
    does=gettext_lazy("退回了选举办法"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def reopen_rules(act: Act, target: Election, data: VerbData) -> Election:
    """Take the approval back before voting has begun."""
    check_stands(target, ElectionStatus.APPROVED)
    target.status = ElectionStatus.PREPARED
    target.save()
    return target


@verb(
    "elections.withdraw",
    does=gettext_lazy("撤销了选举"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw(act: Act, target: Election, data: VerbData) -> Body:
    """Delete an election that was prepared and not approved."""
    check_stands(target, ElectionStatus.PREPARED)
    if target.followers.exists():
        raise VerbError(_("有别的选举排在它之后。请先撤销或调整那一项。"))
    body = target.body
    target.delete()
    return body


def check_manner(kind: str, manner: Manner) -> Manner:
    """Refuse what would show how somebody voted on persons."""
    if kind == ElectionKind.PERSONS and manner not in SECRET:
        raise VerbError(_("选举个人须无记名投票。请选择网上或纸质的无记名投票。"))
    return manner


def check_stands(election: Election, *wanted: ElectionStatus) -> None:
    """Refuse what comes too early or too late."""
    if election.status not in wanted:
        said = _("“%(title)s”现在是“%(status)s”，不能办理这一步。请按页面上的步骤办理。")
        raise VerbError(said % {"title": election.title, "status": _(election.get_status_display())})


def _refuse_named(found: QuerySet[Candidate] | QuerySet[Teller], said: str) -> None:
    names = list(found.values_list("person__name", flat=True))
    if names:
        raise VerbError(said % {"names": enumerated(names)})


def _once(people: list[int], what: str) -> list[int]:
    if not people:
        raise VerbError(_("没有选择%(what)s。请至少选择一人。") % {"what": what})
    if len(set(people)) < len(people):
        raise VerbError(_("%(what)s中有人出现了不止一次。请每人只保留一次。") % {"what": what})
    return people


def _person(act: Act, pk: int) -> Person:
    person = record(Person, pk, _("人员"))
    if not can(act.actor, "people.see", person.keeper_id):
        raise Refused(_("您没有查看此人记录的权限。请由保存该记录的单位办理，或先在本单位登记此人。"))
    return person


def _put_up(act: Act, election: Election, data: Prepare) -> None:
    """Let those stand who were named with it."""
    if not data.people and not data.part_time:
        return
    if not election.persons:
        raise VerbError(_("表决事项没有候选人。选举个人请另建一项选举。"))
    if set(data.part_time) - set(data.people):
        raise VerbError(_("兼职的人员不都在候选人之中。请先把他们列入候选人。"))
    people = [_person(act, pk) for pk in _once(data.people, _("候选人"))]
    for number, person in enumerate(people, start=1):
        Candidate(election=election, person=person, number=number, part_time=person.pk in data.part_time).save()


def _matter(data: Prepare) -> str:
    if data.kind == ElectionKind.MATTER:
        check_text(data.matter, _("表决事项"), 2000)
        return data.matter
    return ""


def _term(body: Body, data: Prepare) -> Term:
    if data.term is None or data.role is None:
        raise VerbError(_("没有填写当选后进入的机构和职务。请选择机构的届次和职务。"))
    term = record(Term, data.term, _("届次"))
    if term.body.organisation_id != body.organisation_id:
        raise VerbError(_("“%(term)s”不是本单位的机构，不能由本单位选举。") % {"term": term})
    return term


def _meeting(body: Body, data: Prepare) -> Meeting | None:
    if data.meeting is not None:
        found = record(Meeting, data.meeting, _("会议"))
        if found.body_id != body.pk:
            raise VerbError(_("“%(meeting)s”不是这个机构的会议。请选择它自己的会议。") % {"meeting": found})
        if found.date is not None and found.date != data.date:
            said = _("“%(meeting)s”在%(day)s召开，与投票日期不是同一天。请核对日期或会议。")
            raise VerbError(said % {"meeting": found, "day": found.date})
        return found
    return body.meetings.filter(date=to_int(data.date)).order_by("pk").first()
