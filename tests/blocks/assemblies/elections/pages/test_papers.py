"""Files of an election carry its title."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.http import Http404

from blocks.assemblies.elections.stand import closed, opened, stand_of, vote
from cast import Cast
from keqiao.blocks.assemblies.elections.pages.papers import recount_answer


def test_the_file_for_counting_again_bears_the_title_and_comes_after_the_count(cast: Cast) -> None:
    stand = stand_of(cast)
    election = opened(stand)
    with pytest.raises(Http404):
        recount_answer(election, "recount")
    for person in stand.members:
        vote(stand, election, person, 1)
    closed(stand, election)
    names = [unquote(recount_answer(election, kind)["Content-Disposition"]) for kind in ("recount", "table")]
    assert "选举副主席计票文件.json" in names[0]
    assert "选举副主席选票.csv" in names[1]
