"""The template of studios counts opinions that were heard, or only those that were answered."""

from __future__ import annotations

from blocks.assemblies.service.given import TODAY
from cast import OPERATES
from keqiao.blocks.assemblies.service.programmes import StudioSettings, studios
from keqiao.blocks.assemblies.service.studios import answer_opinion, open_studio, receive_opinion
from plans.starting import Starting, records


def test_opinions_count_and_answered_ones_by_themselves(starting: Starting) -> None:
    studio = open_studio(OPERATES, starting.cast.liuzhou, {"division": "450223"})
    first = receive_opinion(OPERATES, studio, {"text": "路灯不亮", "date": TODAY})
    receive_opinion(OPERATES, studio, {"text": "缺科普栏", "date": TODAY})
    answer_opinion(OPERATES, first, {"text": "已修好。"})
    assert studios(StudioSettings(by="area"))["of"] == "opinions"
    assert records(starting, "assemblies.studio", by="area") == 2
    assert records(starting, "assemblies.studio", answered=True) == 1
