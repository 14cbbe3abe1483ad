"""Panels: doors on the hub and on a body's page, what waits on the desk."""

from __future__ import annotations

from blocks.assemblies.service.given import Sitting
from blocks.assemblies.service.pages.browsing import DESK, by, seen

PAGES = ("absences", "rota", "studios", "committees", "secondments", "party", "duties")


def test_the_hub_and_the_desk_lead_here(full: Sitting) -> None:
    hub = seen(by(full.cast.clerk), DESK)
    assert all(f"{DESK}{name}/" in hub for name in PAGES)
    assert "1项等待研究决定" in hub
    desk = seen(by(full.cast.leader), "/desk/")
    assert "连续2次无故缺席" in desk
    assert "连续2次无故缺席" not in seen(by(full.cast.reader), "/desk/")


def test_a_bodys_page_leads_its_own_people_here(full: Sitting) -> None:
    place = f"/bodies/{full.full.public_id}/"
    assert f"{DESK}duties/?body={full.full.public_id}" in seen(by(full.cast.reader), place)
    assert "/desk/assemblies/" not in seen(by(full.cast.security_admin), place, 403)
