"""Login codes on paper: issued, shown once, refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cast import VISITS, Cast, PersonFactory, acts
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.identities.models import Admission
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.admissions import MOST, Slip, issue_admission, show_admission


def issued(cast: Cast) -> Slip:
    """A slip for the engineer."""
    (slip,) = issue_admission(acts(cast.clerk), cast.liuzhou, {"people": [cast.engineer.pk]})
    return slip


def test_a_code_lets_its_holder_in_once(cast: Cast) -> None:
    slip = issued(cast)
    assert slip.person == cast.engineer
    assert len(slip.code) == 17
    user = show_admission(VISITS, None, {"code": slip.code.lower().replace("-", " "), "name": "韦　晓"})
    assert user.person == cast.engineer
    with pytest.raises(VerbError, match="已经用过"):
        show_admission(VISITS, None, {"code": slip.code, "name": "韦晓"})


def test_the_code_is_nowhere_but_on_the_slip(cast: Cast) -> None:
    slip = issued(cast)
    stored = str(list(Admission.objects.values_list())) + str(list(Entry.objects.values_list()))
    assert slip.code not in stored
    assert slip.code.replace("-", "") not in stored
    assert "admission" in Entry.objects.get(verb="identities.issue_admission").objects_changed


@pytest.mark.parametrize(("name", "code"), [("覃亮", ""), ("韦晓", "AAAAA-AAAAA-AAAAA"), ("", "")])
def test_another_name_or_another_code_lets_nobody_in(cast: Cast, name: str, code: str) -> None:
    slip = issued(cast)
    with pytest.raises(VerbError, match="登录码或姓名不对"):
        show_admission(VISITS, None, {"code": code or slip.code, "name": name})
    assert show_admission(VISITS, None, {"code": slip.code, "name": "韦晓"})


def test_a_new_code_ends_the_one_before(cast: Cast) -> None:
    first = issued(cast)
    second = issued(cast)
    with pytest.raises(VerbError, match="已经用过"):
        show_admission(VISITS, None, {"code": first.code, "name": "韦晓"})
    assert show_admission(VISITS, None, {"code": second.code, "name": "韦晓"})


def test_a_code_expires(cast: Cast) -> None:
    slip = issued(cast)
    with ledger.exempt("given"):
        Admission.objects.update(expires=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(VerbError, match="已过期"):
        show_admission(VISITS, None, {"code": slip.code, "name": "韦晓"})


def test_an_account_out_of_use_stays_out(cast: Cast) -> None:
    slip = issued(cast)
    with ledger.exempt("given"):
        User.objects.filter(person=cast.engineer).update(is_active=False)
    with pytest.raises(VerbError, match="已停用"):
        show_admission(VISITS, None, {"code": slip.code, "name": "韦晓"})


def test_only_ones_own_people_and_not_too_many_at_once(cast: Cast) -> None:
    other = PersonFactory(keeper=cast.luzhai)
    for people in ([other.pk], []):
        with pytest.raises(VerbError, match="不由“柳州市科协”保存"):
            issue_admission(acts(cast.clerk), cast.liuzhou, {"people": people})
    many = [PersonFactory(keeper=cast.liuzhou).pk for _place in range(MOST + 1)]
    with pytest.raises(VerbError, match="最多发放200张"):
        issue_admission(acts(cast.clerk), cast.liuzhou, {"people": many})


def test_paper_opens_no_door_to_the_desk(cast: Cast) -> None:
    with ledger.exempt("given"):
        User.objects.filter(pk=cast.reader.pk).update(person=cast.official)
    with pytest.raises(Refused, match="有工作台角色"):
        issue_admission(acts(cast.clerk), cast.liuzhou, {"people": [cast.official.pk]})
