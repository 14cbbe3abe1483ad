"""A change of term as a timeline with one next step."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.renewal.conftest import Scene
from cast import user_with
from keqiao.blocks.assemblies.composing.seats import begin
from keqiao.blocks.assemblies.renewal.models import Renewal, Stage
from keqiao.blocks.assemblies.renewal.opening import plan_congress, watch_unit
from keqiao.blocks.assemblies.renewal.steps import ask_postponement, meet_stage
from keqiao.kernel.nouns import ledger
from keqiao.kernel.work.models import Deadline
from plans.supervision.browsing import by, seen


def address(made: Renewal) -> str:
    return f"/desk/assemblies/{made.case.organisation.code}/renewal/{made.public_id}/"


def test_the_next_step_moves_along_with_the_records(scene: Scene) -> None:
    made = scene.opened(responsible=scene.cast.engineer.pk)
    clerk = by(scene.cast.clerk)
    assert "下一步：制定换届方案" in seen(clerk, address(made))
    meet_stage(scene.clerk, Stage.objects.get(kind="plan"), {"met": scene.today, "document": "常务理事会通过"})
    page = seen(clerk, address(made))
    assert "下一步：提出换届请示" in page
    assert "常务理事会通过" in page
    meet_stage(scene.clerk, Stage.objects.get(kind="request"), {"met": scene.today})
    page = seen(clerk, address(made))
    assert "下一步：召开大会，登记新一届" in page
    assert f"/desk/acts/posts.open_term/{scene.council.public_id}/" in page
    scene.renewed()
    page = seen(clerk, address(made))
    assert "下一步：报送备案" in page
    assert "由新一届的届次登记证明" in page
    meet_stage(scene.clerk, Stage.objects.get(kind="filing"), {"met": scene.today})
    assert "换届已办结" in seen(clerk, address(made))


def test_the_list_and_the_meetings_of_the_body_stand_beside_its_change_of_term(scene: Scene) -> None:
    made = scene.opened()
    page = seen(by(scene.cast.clerk), address(made))
    assert f"/desk/acts/composing.begin/{scene.council.public_id}/" in page
    begin(scene.clerk, scene.council, {"number": 9, "day": scene.today + dt.timedelta(days=60), "seats": 30})
    page = seen(by(scene.cast.clerk), address(made))
    assert "composing.begin" not in page
    making = scene.council.makings.get()
    assert f"/desk/assemblies/{scene.cast.society.code}/makings/{making.public_id}/" in page
    assert f"/desk/acts/assemblies.plan_meeting/{scene.council.public_id}/" in page


def test_names_are_for_those_who_may_see_them(scene: Scene) -> None:
    made = scene.opened(responsible=scene.cast.engineer.pk)
    assert "韦晓" in seen(by(scene.cast.clerk), address(made))
    reader = user_with("society-reader", "reader", scene.cast.society)
    page = seen(by(reader), address(made))
    assert "韦晓" not in page
    assert "已指定" in page
    assert "renewal.meet_stage" not in page


def test_a_leader_finds_the_delay_to_decide_on(scene: Scene) -> None:
    made = scene.opened()
    until = (scene.term.ends or scene.today) + dt.timedelta(days=30)
    ask_postponement(scene.clerk, made, {"until": until, "reason": "等待章程核准"})
    page = seen(by(scene.cast.leader), address(made))
    assert "等待章程核准" in page
    assert "renewal.approve_postponement" in page


def test_what_is_kept_of_a_county_has_no_papers(scene: Scene) -> None:
    given = {"unit": scene.cast.luzhai.code, "term_ends": scene.today - dt.timedelta(days=5)}
    made = watch_unit(scene.clerk, scene.cast.liuzhou, given)
    clerk = by(scene.cast.clerk)
    page = seen(clerk, address(made))
    assert "等待“鹿寨县科学技术协会”换届" in page
    assert "本届已经届满" in page
    seen(clerk, f"{address(made)}papers/", 404)
    seen(by(scene.cast.county_clerk), address(made), 403)


def test_nothing_can_be_filed_late_before_there_was_a_congress(scene: Scene) -> None:
    made = scene.opened()
    with ledger.exempt("given"):
        Deadline.objects.filter(renewal_stage__kind="filing").update(due=scene.today - dt.timedelta(days=40))
    page = seen(by(scene.cast.clerk), address(made))
    assert "大会召开之后" in page
    assert "已逾期40天" not in page


def test_while_nobody_is_in_charge_the_page_says_so_and_where_to_mend_it(scene: Scene) -> None:
    made = scene.opened()
    page = seen(by(scene.cast.clerk), address(made))
    assert "没有责任人就没有人收到提醒" in page
    assert "指定责任人" in page
    plan_congress(scene.clerk, made, {"responsible": scene.cast.engineer.pk})
    assert "没有责任人就没有人收到提醒" not in seen(by(scene.cast.clerk), address(made))
