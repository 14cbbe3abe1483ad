"""Single fields in words."""

from __future__ import annotations

import datetime as dt

from cast import Cast, PersonFactory
from keqiao.registry.pages.person_facts import age_on, birth_text, birth_word, ethnicity_word, names_of, trait_word


def test_a_birth_date_is_told_as_far_as_it_is_known(cast: Cast) -> None:
    assert (birth_word(cast.engineer), birth_text(cast.engineer)) == ("1975年6月", "1975.06")
    assert (birth_word(cast.official), birth_text(cast.official)) == ("", "")
    odd = PersonFactory(keeper=cast.liuzhou, birth_from=dt.date(1975, 6, 3), birth_to=dt.date(1975, 7, 1))
    assert (birth_word(odd), birth_text(odd)) == ("1975年6月3日至1975年7月1日之间", "")


def test_an_age_is_told_only_when_it_is_certain(cast: Cast) -> None:
    assert age_on(cast.engineer, dt.date(2026, 6, 30)) == 51
    assert age_on(cast.engineer, dt.date(2026, 6, 15)) is None
    assert age_on(cast.official, dt.date(2026, 6, 15)) is None


def test_codes_are_told_in_words(cast: Cast) -> None:
    assert ethnicity_word("08") == "壮族"
    assert ethnicity_word("") == ""
    assert trait_word("political_affiliation", "01") == "中共党员"
    assert trait_word("title", "01") == "01"
    assert names_of({f"user:{cast.clerk.pk}", "operator", "user:0"})[f"user:{cast.clerk.pk}"] == "clerk"
