"""People are enrolled, corrected, employed; classes are proposed and confirmed."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.audit.models import PersonalValues
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import people as verbs
from registry.conftest import OPERATES, VISITS, Registry

VALID_ID = "45020219750603001" + check_digit("45020219750603001")
NEW = {"name": "韦　晓", "unit_name": "龙城重工机械有限公司", "position": "高级工程师"}


def test_a_person_is_enrolled_with_a_proposed_class(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW | {"sex": "female", "ethnicity": "壮", "birth": "1975.06"})
    work = made.employments.get()
    assert (made.name, made.ethnicity) == ("韦晓", "08")
    assert (made.birth_from, made.birth_to) == (dt.date(1975, 6, 1), dt.date(1975, 6, 30))
    assert (work.source_class, work.leading_official, work.confirmed) == ("enterprise", False, False)


def test_a_chosen_class_is_confirmed(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW | {"source_class": "institute", "leading_official": True})
    work = made.employments.get()
    assert (work.source_class, work.leading_official, work.confirmed) == ("institute", True, True)


def test_name_and_unit_alone_make_a_record(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, {"name": "阿卜杜拉•买买提", "unit_name": "云桥"})
    assert made.name == "阿卜杜拉·买买提"
    assert made.birth_from is None
    assert made.employments.get().source_class == ""


def test_a_visitor_enrols_nobody(registry: Registry) -> None:
    with pytest.raises(Refused):
        verbs.enrol(VISITS, registry.city, NEW)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "姓名为空"),
        ({"name": "韦3晓"}, "不该出现的“3”"),
        ({"birth": "1975.13"}, "没有13月"),
        ({"birth": "2999.01"}, "晚于今天"),
        ({"ethnicity": "火星族"}, "不是国家标准里的民族"),
        ({"id_number": "450202197506030010"}, "校验码"),
        ({"unit": "nowhere"}, "没有机构代码"),
        ({"id_number": VALID_ID, "birth": "1976.06"}, "与韦晓已填的出生年月不符"),
        ({"id_number": VALID_ID, "sex": "female"}, "性别"),
    ],
)
def test_what_cannot_be_enrolled_is_said(registry: Registry, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.enrol(registry.clerk, registry.city, NEW | wrong)
    assert not Person.objects.exists()


def test_a_namesake_in_the_same_unit_is_asked_about(registry: Registry) -> None:
    verbs.enrol(registry.clerk, registry.city, NEW)
    with pytest.raises(VerbError, match="已经登记"):
        verbs.enrol(registry.clerk, registry.city, NEW)
    verbs.enrol(registry.clerk, registry.city, NEW | {"despite_namesake": True})
    assert Person.objects.count() == 2


def test_an_id_number_stands_sealed_and_once(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW | {"id_number": VALID_ID})
    stored = Person.objects.get()
    assert VALID_ID not in stored.id_sealed
    assert stored.id_number() == VALID_ID
    assert (made.sex, stored.birth_from, stored.birth_to) == ("male", dt.date(1975, 6, 3), dt.date(1975, 6, 3))
    with pytest.raises(VerbError, match="已登记在“韦晓”名下"):
        verbs.enrol(registry.clerk, registry.city, {"name": "覃亮", "id_number": VALID_ID})


def test_an_id_number_is_removed_again(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW | {"id_number": VALID_ID})
    verbs.set_id_number(registry.clerk, made, {"id_number": ""})
    assert Person.objects.get().id_number() == ""


def test_only_what_is_given_is_corrected(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW | {"sex": "male", "birth": "1975"})
    verbs.correct(registry.clerk, made, {"birth": "1975.06.03", "ethnicity": "侗族"})
    stored = Person.objects.get()
    assert (stored.name, stored.sex, stored.ethnicity) == ("韦晓", "male", "12")
    assert stored.birth_from == stored.birth_to == dt.date(1975, 6, 3)
    assert PersonalValues.objects.filter(person=made.pk).count() == 2


def test_correcting_an_outdated_copy_is_refused(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW)
    verbs.correct(registry.clerk, Person.objects.get(), {"sex": "male"})
    with pytest.raises(Stale):
        verbs.correct(registry.clerk, made, {"sex": "female", "seen_version": 1})


def test_new_work_ends_the_work_before(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW)
    verbs.employ(
        registry.clerk,
        made,
        {"unit_name": "柳州市科学技术局", "position": "局长", "starts": dt.date(2024, 3, 1)},
    )
    old, new = Employment.objects.order_by("pk")
    assert old.ends == new.starts == dt.date(2024, 3, 1)
    assert (new.source_class, new.leading_official, new.confirmed) == ("government", True, False)
    with pytest.raises(VerbError, match="没有填写韦晓的单位"):
        verbs.employ(registry.clerk, made, {"unit_name": ""})


def test_classes_are_confirmed_in_one_call(registry: Registry) -> None:
    works = [
        verbs.enrol(registry.clerk, registry.city, {"name": name, "unit_name": "云桥"}).employments.get().pk
        for name in ("韦晓", "覃亮")
    ]
    group = {"employments": works, "source_class": "rural", "leading_official": False}
    verbs.confirm_sources(registry.clerk, registry.city, {"groups": [group]})
    assert set(Employment.objects.values_list("source_class", "confirmed")) == {("rural", True)}


def test_somebody_elses_people_are_not_confirmed(registry: Registry) -> None:
    mine = verbs.enrol(OPERATES, registry.city, NEW).employments.get().pk
    theirs = verbs.enrol(OPERATES, registry.county, NEW).employments.get().pk
    group = {"employments": [mine, theirs], "source_class": "rural", "leading_official": False}
    with pytest.raises(VerbError, match="有1条工作经历不在"):
        verbs.confirm_sources(registry.clerk, registry.city, {"groups": [group]})
    assert not Employment.objects.filter(confirmed=True).exists()


def test_a_trait_follows_on_the_one_before(registry: Registry) -> None:
    made = verbs.enrol(registry.clerk, registry.city, NEW)
    verbs.set_trait(registry.clerk, made, {"kind": "political_affiliation", "value": "团员"})
    verbs.set_trait(
        registry.clerk,
        made,
        {"kind": "political_affiliation", "value": "党员", "starts": dt.date(2020, 7, 1)},
    )
    old, new = Trait.objects.order_by("pk")
    assert (old.value, old.ends, new.value, new.ends) == ("03", dt.date(2020, 7, 1), "01", None)
    verbs.set_trait(registry.clerk, made, {"kind": "political_affiliation", "value": "", "starts": dt.date(2021, 1, 1)})
    assert not Trait.objects.filter(ends=None).exists()
    with pytest.raises(VerbError, match="不是标准的政治面貌"):
        verbs.set_trait(registry.clerk, made, {"kind": "political_affiliation", "value": "骑士团"})
