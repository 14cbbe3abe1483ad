"""Where somebody works is confirmed by the unit, by a mail at its domain, or by who keeps the record."""

from __future__ import annotations

import pytest

from cast import VISITS, Cast, acts, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.identities.models import EmployerCheck
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.employers import (
    add_mail_domain,
    ask_employer,
    confirm_by_mail,
    confirm_employer,
    end_mail_domain,
    is_confirmed,
    refuse_employer,
)
from keqiao.registry.verbs.identities import join
from registry.proving import proved

WHO = {"name": "韦宁", "unit_name": "柳州市机械工程学会", "unit": "lz-jixie", "keeper": "450200", "notice": "2026-11"}


@pytest.fixture
def user(cast: Cast) -> User:
    """Somebody who signed up as one of the society's."""
    return join(VISITS, proved(), WHO)


@pytest.fixture
def secretary(cast: Cast) -> User:
    """The society's own clerk."""
    return user_with("secretary", "clerk", cast.society)


def person_of(user: User) -> Person:
    """Who the user is."""
    assert user.person is not None
    return user.person


def work_of(user: User) -> Employment:
    """Where they say to work."""
    return person_of(user).employments.get()


def asked(user: User) -> EmployerCheck:
    """An employment that waits to be confirmed."""
    return ask_employer(acts(user), person_of(user), {"employment": work_of(user).pk})


def mailed(user: User, address: str) -> EmployerCheck:
    """Confirmed with a code to an address."""
    code = proved(address, "email", "email")
    return confirm_by_mail(acts(user), person_of(user), {"employment": work_of(user).pk, "code": code.public_id})


def test_the_unit_confirms_its_own(user: User, secretary: User, cast: Cast) -> None:
    check = asked(user)
    assert check.organisation == cast.society
    assert str(check) == "韦宁的工作单位：柳州市机械工程学会"
    with pytest.raises(VerbError, match="已经申请过"):
        asked(user)
    done = confirm_employer(acts(secretary), check, None)
    assert (done.way, done.decided_by) == ("unit", secretary)
    assert is_confirmed(work_of(user))
    with pytest.raises(VerbError, match="已经确认"):
        asked(user)
    with pytest.raises(VerbError, match="已经办理"):
        refuse_employer(acts(secretary), check, {"reason": "已离职"})


def test_a_unit_that_is_none_of_ours_is_left_to_who_keeps_the_record(cast: Cast) -> None:
    user = join(VISITS, proved(), {**WHO, "unit": None, "unit_name": "柳江村"})
    assert asked(user).organisation == cast.liuzhou


def test_it_is_not_confirmed_with_a_reason(user: User, secretary: User) -> None:
    check = asked(user)
    with pytest.raises(VerbError, match="不确认的理由"):
        refuse_employer(acts(secretary), check, {"reason": ""})
    assert refuse_employer(acts(secretary), check, {"reason": "查无此人"}).reason == "查无此人"
    assert not is_confirmed(work_of(user))
    assert asked(user).decided is None


def test_only_who_may_there_confirms_and_never_their_own(user: User, secretary: User, cast: Cast) -> None:
    check = asked(user)
    with pytest.raises(Refused):
        confirm_employer(acts(cast.outsider), check, None)
    with ledger.exempt("given"):
        User.objects.filter(pk=user.pk).update(person=None)
        secretary.person = person_of(user)
        secretary.save()
    with pytest.raises(Refused, match="不能确认自己"):
        confirm_employer(acts(secretary), check, None)


def test_a_mail_at_the_units_domain_confirms_at_once(user: User, cast: Cast) -> None:
    with pytest.raises(VerbError, match="不是“柳州市机械工程学会”登记的邮箱域名"):
        mailed(user, "wei@lzjx.example.cn")
    domain = add_mail_domain(acts(cast.clerk), cast.society, {"domain": "@LZJX.example.cn"})
    asked(user)
    done = mailed(user, "ning@lzjx.example.cn")
    assert (done.way, done.confirmed) == ("email", True)
    assert EmployerCheck.objects.count() == 1
    assert is_confirmed(work_of(user))
    end_mail_domain(acts(cast.clerk), domain, None)
    assert is_confirmed(work_of(user))
    with pytest.raises(VerbError, match="已经停用"):
        end_mail_domain(acts(cast.clerk), domain, None)


@pytest.mark.parametrize(
    ("domain", "says"), [("qq.com", "公共邮箱"), ("nonsense", "邮箱域名"), ("lzjx.example.cn", "已登记为")]
)
def test_a_domain_that_anybody_has_or_another_unit_is_refused(cast: Cast, domain: str, says: str) -> None:
    add_mail_domain(acts(cast.clerk), cast.luzhai, {"domain": "lzjx.example.cn"})
    with pytest.raises(VerbError, match=says):
        add_mail_domain(acts(cast.clerk), cast.society, {"domain": domain})


def test_anothers_work_is_not_ones_own(user: User, cast: Cast) -> None:
    other = cast.engineer.employments.get()
    with pytest.raises(VerbError, match="没有找到"):
        ask_employer(acts(user), person_of(user), {"employment": other.pk})
    with pytest.raises(Refused):
        ask_employer(acts(cast.clerk), person_of(user), {"employment": work_of(user).pk})
