"""What may be done with a draw changes as it goes on."""

from __future__ import annotations

from typing import Any

from blocks.assemblies.draws.given import committed, prepared
from cast import OPERATES, Cast, acts
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.offered import draw_url, draws_url
from keqiao.look.acts import address_of, offers


def open_to(record: Any, *names: str) -> set[str]:
    return {name for name in names if offers()[f"draws.{name}"].shown(record)}


def test_each_stage_has_its_own_acts(cast: Cast) -> None:
    names = ("require", "add", "revise", "commit", "discard", "draw")
    made = prepared(cast)
    assert open_to(made, *names) == {"require", "add", "revise", "commit", "discard"}
    verbs.commit(OPERATES, made, {})
    assert open_to(made, *names) == {"draw"}
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    assert open_to(made, *names) == set()
    chosen = made.nominees.filter(status="drawn").first()
    assert open_to(chosen, "remove", "replace") == {"replace"}


def test_only_who_manages_slates_may(cast: Cast) -> None:
    made = committed(cast)
    offer = offers()["draws.draw"]
    assert offer.allowed(acts(cast.clerk).actor, made)
    assert not offer.allowed(acts(cast.reader).actor, made)


def test_one_comes_back_to_the_draw(cast: Cast) -> None:
    made = committed(cast)
    assert address_of(made.nominees.first() or made) == draw_url(made)
    assert address_of(made.quotas.get()) == draw_url(made)
    assert draws_url(made).endswith("/draws/")
