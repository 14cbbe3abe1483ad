"""Forms of verbs: every kind of field, what it takes and what the verb gets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast
from keqiao.kernel.access.rules import OPERATOR, VISITOR
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import VerbData
from keqiao.look.asking import Unaskable, asked_fields, field_of, verb_form


class Sample(VerbData):
    """One field of every kind."""

    title: Annotated[str, Asked("题目")]
    told: Annotated[str, Asked("说明", kind="long")] = ""
    level: Annotated[Level | None, Asked("层级")] = None
    mode: Annotated[Literal["a", "b"], Asked("方式", words=(("a", "甲"), ("b", "乙")))] = "a"
    levels: Annotated[list[Level], Asked("各层级")] = []
    day: Annotated[dt.date | None, Asked("日期")] = None
    people: Annotated[int, Asked("人数")] = 0
    share: Annotated[float | None, Asked("比例")] = None
    money: Annotated[int | None, Asked("金额（元）", kind="fen")] = None
    agreed: Annotated[bool, Asked("同意")] = False
    known: Annotated[bool | None, Asked("是否专职")] = None
    unit: Annotated[str | None, Asked("单位", kind="organisation")] = None
    place: Annotated[str | None, Asked("区划", kind="division")] = None
    begins: Annotated[str, Asked("开始时间")] = "9:00"
    unseen: str = "kept"
    odd: dict[str, str] = {}


def given(initial: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    form = verb_form(Sample, OPERATOR, data={"title": "一", "mode": "a", **fields}, initial=initial)
    assert form.is_valid(), form.errors
    return form.given()


def test_a_text_that_came_filled_in_can_be_emptied() -> None:
    assert given(begins="")["begins"] == ""
    assert given(begins="8:30")["begins"] == "8:30"


def test_what_nobody_marked_is_not_asked() -> None:
    assert {"unseen", "odd", "seen_version", "key"}.isdisjoint(asked_fields(Sample))


def test_every_kind_of_value_arrives_as_its_type() -> None:
    found = given(
        level="county",
        levels=["county", "municipal"],
        day="2026-09-01",
        people="3",
        share="0.5",
        money="12.34",
        agreed="on",
        known="no",
    )
    data = Sample.model_validate(found)
    assert (data.level, data.levels) == (Level.COUNTY, [Level.COUNTY, Level.MUNICIPAL])
    assert (data.day, data.people, data.share, data.money) == (dt.date(2026, 9, 1), 3, 0.5, 1234)
    assert (data.agreed, data.known) == (True, False)


def test_what_is_left_empty_keeps_its_default() -> None:
    assert given() == {"title": "一", "mode": "a", "agreed": False}


def test_what_is_emptied_is_emptied() -> None:
    found = given({"told": "旧", "level": "county", "day": dt.date(2026, 1, 1)})
    assert (found["told"], found["level"], found["day"]) == ("", None, None)


def test_what_is_known_is_filled_in() -> None:
    form = verb_form(Sample, OPERATOR, initial={"known": True, "money": 1234, "level": Level.COUNTY})
    assert [form[name].value() for name in ("known", "money", "level")] == ["yes", Decimal("12.34"), "county"]
    assert 'value="12.34"' in str(form["money"])


def test_a_few_choices_may_all_be_in_sight() -> None:
    class Few(VerbData):
        mode: Annotated[Literal["a", "b"], Asked("方式", kind="radio", words=(("a", "甲"), ("b", "乙")))]

    form = verb_form(Few, OPERATOR, data={"mode": "b"})
    assert str(form["mode"]).count('type="radio"') == 2  # nothing beside the choices themselves
    assert form.is_valid()
    assert form.given() == {"mode": "b"}
    assert not verb_form(Few, OPERATOR, data={}).is_valid()


def test_choices_are_called_as_the_field_says() -> None:
    field: Any = field_of("mode", Sample.model_fields["mode"], VISITOR)
    assert [label for _code, label in field.choices if label in {"甲", "乙"}] == ["甲", "乙"]


@pytest.mark.parametrize(("typed", "code"), [("450200", "450200"), ("柳州市", "450200")])
def test_a_unit_is_chosen_by_code_or_name(cast: Cast, typed: str, code: str) -> None:
    assert given(unit=typed if typed.isdecimal() else cast.liuzhou.name)["unit"] == code


def test_a_file_is_sent_along_and_arrives_by_name_and_bytes() -> None:
    class Sent(VerbData):
        """With a file."""

        paper: Annotated[dict[str, Any] | None, Asked("文件", kind="file", kinds=(".pdf",))] = None

    form = verb_form(Sent, OPERATOR, data={}, files={"paper": SimpleUploadedFile("书.pdf", b"%PDF")})
    assert form.is_valid()
    assert form.is_multipart()
    assert 'accept=".pdf"' in str(form["paper"])
    assert form.given() == {"paper": {"name": "书.pdf", "content": b"%PDF"}}
    without = verb_form(Sent, OPERATOR, data={})
    assert without.is_valid()
    assert without.given() == {}


def test_a_type_without_a_form_is_refused_when_it_is_declared() -> None:
    class Odd(VerbData):
        """A field that no form can ask for."""

        pairs: Annotated[dict[str, str], Asked("对")]

    with pytest.raises(Unaskable, match="pairs"):
        field_of("pairs", Odd.model_fields["pairs"], VISITOR)
