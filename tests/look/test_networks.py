"""The picture of a network: everybody in it once, on its ring, with names that stay inside."""

from __future__ import annotations

import math

from django.template.loader import render_to_string

from keqiao.look.networks import CENTRE, HEIGHT, LONGEST, SLOTS, WIDTH, Network, Node, Tie, slots

ONE = Node(0, "柳州市科协")
NEAR = [Node(n, f"第{n}学会") for n in range(1, 17)]
FAR = [(Node(100 + n, "柳州市一个名称特别长的机械工程学会"), 1 + n % 16) for n in range(24)]
TIES = [Tie("host", 0, node.key) for node in NEAR] + [Tie("covers", on, node.key) for node, on in FAR]
WHOLE = Network("关系网络", ONE, NEAR, FAR, TIES, [("host", "挂靠"), ("covers", "覆盖")])


def test_everybody_stands_once_on_their_ring() -> None:
    spots = WHOLE.spots
    assert len(spots) == len({spot.node.key for spot in spots}) == 41
    assert [spot.ring for spot in spots].count(2) == 24
    assert spots[-1].node == ONE
    assert (float(spots[-1].x), float(spots[-1].y)) == CENTRE


def test_names_are_cut_and_stand_inside_the_picture() -> None:
    for spot in WHOLE.spots:
        assert len(spot.label) <= LONGEST
        width = 14 * len(spot.label)
        left = {"start": 0, "middle": width / 2, "end": width}[spot.anchor]
        assert float(spot.text_x) - left >= 0, spot
        assert float(spot.text_x) - left + width <= WIDTH, spot
        assert 0 < float(spot.text_y) < HEIGHT


def test_names_beside_each_other_do_not_run_into_one_another() -> None:
    placed = [spot for spot in WHOLE.spots if spot.ring == 2]
    for one in placed:
        for other in placed:
            if one is not other and one.anchor == other.anchor:
                apart = math.dist((float(one.text_x), float(one.text_y)), (float(other.text_x), float(other.text_y)))
                assert apart > 13


def test_each_kind_has_a_line_of_its_own_and_the_legend_says_which() -> None:
    assert WHOLE.legend == [("tie tie-1 tie-solid", "挂靠"), ("tie tie-2 tie-dashed", "覆盖")]
    assert len(list(WHOLE.lines)) == 40
    away = Network("关系网络", ONE, NEAR[:1], [], TIES, WHOLE.kinds)
    assert len(list(away.lines)) == 1  # ties to somebody who isn't in the picture are no lines


def test_it_is_drawn_without_scripts_or_styles() -> None:
    drawn = render_to_string("cotton/network.html", {"network": WHOLE})
    assert drawn.count("<circle") == 41
    assert "style=" not in drawn
    assert "<script" not in drawn


def test_who_is_further_out_stands_near_whom_it_hangs_on() -> None:
    assert slots([0.0, 0.5, 0.5]) == [0, 12, 13]
    assert slots([0.99, 0.99, 0.99]) == [21, 22, 23]
    assert slots([0.0] * SLOTS) == list(range(SLOTS))
    assert slots([0.9] * (SLOTS + 6)) == list(range(SLOTS + 6))
    assert slots([]) == []
