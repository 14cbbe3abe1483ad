"""Bulk verbs over people: rows name a person each; each has one audit entry for all, and can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import reachable
from keqiao.kernel.memberships.models import MemberClass, Membership
from keqiao.kernel.nouns.fields import earliest_first, holds_on
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Expertise, Person, SourceClass
from keqiao.kernel.posts.models import Post, Role, Term
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.bulk import Row, bulk_verb
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.registry.imports.touching import chunks
from keqiao.registry.merging.absorb import pointing_at
from keqiao.registry.refusals import check_length, organisation_by_code, record
from keqiao.registry.verbs.memberships import OF_ORGANISATIONS
from keqiao.registry.verbs.particulars import LONGEST_TOPIC, where_it_is_joined, where_the_term_is

NEED = "people.manage"
WORK = ("source_class", "leading_official", "confirmed", "confirmed_by", "confirmed_on")


class ConfirmMany(VerbData):
    """The source class of where each works now, looked at by whoever confirms."""

    source_class: Annotated[SourceClass, Asked(gettext_lazy("来源类别"))]
    leading_official: Annotated[bool, Asked(gettext_lazy("领导干部"))]


class MoveMany(VerbData):
    """Which organisation (its code) keeps the records from now on."""

    keeper: Annotated[str, Asked(gettext_lazy("新的保存单位"), kind="organisation")]


class SeatMany(VerbData):
    """The term (its id) of a body, and what they are in it."""

    term: Annotated[int, Asked(gettext_lazy("机构和届次"), gettext_lazy("输入单位或机构名称后选择。"), kind="term")]
    role: Annotated[Role, Asked(gettext_lazy("职务"))]
    delegation: Annotated[str, Asked(gettext_lazy("代表团"))] = ""


class JoinMany(VerbData):
    """Membership of an organisation (its code) from a day on."""

    organisation: Annotated[str, Asked(gettext_lazy("加入的单位"), kind="organisation")]
    kind: Annotated[MemberClass, Asked(gettext_lazy("会员类别"))]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("入会日期"))] = None


class VersedMany(VerbData):
    """A field that all of them are versed in."""

    discipline: Annotated[str, Asked(gettext_lazy("学科"), kind="discipline")]
    topic: Annotated[str, Asked(gettext_lazy("专长"))] = ""


def undo_confirming(act: Act, target: None, data: ConfirmMany, outcomes: Sequence[Row]) -> None:
    """Put the classes back as they were, unless one was changed since."""
    works = Employment.objects.in_bulk([done["work"] for done in outcomes if "work" in done])
    _refuse_changed(sum(1 for done in outcomes if "work" in done and not _as_left(works.get(done["work"]), done)))
    for done in (done for done in outcomes if "work" in done):
        work = works[done["work"]]
        for name, value in zip(WORK, done["before"], strict=True):
            setattr(work, name, value)
        work.save()


def _as_left(work: Employment | None, done: Row) -> bool:
    return work is not None and work.version == done["version"]


@bulk_verb(
    "people.confirm_many",
    does=gettext_lazy("成批确认了来源类别"),
    undoes=gettext_lazy("撤销了成批确认来源类别"),
    needs=NEED,
    on=lambda target, data: [],
    schema=ConfirmMany,
    undo=undo_confirming,
)
def confirm_many(act: Act, target: None, data: ConfirmMany, rows: Sequence[Row]) -> list[Row]:
    """Confirm one source class for where each of the people works now."""
    outcomes: list[Row] = []
    for chunk in _people(act, rows):
        held = Employment.objects.filter(holds_on(today()), person__in=chunk).order_by(earliest_first(), "pk")
        works = {work.person_id: work for work in held}
        outcomes += [_confirmed(act, works.get(one.pk), data) for one in chunk]
    return outcomes


def _confirmed(act: Act, work: Employment | None, data: ConfirmMany) -> Row:
    if work is None:
        return {}
    before = [value.isoformat() if isinstance(value, dt.date) else value for value in _values(work)]
    work.source_class, work.leading_official, work.confirmed = data.source_class, data.leading_official, True
    work.confirmed_by, work.confirmed_on = act.actor.label, timezone.localdate()
    work.save()
    return {"work": work.pk, "before": before, "version": work.version}


def _values(work: Employment) -> list[Any]:
    return [getattr(work, name) for name in WORK]


def undo_moving(act: Act, target: None, data: MoveMany, outcomes: Sequence[Row]) -> None:
    """Give the records back to those who kept them, unless one was moved on since."""
    keeper = organisation_by_code(data.keeper)
    moved = [done for done in outcomes if "before" in done]
    people = Person.objects.in_bulk([done["person"] for done in moved])
    there = {pk for pk, one in people.items() if one.keeper_id == keeper.pk}
    _refuse_changed(sum(1 for done in moved if done["person"] not in there))
    for done in moved:
        one = people[done["person"]]
        one.keeper_id = done["before"]
        one.save()


@bulk_verb(
    "people.move_many",
    does=gettext_lazy("成批移交了人员记录"),
    undoes=gettext_lazy("撤销了成批移交人员记录"),
    needs=NEED,
    on=lambda target, data: where_it_is_joined(data.keeper),
    schema=MoveMany,
    undo=undo_moving,
)
def move_many(act: Act, target: None, data: MoveMany, rows: Sequence[Row]) -> list[Row]:
    """Let another organisation keep the records of all the people."""
    keeper = organisation_by_code(data.keeper)
    outcomes: list[Row] = []
    for chunk in _people(act, rows):
        numbers = [one.id_index for one in chunk if one.id_index and one.keeper_id != keeper.pk]
        taken = Person.objects.filter(keeper=keeper, id_index__in=numbers).first()
        if taken is not None:
            said = _(
                "“%(keeper)s”已经保存了与其中一人证件号码相同的记录（%(name)s），没有移交任何人。请先合并重复记录。"
            )
            raise VerbError(said % {"keeper": keeper, "name": taken})
        outcomes += [_moved(one, keeper) for one in chunk]
    return outcomes


def _moved(one: Person, keeper: Organisation) -> Row:
    if one.keeper_id == keeper.pk:
        return {}
    before, one.keeper = one.keeper_id, keeper
    one.save()
    return {"person": one.pk, "before": before}


def undo_made(model: type[Noun], outcomes: Sequence[Row]) -> None:
    """Delete what was made, unless it was changed or something rests on it since."""
    made = model._default_manager.in_bulk([done["made"] for done in outcomes if "made" in done])
    gone = sum(1 for done in outcomes if "made" in done and done["made"] not in made)
    changed = sum(1 for one in made.values() if one.version != 1 or any(pointing_at(one).values()))
    _refuse_changed(gone + changed)
    for one in made.values():
        one.delete()


@bulk_verb(
    "posts.elect_many",
    does=gettext_lazy("成批登记了任职"),
    undoes=gettext_lazy("撤销了成批登记任职"),
    needs="posts.manage",
    on=lambda target, data: where_the_term_is(data.term),
    schema=SeatMany,
    undo=lambda act, target, data, outcomes: undo_made(Post, outcomes),
)
def elect_many(act: Act, target: None, data: SeatMany, rows: Sequence[Row]) -> list[Row]:
    """Put all the people into the term of a body; who is in it already stays as they are."""
    term = record(Term, data.term, _("届次"))
    return _made(
        act,
        rows,
        Post.objects.filter(term=term, role=data.role, ends=None),
        lambda one: Post(term=term, person=one, role=data.role, delegation=data.delegation),
    )


@bulk_verb(
    "memberships.admit_many",
    does=gettext_lazy("成批登记了会员"),
    undoes=gettext_lazy("撤销了成批登记会员"),
    needs="memberships.manage",
    on=lambda target, data: where_it_is_joined(data.organisation),
    schema=JoinMany,
    undo=lambda act, target, data, outcomes: undo_made(Membership, outcomes),
)
def admit_many(act: Act, target: None, data: JoinMany, rows: Sequence[Row]) -> list[Row]:
    """Admit all the people as members; who is one already stays as they are."""
    if data.kind in OF_ORGANISATIONS:
        raise VerbError(_("个人不能作“%(kind)s”。请改选会员类别。") % {"kind": _(str(data.kind.label))})
    joined = organisation_by_code(data.organisation)
    return _made(
        act,
        rows,
        Membership.objects.filter(organisation=joined, ends=None, person__isnull=False),
        lambda one: Membership(organisation=joined, person=one, kind=data.kind, starts=data.starts),
    )


@bulk_verb(
    "people.versed_many",
    does=gettext_lazy("成批登记了专长"),
    undoes=gettext_lazy("撤销了成批登记专长"),
    needs=NEED,
    on=lambda target, data: [],
    schema=VersedMany,
    undo=lambda act, target, data, outcomes: undo_made(Expertise, outcomes),
)
def versed_many(act: Act, target: None, data: VersedMany, rows: Sequence[Row]) -> list[Row]:
    """Record one field of expertise for all the people; who has it already stays as they are."""
    if data.discipline not in DISCIPLINES:
        said = _("没有代码为“%(code)s”的学科。请从学科列表（GB/T 13745一级学科）中选择。")
        raise VerbError(said % {"code": data.discipline})
    check_length(data.topic, _("专长"), LONGEST_TOPIC)
    return _made(
        act,
        rows,
        Expertise.objects.filter(discipline=data.discipline, topic=data.topic, ends=None),
        lambda one: Expertise(person=one, discipline=data.discipline, topic=data.topic),
    )


def _made(act: Act, rows: Sequence[Row], there: models.QuerySet[Any], make: Any) -> list[Row]:
    """One record for each person who has none yet."""
    outcomes: list[Row] = []
    for chunk in _people(act, rows, "people.see"):
        have = set(there.filter(person__in=chunk).values_list("person", flat=True))
        for one in chunk:
            if one.pk in have:
                outcomes.append({})
                continue
            made = make(one)
            made.save()
            outcomes.append({"made": made.pk})
    return outcomes


def _people(act: Act, rows: Sequence[Row], need: str = NEED) -> Iterator[list[Person]]:
    """The people of the rows, chunk by chunk. Raises Refused when the actor hasn't the right on one of them."""
    numbers = [row["person"] for row in rows]
    for chunk in chunks(numbers):
        found = list(Person.objects.filter(pk__in=chunk, keeper__in=reachable(act.actor, need)).order_by("pk"))
        if len(found) < len(set(chunk)):
            said = _("其中有%(count)s人不在您可以办理的单位，或记录已不存在，没有办理任何人。请重新选择人员。")
            raise Refused(said % {"count": len(set(chunk)) - len(found)})
        yield found


def _refuse_changed(count: int) -> None:
    if count:
        said = _("办理之后有%(count)s人的记录又改动过，撤销会丢失这些改动，所以没有撤销。请逐人更正。")
        raise VerbError(said % {"count": count})


def rows_for(people: Iterable[int]) -> Iterator[Row]:
    """What is staged for people: their ids."""
    return ({"person": pk} for pk in people)
