"""What is filled in when somebody opens a form on a person."""

from __future__ import annotations

from django.test import Client

from cast import Cast, PersonFactory
from keqiao.kernel.people.models import Person
from keqiao.registry.acts.people import known, proposed


def test_the_forms_know_what_is_recorded(cast: Cast) -> None:
    assert known(cast.engineer) == {"name": "韦晓", "sex": "female", "ethnicity": "", "birth": "1975.06"}
    assert proposed(cast.official) == {"source_class": "government", "leading_official": True}
    assert proposed(PersonFactory(keeper=cast.liuzhou)) == {}


def test_a_correction_at_the_desk_keeps_what_was_not_touched(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    address = f"/desk/acts/people.correct/{cast.engineer.public_id}/"
    assert "1975.06" in client.get(address).content.decode()
    given = {"name": "韦晓兰", "sex": "female", "ethnicity": "壮族", "birth": "1975.06", "seen_version": "1"}
    assert client.post(address, given)["Location"] == f"/desk/people/{cast.engineer.public_id}/"
    stored = Person.objects.get(pk=cast.engineer.pk)
    assert (stored.name, stored.ethnicity) == ("韦晓兰", "08")
