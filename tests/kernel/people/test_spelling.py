"""What follows the name is in step with it, however it is saved."""

from __future__ import annotations

import datetime as dt

from cast import Cast, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Merge, Person
from keqiao.kernel.people.numbers import numbers_of


def test_the_key_and_the_sound_follow_the_name(cast: Cast) -> None:
    made = PersonFactory(name="趙堅峯", keeper=cast.liuzhou)
    assert (made.name_key, made.name_sound) == ("赵坚峰", "zhaojianfeng")
    with ledger.exempt("test"):
        made.name = "韦晓"
        made.save()
        Person.objects.bulk_create([Person(name="𠮷䶮", keeper=cast.liuzhou, version=1)])
    assert Person.objects.get(pk=made.pk).name_sound == "weixiao"
    assert Person.objects.get(name="𠮷䶮").name_key == "𠮷䶮"


def test_contact_stands_sealed(cast: Cast) -> None:
    made = Person(name="韦晓", keeper=cast.liuzhou)
    made.set_mobile("13800001234")
    made.set_email("wei@example.cn")
    assert "13800001234" not in made.mobile_sealed + made.mobile_index
    assert (made.mobile(), made.email()) == ("13800001234", "wei@example.cn")
    made.set_mobile("")
    assert (made.mobile(), made.mobile_index) == ("", "")


def test_a_person_is_known_under_the_numbers_of_merged_records(cast: Cast) -> None:
    with ledger.exempt("test"):
        for number, undone in ((901, None), (902, dt.date(2026, 1, 1))):
            Merge.objects.create(
                person=cast.engineer,
                absorbed=number,
                absorbed_keeper=cast.liuzhou,
                merged_on=dt.date(2025, 1, 1),
                undone_on=undone,
            )
    assert numbers_of(cast.engineer.pk) == [cast.engineer.pk, 901]
