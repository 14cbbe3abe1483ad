"""Verbs on bodies, terms, posts and secondments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import can
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Secondment, SecondmentDirection, Term
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_order, day_or_today, record
from keqiao.registry.wording import body_word


class FormBody(VerbData):
    """A body of an organisation; without a name it is called after its kind."""

    kind: BodyKind
    name: str = ""


class OpenTerm(VerbData):
    """A term: its number, first day and planned end."""

    number: Annotated[int, Asked(gettext_lazy("届次"))]
    starts: Annotated[dt.date, Asked(gettext_lazy("开始日期"))]
    ends: Annotated[dt.date | None, Asked(gettext_lazy("届满日期"))] = None


class ElectPerson(VerbData):
    """A person (their id) and what they are in the body. Without ``starts`` it holds from the term's first day."""

    person: int
    role: Role
    sector: str = ""
    delegation: str = ""
    starts: dt.date | None = None
    part_time: bool = False
    resident: bool = False
    elected_by_unit: bool = False


class EndPost(VerbData):
    """The first day on which it is no longer held (default today)."""

    ends: dt.date | None = None


class SecondPerson(VerbData):
    """A person (their id) works elsewhere from a day to a planned end."""

    person: int
    direction: SecondmentDirection
    starts: dt.date
    ends: dt.date | None = None
    other: str = ""


@verb("posts.form_body", does=gettext_lazy("登记了机构"), needs="posts.manage", on=lambda target, data: [target])
def form_body(act: Act, target: Organisation, data: FormBody) -> Body:
    """Form a body of an organisation."""
    name = data.name or data.kind.label
    if Body.objects.filter(organisation=target, kind=data.kind, name=name).exists():
        said = _("“%(organisation)s”已经有“%(body)s”。请直接使用它，或换一个名称。")
        raise VerbError(said % {"organisation": target, "body": _(name)})
    made = Body(organisation=target, kind=data.kind, name=name)
    made.save()
    return made


@verb(
    "posts.open_term",
    does=gettext_lazy("开始了新一届"),
    needs="posts.manage",
    on=lambda target, data: [target.organisation_id],
)
def open_term(act: Act, target: Body, data: OpenTerm) -> Term:
    """Open a body's next term; the one before ends on its first day."""
    check_order(data.starts, data.ends, _("第%(number)s届") % {"number": data.number})
    refuse_term(target, data.number, data.starts)
    for former in target.terms.filter(starts__lt=data.starts):
        if former.ends is None or former.ends > data.starts:
            former.ends = data.starts
            former.save()
    made = Term(body=target, number=data.number, starts=data.starts, ends=data.ends)
    made.save()
    return made


@verb(
    "posts.elect",
    does=gettext_lazy("登记了任职"),
    needs="posts.manage",
    on=lambda target, data: [target.body.organisation_id],
)
def elect(act: Act, target: Term, data: ElectPerson) -> Post:
    """Record that a person was elected into a term of a body."""
    person = _person(act, data.person)
    if data.starts is not None and target.ends is not None and data.starts >= target.ends:
        said = _("%(term)s已于%(ends)s届满，不能从%(starts)s起任职。请核对日期或届次。")
        raise VerbError(said % {"term": target, "ends": target.ends, "starts": data.starts})
    if target.posts.filter(person=person, role=data.role, ends=None).exists():
        said = _("%(person)s已经是%(term)s的%(role)s，没有重复登记。")
        raise VerbError(said % {"person": person, "term": target, "role": _(str(data.role.label))})
    made = Post(term=target, **{**data.model_dump(exclude={"seen_version", "key", "person"}), "person": person})
    made.save()
    return made


@verb(
    "posts.end_post",
    does=gettext_lazy("办理了离任"),
    needs="posts.manage",
    on=lambda target, data: [target.term.body.organisation_id],
)
def end_post(act: Act, target: Post, data: EndPost) -> Post:
    """End a post before its term does."""
    if target.ends is not None:
        raise VerbError(_("%(what)s已于%(day)s结束，无需再次办理。") % {"what": target, "day": target.ends})
    ends = day_or_today(data.ends)
    check_order(target.starts or target.term.starts, ends, str(target))
    target.ends = ends
    target.save()
    return target


@verb("posts.second", does=gettext_lazy("登记了挂职"), needs="posts.manage", on=lambda target, data: [target])
def second(act: Act, target: Organisation, data: SecondPerson) -> Secondment:
    """Record a secondment, seen from the organisation that records it."""
    check_order(data.starts, data.ends, _("挂职"))
    person = _person(act, data.person)
    made = Secondment(
        person=person,
        organisation=target,
        other=data.other,
        direction=data.direction,
        starts=data.starts,
        ends=data.ends,
    )
    made.save()
    return made


def refuse_term(body: Body, number: int, starts: dt.date) -> None:
    """Raise VerbError when the number is taken or a later term exists."""
    if number < 1:
        raise VerbError(_("届次不能是%(number)s。请填写从1开始的届次。") % {"number": number})
    if body.terms.filter(number=number).exists():
        said = _("“%(body)s”已经有第%(number)s届。请直接使用它，或填写新的届次。")
        raise VerbError(said % {"body": body_word(body), "number": number})
    later = body.terms.filter(starts__gte=starts).order_by("starts").first()
    if later is not None:
        said = _("“%(body)s”第%(number)s届已于%(day)s开始，新一届应晚于这一天。请核对届次和开始日期。")
        raise VerbError(said % {"body": body_word(body), "number": later.number, "day": later.starts})


def _person(act: Act, pk: int) -> Person:
    """A person whom the actor may see: whoever keeps the record decides who sees names."""
    person = record(Person, pk, _("人员"))
    if not can(act.actor, "people.see", person.keeper_id):
        raise Refused(_("您没有查看此人记录的权限，不能为其登记职务。请由保存该记录的单位办理，或先在本单位登记此人。"))
    return person
