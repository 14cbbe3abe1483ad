"""A sixth place: 临江市 is invented, and so is its plan. Its association has records of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cast import OPERATES, Cast, DivisionFactory, OrganisationFactory, PersonFactory, acts, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.drafting.verbs.drafts import correct_draft, draft
from keqiao.plans.drafting.verbs.findings import confirm_finding, dismiss_finding
from keqiao.plans.engine import days
from keqiao.plans.models import DraftFinding, PlanDraft
from keqiao.registry.verbs import people, posts

FILE = Path(__file__).with_name("linjiang.txt")
TEXT = FILE.read_text(encoding="utf-8")
PLAN = "450800-2025"
FRONT = {"source_class": "enterprise", "leading_official": False}
OFFICIAL = {"source_class": "government", "leading_official": True}


@dataclass(frozen=True)
class Sixth:
    """The place, its clerk and its leader."""

    city: Organisation
    clerk: User
    leader: User

    @property
    def act(self) -> Act:
        """What the leader does, who may draft and publish."""
        return acts(self.leader)


def founded(cast: Cast) -> Sixth:
    """Put the place on the map."""
    region = Division.objects.get(code="450000")
    division = DivisionFactory(code="450800", name="临江市", level="municipal", parent=region)
    city = OrganisationFactory(
        code="450800", name="临江市科学技术协会", kind="association", leading=cast.region, division=division
    )
    clerk, leader = user_with("lj-clerk", "clerk", city), user_with("lj-leader", "leader", city)
    return Sixth(city, clerk, leader)


def drafted(sixth: Sixth, text: str = TEXT, **more: Any) -> PlanDraft:
    """The plan as it is when its file was read."""
    return draft(sixth.act, sixth.city, {"name": "临江方案.txt", "text": text, **more})


def finding(made: PlanDraft, text: str) -> DraftFinding:
    """The figure that says so."""
    return DraftFinding.objects.select_related("clause__draft").get(clause__draft=made, text=text)


def as_read(one: DraftFinding, **more: Any) -> dict[str, Any]:
    """What a form would give when nothing of the demand is corrected."""
    asked = {
        "title": one.about or one.text,
        "owed_by": "association@municipal",
        "comparator": one.comparator,
        "value": one.value,
        "unit": one.unit,
        "baseline": one.baseline,
        "deadline": days.to_date(one.deadline) if one.deadline else None,
        "force": one.force,
    }
    return asked | more


def confirmed(sixth: Sixth, made: PlanDraft, text: str, measured: str, **more: Any) -> DraftFinding:
    """A figure made a commitment, counted as in another plan."""
    one = finding(made, text)
    return confirm_finding(sixth.act, one, as_read(one, measured=measured, **more))


def ready(sixth: Sixth, *, binding: bool = True) -> PlanDraft:
    """A draft with two commitments and nothing left to decide."""
    made = drafted(sixth)
    confirmed(sixth, made, "提高到70%以上", "liuzhou-2017/congress-delegates-front-line", next_congress=True)
    confirmed(sixth, made, "超过15%", "returned")
    for one in DraftFinding.objects.filter(clause__draft=made, decision="open").select_related("clause__draft"):
        dismiss_finding(sixth.act, one, {"reason": "测试中不统计"})
    head = {"title": made.title, "issuer": made.issuer, "plan": made.plan, "adopted": dt.date(2025, 3, 18)}
    return correct_draft(sixth.act, made, head | {"binding": binding, "follows": made.follows})


def elected(city: Organisation, *works: dict[str, Any]) -> None:
    """Delegates of a congress in its first term, one for each work."""
    body = posts.form_body(OPERATES, city, {"kind": "congress"})
    term = posts.open_term(OPERATES, body, {"number": 1, "starts": dt.date(2025, 5, 8), "ends": dt.date(2030, 5, 8)})
    for work in works:
        person = PersonFactory(keeper=city)
        people.correct(OPERATES, person, {"birth": "1985"})
        people.employ(OPERATES, person, {"unit_name": "某单位", "starts": dt.date(2010, 1, 1), **work})
        posts.elect(OPERATES, term, {"person": person.pk, "role": "delegate"})
