"""What the desk offers, and where it leads back to."""

from __future__ import annotations

from blocks.assemblies.motions.given import TEXT, Floor, fresh
from keqiao.blocks.assemblies.motions.models import Motion
from keqiao.blocks.assemblies.motions.offered import motion_url
from plans.supervision.browsing import by, seen

ACTS = "/desk/acts/"


def test_a_clerk_accepts_and_assigns_at_the_desk(floor: Floor) -> None:
    made, clerk = floor.filed(), by(floor.cast.clerk)
    assert clerk.post(f"{ACTS}motions.accept/{made.public_id}/", {})["Location"] == motion_url(made)
    clerk.post(f"{ACTS}motions.assign/{made.public_id}/", {"lead_unit": "450223", "joint": "学会部、科普部"})
    form = seen(clerk, f"{ACTS}motions.assign/{made.public_id}/")
    assert "鹿寨县科学技术协会（450223）" in form
    assert "学会部、科普部" in form
    assert clerk.get(f"{ACTS}motions.accept/{made.public_id}/").status_code == 302  # it was accepted


def test_what_came_on_paper_is_noted_at_the_body(floor: Floor) -> None:
    data = {"kind": "suggestion", "topic": "talent", "title": "关于人才公寓的建议", "text": TEXT, "people": "韦晓"}
    clerk = by(floor.cast.clerk)
    answer = clerk.post(f"{ACTS}motions.record/{floor.cast.congress.public_id}/", data)
    assert answer["Location"] == motion_url(Motion.objects.get())


def test_a_unit_that_sent_it_back_is_offered_nothing_more(floor: Floor) -> None:
    made = floor.assigned()
    county = by(floor.cast.county_clerk)
    address = f"{ACTS}motions.refuse_assignment/{floor.lead(made).public_id}/"
    county.post(address, {"reason": "不属于本单位职责"})
    assert county.get(f"{ACTS}motions.draft_reply/{floor.lead(made).public_id}/").status_code == 302
    clerk = by(floor.cast.clerk)
    clerk.post(f"{ACTS}motions.assign/{made.public_id}/", {"lead": "科普部"})
    assert "起草答复" in seen(clerk, motion_url(fresh(made)))
