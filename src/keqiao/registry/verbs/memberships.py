"""Verbs on memberships of persons and organisations."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.memberships.models import FeeState, MemberClass, Membership
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_order, day_or_today, organisation_by_code, record

OF_ORGANISATIONS = frozenset({MemberClass.GROUP, MemberClass.UNIT})


class AdmitMember(VerbData):
    """A person (their id) or an organisation (its code) becomes a member from a day on."""

    kind: MemberClass
    person: int | None = None
    member: str | None = None
    fee: FeeState = FeeState.NONE
    starts: dt.date | None = None


class LeaveMembership(VerbData):
    """The first day on which it no longer holds (default today)."""

    ends: dt.date | None = None


@verb(
    "memberships.admit", does=gettext_lazy("登记了会员"), needs="memberships.manage", on=lambda target, data: [target]
)
def admit(act: Act, target: Organisation, data: AdmitMember) -> Membership:
    """Admit a person or an organisation as a member."""
    check_exists(target)
    if (data.person is None) == (data.member is None):
        raise VerbError(_("没有说明是个人入会还是单位入会。请选择一个人或一个单位，二者选一。"))
    if (data.member is not None) != (data.kind in OF_ORGANISATIONS):
        said = _("“%(kind)s”与所选的会员不相称：个人不能作单位会员，单位不能作个人会员。请改选会员类别。")
        raise VerbError(said % {"kind": _(str(data.kind.label))})
    person = record(Person, data.person, _("人员")) if data.person is not None else None
    member = organisation_by_code(data.member) if data.member is not None else None
    if member == target:
        raise VerbError(_("“%(organisation)s”不能成为自己的会员。请选择另一个单位。") % {"organisation": target})
    if target.memberships.filter(person=person, member=member, ends=None).exists():
        said = _("%(member)s已经是“%(organisation)s”的会员，没有重复登记。")
        raise VerbError(said % {"member": person or member, "organisation": target})
    made = Membership(
        organisation=target, person=person, member=member, kind=data.kind, fee=data.fee, starts=data.starts
    )
    made.save()
    return made


@verb(
    "memberships.leave",
    does=gettext_lazy("办理了退会"),
    needs="memberships.manage",
    on=lambda target, data: [target.organisation_id],
)
def leave(act: Act, target: Membership, data: LeaveMembership) -> Membership:
    """End a membership on a day."""
    if target.ends is not None:
        raise VerbError(_("这项会籍已于%(day)s结束，无需再次办理。") % {"day": target.ends})
    ends = day_or_today(data.ends)
    check_order(target.starts, ends, _("会籍"))
    target.ends = ends
    target.save()
    return target
