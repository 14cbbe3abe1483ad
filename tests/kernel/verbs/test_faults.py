"""Data that don't fit are told in words that people know."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import pytest
from django.utils.translation import override
from pydantic import Field, ValidationError

from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import VerbData
from keqiao.kernel.verbs.faults import faults_told


class Given(VerbData):
    """A bit of everything."""

    name: Annotated[str, Asked("名称"), Field(max_length=5)]
    day: Annotated[dt.date, Asked("日期")] = dt.date(2026, 1, 1)
    amount: Annotated[int, Asked("数量"), Field(ge=1)] = 1
    way: Annotated[Literal["a", "b"], Asked("方式")] = "a"
    codes: Annotated[list[int], Asked("编号")] = []
    bare: bool = True


def told(**data: Any) -> str:
    """What is said of these data."""
    with pytest.raises(ValidationError) as caught:
        Given.model_validate({"name": "柳州"} | data)
    return faults_told(caught.value, Given)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"name": None}, "名称：应为文字"),
        ({"name": "柳州市科协会"}, "名称：太长，最多5个字"),
        ({"day": "昨天"}, "日期：应为日期，例如2026-11-30"),
        ({"amount": "三"}, "数量：应为整数"),
        ({"amount": 0}, "数量：不能小于1"),
        ({"way": "c"}, "方式：不在可选的内容之中"),
        ({"codes": [1, "x"]}, "编号第2项：应为整数"),
        ({"codes": 5}, "编号：应为若干项"),
        ({"bare": "x"}, "bare：应为是或否"),
        ({"other": 1}, "other：没有这一项"),
        ({"amount": 0, "way": "c"}, "数量：不能小于1；方式：不在可选的内容之中"),
    ],
)
def test_each_fault_is_told_by_its_label(data: dict[str, Any], says: str) -> None:
    assert told(**data) == says


def test_readers_of_english_read_english() -> None:
    with override("en"):
        assert told(amount=0) == "数量: at least 1"
