"""What the desk offers on leaders, hearings, seats and consultations, and where it leads back to."""

from __future__ import annotations

from cast import OPERATES, Cast
from keqiao.blocks.assemblies.outside import consulting
from plans.supervision.browsing import by, seen

PAGE = "/desk/assemblies/450200/outside/"


def test_a_leader_is_named_at_the_desk(cast: Cast) -> None:
    clerk = by(cast.clerk)
    address = f"/desk/acts/outside.name_leader/{cast.liuzhou.public_id}/"
    data = {"side": "party", "name": "周文斌", "post": "市委副书记", "starts": "2024-03-05"}
    assert clerk.post(address, data)["Location"] == PAGE
    assert seen(by(cast.reader), address, 403)


def test_an_opinion_is_answered_once(cast: Cast) -> None:
    asked = {"topic": "推荐征求意见", "unit": "市委统战部", "date": "2024-03-08", "due": "2024-03-15", "candidates": 3}
    made = consulting.ask_opinion(OPERATES, cast.liuzhou, asked)
    clerk = by(cast.clerk)
    address = f"/desk/acts/outside.answer_opinion/{made.public_id}/"
    assert clerk.post(address, {"result": "没有不同意见"})["Location"] == PAGE
    assert clerk.get(address).status_code == 302
