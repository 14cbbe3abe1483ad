"""Saved segments stay live and are shared in the organisation."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory, acts
from keqiao.kernel.people.models import Segment
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.verbs.segments import drop, save

ADDRESS = "/desk/people/segments/"
GIVEN = {"name": "企业科技工作者", "source": "enterprise", "sex": "female"}


@pytest.fixture
def clerk(client: Client, cast: Cast) -> Client:
    """The city's clerk."""
    client.force_login(cast.clerk)
    return client


def read(client: Client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_filters_are_saved_and_count_whoever_fits_today(clerk: Client, cast: Cast) -> None:
    assert clerk.post(ADDRESS, GIVEN)["Location"] == ADDRESS
    page = read(clerk)
    assert "来源类别：企业 · 性别：女" in page
    assert '<td class="number" data-label="人数">1</td>' in page
    EmploymentFactory(person=PersonFactory(keeper=cast.luzhai, sex="female"))
    assert '<td class="number" data-label="人数">2</td>' in read(clerk)


def test_a_segment_is_the_units_and_nobody_elses(clerk: Client, cast: Cast) -> None:
    clerk.post(ADDRESS, GIVEN)
    clerk.force_login(cast.leader)
    page = read(clerk)
    assert "企业科技工作者" in page
    assert "segments.drop" not in page
    clerk.force_login(cast.outsider)
    assert "来源类别：企业" not in read(clerk)


def test_what_cannot_be_saved_is_said(clerk: Client, cast: Cast) -> None:
    for wrong, says in (({"name": ""}, "没有填写分组名称"), ({"source": "", "sex": ""}, "没有条件的分组")):
        answer = clerk.post(ADDRESS, GIVEN | wrong)
        assert answer.status_code == 400
        assert says in answer.content.decode()
    clerk.force_login(cast.leader)
    assert clerk.post(ADDRESS, GIVEN).status_code == 403


def test_saved_again_it_is_changed_and_dropped_it_is_gone(cast: Cast) -> None:
    act, given = acts(cast.clerk), {"name": "常用", "filters": {"q": "韦", "page": "3"}}
    made = save(act, cast.liuzhou, given)
    assert save(act, cast.liuzhou, given | {"filters": {"q": "覃"}}).pk == made.pk
    assert Segment.objects.get().filters == '{"q": "覃"}'
    with pytest.raises(VerbError, match="分组名称有61个字"):
        save(act, cast.liuzhou, given | {"name": "长" * 61})
    drop(act, Segment.objects.get(), {})
    assert not Segment.objects.exists()


def test_a_list_costs_the_same_however_many_segments(clerk: Client, cast: Cast) -> None:
    asked = []
    for count in (1, 2):
        for number in range(count):
            save(
                acts(cast.clerk), cast.liuzhou, {"name": f"分组{count}{number}", "filters": {"q": "韦", "sex": "male"}}
            )
        with CaptureQueriesContext(connection) as queries:
            read(clerk)
        asked.append(len(queries))
    assert asked[0] == asked[1]
