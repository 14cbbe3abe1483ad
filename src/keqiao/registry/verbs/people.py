"""Verbs on people: enrolling, correcting, where they work, what is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel

from keqiao.kernel.nouns.fields import from_int, holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, PairChoice, Person, Sex, SourceClass, Trait, TraitKind
from keqiao.kernel.posts.models import Body
from keqiao.kernel.standards.ethnic import read_ethnicity
from keqiao.kernel.standards.identity import read_identity
from keqiao.kernel.standards.names import read_name
from keqiao.kernel.standards.partial import read_partial
from keqiao.kernel.standards.political import read_affiliation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.employments import Work, new_employment
from keqiao.registry.refusals import check_order, day_or_today, organisation_by_code, told_of

from .duplicates import decide_pair, tell_of

Bounds = tuple[dt.date | None, dt.date | None]

UNIT = gettext_lazy("对应的机构")
UNIT_HINT = gettext_lazy("工作单位已在本系统登记的，选择它。")
BIRTH_HINT = gettext_lazy("知道到年、月或日都可以，如1975、1975.06、1975-06-03。")
ID_HINT = gettext_lazy("证件号码密封保存，只有登记员写明事由才能看到。")
CLASS_HINT = gettext_lazy("不选则由单位和职务推断，留待确认。")
FROM_HINT = gettext_lazy("不填为今天。")


class EnrolPerson(VerbData):
    """A new person with their work. ``birth`` is a year, month or day as people write it.

    Without ``source_class`` one is proposed from unit and position and waits to be confirmed.
    ``despite_namesake``: somebody looked and it is another person of the same name in the same unit.
    ``others``: people (their ids) who are alike and were found to be others: that is remembered.
    """

    name: Annotated[str, Asked(gettext_lazy("姓名"))]
    unit_name: Annotated[str, Asked(gettext_lazy("工作单位"), gettext_lazy("写全称；有姓名和单位就可以登记。"))] = ""
    unit: Annotated[str | None, Asked(UNIT, UNIT_HINT, kind="organisation")] = None
    position: Annotated[str, Asked(gettext_lazy("职务"))] = ""
    sex: Annotated[Sex | None, Asked(gettext_lazy("性别"))] = None
    ethnicity: Annotated[str, Asked(gettext_lazy("民族"))] = ""
    birth: Annotated[str, Asked(gettext_lazy("出生年月"), BIRTH_HINT)] = ""
    id_number: Annotated[str, Asked(gettext_lazy("证件号码"), ID_HINT)] = ""
    source_class: Annotated[SourceClass | None, Asked(gettext_lazy("来源类别"), CLASS_HINT)] = None
    leading_official: Annotated[bool | None, Asked(gettext_lazy("领导干部"))] = None
    starts: Annotated[dt.date | None, Asked(gettext_lazy("到职日期"))] = None
    despite_namesake: bool = False
    others: list[int] = []
    synthetic: bool = False


class CorrectPerson(VerbData):
    """Only what is given is corrected; empty text removes what was there."""

    name: Annotated[str | None, Asked(gettext_lazy("姓名"))] = None
    sex: Annotated[Sex | None, Asked(gettext_lazy("性别"))] = None
    ethnicity: Annotated[str | None, Asked(gettext_lazy("民族"))] = None
    birth: Annotated[str | None, Asked(gettext_lazy("出生年月"), BIRTH_HINT)] = None


class EmployPerson(VerbData):
    """New work from a day on (default today). ``unit``: the code, where the unit is one of our organisations."""

    unit_name: Annotated[str, Asked(gettext_lazy("工作单位"))]
    unit: Annotated[str | None, Asked(UNIT, UNIT_HINT, kind="organisation")] = None
    position: Annotated[str, Asked(gettext_lazy("职务"))] = ""
    source_class: Annotated[SourceClass | None, Asked(gettext_lazy("来源类别"), CLASS_HINT)] = None
    leading_official: Annotated[bool | None, Asked(gettext_lazy("领导干部"))] = None
    starts: Annotated[dt.date | None, Asked(gettext_lazy("到职日期"), FROM_HINT)] = None


class ConfirmSource(VerbData):
    """The class of where the person works now, looked at by whoever confirms."""

    source_class: Annotated[SourceClass, Asked(gettext_lazy("来源类别"))]
    leading_official: Annotated[bool, Asked(gettext_lazy("领导干部"), gettext_lazy("在党政机关担任领导职务的勾选。"))]


class ConfirmedGroup(BaseModel):
    """Employments (their ids) that are of one class."""

    employments: list[int]
    source_class: SourceClass
    leading_official: bool


class ConfirmSources(VerbData):
    """What somebody looked at and confirmed, group by group."""

    groups: list[ConfirmedGroup]


class SetTrait(VerbData):
    """A statement that holds from a day on (None: for ever); an empty value only ends the one before."""

    kind: Annotated[TraitKind, Asked(gettext_lazy("事项"))]
    value: Annotated[str, Asked(gettext_lazy("内容"), gettext_lazy("如中共党员、高级工程师、硕士研究生。"))]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"), FROM_HINT)] = None


class SetIdNumber(VerbData):
    """The number of an identity document; empty text removes it."""

    id_number: Annotated[str, Asked(gettext_lazy("证件号码"), ID_HINT)]


class ExportList(VerbData):
    """In which form a body's name list went out, and for how many people."""

    form: str
    people: int


