"""When an organisation is closed, its leaders and seats end with it; what took place stays its past."""

from __future__ import annotations

import datetime as dt

from cast import OPERATES, Cast
from keqiao.blocks.assemblies.outside import verbs
from keqiao.blocks.assemblies.outside.models import Hearing, Leader
from keqiao.kernel.nouns import ledger
from keqiao.registry.successions import Handover, hand_over

DAY = dt.date(2024, 3, 20)


def test_leaders_end_and_hearings_stay(cast: Cast) -> None:
    named = {"side": "party", "name": "周文斌", "post": "县委副书记", "starts": dt.date(2024, 3, 5)}
    verbs.name_leader(OPERATES, cast.luzhai, named)
    heard = {"kind": "hearing", "chamber": "government", "date": dt.date(2024, 3, 6), "title": "县政府常务会议"}
    verbs.record_hearing(OPERATES, cast.luzhai, heard)
    with ledger.exempt("given"):
        hand_over(Handover(cast.luzhai, cast.liuzhou, DAY, cast.liuzhou))
    assert Leader.objects.get().ends == DAY
    assert Hearing.objects.get().organisation == cast.luzhai
