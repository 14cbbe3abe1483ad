"""What a person is told: how they stand to each purpose, who looked, what changed; and the copies of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import translation

from cast import OPERATES, Cast, acts
from keqiao.exchange.documents.typeset import typeset
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.work.models import Case, Charge
from keqiao.registry.privacy.about import changes_of, copy_of, looks_at, open_requests, state_word, uses_of
from keqiao.registry.privacy.copies import SOURCE, as_json, as_pdf, printed
from keqiao.registry.privacy.held import held_about
from keqiao.registry.privacy.verbs.consents import give_consent
from keqiao.registry.privacy.verbs.purposes import publish_notice
from keqiao.registry.verbs.people import correct
from registry.facts.given import given
from registry.privacy.given import asked_of, purpose, self_act


def test_each_purpose_says_how_the_person_stands_to_it(cast: Cast) -> None:
    lists = purpose(cast)
    purpose(cast, code="congress", kind="general", basis="duty")
    purpose(cast, code="bare", notice=False)
    assert {one.purpose.code: one.state for one in uses_of(cast.engineer)} == {
        "congress": "free",
        "bare": "none",
        "publish-lists": "asked",
    }
    give_consent(self_act(cast, cast.engineer), cast.engineer, {"purpose": "publish-lists", "notice": 1})
    assert next(one for one in uses_of(cast.engineer) if one.purpose == lists).word == "已同意"
    publish_notice(OPERATES, lists, {"text": "新", "changes": "增加照片", "renews": True})
    again = next(one for one in uses_of(cast.engineer) if one.purpose == lists)
    assert (again.state, again.undecided, again.changes) == ("again", True, "增加照片")


def test_a_state_that_is_none_has_no_word() -> None:
    with pytest.raises(KeyError):
        state_word("perhaps")


def test_looks_changes_and_requests_are_told_latest_first(cast: Cast) -> None:
    correct(acts(cast.clerk), cast.engineer, {"ethnicity": "侗族"})
    note_look(acts(cast.clerk).actor, cast.engineer.pk, what="record", why="核对代表资料", place=cast.liuzhou.pk)
    asked = asked_of(cast)
    assert [one.what for one in changes_of(cast.engineer)][-1] == "更正了人员资料"
    assert [one.why for one in looks_at(cast.engineer)] == ["核对代表资料"]
    assert open_requests(cast.engineer) == [asked]
    told = copy_of(cast.engineer)
    assert told["looks"][0]["why"] == "核对代表资料"
    assert "韦晓".encode() in as_json(cast.engineer)


def test_the_printed_copy_is_in_the_pages_language(cast: Cast) -> None:
    purpose(cast)
    assert printed(cast.engineer)["head"][0] == ("姓名", "韦晓")
    with translation.override("en"):
        told = printed(cast.engineer)
    assert (told["lang"], told["head"][0][0], told["words"]["looks"]) == ("en", "Name", "Who looked at my record")


def test_the_pdf_is_set_and_its_picture_shows_the_name(cast: Cast, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    assert as_pdf(cast.engineer).startswith(b"%PDF-")
    first, second = (typeset(SOURCE, printed(person), "png") for person in (cast.engineer, cast.official))
    assert first != second


def test_a_person_is_told_for_which_cases_they_answer(cast: Cast) -> None:
    day = dt.date(2024, 1, 8)
    case = given(Case, organisation=cast.liuzhou, kind="task", title="科技馆建设", opened=day)
    given(Charge, case=case, person=cast.engineer, starts=day)
    told = next(one for one in held_about(cast.engineer) if one.title == "督查事项责任人")
    assert told.records[0].facts == [("起", "2024年1月8日"), ("事项", "科技馆建设"), ("单位", "柳州市科协")]
    assert "督查事项是单位的档案" in told.stays
