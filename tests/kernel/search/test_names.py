"""Names are found by any part of them, and the index follows whatever happens to a name."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries

from cast import Cast, OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.search.models import NamePair
from keqiao.kernel.search.names import (
    MOST,
    add_names,
    drop_names,
    named,
    noun_number,
    pairs,
    plain_name,
    rebuild,
)


def found(words: str) -> set[str]:
    """The names of the organisations that the words find."""
    return set(Organisation.objects.filter(named(Organisation, words)).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("鹿寨", {"鹿寨县科学技术协会"}),
        ("寨", {"鹿寨县科学技术协会"}),
        ("会", {"鹿寨县科学技术协会", "柳州市科学技术协会", "桂林市科学技术协会", "柳州市机械工程学会"}),
        ("市科学技术", {"柳州市科学技术协会", "桂林市科学技术协会"}),
        ("机械 柳州", {"柳州市机械工程学会"}),
        ("柳州市科协", {"柳州市科学技术协会"}),  # its short name
        ("州柳", set()),
        ("梧州", set()),
    ],
)
def test_any_part_of_a_name_finds_it(cast: Cast, words: str, names: set[str]) -> None:
    shown = found(words) - {cast.nation.name, cast.region.name}
    assert shown == names


def test_without_words_nothing_is_left_out(cast: Cast) -> None:
    everybody = Organisation.objects.count()
    assert len(found("")) == len(found(" 　")) == len(found("·（）")) == everybody


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("艾合买提·买买提", "艾合买提买买提"),
        ("艾合买提·买买提", "提•买"),
        ("ＡＢＣ科技（集团）有限公司", "abc科技集团"),
        ("𠮷野实业有限公司", "𠮷"),
        ("𬭚化工研究所", "𬭚化"),
        ("\ue863记食品厂", "\ue863记"),
        ("〇五一厂", "〇五"),
    ],
)
def test_width_case_dots_and_rare_characters_make_no_difference(cast: Cast, written: str, asked: str) -> None:
    OrganisationFactory(name=written)
    assert found(asked) == {written}


def test_a_change_of_name_is_followed(cast: Cast) -> None:
    with ledger.exempt("test"):
        cast.society.name = "柳州市智能制造学会"
        cast.society.save()
    assert (found("机械"), found("智能制造")) == (set(), {"柳州市智能制造学会"})
    assert found("柳州市") == {"柳州市智能制造学会", "柳州市科学技术协会"}


def test_what_changes_no_name_asks_the_index_nothing(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.society.founding = "alone"
    with ledger.exempt("test"), django_assert_num_queries(1):
        cast.society.save()


def test_what_is_deleted_leaves_nothing_in_the_index(cast: Cast) -> None:
    with ledger.exempt("test"):
        pk = cast.society.pk
        cast.society.delete()
    assert not NamePair.objects.filter(record=pk, noun=noun_number(Organisation)).exists()


def test_bulk_work_says_itself_whom_it_adds_and_drops(cast: Cast) -> None:
    with ledger.exempt("test"):
        made = [Organisation(code=f"b{n}", name=f"第{n}批学会", version=1) for n in range(250)]
        Organisation.objects.bulk_create(made)
    assert found("批学") == set()
    rows = [(one.pk, (one.name, one.short_name)) for one in made]
    add_names(Organisation, rows)
    add_names(Organisation, rows)  # said twice is as good as once
    assert len(found("批学")) == 250
    drop_names(Organisation, rows[:240])
    assert len(found("批学")) == 10


def test_the_index_can_be_made_anew(cast: Cast) -> None:
    kept = set(NamePair.objects.filter(noun=noun_number(Organisation)).values_list("pair", "record"))
    NamePair.objects.all().delete()
    assert rebuild(Organisation, Organisation.searched) == Organisation.objects.count()
    assert set(NamePair.objects.filter(noun=noun_number(Organisation)).values_list("pair", "record")) == kept


def test_however_long_the_question_the_query_stays_small(cast: Cast) -> None:
    asked = str(Organisation.objects.filter(named(Organisation, "柳州市" * 500)).query)
    assert asked.count("search_namepair") < 10 * MOST


def test_no_two_models_have_one_number() -> None:
    searched = [model for model in apps.get_models() if issubclass(model, Noun)]
    assert len({noun_number(model) for model in searched}) == len(searched)


def test_the_fields_that_are_searched_exist() -> None:
    for model in apps.get_models():
        for name in getattr(model, "searched", ()):
            assert isinstance(model._meta.get_field(name), models.CharField), f"{model.__name__}.{name}"


@given(st.text(max_size=12), st.data())
def test_each_part_of_a_name_is_among_its_pairs(name: str, data: st.DataObject) -> None:
    plain = plain_name(name)
    begin = data.draw(st.integers(0, len(plain)))
    part = plain[begin : data.draw(st.integers(begin, len(plain)))]
    inner = pairs(part) - {ord(part[-1]) << 21} if part else set()
    assert inner <= pairs(name)
    assert all(0 < number < 2**63 for number in pairs(name))
