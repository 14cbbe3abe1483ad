"""What waits for whom stands on their desk; makings stand on the hub and on the body's page."""

from __future__ import annotations

from blocks.assemblies.composing.given import Congress, engineer
from cast import acts
from keqiao.blocks.assemblies.composing import approval, lists, seats
from keqiao.blocks.assemblies.composing.offered import list_url, making_url
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.look.acts import act_url
from plans.supervision.browsing import by, seen


def test_what_waits_stands_on_the_desk(congress: Congress) -> None:
    assert list_url(congress.list) in seen(by(congress.cast.county_clerk), "/desk/")
    assert list_url(congress.list) in seen(
        by(congress.cast.county_clerk), f"/desk/assemblies/{congress.cast.luzhai.code}/"
    )
    congress.nominate(engineer(congress.cast.luzhai))
    congress.report()
    assert list_url(congress.list) not in seen(by(congress.cast.county_clerk), "/desk/")
    assert "有1份名单等待接收" in seen(by(congress.cast.clerk), "/desk/")


def test_what_waits_for_approval_stands_on_the_leaders_desk(congress: Congress) -> None:
    approval.submit(congress.clerk, congress.merged(), {})
    page = seen(by(congress.cast.leader), "/desk/")
    assert making_url(congress.making) in page
    assert "等待您审定" in page


def test_a_list_sent_back_waits_with_the_reason(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai))
    congress.report()
    lists.return_list(congress.clerk, congress.county, {"reason": "请增加少数民族人选"})
    assert "退回原因：请增加少数民族人选" in seen(by(congress.cast.county_clerk), "/desk/")


def test_what_a_unit_by_name_owes_waits_for_the_organisers(congress: Congress) -> None:
    seats.reallot(congress.clerk, congress.county, {"seats": 2})
    seats.allot(acts(congress.cast.clerk), congress.now(), {"name": "驻柳部队", "seats": 1})
    assert "驻柳部队推荐名单" in seen(by(congress.cast.clerk), "/desk/")


def test_a_body_and_the_hub_lead_to_its_making(congress: Congress) -> None:
    clerk, url = by(congress.cast.clerk), making_url(congress.making)
    assert url in seen(clerk, "/desk/assemblies/450200/")
    body = f"/bodies/{congress.cast.congress.public_id}/"
    assert url in seen(clerk, body)
    assert url not in by(congress.cast.county_clerk).get(body).content.decode()


def test_a_list_is_begun_from_the_hub_for_bodies_that_have_none(congress: Congress) -> None:
    with ledger.exempt("given"):
        committee = Body.objects.create(organisation=congress.cast.liuzhou, kind="full_committee", name="全委会")
        Body.objects.create(organisation=congress.cast.liuzhou, kind="studio", name="工作室")
    page = seen(by(congress.cast.clerk), "/desk/assemblies/450200/")
    assert act_url(seats.begin, committee) in page
    assert page.count("/desk/acts/composing.begin/") == 1
    assert "启动换届筹备" not in seen(by(congress.cast.reader), "/desk/assemblies/450200/")
