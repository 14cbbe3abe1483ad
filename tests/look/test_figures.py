"""A figure says its value exactly, and everything on its bar stands where it belongs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.look.figures import Figure, Mark, round_up


def share(yes: int, total: int, **more: Any) -> Figure:
    return Figure("比例", "on_track", value=Fraction(yes, total), yes=yes, total=total, **more)


def test_a_value_just_short_of_its_target_does_not_read_as_met() -> None:
    assert share(2099, 3000, target=Fraction(7, 10)).value_text == "69.97%"


def test_a_value_inside_a_range_is_not_rounded_onto_its_end() -> None:
    assert share(999, 10000, target=Fraction(1, 20), target_to=Fraction(1, 10)).value_text == "9.99%"


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 100))
def test_the_words_of_a_share_stand_on_its_own_side_of_the_target(yes: int, total: int, hundredths: int) -> None:
    yes = min(yes, total)
    target = Fraction(hundredths, 100)
    shown = Fraction(share(yes, total, target=target).value_text.rstrip("%").replace(",", "")) / 100
    value = Fraction(yes, total)
    assert (shown > target, shown < target) == (value > target, value < target)


def test_without_a_value_there_is_a_dash_and_no_change() -> None:
    figure = Figure("比例", "no_data", target=Fraction(7, 10), baseline=Fraction(1, 2))
    assert figure.value_text == "—"
    assert figure.change_text == ""
    assert figure.count_text == ""


def test_the_count_stands_beside_the_value_and_names_what_is_unknown() -> None:
    figure = share(57, 90, unknown=3)
    assert figure.count_text == "57/90"
    assert figure.unknown_text == "待核实3"
    assert share(57, 90).unknown_text == ""


def test_a_count_out_of_nothing_is_not_shown() -> None:
    assert Figure("比例", "no_data", yes=0, total=0).count_text == ""


def test_a_change_is_told_against_what_it_started_from() -> None:
    assert share(57, 90, baseline=Fraction(53, 100)).change_text == "较原比例提高10.3个百分点"
    assert share(57, 90, baseline=Fraction(53, 100), baseline_word="上届").change_text == "较上届提高10.3个百分点"


@pytest.mark.parametrize(
    ("unit", "noun", "words"),
    [
        ("number", "个", "较原值增加2个"),
        ("yuan", "", "较原值增加2元"),
        ("months", "", "较原值增加2个月"),
    ],
)
def test_a_change_of_another_unit_bears_it(unit: str, noun: str, words: str) -> None:
    figure = Figure("数", "met", unit=unit, noun=noun, value=Fraction(5), baseline=Fraction(3))
    assert figure.change_text == words


def test_a_value_that_fell_or_stayed_says_so() -> None:
    assert Figure("数", "met", unit="yuan", value=Fraction(1), baseline=Fraction(3)).change_text == "较原值减少2元"
    assert Figure("数", "met", unit="yuan", value=Fraction(3), baseline=Fraction(3)).change_text == "较原值持平"


def test_missed_is_another_word_for_a_task() -> None:
    assert Figure("馆", "missed").status_word == "未达标"
    assert Figure("馆", "missed", task=True).status_word == "逾期未完成"


def test_proof_and_force_are_worded_unless_the_page_knows_better() -> None:
    assert share(1, 2).proved_by == "依据记录自动计算"
    assert share(1, 2, proof_text="依据代表名册自动计算").proved_by == "依据代表名册自动计算"
    assert share(1, 2, force="strive").force_word == "力争"
    assert share(1, 2).force_word == ""


def test_the_bar_is_spoken_without_empty_parts() -> None:
    figure = share(57, 90, baseline=Fraction(53, 100), target=Fraction(7, 10), target_text="70%以上")
    assert figure.spoken == "63.3% 57/90，原比例 53%，要求70%以上"
    assert Figure("馆", "no_data").spoken == "—"


def test_everything_stands_in_its_place_on_a_scale_of_a_hundred_percent() -> None:
    track = share(57, 90, baseline=Fraction(53, 100), target=Fraction(7, 10), target_text="70%以上").track
    assert track is not None
    assert track.value is not None
    assert track.value.at == "63.33%"
    assert track.baseline is not None
    assert track.baseline.at == "53.00%"
    assert track.target is not None
    assert track.target.at == "70.00%"
    assert track.target.label == "要求70%以上"
    assert (track.low_label, track.high_label) == ("0", "100%")
    assert track.band == track.gap == ""


def test_a_scale_without_a_natural_end_reaches_past_its_largest_mark() -> None:
    track = Figure("站", "met", unit="number", noun="个", value=Fraction(93), target=Fraction(20)).track
    assert track is not None
    assert track.high_label == "200个"
    assert track.value is not None
    assert track.value.x == pytest.approx(46.5)


def test_a_share_above_the_whole_gets_a_longer_scale() -> None:
    track = Figure("增长", "met", value=Fraction(6, 5), target=Fraction(1, 10)).track
    assert track is not None
    assert track.high_label == "200%"


def test_a_target_that_is_a_range_is_a_band() -> None:
    track = share(3, 40, target=Fraction(5, 100), target_to=Fraction(1, 10)).track
    assert track is not None
    assert track.band == "5.00%"


def test_a_range_without_width_is_a_single_mark() -> None:
    track = share(1, 2, target=Fraction(1, 2), target_to=Fraction(1, 2)).track
    assert track is not None
    assert track.target_to is None
    assert track.band == ""


def test_what_is_unknown_is_drawn_after_the_value() -> None:
    track = share(30, 100, unknown=10).track
    assert track is not None
    assert track.gap == "10.00%"


def test_a_baseline_near_an_end_takes_the_place_of_the_ends_label() -> None:
    low, high = share(57, 90, baseline=Fraction(1, 10)).track, share(57, 90, baseline=Fraction(9, 10)).track
    assert low is not None
    assert low.low_label == ""
    assert low.high_label == "100%"
    assert high is not None
    assert high.low_label == "0"
    assert high.high_label == ""


def test_there_is_no_bar_when_there_is_nothing_to_place_or_it_lies_below_nought() -> None:
    assert Figure("馆", "no_data").track is None
    assert Figure("增长", "missed", value=Fraction(-1, 10)).track is None


@given(
    st.fractions(0, 1000),
    st.one_of(st.none(), st.fractions(0, 1000)),
    st.one_of(st.none(), st.fractions(0, 1000)),
    st.sampled_from(["percent", "number", "yuan"]),
)
def test_no_mark_ever_leaves_the_track(
    value: Fraction, target: Fraction | None, baseline: Fraction | None, unit: str
) -> None:
    track = Figure("数", "met", unit=unit, value=value, target=target, baseline=baseline).track
    assert track is not None
    marks = (track.value, track.target, track.baseline)
    assert all(0 <= mark.x <= 100 for mark in marks if mark is not None)


@pytest.mark.parametrize(("x", "anchor"), [(0, "start"), (24.9, "start"), (25, "middle"), (75, "middle"), (76, "end")])
def test_labels_near_an_end_run_inwards(x: float, anchor: str) -> None:
    assert Mark(x).anchor == anchor


@pytest.mark.parametrize(
    ("value", "high"),
    [
        (Fraction(35880), 40000),
        (Fraction(107), 200),
        (Fraction(10), 10),
        (Fraction(1), 1),
        (Fraction(3, 10), Fraction(3, 10)),
        (Fraction(0), 1),
    ],
)
def test_a_scale_ends_on_a_round_number(value: Fraction, high: Fraction) -> None:
    assert round_up(value) == high
