"""A meeting is convened by whom the rules say, or by whom they delegated to, in time; all due are invited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blocks.assemblies.meetings.given import LATER, TODAY, TOMORROW, Hall, ruled
from cast import Cast, PostFactory, TermFactory, acts
from keqiao.blocks.assemblies.meetings import agenda, convening
from keqiao.blocks.assemblies.meetings.models import Convening
from keqiao.blocks.assemblies.meetings.planning import plan_meeting
from keqiao.blocks.assemblies.meetings.rules import adopt_rules
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.posts import form_body

AUTHORITY = {"name": "委托书.pdf", "content": b"%PDF-1.4 ..."}


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> None:
    """Files go where the test goes."""
    settings.MEDIA_ROOT = tmp_path


def convene(at: Hall, meeting: Meeting, **data: Any) -> Meeting:
    """The leader convenes."""
    return convening.convene_meeting(at.leader, meeting, data)


def test_everybody_due_is_invited_each_with_a_code(at: Hall) -> None:
    made = at.convened()
    assert (made.status, made.convener, made.convener_post, made.delegated) == (
        "convened",
        at.chair,
        "主席",
        False,
    )
    assert made.noticed is not None
    calls = list(made.invitations.all())
    assert {one.person for one in calls} == set(at.people)
    assert len({one.code for one in calls}) == 6
    assert Convening.objects.get().by == at.cast.leader


def test_who_may_not_convene_is_refused(at: Hall) -> None:
    made = at.planned()
    for act in (at.clerk, at.own, acts(at.cast.outsider), acts(at.cast.reader)):
        with pytest.raises(Refused):
            convening.convene_meeting(act, made, {"convener": at.chair.pk})
    assert Meeting.objects.get().status == "planned"


def test_who_does_not_hold_the_post_convenes_only_on_behalf_of_who_does(at: Hall) -> None:
    vice = at.people[2]
    chairs = at.cast.liuzhou.bodies.get(kind="chair_meeting").terms.get()
    PostFactory(term=chairs, person=vice, role="vice_chair")
    made = at.planned()
    with pytest.raises(VerbError, match=r"由主席召集，代表3在.*没有担任这一职务"):
        convene(at, made, convener=vice.pk)
    with pytest.raises(VerbError, match="委托召集须写明受委托的召集人和委托原因"):
        convene(at, made, convener=vice.pk, delegated_by=at.chair.pk)
    with pytest.raises(VerbError, match="没有担任这一职务"):
        convene(at, made, convener=vice.pk, delegated_by=at.people[3].pk, delegation="出国访问", document=AUTHORITY)
    why = {"convener": vice.pk, "delegated_by": at.chair.pk, "delegation": "出国访问"}
    with pytest.raises(VerbError, match="须随同附上书面委托。请选择代表1签字的文件"):
        convene(at, made, **why)
    convene(at, made, **why, document=AUTHORITY)
    paper = made.papers.get()
    assert (paper.kind, paper.file.name, paper.file.size) == ("delegation", "委托书.pdf", 12)
    written = Convening.objects.get()
    assert (made.convener, made.convener_post, made.delegated) == (vice, "副主席", True)
    assert (written.delegated_by, written.delegation) == (at.chair, "出国访问")


def test_a_delegation_is_whole_or_none(at: Hall) -> None:
    made = at.planned()
    with pytest.raises(VerbError, match="附了书面委托，却没有填写委托人"):
        convene(at, made, convener=at.chair.pk, document=AUTHORITY)
    both = {"delegated_by": at.chair.pk, "delegation": "出国访问"}
    with pytest.raises(VerbError, match="委托人和召集人是同一人"):
        convene(at, made, convener=at.chair.pk, **both, document=AUTHORITY)
    with pytest.raises(VerbError, match="没有在本单位任职，不能受委托"):
        convene(at, made, convener=at.cast.official.pk, **both, document=AUTHORITY)
    with pytest.raises(VerbError, match="内容不是可以接收的类型"):
        convene(at, made, convener=at.people[2].pk, **both, document={"name": "委托书.pdf", "content": b"no"})
    assert not made.papers.exists()
    assert Meeting.objects.get().status == "planned"


def test_the_authority_stays_with_the_meeting(at: Hall) -> None:
    made, vice = at.planned(), at.people[2]
    why = {"delegated_by": at.chair.pk, "delegation": "出国访问"}
    convene(at, made, convener=vice.pk, **why, document=AUTHORITY)
    with pytest.raises(VerbError, match="书面委托是召集会议的依据，不能撤下"):
        agenda.drop_paper(at.clerk, made.papers.get(), {})


def test_a_special_committee_is_convened_by_its_own_head(at: Hall) -> None:
    bodies = [form_body(at.clerk, at.cast.liuzhou, {"kind": "special_committee", "name": name}) for name in "甲乙"]
    heads = [
        PostFactory(term=TermFactory(body=body), person=at.people[place], role="chair").person
        for place, body in enumerate(bodies, start=3)
    ]
    made = plan_meeting(at.clerk, bodies[0], {"date": LATER})
    assert convening.proposed(made) == {"convener": heads[0].pk}
    adopt_rules(
        at.clerk,
        bodies[0],
        {"title": "专委会规则", "starts": TODAY, "convening_body": "special_committee", "convening_role": "chair"},
    )
    assert convening.proposed(made) == {"convener": heads[0].pk}
    for other in (heads[1], at.chair):
        with pytest.raises(VerbError, match="由专门委员会主任委员召集"):
            convene(at, made, convener=other.pk)
    convene(at, made, convener=heads[0].pk)
    assert made.convener_post == "专门委员会主任委员"
    assert [one.person for one in made.invitations.all()] == [heads[0]]


def test_somebody_has_to_convene(at: Hall) -> None:
    with pytest.raises(VerbError, match="由主席召集。请选择召集人"):
        convene(at, at.planned())


def test_a_body_that_convenes_names_its_meeting(at: Hall) -> None:
    ruled(at, starts=TODAY, convening_body="full_committee", convening_role=None)
    made = at.planned()
    with pytest.raises(VerbError, match="由全委会召集。请在“召集依据”中写明"):
        convene(at, made)
    convene(at, made, basis="九届三次全委会")
    assert (made.convener, made.convener_post) == (None, "全委会")


def test_short_notice_has_a_reason(at: Hall) -> None:
    made = at.planned(TOMORROW)
    with pytest.raises(VerbError, match="应在会前5天发出通知，现在离开会只有1天"):
        convene(at, made, convener=at.chair.pk)
    convene(at, made, convener=at.chair.pk, late="传达紧急通知")
    assert Convening.objects.get().late == "传达紧急通知"


def test_a_meeting_is_convened_once(at: Hall) -> None:
    with pytest.raises(VerbError, match="已召集，不能再召集"):
        convene(at, at.convened(), convener=at.chair.pk)


def test_a_body_without_people_calls_nobody(at: Hall) -> None:
    body = form_body(at.clerk, at.cast.liuzhou, {"kind": "council"})
    TermFactory(body=body)
    made = plan_meeting(at.clerk, body, {"date": LATER})
    with pytest.raises(VerbError, match="没有人可以通知"):
        convene(at, made)
    assert not Convening.objects.exists()


def test_the_form_proposes_who_holds_the_post(at: Hall, cast: Cast) -> None:
    assert convening.proposed(at.planned()) == {"convener": at.chair.pk}
    assert convening.role_words(at.planned(TOMORROW), at.people[4]) == "代表"
    assert convening.role_words(at.planned(TODAY), cast.official) == ""


def test_who_heads_a_committee_does_not_convene_as_the_association_s_chair(at: Hall) -> None:
    vice = at.people[2]
    PostFactory(term=at.cast.liuzhou.bodies.get(kind="chair_meeting").terms.get(), person=vice, role="vice_chair")
    body = form_body(at.clerk, at.cast.liuzhou, {"kind": "special_committee", "name": "科普专委会"})
    PostFactory(term=TermFactory(body=body), person=vice, role="chair")
    assert convening.role_words(at.planned(), vice) == "副主席"
    assert convening.role_words(plan_meeting(at.clerk, body, {"date": LATER}), vice) == "专门委员会主任委员"


def test_without_rules_the_leader_names_whom_they_like(at: Hall) -> None:
    body = form_body(at.clerk, at.cast.liuzhou, {"kind": "council"})
    PostFactory(term=TermFactory(body=body), person=at.people[3], role="director")
    made = convene(at, plan_meeting(at.clerk, body, {"date": LATER}), convener=at.people[3].pk)
    assert made.convener_post == "理事"
    assert convening.proposed(made) == {}
