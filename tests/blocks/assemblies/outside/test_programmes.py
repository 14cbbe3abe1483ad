"""The template counts consultations of its kinds with its partners, by the year."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cast import OPERATES
from keqiao.blocks.assemblies.outside import consulting
from plans.starting import Starting, records


def test_consultations_of_the_kinds_with_the_partners(starting: Starting) -> None:
    today = timezone.localdate()
    for kind, chamber, day in (
        ("consultation", "cppcc", today),
        ("supervision", "peoples_congress", today),
        ("consultation", "cppcc", dt.date(2024, 3, 5)),
    ):
        data = {"kind": kind, "chamber": chamber, "topic": f"{kind}{day}", "date": day}
        consulting.record_consultation(OPERATES, starting.cast.liuzhou, data)
    assert records(starting, "assemblies.consultation") == 2
    assert records(starting, "assemblies.consultation", per="ever") == 3
    assert records(starting, "assemblies.consultation", kinds=["supervision", "deliberation"]) == 1
    assert records(starting, "assemblies.consultation", chambers=["cppcc"], kinds=["consultation"], per="ever") == 2