@verb("people.enrol", does=gettext_lazy("登记了人员"), needs="people.manage", on=lambda target, data: [target])
def enrol(act: Act, target: Organisation, data: EnrolPerson) -> Person:
    """Enrol a person under the organisation that keeps the record."""
    with told_of(_("姓名")):
        name = read_name(data.name).name
    if not data.despite_namesake:
        _refuse_namesake(target, name, data.unit_name)
    first, last = _read_birth(data.birth)
    person = Person(
        name=name,
        keeper=target,
        sex=data.sex or "",
        ethnicity=_read_ethnicity(data.ethnicity),
        birth_from=first,
        birth_to=last,
        synthetic=data.synthetic,
    )
    if data.id_number:
        _take_id_number(person, data.id_number)
    person.save()
    if data.unit_name:
        new_employment(person, _work(data), data.starts, by=act.actor.label).save()
    for other in Person.objects.filter(pk__in=data.others):
        decide_pair(act, person, {"duplicate": other.pk, "choice": PairChoice.DIFFERENT})
    tell_of(act, person.pk)
    return person


@verb(
    "people.correct",
    does=gettext_lazy("更正了人员资料"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def correct(act: Act, target: Person, data: CorrectPerson) -> Person:
    """Correct what is recorded of a person. For new work use employ; the history stays."""
    if data.name is not None:
        with told_of(_("姓名")):
            target.name = read_name(data.name).name
    if "sex" in data.model_fields_set:
        target.sex = data.sex or ""
    if data.ethnicity is not None:
        target.ethnicity = _read_ethnicity(data.ethnicity)
    if data.birth is not None:
        target.birth_from, target.birth_to = _read_birth(data.birth)
    target.save()
    tell_of(act, target.pk)
    return target


@verb(
    "people.employ",
    does=gettext_lazy("更新了单位职务"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def employ(act: Act, target: Person, data: EmployPerson) -> Employment:
    """Record a person's new work; the work before ends on that day."""
    if not data.unit_name:
        raise VerbError(_("没有填写%(person)s的单位。请填写单位名称。") % {"person": target})
    starts = day_or_today(data.starts)
    for former in target.employments.filter(ends=None):
        check_order(former.starts, starts, _("原工作单位“%(unit)s”") % {"unit": former.unit_name})
        former.ends = starts
        former.save()
    made = new_employment(target, _work(data), starts, by=act.actor.label)
    made.save()
    tell_of(act, target.pk)
    return made


@verb(
    "people.confirm_sources",
    does=gettext_lazy("确认了来源类别"),
    needs="people.manage",
    on=lambda target, data: [target],
)
def confirm_sources(act: Act, target: Organisation, data: ConfirmSources) -> None:
    """Confirm the source classes of many employments of people that the organisation keeps, in one go."""
    for group in data.groups:
        found = {row.pk: row for row in _employments(target, group.employments)}
        missing = set(group.employments) - found.keys()
        if missing:
            said = _(
                "有%(count)s条工作经历不在“%(organisation)s”保存的人员名下或已被删除，没有确认任何一条。请刷新页面后重新确认。"
            )
            raise VerbError(said % {"count": len(missing), "organisation": target})
        for row in found.values():
            _confirm(act, row, group.source_class, official=group.leading_official)


@verb(
    "people.confirm_source",
    does=gettext_lazy("确认了一人的来源类别"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def confirm_source(act: Act, target: Person, data: ConfirmSource) -> Employment:
    """Confirm the source class of where one person works now."""
    work = current_work(target)
    if work is None:
        said = _("%(person)s现在没有登记工作单位，没有可以确认的来源类别。请先更新单位职务。")
        raise VerbError(said % {"person": target})
    _confirm(act, work, data.source_class, official=data.leading_official)
    return work


@verb(
    "people.set_trait",
    does=gettext_lazy("更新了个人情况"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def set_trait(act: Act, target: Person, data: SetTrait) -> Trait | None:
    """Record a person's political affiliation, title or degree from a day on; the one before ends there."""
    value = data.value
    if value and data.kind is TraitKind.POLITICAL_AFFILIATION:
        with told_of(_("政治面貌")):
            value = read_affiliation(value).code
    starts = data.starts
    for former in target.traits.filter(kind=data.kind, ends=None):
        if former.value == value:
            return former
        starts = day_or_today(data.starts)
        check_order(former.starts, starts, _("原“%(before)s”") % {"before": former})
        former.ends = starts
        former.save()
    if not value:
        return None
    made = Trait(person=target, kind=data.kind, value=value, starts=starts)
    made.save()
    return made


@verb(
    "people.set_id_number",
    does=gettext_lazy("登记了证件号码"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def set_id_number(act: Act, target: Person, data: SetIdNumber) -> Person:
    """Seal an identity number into the record, or remove it; birth and sex that it proves are filled in."""
    if data.id_number:
        _take_id_number(target, data.id_number)
    else:
        target.set_id_number("")
    target.save()
    tell_of(act, target.pk)
    return target


@verb(
    "people.export_list",
    does=gettext_lazy("下载了名单"),
    needs="people.see",
    on=lambda target, data: [target.organisation_id],
)
def export_list(act: Act, target: Body, data: ExportList) -> None:
    """Record that a body's name list was taken out as a file: nothing changes, the audit keeps that names went out."""
    act.emit("people.list_exported", body=target.pk, form=data.form, people=data.people)


def _take_id_number(person: Person, written: str) -> None:
    """Check a number against what is known of the person and against the others, then seal it."""
    with told_of(_("证件号码")):
        identity = read_identity(written, today=timezone.localdate())
    person.set_id_number(identity.number)
    other = (
        Person.objects.filter(keeper=person.keeper, id_index__in=Person.id_indexes(identity.number))
        .exclude(pk=person.pk)
        .first()
    )
    if other is not None:
        said = _("这个证件号码已登记在“%(name)s”名下。请核对号码；如果是同一人，请使用已有的记录。")
        raise VerbError(said % {"name": other.name})
    if identity.birth is not None:
        if person.birth_from and person.birth_to and not person.birth_from <= identity.birth <= person.birth_to:
            said = _("证件号码里的出生日期（%(day)s）与%(name)s已填的出生年月不符。请核对两处，改正填错的一处。")
            raise VerbError(said % {"day": identity.birth, "name": person.name})
        person.birth_from = person.birth_to = identity.birth
    if identity.sex is not None:
        if person.sex and person.sex != identity.sex:
            said = _("证件号码表示的性别与%(name)s已填的性别不符。请核对两处，改正填错的一处。")
            raise VerbError(said % {"name": person.name})
        person.sex = Sex(identity.sex)


def current_work(person: Person) -> Employment | None:
    """Where the person works today; of several employments, the one that began last."""
    held = person.employments.filter(holds_on(today()))
    return max(held, key=lambda work: (work.starts or dt.date.min, work.pk), default=None)


def _confirm(act: Act, work: Employment, source_class: SourceClass, *, official: bool) -> None:
    work.source_class, work.leading_official, work.confirmed = source_class, official, True
    work.confirmed_by, work.confirmed_on = act.actor.label, timezone.localdate()
    work.save()


def _refuse_namesake(keeper: Organisation, name: str, unit_name: str) -> None:
    namesake = Employment.objects.filter(person__keeper=keeper, person__name=name, unit_name=unit_name, ends=None)
    if unit_name and namesake.exists():
        said = _(
            "“%(unit)s”的“%(name)s”已经登记。如果是同一人，请使用已有的记录；"
            "如果确是另一位同名的人，请勾选“同名不同人”后再提交。"
        )
        raise VerbError(said % {"unit": unit_name, "name": name})


def _work(data: EnrolPerson | EmployPerson) -> Work:
    unit = organisation_by_code(data.unit) if data.unit else None
    return Work(data.unit_name, data.position, unit, data.source_class, data.leading_official)


def _read_ethnicity(text: str) -> str:
    if not text:
        return ""
    with told_of(_("民族")):
        return read_ethnicity(text).code


def _read_birth(text: str) -> Bounds:
    if not text:
        return None, None
    with told_of(_("出生年月")):
        value = read_partial(text, today=timezone.localdate()).value
    return from_int(value.earliest), from_int(value.latest)


def _employments(keeper: Organisation, wanted: Iterable[int]) -> Iterable[Employment]:
    numbers = list(wanted)
    for start in range(0, len(numbers), 500):
        yield from Employment.objects.filter(person__keeper=keeper, pk__in=numbers[start : start + 500])
