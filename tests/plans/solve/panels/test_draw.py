"""Anybody can compute the draw again: these tests do, with nothing but SHA-256."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.solve.panels import draw
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.leximin import leximin
from keqiao.plans.solve.panels.pool import Demand, Pool
from keqiao.plans.solve.panels.tickets import Line, lines

PEOPLE = [{"性别": sex, "姓名": f"第{number}人"} for number, sex in enumerate("女女男男男男")]
POOL = Pool(PEOPLE, [Demand((("性别", "女"),), 1, 1)], 2)
LISTED = lines(kinds_of(POOL), leximin(kinds_of(POOL)))


@given(st.text(min_size=1, max_size=20), st.integers(1, 2**300))
def test_the_ticket_is_what_the_reference_says(seed: str, total: int) -> None:
    """As docs/reference/slate.md tells it, written down a second time."""
    bits = max(len(bin(total - 1)) - 2, 1) if total > 1 else 1
    stream = "".join(
        f"{byte:08b}"
        for number in range(60)
        for byte in hashlib.sha256(f"keqiao-draw-1:{seed}:{number}".encode()).digest()
    )
    numbers = (int(stream[at : at + bits], 2) for at in range(0, len(stream) - bits, bits))
    assert draw.ticket(seed, total) == next(number for number in numbers if number < total)


def test_every_ticket_is_drawn_equally_often() -> None:
    found = Counter(draw.ticket(str(seed), 6) for seed in range(6000))
    assert set(found) == set(range(6))
    assert all(abs(times - 1000) < 150 for times in found.values())


def test_the_same_seed_draws_the_same_and_another_others() -> None:
    assert draw.drawn(LISTED, "甲") == draw.drawn(LISTED, "甲")
    assert len({draw.drawn(LISTED, str(seed)).members for seed in range(50)}) == len(LISTED)


def test_what_is_published_binds_seed_inputs_and_list() -> None:
    seed = draw.new_seed()
    published = draw.digests(POOL, LISTED, seed)
    assert draw.verified(POOL, LISTED, seed, published) == draw.drawn(LISTED, seed)
    others = [
        draw.verified(POOL, LISTED, draw.new_seed(), published),
        draw.verified(replace(POOL, seats=3), LISTED, seed, published),
        draw.verified(replace(POOL, people=PEOPLE[::-1]), LISTED, seed, published),
        draw.verified(POOL, [*LISTED[1:], LISTED[0]], seed, published),
    ]
    assert others == [None] * 4


def test_a_list_with_a_line_against_the_quotas_is_refused() -> None:
    wrong = [Line(1, (0, 1))]
    assert draw.verified(POOL, wrong, "甲", draw.digests(POOL, wrong, "甲")) is None


def test_a_witness_changes_the_draw_and_not_what_was_published() -> None:
    published = draw.digests(POOL, LISTED, "甲")
    drawn = {draw.verified(POOL, LISTED, "甲", published, witness) for witness in map(str, range(30))}
    assert None not in drawn
    assert len(drawn) > 1


def test_only_what_matters_goes_into_the_digest() -> None:
    named = replace(POOL, people=[{**person, "姓名": "某人"} for person in PEOPLE])
    assert draw.written_inputs(named) == draw.written_inputs(POOL)
    assert "第0人" not in draw.written_inputs(POOL)


def test_the_order_of_the_quotas_does_not_matter() -> None:
    more = [Demand((("性别", "男"),), 1, 1), *POOL.demands]
    first, second = replace(POOL, demands=more), replace(POOL, demands=more[::-1])
    assert draw.written_inputs(first) == draw.written_inputs(second)


@pytest.mark.parametrize("members", [(0,), (0, 0), (0, 1), (2, 3), (0, 2, 3)])
def test_what_is_no_committee(members: tuple[int, ...]) -> None:
    assert not draw.meets(POOL, members)
