"""By what the directory is narrowed, and to whom it shows whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Expertise, Person, Trait
from keqiao.registry.directory import BY_NAME, FILTERS, by_number, matching, read_filters

RARE = "𠮷䶮·𰻝"


@pytest.fixture
def stage(cast: Cast) -> Cast:
    """The cast, the engineer with everything that is asked for."""
    with ledger.exempt("given"):
        cast.engineer.set_id_number("45020219750603001X")
        cast.engineer.set_mobile("13800001234")
        cast.engineer.save()
        Trait(person=cast.engineer, kind="title", value="正高级工程师").save()
        Expertise(person=cast.engineer, discipline="450").save()
        Membership(organisation=cast.society, person=cast.engineer, kind="individual").save()
        PostFactory(person=cast.engineer, term=cast.term)
    return cast


def names(cast: Cast, **chosen: str) -> list[str]:
    return sorted(one.name for one in matching(Actor(cast.clerk), chosen))


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"q": "晓"}, ["韦晓"]),
        ({"q": "韦"}, ["韦晓"]),
        ({"unit": "龙城重工"}, ["韦晓"]),
        ({"source": "government"}, ["覃亮"]),
        ({"official": "yes"}, ["覃亮"]),
        ({"official": "no"}, ["韦晓"]),
        ({"confirmed": "yes"}, ["覃亮", "韦晓"]),
        ({"confirmed": "no"}, []),
        ({"member": "individual"}, ["韦晓"]),
        ({"discipline": "450"}, ["韦晓"]),
        ({"verified": "yes"}, ["韦晓"]),
        ({"verified": "no"}, ["覃亮"]),
        ({"sex": "female"}, ["韦晓"]),
        ({"title": "高级工程师"}, ["韦晓"]),
        ({"keeper": "450200"}, ["覃亮", "韦晓"]),
        ({"keeper": "450223"}, []),
        ({"keeper": "nowhere"}, []),
        ({"body": "no-body"}, []),
        ({"source": "enterprise", "sex": "male"}, []),
    ],
)
def test_each_filter_narrows(stage: Cast, chosen: dict[str, str], found: list[str]) -> None:
    assert names(stage, **chosen) == found


def test_a_body_gives_those_in_its_term(stage: Cast) -> None:
    assert names(stage, body=str(stage.congress.public_id)) == ["韦晓"]
    assert "代表大会" in BY_NAME["body"].words(str(stage.congress.public_id))


@pytest.mark.parametrize(("years", "band"), [(30, "35"), (40, "36-45"), (50, "46-55"), (60, "56")])
def test_an_age_is_told_only_of_whom_it_certainly_is(cast: Cast, years: int, band: str) -> None:
    born = dt.date(timezone.localdate().year - years, 1, 1)
    PersonFactory(name="生日", keeper=cast.liuzhou, birth_from=born, birth_to=born)
    PersonFactory(name="某年", keeper=cast.liuzhou, birth_from=dt.date(1950, 1, 1), birth_to=dt.date(2010, 1, 1))
    for one in ("35", "36-45", "46-55", "56"):
        assert ("生日" in names(cast, age=one)) == (one == band)
        assert "某年" not in names(cast, age=one)


def test_rare_characters_are_found_by_any_of_them(cast: Cast) -> None:
    PersonFactory(name=RARE, keeper=cast.luzhai)
    for part in ("𠮷", "䶮", "𰻝", "𠮷䶮", RARE):
        assert names(cast, q=part) == [RARE]


def test_nobody_sees_people_of_others_or_learns_of_private_particulars(cast: Cast) -> None:
    PersonFactory(name="桂林人", keeper=cast.guilin, sex="male")
    assert names(cast, q="桂林") == []
    assert not matching(Actor(cast.reader), {})
    assert not matching(Actor(cast.nobody), {"sex": "male"})
    assert {one.name for one in FILTERS if one.need == "people.private"} == {"sex", "age", "title"}


def test_a_number_is_found_whole_and_only_where_one_may(stage: Cast) -> None:
    def found(user: object, number: str, kind: str) -> list[Person]:
        return list(by_number(Actor(user), number, kind))  # type: ignore[arg-type]  # a user of the cast

    assert found(stage.clerk, "45020219750603001X", "id") == [stage.engineer]
    assert found(stage.clerk, "13800001234", "mobile") == [stage.engineer]
    assert found(stage.clerk, "1380000123", "mobile") == []
    for user in (stage.outsider, stage.leader):
        assert found(user, "45020219750603001X", "id") == found(user, "13800001234", "mobile") == []


def test_only_what_a_filter_takes_is_a_filter() -> None:
    assert read_filters({"q": " 晓 ", "source": "nonsense", "sex": "male", "page": "2", "age": ""}) == {
        "q": "晓",
        "sex": "male",
    }
    assert BY_NAME["sex"].words("male") == "性别：男"


def test_what_holds_no_more_does_not_count(cast: Cast) -> None:
    EmploymentFactory(
        person=cast.official, unit_name="龙城重工机械有限公司", ends=dt.date(2020, 1, 1), source_class="enterprise"
    )
    assert names(cast, source="enterprise") == ["韦晓"]
