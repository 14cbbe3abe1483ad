"""Sentences of floors that know no Django are translated where they are shown."""

from __future__ import annotations

from django.utils import translation

from keqiao.kernel.people.models import SourceClass
from keqiao.kernel.standards.partial import PartialDate
from keqiao.kernel.standards.refusal import Refused, Said
from keqiao.kernel.standards.sectors import class_label
from keqiao.look.said import in_words


def test_a_sentence_is_said_in_the_pages_language() -> None:
    said = Refused("name.empty", "姓名为空，请填写姓名").said
    assert in_words(said) == "姓名为空，请填写姓名"
    with translation.override("en"):
        assert in_words(said) == "The name is empty; fill it in"


def test_what_fills_a_sentence_is_translated_with_it() -> None:
    said = Said("年份只有两位，已按%(date)s读取，请核对", {"date": PartialDate(1975, 6).said()})
    assert in_words(said) == "年份只有两位，已按1975年6月读取，请核对"
    with translation.override("en"):
        assert in_words(said) == "The year has two digits only and was read as 1975-6; check it"


def test_what_people_wrote_is_left_alone() -> None:
    with translation.override("en"):
        assert in_words(Said("单位名称含“%(word)s”，按%(label)s", {"word": "100%大学", "label": Said("高等学校")})) == (
            "The unit’s name has “100%大学”; proposed: University"
        )


def test_every_class_that_a_rule_proposes_has_an_english_word() -> None:
    with translation.override("en"):
        words = {in_words(Said(class_label(one.value))) for one in SourceClass}
    assert len(words) == len(SourceClass)
    assert all(word.isascii() for word in words)
