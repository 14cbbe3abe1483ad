"""What is known of a person beside work: contact, ID number in clear, honours, expertise, posts, memberships."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.audit.models import Entry, Look
from keqiao.kernel.people.models import Expertise, Honour, Person
from keqiao.kernel.posts.models import Post
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import particulars as verbs
from keqiao.registry.verbs import people
from registry.conftest import Registry, user_with

VALID_ID = "45020219750603001" + check_digit("45020219750603001")


@pytest.fixture
def engineer(registry: Registry) -> Person:
    """Somebody of the city, with an ID number."""
    return people.enrol(registry.clerk, registry.city, {"name": "韦晓", "unit_name": "云桥", "id_number": VALID_ID})


def test_contact_is_set_changed_and_removed(registry: Registry, engineer: Person) -> None:
    verbs.set_contact(registry.clerk, engineer, {"mobile": "138 0000 1234", "email": "Wei@example.cn"})
    stored = Person.objects.get()
    assert (stored.mobile(), stored.email()) == ("13800001234", "wei@example.cn")
    verbs.set_contact(registry.clerk, stored, {"mobile": ""})
    stored = Person.objects.get()
    assert (stored.mobile(), stored.email()) == ("", "wei@example.cn")


@pytest.mark.parametrize(
    ("wrong", "says"), [({"mobile": "12"}, "手机号码：不是11位"), ({"email": "wei"}, "电子邮箱：不是有效")]
)
def test_contact_that_cannot_be_is_said(registry: Registry, engineer: Person, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.set_contact(registry.clerk, engineer, wrong)


def test_only_a_registrar_sees_the_number_and_says_why(registry: Registry, engineer: Person) -> None:
    registrar = user_with("registrar", registry.city, "registrar")
    assert verbs.reveal_id(registrar, engineer, {"reason": "核对报名材料"}) == VALID_ID
    entry = Entry.objects.get(verb="particulars.reveal_id")
    assert (entry.actor, entry.message) == (registrar.actor.label, "核对报名材料")
    look = Look.objects.get()
    assert (look.person, look.what, look.why, look.role) == (engineer.pk, "identity", "核对报名材料", "registrar")
    with pytest.raises(VerbError, match="事由只有2个字"):
        verbs.reveal_id(registrar, engineer, {"reason": "看看"})
    with pytest.raises(Refused):
        verbs.reveal_id(registry.clerk, engineer, {"reason": "核对报名材料"})


def test_where_there_is_no_number_none_is_shown(registry: Registry) -> None:
    registrar = user_with("registrar", registry.city, "registrar")
    made = people.enrol(registry.clerk, registry.city, {"name": "覃亮"})
    with pytest.raises(VerbError, match="覃亮没有登记证件号码"):
        verbs.reveal_id(registrar, made, {"reason": "核对报名材料"})


def test_an_honour_is_recorded_once_and_taken_off_for_a_reason(registry: Registry, engineer: Person) -> None:
    given = {
        "title": "最美科技工作者",
        "granted_by": "柳州市科协",
        "granted_on": dt.date(2025, 5, 30),
        "document": "柳科协〔2025〕8号",
    }
    made = verbs.add_honour(registry.clerk, engineer, given)
    assert str(made) == "最美科技工作者"
    with pytest.raises(VerbError, match="已经登记"):
        verbs.add_honour(registry.clerk, engineer, given)
    with pytest.raises(VerbError, match="没有填写撤下原因"):
        verbs.withdraw_honour(registry.clerk, made, {"reason": ""})
    verbs.withdraw_honour(registry.clerk, made, {"reason": "登记到同名的人名下"})
    assert not Honour.objects.exists()
    assert Entry.objects.get(verb="particulars.withdraw_honour").message == "登记到同名的人名下"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"title": ""}, "没有填写荣誉名称"), ({"title": "奖", "granted_on": dt.date(2999, 1, 1)}, "还没有到")],
)
def test_an_honour_that_cannot_be_is_said(
    registry: Registry, engineer: Person, wrong: dict[str, str], says: str
) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.add_honour(registry.clerk, engineer, wrong)


def test_expertise_begins_and_ends(registry: Registry, engineer: Person) -> None:
    given = {"discipline": "450", "topic": "特种钢材冶炼", "document": "学会推荐"}
    made = verbs.add_expertise(registry.clerk, engineer, given)
    assert str(made) == "冶金工程技术 特种钢材冶炼"
    with pytest.raises(VerbError, match="已经登记"):
        verbs.add_expertise(registry.clerk, engineer, given)
    with pytest.raises(VerbError, match="没有代码为“999”的学科"):
        verbs.add_expertise(registry.clerk, engineer, {"discipline": "999"})
    verbs.end_expertise(registry.clerk, made, {"ends": dt.date(2026, 9, 1)})
    assert Expertise.objects.get().ends == dt.date(2026, 9, 1)
    with pytest.raises(VerbError, match="已于2026-09-01终止"):
        verbs.end_expertise(registry.clerk, made, {})


def test_a_post_is_taken_from_the_persons_page(registry: Registry, engineer: Person) -> None:
    given = {"term": registry.term.pk, "role": "delegate", "delegation": "企业代表团"}
    made = verbs.take_post(registry.clerk, engineer, given)
    assert (made.person, made.term, made.delegation) == (engineer, registry.term, "企业代表团")
    with pytest.raises(VerbError, match="没有重复登记"):
        verbs.take_post(registry.clerk, engineer, given)
    with pytest.raises(VerbError, match="没有编号为0的届次"):
        verbs.take_post(registry.clerk, engineer, given | {"term": 0})
    assert Post.objects.count() == 1


def test_a_person_joins_an_organisation_but_not_as_a_unit(registry: Registry, engineer: Person) -> None:
    made = verbs.join(registry.clerk, engineer, {"organisation": "lz-jx", "kind": "individual"})
    assert (made.organisation, made.person) == (registry.society, engineer)
    with pytest.raises(VerbError, match="个人不能作“单位会员”"):
        verbs.join(registry.clerk, engineer, {"organisation": "lz-jx", "kind": "unit"})


def test_the_class_of_one_person_is_confirmed_with_who_and_when(registry: Registry, engineer: Person) -> None:
    work = people.confirm_source(registry.clerk, engineer, {"source_class": "enterprise", "leading_official": False})
    assert (work.source_class, work.confirmed, work.confirmed_by) == ("enterprise", True, registry.clerk.actor.label)
    assert work.confirmed_on is not None
    nobody = people.enrol(registry.clerk, registry.city, {"name": "覃亮"})
    with pytest.raises(VerbError, match="覃亮现在没有登记工作单位"):
        people.confirm_source(registry.clerk, nobody, {"source_class": "rural", "leading_official": False})
