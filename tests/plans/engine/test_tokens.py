"""Everything outside the closed language is refused by its name, at its place."""

from __future__ import annotations

import pytest

from keqiao.plans.engine.errors import RuleError
from keqiao.plans.engine.tokens import END, words


def test_words_know_their_place() -> None:
    found = words("sex = 'male'")
    assert [(word.text, word.position) for word in found] == [("sex", 1), ("=", 5), ("male", 7), ("", 13)]
    assert found[-1].kind is END


@pytest.mark.parametrize(
    ("rule", "position", "said"),
    [
        ("months + 1 > 3", 8, "arithmetic"),
        ("months > 2 * 3", 12, "arithmetic"),
        ("since >= 2017-09-29", 14, "arithmetic.*A date stands in quotes"),
        ("sex like 'm%'", 5, "searching inside text"),
        ("months::text = '3'", 7, "casts"),
        ("person in (select 1)", 12, "sub-queries"),
        ("sex is null", 8, "NULL isn't part"),
        ("months between 1 and 2", 8, "between"),
        ("case when minority then 1 end", 1, "case"),
        ("minority = true", 12, "A flag stands alone"),
        ("f.sex = 'male'", 2, "names with a dot"),
        ('sex = "male"', 7, "double quotes"),
        ("sex = %s", 7, "arithmetic|parameters"),
        ("sex = :sex", 7, "parameters"),
        ("minority; drop table posts", 9, "one expression"),
        ("minority -- comment", 1, "comments"),
        ("minority /* comment */", 1, "comments"),
        ("", 1, "the rule is empty"),
        ("   ", 1, "the rule is empty"),
        ("sex = 'male", 1, "can't be read"),
    ],
)
def test_what_isn_t_in_the_language_is_refused_where_it_stands(rule: str, position: int, said: str) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        words(rule)
    assert caught.value.position == position
    assert caught.value.remedy


def test_keywords_are_known_in_either_case_and_never_inside_quotes() -> None:
    word, _ = words("AND")
    assert word.is_keyword("and")
    quoted, _ = words("'and'")
    assert not quoted.is_keyword("and")
    assert not quoted.is_name
