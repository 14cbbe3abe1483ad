"""What may be done with lists and units follows from where they stand."""

from __future__ import annotations

import datetime as dt

from django.test import Client

from cast import Cast, acts
from keqiao.kernel.units.models import UnitList
from keqiao.look.acts import offers
from keqiao.registry.acts.units import cite, cover_unit, put_in_force, start_list
from keqiao.registry.verbs.units import add_unit


def shown(name: str, record: object) -> bool:
    return offers()[name].shown(record)


def test_a_list_is_started_filled_and_put_in_force_at_the_desk(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    address = f"/desk/acts/units.start_list/{cast.liuzhou.public_id}/"
    data = {"kind": "park", "title": "园区名单", "source": "园区名录", "as_of": "2020-06-30"}
    assert client.post(address, data).status_code == 302
    made = UnitList.objects.get()
    assert client.post(f"/desk/acts/units.add/{made.public_id}/", {"name": "柳东新区"}).url == (
        f"/desk/unit-lists/{made.public_id}/"
    )
    assert shown("units.put_in_force", made)
    assert shown("units.drop_list", made)
    client.post(f"/desk/acts/units.put_in_force/{made.public_id}/", {"starts": "2021-01-01"})
    made.refresh_from_db()
    assert made.starts == dt.date(2021, 1, 1)
    assert not shown("units.put_in_force", made)
    assert not shown("units.drop_list", made)


def test_what_is_known_of_a_unit_is_filled_in(cast: Cast, client: Client) -> None:
    said = {"kind": "park", "title": "园区名单", "source": "园区名录", "as_of": dt.date(2020, 6, 30)}
    unit = add_unit(acts(cast.clerk), start_list(acts(cast.clerk), cast.liuzhou, said), {"name": "柳东新区"})
    client.force_login(cast.clerk)
    assert "柳东新区" in client.get(f"/desk/acts/units.correct/{unit.public_id}/").content.decode()
    assert not shown("units.uncover", unit)
    assert shown("units.cover", unit)


def test_each_act_stands_under_its_verb_s_own_name() -> None:
    assert {start_list.name, put_in_force.name, cover_unit.name, cite.name} <= offers().keys()
