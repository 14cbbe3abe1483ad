"""Cells as people and programs fill them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from keqiao.exchange.spreadsheets.cells import cell_text, read_id_cell, read_mobile, read_sex
from keqiao.kernel.standards.identity import Sex
from keqiao.kernel.standards.refusal import Refused

TODAY = date(2026, 11, 1)
NUMBER = "11010519491231002X"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("  李 明  ", "李 明"),
        ("李\u3000明", "李 明"),
        ("甲厂\n乙车间\t丙组", "甲厂 乙车间 丙组"),
        ("\ufeff姓名\u200b", "姓名"),
        ("\u00a0", ""),
        (7.0, "7"),
        (-3.0, "-3"),
        (0.0, "0"),
        (1.5, "1.5"),
        (1975.06, "1975.06"),
        (27548.0, "27548"),
        (13907720001.0, "13907720001"),
        (True, "是"),
        (False, "否"),
        (date(1975, 6, 3), "1975-06-03"),
        (datetime.fromisoformat("1975-06-03T00:00"), "1975-06-03"),
        (datetime.fromisoformat("2026-11-01T08:30:15"), "2026-11-01 08:30"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=26), "1 day, 2:00:00"),
    ],
)
def test_a_cell_is_one_line_of_text(value: Any, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("written", ["男", " 男 ", "男性", "M", "m", "Ｍ", "1", 1.0, "１"])
def test_men_are_written_in_many_ways(written: Any) -> None:
    assert read_sex(written) is Sex.MALE


@pytest.mark.parametrize("written", ["女", "女 ", "女　性", "F", "f", "2", 2.0])
def test_so_are_women(written: Any) -> None:
    assert read_sex(written) is Sex.FEMALE


@pytest.mark.parametrize("written", ["南", "男/女", "0", 9.0, None, "", True])
def test_what_is_no_sex_is_told_with_what_was_written(written: Any) -> None:
    with pytest.raises(Refused, match=f"性别“{cell_text(written)}”认不出来，请填写“男”或“女”") as caught:
        read_sex(written)
    assert caught.value.code == "sex.unknown"


def test_an_id_number_as_text_is_read() -> None:
    assert read_id_cell(f" {NUMBER.lower()} ", today=TODAY).number == NUMBER


@pytest.mark.parametrize(
    "value",
    [
        4.50202197506030e17,
        110105194912310021.0,
        1e15,
        110105194912310021,
        "4.50202E+17",
        "4.50202197506030E+17",
        "4.5e17",
        "4E+17",
        "1.1E+14",
    ],
)
def test_an_id_number_that_was_rounded_is_told_so(value: Any) -> None:
    with pytest.raises(Refused, match=r"末三位已经丢失.*设为“文本”格式") as caught:
        read_id_cell(value, today=TODAY)
    assert caught.value.code == "id.number"


@pytest.mark.parametrize("value", [NUMBER[:-1] + "1", "12345", "不详", 7.0, None])
def test_an_id_number_that_is_wrong_for_other_reasons_is_told_those(value: Any) -> None:
    with pytest.raises(Refused) as caught:
        read_id_cell(value, today=TODAY)
    assert caught.value.code != "id.number"


@pytest.mark.parametrize(
    "written",
    [
        "13907720001",
        13907720001.0,
        "139 0772 0001",
        "139-0772-0001",
        "+86 13907720001",
        "8613907720001",
        "１３９０７７２０００１",
        "13907720001/13807720002",
        "0772-2825566、13907720001",
        "13907720001；",
    ],
)
def test_the_first_mobile_number_is_read(written: Any) -> None:
    assert read_mobile(written) == "13907720001"


@pytest.mark.parametrize(
    "written", ["0772-2825566", "2825566", "0772 2825566转801", "2825566、0772-2825567", "0772-2825566-801"]
)
def test_a_landline_is_told_from_a_mistake(written: str) -> None:
    with pytest.raises(Refused, match="是固定电话，请填写11位手机号码") as caught:
        read_mobile(written)
    assert caught.value.code == "mobile.landline"


@pytest.mark.parametrize("written", ["1390772000", "139077200011", "12907720001", "无", "", None, "1.39077E+10"])
def test_what_is_no_number_asks_to_count_the_digits(written: Any) -> None:
    with pytest.raises(Refused, match="不是11位手机号码，请核对位数") as caught:
        read_mobile(written)
    assert caught.value.code == "mobile.form"
