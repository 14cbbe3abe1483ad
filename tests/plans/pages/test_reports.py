"""Reporting as its users do it: a leader confirms, a clerk sends, two agree who may see it; others are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.models import Report, Visibility
from keqiao.registry.verbs import posts
from plans.reported import report_of

PAGE = "/plans/liuzhou-2017/450200/reports/"
BOARD = "/plans/liuzhou-2017/450200/"


@pytest.fixture(autouse=True)
def no_demo(settings: Settings, only_liuzhou: Path) -> None:
    settings.DEMO = False


def by(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str = PAGE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def pressed(client: Client, action: str, **more: str) -> str:
    """Send the form of an action with what the page put in it; the page that follows."""
    html = seen(client)
    form = next((one for one in re.findall(r"<form.*?</form>", html, re.S) if f'value="{action}"' in one), "")
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) or {"action": action}
    answer = client.post(PAGE, fields | more, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def address_of(report: Report) -> str:
    return reverse("report", args=[report.plan, report.organisation.code, report.public_id])


def test_a_leader_confirms_and_a_clerk_sends(cast: Cast, chair: Act) -> None:
    assert "还没有报送过" in seen(by(cast.clerk))
    assert 'value="confirm"' not in seen(by(cast.clerk))
    said = pressed(by(cast.leader), "confirm")
    assert "已由李主席确认本单位指标，数值冻结" in said
    assert "李主席（主席会议主席）" in said
    assert "已报送广西壮族自治区科学技术协会。" in pressed(by(cast.clerk), "send")
    report = Report.objects.get()
    assert (report.status, report.visibility) == ("sent", Visibility.SYSTEM)
    html = seen(by(cast.clerk))
    assert address_of(report) in html
    assert "科协系统内" in html


def test_a_leader_without_a_post_is_told_who_has_to_confirm(cast: Cast) -> None:
    said = pressed(by(cast.leader), "confirm")
    assert "指标应由“柳州市科协”的负责人（主席、副主席、书记、秘书长）本人确认" in said
    assert not Report.objects.exists()


def test_who_may_not_is_offered_nothing_and_refused(cast: Cast, chair: Act) -> None:
    report_of(chair, cast.liuzhou, send=False)
    html = seen(by(cast.reader))
    assert '<form class="form"' not in html
    said = pressed(by(cast.reader), "confirm")
    assert "您没有在“柳州市科学技术协会”办理此事的权限" in said
    assert Report.objects.count() == 1


def test_figures_that_moved_since_are_told_and_stay_unsent(cast: Cast, chair: Act) -> None:
    report_of(chair, cast.liuzhou, send=False)
    posts.elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate"})
    assert "确认之后指标有变化，没有报送" in pressed(by(cast.clerk), "send")
    assert Report.objects.get().status == "confirmed"
    assert "重新确认本单位指标" in seen(by(cast.leader))


def test_the_same_form_sent_twice_confirms_once(cast: Cast, chair: Act) -> None:
    client = by(cast.leader)
    for _time in range(2):
        client.post(PAGE, {"action": "confirm", "key": "one-key"})
    assert Report.objects.count() == 1


def test_somebody_was_faster(cast: Cast, chair: Act) -> None:
    report = report_of(chair, cast.liuzhou, send=False)
    said = by(cast.clerk).post(
        PAGE, {"action": "send", "report": str(report.public_id), "seen_version": "7"}, follow=True
    )
    assert "已被他人修改" in said.content.decode()
    assert Report.objects.get().status == "confirmed"


@pytest.mark.parametrize("posted", [{}, {"action": "burn"}])
def test_a_form_that_is_none_of_ours_does_nothing(cast: Cast, posted: dict[str, str]) -> None:
    assert "页面已过期" in by(cast.leader).post(PAGE, posted, follow=True).content.decode()


@pytest.mark.parametrize("wanted", ["", "nope", "00000000-0000-0000-0000-000000000000"])
def test_a_report_that_is_not_there_is_told(cast: Cast, wanted: str) -> None:
    answer = by(cast.leader).post(PAGE, {"action": "send", "report": wanted}, follow=True)
    assert "没有找到要办理的报告" in answer.content.decode()


def test_more_people_see_it_once_a_second_person_agreed(cast: Cast, chair: Act) -> None:
    report = report_of(chair, cast.liuzhou)
    assert "已提出公开范围，等待另一人批准" in pressed(by(cast.leader), "propose", visibility="public")
    html = seen(by(cast.leader))
    assert "这是您提出的，应由另一位负责人批准。" in html
    assert 'value="approve"' not in html
    second = user_with("second", "leader", cast.liuzhou)
    assert "公开范围已改为“公开”" in pressed(by(second), "approve")
    assert "李主席（主席会议主席）" in seen(Client(), address_of(report))
    assert "公开范围已改为“本单位”" in pressed(by(cast.leader), "propose", visibility="unit")
    assert Client().get(address_of(report)).status_code == 302


def test_a_scope_that_is_none_is_told(cast: Cast, chair: Act) -> None:
    report_of(chair, cast.liuzhou)
    assert "提交的内容有误" in pressed(by(cast.leader), "propose", visibility="galaxy")


def test_a_report_shows_what_was_frozen_and_no_names(cast: Cast, chair: Act) -> None:
    posts.elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate"})
    report = report_of(chair, cast.liuzhou)
    posts.elect(OPERATES, cast.term, {"person": cast.official.pk, "role": "delegate"})
    html = seen(by(cast.clerk), address_of(report))
    assert "共31项任务指标" in html
    assert "1/1" in html
    assert "1/2" not in html
    assert "韦晓" not in html
    assert "hx-get" not in html
    assert "广西壮族自治区科学技术协会" in html


def test_a_report_before_it_is_sent_says_so(cast: Cast, chair: Act) -> None:
    report = report_of(chair, cast.liuzhou, send=False)
    assert "已经确认，还没有报送" in seen(by(cast.clerk), address_of(report))


def test_a_figure_that_the_plan_no_longer_has_is_named(cast: Cast, chair: Act) -> None:
    report = report_of(chair, cast.liuzhou)
    with ledger.exempt("given"):
        report.figures.filter(commitment="congress-delegates-front-line").update(commitment="gone")
        report.figures.filter(commitment="congress-delegates-young").update(clause="九十九")
    html = seen(by(cast.clerk), address_of(report))
    assert "方案现已没有的指标" in html
    assert "市科协代表大会代表中基层一线科技工作者比例" in html


def test_a_report_stands_at_its_own_unit_and_plan_only(cast: Cast, chair: Act) -> None:
    report = report_of(chair, cast.liuzhou)
    elsewhere = reverse("report", args=["liuzhou-2017", "450300", report.public_id])
    assert by(cast.clerk).get(elsewhere).status_code == 404


def test_strangers_are_refused_and_visitors_sent_to_the_login(cast: Cast, chair: Act) -> None:
    report = report_of(chair, cast.liuzhou)
    assert "没有对您公开" in seen(by(cast.nobody), address_of(report), 403)
    assert Client().get(address_of(report))["Location"].endswith(f"?next={address_of(report)}")
    assert "没有查看此页的权限" in seen(by(cast.outsider), status=403)
    assert Client().post(PAGE, {"action": "confirm"}).status_code == 302


def test_the_level_above_sees_what_was_sent_and_nothing_live(cast: Cast, chair: Act) -> None:
    above = by(user_with("region", "reader", cast.region, subtree=True))
    assert "上级看它报送的指标" in seen(above, BOARD, 403)
    report = report_of(chair, cast.liuzhou)
    waiting = report_of(chair, cast.liuzhou, send=False)
    html = seen(above)
    assert address_of(report) in html
    assert address_of(waiting) not in html
    assert "现在的指标" not in html
    answer = above.get(BOARD, follow=True)
    assert answer.redirect_chain == [(address_of(report), 302)]
    assert "这里显示的是它报送的指标" in answer.content.decode()
    assert "上级看它报送的指标" in seen(above, f"{BOARD}congress-delegates-front-line/", 403)


def test_a_visitor_of_a_demo_sees_it_all_and_may_do_nothing(cast: Cast, chair: Act, settings: Settings) -> None:
    settings.DEMO = True
    report = report_of(chair, cast.liuzhou)
    assert address_of(report) in seen(Client())
    assert "现在的指标" in seen(Client())
    assert "权限" in pressed(Client(), "confirm")
    assert Report.objects.count() == 1


def test_who_owes_nothing_has_nothing_to_report(cast: Cast) -> None:
    html = seen(by(cast.outsider), "/plans/liuzhou-2017/450300/reports/")
    assert "没有可以报送的内容" in html
    assert 'value="confirm"' not in html


def test_as_many_queries_however_many_reports(cast: Cast, chair: Act) -> None:
    client = by(cast.clerk)

    def queries() -> int:
        seen(client)
        with CaptureQueriesContext(connection) as found:
            seen(client)
        return len(found)

    report_of(chair, cast.liuzhou)
    before = queries()
    for _number in range(2):
        report_of(chair, cast.liuzhou)
    assert queries() == before


def test_who_only_gives_to_figures_above_reports_too(cast: Cast, county_chair: Act) -> None:
    page = "/plans/liuzhou-2017/450223/reports/"
    leader = by(User.objects.get(username="county-leader"))
    html = seen(leader, page)
    assert "随报送提供给上级指标的数：3项" in html
    assert "四类科普e站齐全的县区比例" in html
    key = re.findall(r'name="key" value="([^"]*)"', html)[0]
    answer = leader.post(page, {"action": "confirm", "key": key}, follow=True)
    assert "已由陆主席确认本单位指标" in answer.content.decode()
    frozen = seen(leader, address_of(Report.objects.get()))
    assert "提供给上级指标的数：3项" in frozen
    assert "共0项任务指标" not in frozen
