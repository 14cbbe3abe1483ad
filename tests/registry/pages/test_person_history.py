"""Changes of merged records are told too, and sealed values never."""

from __future__ import annotations

from cast import OPERATES, Cast, PersonFactory, acts
from keqiao.kernel.audit.personal import destroy_key
from keqiao.registry.pages.person_history import history_of
from keqiao.registry.verbs.duplicates import merge
from keqiao.registry.verbs.particulars import set_contact
from keqiao.registry.verbs.people import correct

ALL = frozenset({"people.see", "people.private", "people.contact"})


def test_a_merged_records_changes_stay_in_the_history(cast: Cast) -> None:
    other = PersonFactory(name="韦曉", keeper=cast.liuzhou)
    correct(acts(cast.clerk), other, {"name": "韦小"})
    merge(OPERATES, cast.engineer, {"duplicate": other.pk})
    told = [line.details for line in history_of(cast.engineer, ALL)]
    assert "姓名：韦曉 → 韦小" in told


def test_sealed_values_are_named_and_never_shown(cast: Cast) -> None:
    set_contact(acts(cast.clerk), cast.engineer, {"mobile": "13800001234"})
    (line,) = history_of(cast.engineer, ALL)
    assert (line.who, line.did, line.details) == ("clerk", "更新了联系方式", "手机号码")


def test_values_need_their_right(cast: Cast) -> None:
    correct(acts(cast.clerk), cast.engineer, {"sex": "male"})
    assert history_of(cast.engineer, ALL)[0].details == "性别：女 → 男"
    assert history_of(cast.engineer, frozenset({"people.see"}))[0].details == "性别"


def test_once_the_key_is_destroyed_only_that_something_changed_is_left(cast: Cast) -> None:
    correct(acts(cast.clerk), cast.engineer, {"sex": "male"})
    destroy_key(cast.engineer.pk)
    assert history_of(cast.engineer, ALL)[0].details == ""
