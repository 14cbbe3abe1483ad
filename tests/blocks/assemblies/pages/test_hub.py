"""Where staff begin: an organisation's bodies and what goes on in them."""

from __future__ import annotations

from django.test import Client

from cast import Cast, OrganisationFactory
from keqiao.blocks.assemblies.pages.frame import trail


def test_the_hub_lists_bodies_with_their_running_term(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    answer = client.get(f"/desk/assemblies/{cast.liuzhou.code}/")
    assert answer.status_code == 200
    assert "第九届" in answer.content.decode()


def test_another_associations_hub_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    other = OrganisationFactory(kind="association", level="provincial")
    assert client.get(f"/desk/assemblies/{other.code}/").status_code == 403
    assert client.get("/desk/assemblies/nowhere/").status_code == 404


def test_who_works_in_one_organisation_begins_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert client.get("/desk/assemblies/", follow=True).status_code == 200


def test_the_way_back_ends_without_a_link(cast: Cast) -> None:
    way = trail(cast.liuzhou, ("全委会", "/somewhere/"), ("会议", ""))
    code = cast.liuzhou.code
    found = [step["url"] for step in way]
    assert found == [f"/organisations/{code}/", f"/desk/assemblies/{code}/", "/somewhere/", ""]


def test_the_hub_follows_the_order_of_a_change_of_term(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    page = client.get(f"/desk/assemblies/{cast.liuzhou.code}/").content.decode()
    places = [page.index(f">{title}</h2>") for title in ("会议", "换届", "换届名单", "选举和表决", "提案建议", "履职")]
    assert places == sorted(places)


def test_the_hub_offers_what_belongs_here_and_not_what_is_done_to_the_organisation(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    page = client.get(f"/desk/assemblies/{cast.liuzhou.code}/").content.decode()
    assert "/desk/acts/composing.begin/" in page
    assert "/desk/acts/organisations.rename/" not in page
