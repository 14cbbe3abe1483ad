"""Mobile numbers and e-mail addresses as people write them."""

from __future__ import annotations

import pytest

from keqiao.kernel.standards.contacts import masked, read_domain, read_email, read_mobile
from keqiao.kernel.standards.refusal import Refused


@pytest.mark.parametrize(
    "written", ["13800000001", "138 0000 0001", "+86 138-0000-0001", "8613800000001", "１３８０００００００１"]
)
def test_a_number_is_read_however_it_is_written(written: str) -> None:
    assert read_mobile(written) == "13800000001"


@pytest.mark.parametrize("written", ["1380000001", "23800000001", "12800000001", "13800000001a", "0772-2830000"])
def test_what_is_no_mobile_number_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="11位"):
        read_mobile(written)


def test_an_empty_number_says_so() -> None:
    with pytest.raises(Refused, match="没有填写手机号"):
        read_mobile(" ")


@pytest.mark.parametrize("written", ["Wei@Example.CN", " wei@example.cn ", "ｗｅｉ@example.cn"])
def test_an_address_is_read_in_small_letters(written: str) -> None:
    assert read_email(written) == "wei@example.cn"


@pytest.mark.parametrize("written", ["wei", "wei@", "@example.cn", "wei@example", "we..i@example.cn", "a b@example.cn"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="不是有效的邮箱地址"):
        read_email(written)


def test_an_empty_address_says_so() -> None:
    with pytest.raises(Refused, match="没有填写电子邮箱"):
        read_email("")


def test_a_domain_is_read_with_or_without_its_sign() -> None:
    assert read_domain("@Example.cn") == read_domain("example.cn") == "example.cn"
    with pytest.raises(Refused, match="不是有效的邮箱域名"):
        read_domain("wei@example.cn")


@pytest.mark.parametrize(
    ("value", "shown"), [("13812345678", "138****5678"), ("wei@example.cn", "w***@example.cn"), ("12345", "****")]
)
def test_only_the_ends_are_shown(value: str, shown: str) -> None:
    assert masked(value) == shown
