"""Verbs that confirm where a person works: by the unit, by a mail at its domain, by who keeps the record."""

from __future__ import annotations

import uuid
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.identities.models import EmployerCheck, IdentityKind, LoginCode, MailDomain, Purpose, Way
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.standards.contacts import read_domain
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_text, told_of
from keqiao.registry.verbs.contacts import is_me
from keqiao.registry.verbs.identities import use

LONGEST_REASON = 200


class AskEmployer(VerbData):
    """Which of the person's employments (its id)."""

    employment: int


class ConfirmByMail(VerbData):
    """Which employment (its id), and the code (its public id) that came to an address at the unit's domain."""

    employment: int
    code: uuid.UUID


class RefuseEmployer(VerbData):
    """Why it isn't confirmed, which the person reads."""

    reason: Annotated[
        str, Asked(gettext_lazy("不确认的理由"), kind="long", hint=gettext_lazy("本人会看到，例如：已离职、查无此人。"))
    ]


class AddMailDomain(VerbData):
    """A mail domain that only the unit's own people have."""

    domain: Annotated[
        str, Asked(gettext_lazy("邮箱域名"), hint=gettext_lazy("例如 example.cn；公共邮箱的域名不能用。"))
    ]


# Anybody has an address there.
PUBLIC = frozenset(
    {"qq.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com", "189.cn", "wo.cn"}
    | {"aliyun.com", "foxmail.com", "gmail.com", "outlook.com", "hotmail.com", "icloud.com", "21cn.com", "tom.com"}
)


@verb(
    "identities.ask_employer",
    does=gettext_lazy("申请了确认工作单位"),
    needs="owner",
    owner=is_me,
    on=lambda target, data: [target.keeper_id],
)
def ask_employer(act: Act, target: Person, data: AskEmployer) -> EmployerCheck:
    """Ask the unit's association, or whoever keeps the record, to confirm where one works."""
    work = _own_work(target, data.employment)
    check = EmployerCheck(person=target, employment=work, organisation=decider_of(work), asked=timezone.now())
    check.save()
    return check


@verb(
    "identities.confirm_by_mail",
    does=gettext_lazy("用单位邮箱确认了工作单位"),
    needs="owner",
    owner=is_me,
    on=lambda target, data: [target.keeper_id],
)
def confirm_by_mail(act: Act, target: Person, data: ConfirmByMail) -> EmployerCheck:
    """Confirm where one works with a code that came to an address at the unit's own domain."""
    work = _own_work(target, data.employment, asking=False)
    code = LoginCode.objects.filter(public_id=data.code, kind=IdentityKind.EMAIL).first()
    if code is None:
        raise VerbError(_("验证已失效。请重新获取验证码，从头办理。"))
    domain = code.value().rpartition("@")[2]
    if not domains_of(work).filter(domain=domain).exists():
        said = _("@%(domain)s不是“%(unit)s”登记的邮箱域名，不能据此确认。请换用单位邮箱，或申请由单位确认。")
        raise VerbError(said % {"domain": domain, "unit": work.unit_name})
    use(code, Purpose.EMAIL)
    check = EmployerCheck.objects.filter(employment=work, decided=None).first()
    check = check or EmployerCheck(person=target, employment=work, organisation=decider_of(work), asked=timezone.now())
    return _decide(act, check, confirmed=True, way=Way.EMAIL)


@verb(
    "identities.confirm_employer",
    does=gettext_lazy("确认了工作单位"),
    needs="people.manage",
    on=lambda target, data: [target.organisation_id],
)
def confirm_employer(act: Act, target: EmployerCheck, data: VerbData) -> EmployerCheck:
    """Say that the person works there."""
    _check_waiting(act, target)
    return _decide(act, target, confirmed=True, way=Way.UNIT)


@verb(
    "identities.refuse_employer",
    does=gettext_lazy("没有确认工作单位"),
    needs="people.manage",
    on=lambda target, data: [target.organisation_id],
)
def refuse_employer(act: Act, target: EmployerCheck, data: RefuseEmployer) -> EmployerCheck:
    """Say that the person doesn't work there, and why one says so."""
    _check_waiting(act, target)
    check_text(data.reason, _("不确认的理由"), LONGEST_REASON)
    target.reason = data.reason
    return _decide(act, target, confirmed=False, way=Way.UNIT)


@verb(
    "identities.add_mail_domain",
    does=gettext_lazy("登记了单位邮箱域名"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def add_mail_domain(act: Act, target: Organisation, data: AddMailDomain) -> MailDomain:
    """Note a mail domain of a unit: whoever has an address there works there."""
    with told_of(_("邮箱域名")):
        domain = read_domain(data.domain)
    if domain in PUBLIC:
        raise VerbError(_("@%(domain)s是公共邮箱，谁都可以注册，不能用来确认工作单位。") % {"domain": domain})
    holder = MailDomain.objects.filter(domain=domain, ends=None).select_related("organisation").first()
    if holder is not None:
        said = _("@%(domain)s已登记为“%(unit)s”的邮箱域名。请核对；如果登记错了，请先在那里停用。")
        raise VerbError(said % {"domain": domain, "unit": holder.organisation})
    made = MailDomain(organisation=target, domain=domain, starts=timezone.localdate())
    made.save()
    return made


@verb(
    "identities.end_mail_domain",
    does=gettext_lazy("停用了单位邮箱域名"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def end_mail_domain(act: Act, target: MailDomain, data: VerbData) -> MailDomain:
    """From today on the domain confirms nobody; what it confirmed stays."""
    if target.ends is not None:
        raise VerbError(_("“%(domain)s”已经停用。") % {"domain": target})
    target.ends = timezone.localdate()
    target.save()
    return target


def decider_of(work: Employment) -> Organisation:
    """Where it is decided whether somebody works in a unit: the unit, where it is one of ours, else the keeper."""
    return work.unit if work.unit is not None and work.unit.closed is None else work.person.keeper


def domains_of(work: Employment) -> QuerySet[MailDomain]:
    """The mail domains by which an employment can be confirmed."""
    return MailDomain.objects.filter(organisation=work.unit_id or 0, ends=None)


def is_confirmed(work: Employment) -> bool:
    """Whether somebody confirmed the employment."""
    return EmployerCheck.objects.filter(employment=work, confirmed=True).exists()


def _own_work(person: Person, pk: int, *, asking: bool = True) -> Employment:
    work = person.employments.filter(pk=pk, ends=None).select_related("unit", "person__keeper").first()
    if work is None:
        raise VerbError(_("没有找到您现在的这条工作经历。请刷新页面后重试。"))
    if is_confirmed(work):
        raise VerbError(_("您在“%(unit)s”工作已经确认，无需再次办理。") % {"unit": work.unit_name})
    if asking and EmployerCheck.objects.filter(employment=work, decided=None).exists():
        raise VerbError(_("已经申请过，正在等待确认。也可以用单位邮箱自己确认。"))
    return work


def _check_waiting(act: Act, target: EmployerCheck) -> None:
    if act.actor.user is not None and act.actor.user.person_id == target.person_id:
        raise Refused(_("不能确认自己的工作单位。请由另一位经办人办理。"))
    if target.decided is not None:
        raise VerbError(_("“%(target)s”已经办理，无需再次办理。") % {"target": target})


def _decide(act: Act, check: EmployerCheck, *, confirmed: bool, way: Way) -> EmployerCheck:
    check.confirmed, check.way, check.decided, check.decided_by = confirmed, way, timezone.now(), act.actor.user
    check.save()
    return check
