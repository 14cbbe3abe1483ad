"""Verbs on what is known of a person beside work: how they are reached, honours, expertise, posts, memberships."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.memberships.models import MemberClass, Membership
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Expertise, Honour, Person
from keqiao.kernel.posts.models import Post, Role, Term
from keqiao.kernel.standards.contacts import read_email, read_mobile
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import say_why
from keqiao.registry.refusals import (
    check_length,
    check_order,
    check_past,
    check_text,
    day_or_today,
    organisation_by_code,
    record,
    told_of,
)

from .duplicates import tell_of
from .memberships import OF_ORGANISATIONS, admit
from .posts import elect

LONGEST_TITLE, LONGEST_SOURCE, LONGEST_TOPIC, LEAST_REASON = 120, 160, 80, 4
SOURCE_HINT = gettext_lazy("写文件名称和文号，便于日后核对。")


class SetContact(VerbData):
    """How the person is reached; only what is given changes, empty text removes what was there."""

    mobile: Annotated[str | None, Asked(gettext_lazy("手机号码"))] = None
    email: Annotated[str | None, Asked(gettext_lazy("电子邮箱"))] = None


class RevealId(VerbData):
    """Why the ID number has to be seen; the person can read it."""

    reason: Annotated[
        str,
        Asked(gettext_lazy("查看事由"), gettext_lazy("写明办什么事需要核对证件号码。事由会记入审计，本人可以看到。")),
    ]


class AddHonour(VerbData):
    """An honour: by whom, on which day, by which document."""

    title: Annotated[str, Asked(gettext_lazy("荣誉名称"))]
    granted_by: Annotated[str, Asked(gettext_lazy("授予单位"))] = ""
    granted_on: Annotated[dt.date | None, Asked(gettext_lazy("授予日期"))] = None
    document: Annotated[str, Asked(gettext_lazy("依据文件"), SOURCE_HINT)] = ""


class WithdrawHonour(VerbData):
    """An honour that was registered by mistake or taken back goes from the record; the audit keeps that it stood."""

    reason: Annotated[str, Asked(gettext_lazy("撤下原因"))]


class AddExpertise(VerbData):
    """A field the person is versed in: a discipline of GB/T 13745, and what in it."""

    discipline: Annotated[str, Asked(gettext_lazy("学科"), kind="discipline")]
    topic: Annotated[str, Asked(gettext_lazy("专长"), gettext_lazy("如特种钢材冶炼、蜜橙病虫害防治。"))] = ""
    document: Annotated[str, Asked(gettext_lazy("依据"), gettext_lazy("如推荐单位、证书或本人申报。"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"))] = None


class EndExpertise(VerbData):
    """The first day on which it no longer holds (default today)."""

    ends: Annotated[dt.date | None, Asked(gettext_lazy("终止日期"), gettext_lazy("不填为今天。"))] = None


class TakePost(VerbData):
    """A post in the term of a body that runs now (its id)."""

    term: Annotated[int, Asked(gettext_lazy("机构和届次"), gettext_lazy("输入单位或机构名称后选择。"), kind="term")]
    role: Annotated[Role, Asked(gettext_lazy("职务"))]
    sector: Annotated[str, Asked(gettext_lazy("界别"))] = ""
    delegation: Annotated[str, Asked(gettext_lazy("代表团"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("任职日期"), gettext_lazy("不填为本届开始之日。"))] = None
    part_time: Annotated[bool, Asked(gettext_lazy("兼职"))] = False
    resident: Annotated[bool, Asked(gettext_lazy("驻会"))] = False


class JoinOrganisation(VerbData):
    """Membership of an organisation (its code) from a day on."""

    organisation: Annotated[str, Asked(gettext_lazy("加入的单位"), kind="organisation")]
    kind: Annotated[MemberClass, Asked(gettext_lazy("会员类别"))]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("入会日期"))] = None


@verb(
    "particulars.set_contact",
    does=gettext_lazy("更新了联系方式"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def set_contact(act: Act, target: Person, data: SetContact) -> Person:
    """Seal a mobile number and an e-mail address into the record, or remove them."""
    if data.mobile is not None:
        with told_of(_("手机号码")):
            target.set_mobile(read_mobile(data.mobile) if data.mobile else "")
    if data.email is not None:
        with told_of(_("电子邮箱")):
            target.set_email(read_email(data.email) if data.email else "")
    target.save()
    tell_of(act, target.pk)
    return target


@verb(
    "particulars.reveal_id",
    does=gettext_lazy("查看了证件号码"),
    needs="people.identity",
    on=lambda target, data: [target.keeper_id],
)
def reveal_id(act: Act, target: Person, data: RevealId) -> str:
    """Show the ID number in clear; the audit keeps who looked and why. Nothing changes."""
    if len(data.reason) < LEAST_REASON:
        said = _("事由只有%(length)s个字。请写明办什么事需要核对%(person)s的证件号码，至少%(least)s个字。")
        raise VerbError(said % {"length": len(data.reason), "person": target, "least": LEAST_REASON})
    check_length(data.reason, _("查看事由"), LONGEST_SOURCE)
    number = target.id_number()
    if not number:
        raise VerbError(_("%(person)s没有登记证件号码。请先登记证件号码。") % {"person": target})
    say_why(data.reason)
    place, need = target.keeper_id, "people.identity"
    note_look(act.actor, target.pk, what=Seen.IDENTITY, why=data.reason, place=place, need=need)
    return number


@verb(
    "particulars.add_honour",
    does=gettext_lazy("登记了荣誉"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def add_honour(act: Act, target: Person, data: AddHonour) -> Honour:
    """Record an honour of a person."""
    check_text(data.title, _("荣誉名称"), LONGEST_TITLE)
    check_length(data.granted_by, _("授予单位"), LONGEST_TITLE)
    check_length(data.document, _("依据文件"), LONGEST_SOURCE)
    if data.granted_on is not None:
        check_past(data.granted_on, _("授予日期"))
    if target.honours.filter(title=data.title, granted_on=_number(data.granted_on)).exists():
        said = _("%(person)s的“%(title)s”已经登记，没有重复登记。")
        raise VerbError(said % {"person": target, "title": data.title})
    made = Honour(person=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


@verb(
    "particulars.withdraw_honour",
    does=gettext_lazy("撤下了荣誉"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def withdraw_honour(act: Act, target: Honour, data: WithdrawHonour) -> None:
    """Take an honour off the record, for a reason that the audit keeps."""
    check_text(data.reason, _("撤下原因"), LONGEST_SOURCE)
    say_why(data.reason)
    target.delete()


@verb(
    "particulars.add_expertise",
    does=gettext_lazy("登记了专长"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def add_expertise(act: Act, target: Person, data: AddExpertise) -> Expertise:
    """Record a field that a person is versed in."""
    if data.discipline not in DISCIPLINES:
        said = _("没有代码为“%(code)s”的学科。请从学科列表（GB/T 13745一级学科）中选择。")
        raise VerbError(said % {"code": data.discipline})
    check_length(data.topic, _("专长"), LONGEST_TOPIC)
    check_length(data.document, _("依据"), LONGEST_SOURCE)
    if target.expertise.filter(discipline=data.discipline, topic=data.topic, ends=None).exists():
        said = _("%(person)s的专长“%(what)s”已经登记，没有重复登记。")
        raise VerbError(said % {"person": target, "what": f"{DISCIPLINES[data.discipline].zh} {data.topic}".strip()})
    made = Expertise(person=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


@verb(
    "particulars.end_expertise",
    does=gettext_lazy("终止了专长"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id],
)
def end_expertise(act: Act, target: Expertise, data: EndExpertise) -> Expertise:
    """End a field of a person on a day."""
    if target.ends is not None:
        raise VerbError(_("这项专长已于%(day)s终止，无需再次办理。") % {"day": target.ends})
    ends = day_or_today(data.ends)
    check_order(target.starts, ends, _("专长"))
    target.ends = ends
    target.save()
    return target


@verb(
    "particulars.take_post",
    does=gettext_lazy("登记了任职"),
    needs="posts.manage",
    on=lambda target, data: where_the_term_is(data.term) or [target.keeper_id],
)
def take_post(act: Act, target: Person, data: TakePost) -> Post:
    """Record that the person was elected into a term of a body, from the person's page."""
    given = data.model_dump(exclude={"seen_version", "key", "term"})
    return elect(act, _term(data.term), {**given, "person": target.pk})


@verb(
    "particulars.join",
    does=gettext_lazy("登记了会员"),
    needs="memberships.manage",
    on=lambda target, data: where_it_is_joined(data.organisation) or [target.keeper_id],
)
def join(act: Act, target: Person, data: JoinOrganisation) -> Membership:
    """Record that the person became a member of an organisation, from the person's page."""
    if data.kind in OF_ORGANISATIONS:
        raise VerbError(_("个人不能作“%(kind)s”。请改选会员类别。") % {"kind": _(str(data.kind.label))})
    given = {"kind": data.kind, "person": target.pk, "starts": data.starts}
    return admit(act, organisation_by_code(data.organisation), given)


def _number(day: dt.date | None) -> int | None:
    return None if day is None else to_int(day)


def where_the_term_is(pk: int) -> list[int]:
    """Where a post in it is recorded; nowhere when there is no such term, which the verb says."""
    return list(Term.objects.filter(pk=pk).values_list("body__organisation", flat=True))


def where_it_is_joined(code: str) -> list[int]:
    """Where a membership of it is recorded; nowhere when there is no such organisation, which the verb says."""
    return list(Organisation.objects.filter(code=code).values_list("pk", flat=True))


def _term(pk: int) -> Term:
    return record(Term, pk, _("届次"))
