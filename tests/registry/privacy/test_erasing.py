"""Deleting happens inside a verb; whatever declares that it is personal is reached."""

from __future__ import annotations

import pytest

from cast import Cast
from keqiao.registry.privacy.erasing import erase, hindrances, refuse_hindered


def test_nobody_is_taken_out_behind_the_verbs_back(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="by a verb only"):
        erase(cast.engineer)


def test_who_holds_nothing_may_go(cast: Cast) -> None:
    assert hindrances(cast.engineer) == []
    refuse_hindered(cast.engineer)
