"""A unit's own page of its list, and what waits for it on the desk."""

from __future__ import annotations

from blocks.assemblies.composing.given import Congress, engineer
from cast import acts
from keqiao.blocks.assemblies.composing import lists, seats
from keqiao.blocks.assemblies.composing.models import ListStatus, Nominee, NomineeList
from keqiao.blocks.assemblies.composing.offered import list_url, making_url
from plans.supervision.browsing import by, seen


def test_the_clerk_fills_in_and_reports_on_the_page(congress: Congress) -> None:
    clerk, url = by(congress.cast.county_clerk), list_url(congress.list)
    page = seen(clerk, url)
    assert "还缺3人" in page
    assert "基层一线科技工作者0人，要求2人" in page
    person = engineer(congress.cast.luzhai)
    act = f"/desk/acts/composing.nominate/{congress.list.public_id}/"
    assert clerk.post(act, {"person": str(person.pk)}).status_code == 302
    page = seen(clerk, url)
    assert person.name in page
    assert "报送推荐名单" in page
    clerk.post(f"/desk/acts/composing.report/{congress.list.public_id}/", {})
    assert congress.list.status == ListStatus.REPORTED
    assert "推荐人选</a>" not in seen(clerk, url)


def test_a_list_sent_back_says_why_and_who_was_on_it(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai), engineer(congress.cast.luzhai))
    congress.report()
    lists.return_list(congress.clerk, congress.county, {"reason": "请增加少数民族人选"})
    one = Nominee.objects.filter(slate=congress.list).first()
    assert one is not None
    lists.withdraw(congress.county_clerk, one, {"reason": "本人要求"})
    page = seen(by(congress.cast.county_clerk), list_url(congress.list))
    assert "请增加少数民族人选" in page
    assert "曾在名单上的1人" in page
    assert "本人要求" in page


def test_others_do_not_see_a_units_list(congress: Congress) -> None:
    url = list_url(congress.list)
    for user in (congress.society_clerk, congress.cast.outsider, congress.cast.nobody):
        assert by(user).get(url).status_code == 403
    other = url.replace(congress.cast.luzhai.code, congress.cast.society.code)
    assert by(congress.society_clerk).get(other).status_code == 404


def test_the_organisers_fill_in_for_a_unit_by_name(congress: Congress) -> None:
    seats.reallot(congress.clerk, congress.county, {"seats": 2})
    one = seats.allot(acts(congress.cast.clerk), congress.now(), {"name": "驻柳部队", "seats": 1})
    slate = NomineeList.objects.get(allotment=one)
    assert "驻柳部队推荐名单" in seen(by(congress.cast.clerk), list_url(slate))
    assert list_url(slate) in seen(by(congress.cast.clerk), making_url(congress.making))
