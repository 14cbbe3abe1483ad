"""Bodies are formed, terms follow each other, people are elected and leave."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.kernel.verbs.contract import OPERATOR, Act, Refused, VerbError
from keqiao.registry.verbs import people, posts
from registry.conftest import OPERATES, VISITS, Registry, user_with

ELECTED = {"role": "delegate", "sector": "企业", "delegation": "第一代表团"}


@pytest.fixture
def person(registry: Registry) -> Person:
    """Somebody whom the city keeps."""
    return people.enrol(OPERATES, registry.city, {"name": "韦晓", "unit_name": "龙城重工机械有限公司"})


def test_a_body_is_called_after_its_kind(registry: Registry) -> None:
    made = posts.form_body(registry.clerk, registry.city, {"kind": "full_committee"})
    assert made.name == "全委会"
    with pytest.raises(VerbError, match="已经有“全委会”"):
        posts.form_body(registry.clerk, registry.city, {"kind": "full_committee"})


def test_a_visitor_forms_no_body(registry: Registry) -> None:
    with pytest.raises(Refused):
        posts.form_body(VISITS, registry.city, {"kind": "full_committee"})
    assert Body.objects.count() == 1


def test_a_new_term_ends_the_one_before(registry: Registry) -> None:
    day = dt.date(2026, 5, 8)
    posts.open_term(registry.clerk, registry.congress, {"number": 9, "starts": day, "ends": dt.date(2031, 5, 8)})
    assert list(Term.objects.values_list("number", "ends")) == [(8, day), (9, dt.date(2031, 5, 8))]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"number": 8, "starts": "2026-05-08"}, "已经有第8届"),
        ({"number": 0, "starts": "2026-05-08"}, "届次不能是0"),
        ({"number": 9, "starts": "2021-11-22"}, "新一届应晚于这一天"),
        ({"number": 9, "starts": "2026-05-08", "ends": "2026-05-08"}, "应晚于开始日期"),
        ({"number": 9, "starts": "08.05.2026"}, "开始日期：应为日期"),
    ],
)
def test_a_term_that_cannot_be_opened(registry: Registry, wrong: dict[str, object], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        posts.open_term(registry.clerk, registry.congress, wrong)
    assert Term.objects.count() == 1


def test_a_person_is_elected_once(registry: Registry, person: Person) -> None:
    made = posts.elect(registry.clerk, registry.term, ELECTED | {"person": person.pk})
    assert (made.sector, made.delegation, made.starts) == ("企业", "第一代表团", None)
    with pytest.raises(VerbError, match="已经是"):
        posts.elect(registry.clerk, registry.term, ELECTED | {"person": person.pk})


def test_nobody_is_elected_after_the_term(registry: Registry, person: Person) -> None:
    with pytest.raises(VerbError, match="届满"):
        posts.elect(registry.clerk, registry.term, ELECTED | {"person": person.pk, "starts": dt.date(2099, 11, 22)})
    with pytest.raises(VerbError, match="没有编号为0"):
        posts.elect(registry.clerk, registry.term, ELECTED | {"person": 0})


def test_whose_record_the_actor_may_not_see_is_not_elected(registry: Registry, person: Person) -> None:
    outsider = user_with("clerk", registry.county, "county-clerk")
    body = posts.form_body(Act(OPERATOR, "test"), registry.county, {"kind": "congress"})
    term = posts.open_term(OPERATES, body, {"number": 1, "starts": dt.date(2024, 1, 1)})
    with pytest.raises(Refused, match="由保存该记录的单位办理"):
        posts.elect(outsider, term, ELECTED | {"person": person.pk})
    assert not Post.objects.exists()


def test_a_post_ends_once(registry: Registry, person: Person) -> None:
    made = posts.elect(registry.clerk, registry.term, ELECTED | {"person": person.pk})
    with pytest.raises(VerbError, match="应晚于开始日期"):
        posts.end_post(registry.clerk, made, {"ends": registry.term.starts})
    posts.end_post(registry.clerk, made, {"ends": dt.date(2024, 6, 1)})
    with pytest.raises(VerbError, match="已于2024-06-01结束"):
        posts.end_post(registry.clerk, made)


def test_a_secondment_is_recorded(registry: Registry, person: Person) -> None:
    data = {"person": person.pk, "direction": "in", "starts": dt.date(2024, 1, 1), "ends": dt.date(2025, 1, 1)}
    posts.second(registry.clerk, registry.city, data | {"other": "龙城理工大学"})
    assert Secondment.objects.get().other == "龙城理工大学"
    with pytest.raises(VerbError, match="挂职的结束日期"):
        posts.second(registry.clerk, registry.city, data | {"ends": dt.date(2023, 1, 1)})
