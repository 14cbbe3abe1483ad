"""Every record about a person is found by itself, and told in words people can read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from pytest_django import DjangoAssertNumQueries

from cast import Cast, EmploymentFactory, PostFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person, Trait
from keqiao.registry.privacy.held import UNTOLD, held_about, kind_of, personal_models, records_of
from keqiao.registry.privacy.kinds import birth_said, ethnicity_said, masked, trait_said


def told(person: Person) -> dict[str, list[dict[str, str]]]:
    return {group.title: [dict(one.facts) for one in group.records] for group in held_about(person)}


def test_what_is_held_is_told_in_words(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.engineer.set_id_number("450203197506030027")
        cast.engineer.ethnicity = "12"
        cast.engineer.save()
        Trait(person=cast.engineer, kind="political_affiliation", value="01").save()
    PostFactory(person=cast.engineer, term=cast.term, delegation="鹿寨县代表团")
    found = told(cast.engineer)
    basics = found["基本信息"][0]
    assert basics["姓名"] == "韦晓"
    assert (basics["性别"], basics["民族"], basics["出生日期"]) == ("女", "侗族", "1975年6月")
    assert (basics["证件号码"], basics["保存单位"]) == ("4502**********0027", "柳州市科协")
    assert found["工作经历"][0]["单位"] == "龙城重工机械有限公司"
    assert found["任职"][0]["届次"] == "柳州市科协 代表大会第9届"
    assert found["任职"][0]["代表团"] == "鹿寨县代表团"
    assert found["政治面貌、职称和学历"][0] == {"内容": "中共党员", "事项": "政治面貌"}


def test_nothing_of_another_is_among_it(cast: Cast) -> None:
    assert "覃亮" not in str(told(cast.engineer))


def test_nothing_is_told_by_keys_and_codes(cast: Cast) -> None:
    assert not {"public_id", "version", "id_sealed", "id_index", "synthetic"} & set(told(cast.engineer)["基本信息"][0])


def test_every_personal_noun_has_a_name_people_can_read() -> None:
    unnamed = sorted(model._meta.label for model in personal_models() if kind_of(model) is UNTOLD)
    assert not unnamed, f"Say with registry.privacy.held.held what these are called: {unnamed}"


def test_a_noun_with_a_key_of_a_person_says_that_it_is_personal() -> None:
    silent = sorted(
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("keqiao.") and hasattr(model, "personal") and not model.personal
        if any(field.related_model is Person for field in model._meta.fields)
    )
    assert not silent, f"Declare ``personal`` on these: {silent}"


def test_however_many_records_the_queries_stay(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kinds = len(personal_models())
    for _number in range(2):
        EmploymentFactory(person=cast.engineer)
        with django_assert_num_queries(kinds):
            held_about(cast.engineer)
    assert records_of(Person, cast.engineer.pk).get() == cast.engineer


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(1975, 6, 3), dt.date(1975, 6, 3), "1975年6月3日"),
        (dt.date(1975, 6, 1), dt.date(1975, 6, 30), "1975年6月"),
        (dt.date(1975, 1, 1), dt.date(1975, 12, 31), "1975年"),
        (None, None, ""),
    ],
)
def test_a_birth_date_is_told_as_far_as_it_is_known(first: dt.date | None, last: dt.date | None, said: str) -> None:
    assert birth_said(Person(birth_from=first, birth_to=last)) == said


def test_codes_become_words_and_numbers_are_masked() -> None:
    assert masked("") == ""
    assert masked("13800001234") == "1380***1234"
    assert ethnicity_said(Person(ethnicity="")) == ""
    assert trait_said(Trait(kind="title", value="工程师")) == "工程师"
