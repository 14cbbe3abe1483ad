"""A verb is one thing under one name, with typed data."""

from __future__ import annotations

import pytest

from cast import OPERATES, Cast
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import Verb, all_verbs, verb
from kernel.verbs import trial


def test_a_verb_stands_in_the_register_with_its_schema_and_docstring() -> None:
    found = all_verbs()["trial.rename"]
    assert found is trial.rename
    assert found.schema is trial.Named
    assert found.__doc__ == "Change one field."


def test_two_verbs_cannot_share_a_name() -> None:
    def body(act: Act, target: Organisation, data: VerbData) -> None:
        """Never called."""

    with pytest.raises(VerbError, match=r"trial\.rename"):
        verb("trial.rename", needs="anyone", on=lambda target, data: [])(body)
    assert all_verbs()["trial.rename"] is trial.rename


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "name："),
        ({"name": 7}, "name："),
        ({"name": "柳州", "nmae": "柳州"}, "nmae："),
        ({"name": "柳州", "seen_version": "昨天"}, "seen_version："),
    ],
)
def test_wrong_data_is_told_field_by_field(cast: Cast, given: dict[str, object], says: str) -> None:
    with pytest.raises(VerbError, match=f"提交的内容有误，没有保存：{says}.*请改正后重新提交"):
        trial.rename(OPERATES, cast.liuzhou, given)
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "柳州市科学技术协会"


def test_data_may_come_as_its_schema_and_text_is_stripped(cast: Cast) -> None:
    trial.rename(OPERATES, cast.liuzhou, trial.Named(name=" 柳州 "))
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "柳州"


def test_organisations_are_named_by_record_or_id(cast: Cast) -> None:
    data = trial.Into(into=cast.guilin.pk)
    assert trial.merge.organisations(cast.liuzhou, data) == (cast.liuzhou.pk, cast.guilin.pk)
    assert isinstance(trial.merge, Verb)
