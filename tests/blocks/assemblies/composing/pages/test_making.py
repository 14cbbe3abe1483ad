"""The page of a making: its steps, the one next step, units, and what was recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks.assemblies.composing.given import Congress, begun, day, published
from cast import Cast, acts
from keqiao.blocks.assemblies.composing import approval, review, seats
from keqiao.blocks.assemblies.composing.figures import composed_now
from keqiao.blocks.assemblies.composing.models import Making, MakingStatus, Publicity
from keqiao.blocks.assemblies.composing.offered import making_url
from keqiao.kernel.nouns import ledger
from plans.supervision.browsing import by, seen


def test_it_says_what_is_next_at_every_stage(congress: Congress, only_liuzhou: Path) -> None:
    clerk, leader, url = by(congress.cast.clerk), by(congress.cast.leader), making_url(congress.making)
    assert "等待2个单位报送名单" in seen(clerk, url)
    made = congress.merged(front=1, others=2)
    assert "还没有登记征求意见" in seen(clerk, url)
    review.consult(congress.clerk, made, {"asked": "市委统战部", "day": day(0), "result": "changed"})
    page = seen(clerk, url)
    assert "调整后同意" in page
    assert "名单还没有公示" in page
    published(congress, congress.now(), -20, 1)
    assert "名单公示到" in seen(clerk, url)
    public = Publicity.objects.get()
    one = review.object_(congress.clerk, public, {})
    with ledger.exempt("given"):
        public.ends = day(-1)
        public.save()
    assert "有异议还没有办结" in seen(clerk, url)
    review.settle(congress.clerk, one, {"finding": "not_upheld"})
    assert "还没有登记代表资格审查" in seen(clerk, url)
    review.examine(congress.clerk, congress.now(), {"by": "代表资格审查委员会"})
    assert "还没有说明" in seen(clerk, url)
    for demand in composed_now(congress.now()).unmet:
        review.explain(congress.clerk, congress.now(), {"demand": demand.code, "text": "经市委组织部研究同意。"})
    assert "可以提请审定" in seen(clerk, url)
    approval.submit(congress.clerk, congress.now(), {})
    assert "登记审定结果</a>" in seen(leader, url)
    assert "登记审定结果</a>" not in seen(clerk, url)
    approval.approve(congress.leader, congress.now(), {"body": "市科协党组", "day": day(0)})
    assert "名单已经审定" in seen(clerk, url)
    assert "会议通知才会发给新一届代表" in seen(clerk, url)
    assert "名单上的人员都已登记任职。" in clerk.post(url, follow=True).content.decode()
    assert "这一天的会议会通知他们" in seen(clerk, url)


def test_the_term_begins_and_is_taken_back_from_the_page(congress: Congress) -> None:
    made = congress.approved()
    with ledger.exempt("given"):
        made.day = day(0)
        made.save()
    clerk, url = by(congress.cast.clerk), making_url(made)
    assert "开始新一届，登记任职" in seen(clerk, url)
    assert "已登记任职" in clerk.post(url, follow=True).content.decode()
    assert congress.now().status == MakingStatus.SEATED
    assert "现在是“已开始新一届”" in clerk.post(url, follow=True).content.decode()
    assert "已撤销新一届" in clerk.post(url, {"step": "undo"}, follow=True).content.decode()
    assert congress.now().status == MakingStatus.APPROVED
    assert by(congress.cast.reader).post(url).status_code == 403


def test_it_begins_with_seats_to_allot(cast: Cast) -> None:
    made = begun(cast)
    page = seen(by(cast.clerk), making_url(made))
    assert "还有4个名额没有分配" in page
    assert "按人数测算分配" in page
    seats.allot(acts(cast.clerk), made, {"name": "驻柳部队", "seats": 4})
    page = seen(by(cast.clerk), making_url(made))
    assert "可以下达" in page
    assert "代填" in page
    assert "收回名额" in page
    seats.drop(acts(cast.clerk), Making.objects.get(), {"reason": "推迟到明年"})
    assert "筹备已经终止：推迟到明年" in seen(by(cast.reader), making_url(made))


def test_others_do_not_see_it(congress: Congress) -> None:
    url = making_url(congress.making)
    for user in (congress.cast.county_clerk, congress.cast.outsider, congress.cast.nobody):
        assert by(user).get(url).status_code == 403
    other = url.replace("450200", congress.cast.luzhai.code)
    assert by(congress.cast.county_clerk).get(other).status_code == 404


def test_a_list_sent_back_says_why(congress: Congress) -> None:
    approval.submit(congress.clerk, congress.merged(), {})
    approval.send_back(congress.leader, congress.now(), {"reason": "请补充少数民族人选"})
    assert "请补充少数民族人选" in seen(by(congress.cast.clerk), making_url(congress.making))


@pytest.mark.parametrize(("ends", "told"), [(0, True), (-1, False)])
def test_who_approves_reads_that_the_publicity_still_runs(congress: Congress, ends: int, told: bool) -> None:
    made = congress.merged(2, 1)
    published(congress, made, ends=ends)
    approval.submit(congress.clerk, made, {})
    page = seen(by(congress.cast.leader), making_url(made))
    assert ("还没有期满" in page) is told
    assert "名单等待审定" in page
