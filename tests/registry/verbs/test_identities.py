"""Codes, sign-up, and numbers noted by a clerk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from cast import OPERATES, VISITS, Cast, PersonFactory, acts
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.identities.models import Identity, LoginCode, holder_of
from keqiao.kernel.keys import Keyring
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.verbs.models import Event
from keqiao.registry.verbs.entering import enter
from keqiao.registry.verbs.identities import join, keeper_of, note_mobile, send_code
from registry.proving import MOBILE, a_minute_later, digits_of, proved, sent

WHO: dict[str, Any] = {"name": "韦 宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}


def test_a_code_goes_out_and_neither_number_nor_digits_stand_in_outbox_or_audit(cast: Cast) -> None:
    code = sent()
    digits = digits_of(code)
    stored = str(list(Event.objects.values_list("payload"))) + str(list(Entry.objects.values_list()))
    assert digits not in stored.replace(str(code.public_id), "")
    assert MOBILE not in stored


def test_what_is_no_number_gets_no_code(cast: Cast) -> None:
    with pytest.raises(VerbError, match="手机号：不是11位"):
        sent("12345")
    with pytest.raises(VerbError, match="电子邮箱：不是有效"):
        sent("wei", "email", "email")
    assert not LoginCode.objects.exists()


def test_the_limit_of_codes_is_told(cast: Cast) -> None:
    sent()
    with pytest.raises(VerbError, match="秒后再获取"):
        send_code(VISITS, None, {"purpose": "login", "kind": "mobile", "value": MOBILE})


def test_name_and_unit_make_an_account(cast: Cast) -> None:
    user = join(VISITS, proved(), WHO)
    person = user.person
    assert person is not None
    assert (person.name, person.keeper, user.display_name) == ("韦宁", cast.liuzhou, "韦宁")
    assert person.employments.get().unit_name == "柳江村"
    assert not user.has_usable_password()
    assert not user.grants.exists()
    holder = holder_of("mobile", MOBILE)
    assert holder is not None
    assert (holder.person, holder.value(), holder.shown()) == (person, MOBILE, "138****0001")
    assert MOBILE not in holder.sealed + holder.index
    assert str(holder) == "手机号：138****0001"
    assert holder.notice == "2026-11"


def test_a_code_that_has_not_passed_makes_no_account(cast: Cast) -> None:
    with pytest.raises(VerbError, match="验证已失效"):
        join(VISITS, sent(), WHO)
    assert not Person.objects.filter(name="韦宁").exists()


def test_a_code_makes_one_account(cast: Cast) -> None:
    code = proved()
    join(VISITS, code, WHO)
    with pytest.raises(VerbError, match="验证已失效"):
        join(VISITS, code, WHO)


def test_a_number_has_one_account(cast: Cast) -> None:
    join(VISITS, proved(), WHO)
    a_minute_later()
    with pytest.raises(VerbError, match="已注册"):
        join(VISITS, proved(), WHO)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "姓名"),
        ({"unit_name": ""}, "没有填写单位"),
        ({"unit_name": "厂" * 161}, "最多160个字"),
        ({"keeper": "nowhere"}, "没有机构代码"),
        ({"unit": "nowhere"}, "没有机构代码"),
    ],
)
def test_what_is_missing_or_wrong_is_told(cast: Cast, changed: dict[str, str], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        join(VISITS, proved(), {**WHO, **changed})
    assert not User.objects.filter(person__name="韦宁").exists()


def test_an_e_mail_address_is_not_enough(cast: Cast) -> None:
    with pytest.raises(VerbError, match="请用手机号注册"):
        join(VISITS, proved("wei@example.cn", "login", "email"), WHO)


def test_a_person_noted_with_that_number_and_name_gets_the_account(cast: Cast) -> None:
    note_mobile(acts(cast.clerk), cast.engineer, {"mobile": "138 0000 0001"})
    assert holder_of("mobile", MOBILE) is None
    user = join(VISITS, proved(), {**WHO, "name": "韦晓"})
    assert user.person == cast.engineer
    assert cast.engineer.employments.count() == 1
    assert cast.engineer.identities.get().verified is not None


def test_whoever_has_the_number_now_but_another_name_is_another_person(cast: Cast) -> None:
    note_mobile(acts(cast.clerk), cast.engineer, {"mobile": MOBILE})
    user = join(VISITS, proved(), WHO)
    assert user.person != cast.engineer
    assert not User.objects.filter(person=cast.engineer).exists()


def test_two_records_of_that_name_and_number_are_left_to_a_clerk(cast: Cast) -> None:
    namesake = PersonFactory(name="韦晓", keeper=cast.luzhai)
    note_mobile(acts(cast.clerk), cast.engineer, {"mobile": MOBILE})
    note_mobile(acts(cast.clerk), namesake, {"mobile": MOBILE})
    assert join(VISITS, proved(), {**WHO, "name": "韦晓"}).person not in (cast.engineer, namesake)


def test_a_clerk_notes_another_number_and_the_one_before_ends(cast: Cast) -> None:
    first = note_mobile(acts(cast.clerk), cast.engineer, {"mobile": MOBILE})
    note_mobile(acts(cast.clerk), cast.engineer, {"mobile": "13800000002"})
    first.refresh_from_db()
    assert first.ends is not None
    assert Identity.objects.get(ends=None).value() == "13800000002"


def test_a_number_that_its_holder_proved_is_noted_for_nobody(cast: Cast) -> None:
    user = join(VISITS, proved(), WHO)
    with pytest.raises(VerbError, match="由另一人验证使用"):
        note_mobile(acts(cast.clerk), cast.engineer, {"mobile": MOBILE})
    assert user.person is not None
    with pytest.raises(VerbError, match="本人已验证"):
        note_mobile(OPERATES, user.person, {"mobile": MOBILE})


def test_a_code_lets_its_holder_in(cast: Cast) -> None:
    user = join(VISITS, proved(), WHO)
    a_minute_later()
    code = proved()
    assert enter(VISITS, code, None) == user
    with pytest.raises(VerbError, match="验证已失效"):
        enter(VISITS, code, None)


def test_a_number_nobody_signed_up_with_lets_nobody_in(cast: Cast) -> None:
    note_mobile(acts(cast.clerk), cast.engineer, {"mobile": MOBILE})
    with pytest.raises(VerbError, match="还没有账号"):
        enter(VISITS, proved(), None)


def test_a_disabled_account_stays_out(cast: Cast) -> None:
    user = join(VISITS, proved(), WHO)
    with ledger.exempt("given"):
        User.objects.filter(pk=user.pk).update(is_active=False)
    a_minute_later()
    with pytest.raises(VerbError, match="已停用"):
        enter(VISITS, proved(), None)


def test_the_nearest_association_keeps_who_signs_up(cast: Cast) -> None:
    assert keeper_of(cast.society) == cast.liuzhou
    assert keeper_of(cast.luzhai) == cast.luzhai


def test_signing_up_and_entering_are_in_the_audit(cast: Cast) -> None:
    join(VISITS, proved(), WHO)
    a_minute_later()
    enter(VISITS, proved(), None)
    verbs = set(Entry.objects.values_list("verb", "actor"))
    assert {
        ("identities.join", "visitor"),
        ("identities.enter", "visitor"),
        ("identities.send_code", "visitor"),
    } <= verbs


def test_a_number_is_found_under_the_keys_of_before(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    settings.KEYRING = Keyring.open(tmp_path / "keys.json")
    user = join(VISITS, proved(), WHO)
    settings.KEYRING.add_versions()
    a_minute_later()
    assert enter(VISITS, proved(), None) == user


def test_a_person_recorded_with_that_number_and_name_gets_the_account(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.engineer.set_mobile(MOBILE)
        cast.engineer.save()
    assert join(VISITS, proved(), WHO).person != cast.engineer
    a_minute_later()
    with ledger.exempt("given"):
        cast.engineer.set_mobile("13800000002")
        cast.engineer.save()
    assert join(VISITS, proved("13800000002"), {**WHO, "name": "韦晓"}).person == cast.engineer
