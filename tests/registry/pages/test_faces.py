"""The public face: everybody sees what was published and nothing else; the desk sees what waits."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, OrganisationFactory, acts
from keqiao.kernel.faces.models import PublicFace
from keqiao.registry.acts.faces import FIELDS
from keqiao.registry.pages.faces import shown_of
from keqiao.registry.verbs.faces import propose, publish, show_leader, withdraw

PAGE = "/organisations/450200/"


@pytest.fixture
def waiting(cast: Cast) -> PublicFace:
    """Liuzhou's face with its chair, before anybody approved it."""
    made = propose(acts(cast.clerk), cast.liuzhou, {"introduction": "服务科技工作者", "phone": "0772-2825000"})
    agreed = {"person": cast.engineer.pk, "position": "主席", "consented": dt.date(2026, 1, 5), "consent": "同意书"}
    show_leader(acts(cast.clerk), made, agreed)
    return made


def read(client: Client, url: str = PAGE) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_published_face_a_visitor_reads_what_everybody_knows(client: Client, waiting: PublicFace) -> None:
    page = read(client)
    for known in ("柳州市科学技术协会", "科协", "市级", "柳州市", "广西壮族自治区科学技术协会", "尚未公开更多信息"):
        assert known in page
    for unsaid in ("服务科技工作者", "0772-2825000", "韦", "主席"):
        assert unsaid not in page


def test_what_was_published_is_for_everybody_until_it_is_withdrawn(
    cast: Cast, client: Client, waiting: PublicFace
) -> None:
    publish(acts(cast.leader), waiting)
    page = read(client)
    for shown in ("服务科技工作者", "0772-2825000", "韦　晓", "主席"):
        assert shown in page
    withdraw(acts(cast.clerk), waiting, {"reason": "搬迁"})
    assert "0772-2825000" not in read(client)


def test_those_who_may_see_the_record_see_it_at_the_same_address(cast: Cast, reader: Client) -> None:
    assert "领导机构" in read(reader)
    assert "领导机构" not in read(reader, f"{PAGE}public/")
    assert "查看内部页面" in read(reader, f"{PAGE}public/")
    assert "领导机构" not in read(reader, "/organisations/450223/")


def test_party_organisations_and_units_have_no_public_face(cast: Cast, client: Client) -> None:
    for kind in ("party_branch", "enterprise"):
        one = OrganisationFactory(kind=kind)
        assert client.get(f"/organisations/{one.code}/public/").status_code == 404
        assert client.get(f"/organisations/{one.code}/").status_code == 302


def test_the_desk_lists_what_waits_and_the_leader_publishes_it(
    cast: Cast, client: Client, city_clerk: Client, waiting: PublicFace
) -> None:
    url = f"/desk/faces/{waiting.public_id}/"
    client.force_login(cast.leader)
    assert "柳州市科学技术协会" in read(client, "/desk/faces/?stage=submitted")
    page = read(client, url)
    assert "韦　晓" in page
    assert "/desk/acts/faces.publish/" in page
    assert "/desk/acts/faces.publish/" not in read(city_clerk, url)
    assert client.post(f"/desk/acts/faces.publish/{waiting.public_id}/", {}).url == url
    assert "/desk/acts/faces.withdraw/" in read(city_clerk, url)
    assert client.get("/desk/faces/?stage=submitted").context["lines"] == []


def test_the_form_is_filled_with_what_is_public(cast: Cast, city_clerk: Client, waiting: PublicFace) -> None:
    publish(acts(cast.leader), waiting)
    form = read(city_clerk, f"/desk/acts/faces.propose/{cast.liuzhou.public_id}/")
    assert "0772-2825000" in form
    assert all(f'name="{name}"' in form for name in FIELDS)


def test_a_reader_without_the_right_sees_no_names_and_a_neighbour_nothing(
    cast: Cast, reader: Client, client: Client, waiting: PublicFace
) -> None:
    url = f"/desk/faces/{waiting.public_id}/"
    assert "韦" not in read(reader, url)
    client.force_login(cast.outsider)
    assert client.get(url).status_code == 403
    assert client.get("/desk/faces/").context["lines"] == []


def test_many_cost_as_much_as_one(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as one:
        shown_of([cast.liuzhou])
    with CaptureQueriesContext(connection) as three:
        shown_of([cast.liuzhou, cast.luzhai, cast.society])
    assert len(one) == len(three) == 2
