"""What may be done with an organisation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from cast import Cast, OrganisationFactory
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.offices.models import Department
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import act_url, offers
from keqiao.registry.acts.organisations import below, described, exists, is_party, placed
from keqiao.registry.verbs.founding import found
from registry.facts.given import given


def test_what_is_closed_exists_no_more(cast: Cast) -> None:
    assert exists(cast.liuzhou)
    assert not exists(OrganisationFactory(closed=dt.date(2026, 1, 1)))


def test_where_it_stands_is_filled_in(cast: Cast) -> None:
    assert placed(cast.luzhai) == {"leading": "450200", "division": "450223"}
    assert placed(cast.nation) == {}
    assert below(cast.liuzhou) == {"level": cast.liuzhou.level, "division": "450200"}


def test_a_department_is_filled_in_as_it_is(cast: Cast) -> None:
    above = given(Department, organisation=cast.region, name="学会部")
    one = given(Department, organisation=cast.liuzhou, name="学会科", duties="联系学会", counterpart=above)
    assert described(one) == {"name": "学会科", "duties": "联系学会", "counterpart": "学会部"}


def test_party_organisations_are_offered_none_of_their_own(cast: Cast) -> None:
    assert is_party(OrganisationFactory(kind="party_branch"))
    assert not is_party(cast.society)


@pytest.mark.parametrize("name", [name for name, one in offers().items() if one.model is Organisation])
def test_every_act_on_an_organisation_opens_its_form(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.clerk)
    one = offers()[name]
    if not can(Actor(cast.clerk), one.verb.needs, cast.liuzhou.pk):
        pytest.skip("somebody else's")
    answer = client.get(act_url(one.verb, cast.liuzhou))
    assert answer.status_code == 200
    assert str(one.label) in answer.content.decode()


def test_a_joint_association_is_founded_by_its_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    form = {
        "name": "柳州市汽车行业科协",
        "kind": "enterprise_association",
        "level": "municipal",
        "founded": "2024-05-06",
        "founding": "industry_wide",
        "covers": f"{cast.society.name}\n鹿寨县科学技术协会（450223）",
    }
    answer = client.post(act_url(found, cast.liuzhou), form)
    assert answer.status_code == 302
    made = Organisation.objects.get(name="柳州市汽车行业科协")
    assert set(made.links_out.values_list("target__code", flat=True)) == {"lz-jixie", "450223"}
