"""What verbs refuse is said in the language of whoever is refused; what people wrote stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from keqiao.blocks.places.verbs import open_place
from keqiao.blocks.returns import verbs as returns
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.reports.verbs import confirm_report
from keqiao.registry.verbs import access, files, links, memberships, organisations, people, posts
from registry.conftest import OPERATES, VISITS, Registry

DAY = dt.date(2026, 5, 8)
Call = Callable[[Registry], Any]
REFUSED: list[tuple[Call, str]] = [
    (
        lambda one: posts.form_body(VISITS, one.city, {"kind": "full_committee"}),
        "You have no right to do this at “柳州市科学技术协会”. Ask that organisation’s security administrator for it, "
        "or log in with an account that has it.",
    ),
    (
        lambda one: posts.form_body(one.clerk, one.city, {"kind": "congress"}),
        "“柳州市科学技术协会” has a body “Congress” already. Use that one, or give this one another name.",
    ),
    (
        lambda one: posts.open_term(one.clerk, one.congress, {"number": 9, "starts": DAY, "ends": DAY}),
        "Term 9: the end (2026-05-08) must come after the beginning (2026-05-08). Check both dates.",
    ),
    (
        lambda one: posts.open_term(one.clerk, one.congress, {"number": 8, "starts": DAY}),
        "“Congress” has a term 8 already. Use that one, or enter a new number.",
    ),
    (
        lambda one: posts.open_term(one.clerk, one.congress, {"number": 9}),
        "Something is wrong with what was submitted, so nothing was saved: First day: missing. Correct it and "
        "submit again.",
    ),
    (
        lambda one: people.enrol(OPERATES, one.city, {"name": "韦晓", "birth": "1979.13"}),
        "Month of birth: The date “1979.13” can’t be used: there is no month 13; months go from 1 to 12. Write it like "
        "1975.06 or 1975-06-03.",
    ),
    (
        lambda one: organisations.close(one.clerk, one.city, {"closed": DAY}),
        "“柳州市科学技术协会” still leads 鹿寨县科学技术协会, 柳州市机械工程学会 and can’t be closed. Place these "
        "organisations elsewhere first.",
    ),
    (
        lambda one: organisations.set_attribute(one.clerk, one.city, {"kind": "poor", "value": "maybe"}),
        "“Poor village” can't be “maybe”. Choose among Yes, No.",
    ),
    (
        lambda one: memberships.admit(one.clerk, one.society, {"kind": "unit", "person": 1}),
        "“Unit member” doesn’t fit who was chosen: a person can’t be a member as an organisation is, nor an "
        "organisation as a person is. Choose another class of member.",
    ),
    (
        lambda one: files.attach(one.clerk, one.city, {"name": "批复.pdf", "content": b"MZ"}),
        "The file “批复.pdf” is of a kind that isn’t taken. Upload a PDF, Word (docx), Excel (xlsx), PNG, JPG or OFD "
        "file.",
    ),
    (
        lambda one: access.grant(OPERATES, one.city, {"username": "nobody", "role": "clerk"}),
        "There is no user “nobody”. Check the user name, or create the user first.",
    ),
    (
        lambda one: returns.report(
            one.clerk, one.city, {"indicator": "a", "year": 1900, "value": 1, "source": "统计公报"}
        ),
        f"Year: 1900 can’t be used. Enter a whole number from 1949 to {timezone.localdate().year}.",
    ),
    (
        lambda one: open_place(
            one.clerk, one.city, {"kind": "science_hall", "name": "", "level": "municipal", "division": "450200"}
        ),
        "Name of the place: nothing was filled in. Fill it in and submit again.",
    ),
    (
        lambda one: confirm_report(OPERATES, one.city, {"plan": "liuzhou-2017"}),
        "The figures of “柳州市科学技术协会” have to be confirmed by its leader in person (Chair, Vice chair, "
        "Secretary, Secretary-general), and your account isn’t linked to such a post. Have the leader "
        "log in and confirm them.",
    ),
]


@pytest.fixture
def in_english() -> Iterator[None]:
    """Whoever acts reads English."""
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(("call", "says"), REFUSED, ids=[says[:30] for _call, says in REFUSED])
def test_a_refusal_is_said_in_english(registry: Registry, call: Call, says: str) -> None:
    with pytest.raises(VerbError) as caught:
        call(registry)
    assert str(caught.value) == says


@pytest.mark.usefixtures("in_english")
def test_somebody_who_was_slower_is_told_so_in_english(registry: Registry) -> None:
    with pytest.raises(Stale) as caught:
        organisations.rename(registry.clerk, registry.city, {"name": "柳州市科协", "seen_version": 99})
    assert str(caught.value) == (
        "Somebody else changed “柳州市科学技术协会” after you opened it, so your change wasn’t saved. Reload the page, "
        "check what stands there now, then submit again."
    )


@pytest.mark.usefixtures("in_english")
def test_the_audit_keeps_what_was_said(registry: Registry) -> None:
    with pytest.raises(Refused) as caught:
        posts.form_body(VISITS, registry.city, {"kind": "full_committee"})
    assert Entry.objects.get(outcome="refused").message == str(caught.value)


@pytest.mark.usefixtures("in_english")
def test_records_are_called_by_what_they_are_in_english_and_kept_in_chinese(registry: Registry) -> None:
    rated = organisations.set_attribute(registry.clerk, registry.city, {"kind": "rating", "value": "3A"})
    tied = links.link(registry.clerk, registry.city, {"kind": "host", "other": "lz-jx"})
    person = people.enrol(OPERATES, registry.city, {"name": "韦晓"})
    post = posts.elect(OPERATES, registry.term, {"person": person.pk, "role": "delegate"})
    said = [str(one) for one in (rated, tied, registry.term, post)]
    assert said == [
        "Rating as a social organisation: 3A",
        "柳州市科学技术协会 Host 柳州市机械工程学会",
        "Congress, term 8",
        "韦晓 (Delegate)",
    ]
    formed = posts.form_body(registry.clerk, registry.city, {"kind": "full_committee"})
    assert (formed.name, str(formed)) == ("全委会", "全委会")
