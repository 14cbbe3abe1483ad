"""A ballot is made whole, or refused."""

from __future__ import annotations

import pytest

from blocks.assemblies.elections.stand import Stand, matter, opened, prepared, stand_of, with_rules
from cast import Cast
from keqiao.blocks.assemblies.elections.ballots import check_ballot, check_receipt
from keqiao.blocks.assemblies.elections.box import new_receipt
from keqiao.kernel.verbs.contract import VerbError


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def test_what_is_left_out_is_an_abstention_and_names_are_tidied(stand: Stand) -> None:
    marks, written = check_ballot(opened(stand), {"1": "for", "2": "against"}, {"2": " 覃　 峰 ", "3": " "})
    assert marks == {"1": "for", "2": "against", "3": "abstain", "4": "abstain", "5": "abstain"}
    assert written == {"2": "覃 峰"}


def test_fewer_choices_than_seats_where_the_rules_say_so(stand: Stand) -> None:
    election = opened(stand, with_rules(stand, prepared(stand), max_choices=2))
    assert check_ballot(election, {"1": "for", "2": "for"}, {})
    with pytest.raises(VerbError, match="最多可以赞成2人"):
        check_ballot(election, {"1": "for", "2": "for", "3": "against"}, {"3": "覃峰"})


def test_a_matter_has_one_place_and_no_names(stand: Stand) -> None:
    election = opened(stand, matter(stand, "keys"))
    assert check_ballot(election, {"1": "abstain"}, {}) == ({"1": "abstain"}, {})
    with pytest.raises(VerbError, match="不能另选他人"):
        check_ballot(election, {"1": "against"}, {"1": "覃峰"})


def test_a_receipt_is_one_of_ours() -> None:
    code = new_receipt()
    check_receipt(code)
    check_receipt(code.lower().replace("-", " "))
    for wrong in ("", code[:-1], "O" + code[1:], code + "2"):
        with pytest.raises(VerbError, match="回执编号不对"):
            check_receipt(wrong)
