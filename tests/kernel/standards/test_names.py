"""Names: padding, dots, rare characters, surnames, notes of official lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.standards.names import (
    is_rare,
    list_note,
    normalise_name,
    pad_name,
    read_name,
    split_surname,
)
from keqiao.kernel.standards.refusal import Refused


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("李　明", "李明"),
        ("李  明", "李明"),
        ("李\u00a0明 ", "李明"),
        (" 张 建 国", "张建国"),
        ("李\u200b明", "李明"),
        ("李\n明", "李明"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("John  von  Neumann", "John von Neumann"),
        ("𬱖", "𬱖"),
    ],
)
def test_padding_goes_and_one_dot_stays(written: str, kept: str) -> None:
    assert normalise_name(written) == kept


def test_notes_in_brackets_are_taken_apart() -> None:
    written = read_name("韦　丽（女，壮族）")
    assert (written.name, written.notes) == ("韦丽", ("女", "壮族"))
    assert read_name("韦丽(女)").notes == ("女",)


@pytest.mark.parametrize("name", ["𫖯", "李𬱖", "王䶮", "刘㛃", "〇一"])
def test_rare_characters_are_names(name: str) -> None:
    assert read_name(name).name == name


def test_rare_is_outside_the_common_block() -> None:
    assert is_rare("李𬱖")
    assert is_rare("王䶮")
    assert not is_rare("阿卜杜拉·买买提")


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("", "name.empty", "为空"),
        ("　", "name.empty", "为空"),
        ("李\ue863", "name.private", "U+E863"),
        ("李明13907720000", "name.character", "“1”"),
        ("李明、王芳", "name.character", "“、”"),
        ("李" * 51, "name.long", "51"),
        ("？", "name.character", "“？”"),
    ],
)
def test_what_is_no_name_says_why(written: str, code: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        read_name(written)
    assert caught.value.code == code
    assert says in caught.value.message
    assert "请" in caught.value.message


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("李明", ("李", "明")),
        ("欧阳修", ("欧阳", "修")),
        ("司马相如", ("司马", "相如")),
        ("欧阳", ("欧", "阳")),
        ("阿卜杜拉·买买提", ("", "阿卜杜拉·买买提")),
        ("Ada Lovelace", ("", "Ada Lovelace")),
    ],
)
def test_surnames(name: str, parts: tuple[str, str]) -> None:
    assert split_surname(name) == parts


def test_only_two_character_names_are_padded() -> None:
    assert [pad_name(name) for name in ("李明", "张建国", "欧阳修文", "李𬱖", "Li")] == [
        "李　明",
        "张建国",
        "欧阳修文",
        "李　𬱖",
        "Li",
    ]


def test_the_note_of_a_list_leaves_out_what_is_common() -> None:
    assert list_note(female=True, ethnicity="壮族") == "（女，壮族）"
    assert list_note(female=False, ethnicity="壮族") == "（壮族）"
    assert list_note(female=True, ethnicity="汉族") == "（女）"
    assert list_note(female=False, ethnicity="汉族") == ""
    assert list_note(female=False, ethnicity="") == ""


@given(st.text(alphabet="李明欧阳𬱖·abc 　", max_size=12))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


@given(st.text(alphabet="李明王芳韦𬱖", min_size=2, max_size=4))
def test_padding_is_undone_by_normalising(name: str) -> None:
    assert normalise_name(pad_name(name)) == name
