"""Records chosen by name: who is found, what is said when nobody or several could be meant."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.test import Client

from cast import Cast, OrganisationFactory, PersonFactory
from keqiao.kernel.access.rules import OPERATOR, Actor
from keqiao.kernel.organisations.models import OrganisationName
from keqiao.look.picking import (
    PickerField,
    SeveralField,
    find_disciplines,
    find_divisions,
    find_organisations,
    find_people,
    find_terms,
)
from registry.facts.given import given


def picker(kind: str, actor: Actor = OPERATOR) -> PickerField:
    return PickerField(kind, actor=actor, number=kind == "person", required=False)


def test_organisations_are_found_by_part_of_the_name_and_code(cast: Cast) -> None:
    assert {cast.liuzhou.code} <= {one.key for one in find_organisations(OPERATOR, "柳州")}
    assert [one.key for one in find_organisations(OPERATOR, cast.liuzhou.code)] == [cast.liuzhou.code]


def test_kinds_narrow_what_is_found(cast: Cast) -> None:
    assert cast.liuzhou.code not in {one.key for one in find_organisations(OPERATOR, "柳州", ("society",))}


def test_an_organisation_is_found_by_a_former_name(cast: Cast) -> None:
    given(OrganisationName, organisation=cast.society, name="柳州市农业机械学会", ends=dt.date(1990, 1, 1))
    assert [one.key for one in find_organisations(OPERATOR, "农业机械")] == [cast.society.code]


def test_what_was_suggested_is_taken(cast: Cast) -> None:
    said = find_organisations(OPERATOR, cast.liuzhou.code)[0].said
    assert picker("organisation").clean(said) == cast.liuzhou.code


def test_a_record_filled_in_is_shown_with_its_name(cast: Cast) -> None:
    assert picker("organisation").prepare_value(cast.liuzhou.code).startswith(cast.liuzhou.name)


def test_several_that_could_be_meant_are_named(cast: Cast) -> None:
    OrganisationFactory(name="柳州市一中")
    OrganisationFactory(name="柳州市二中")
    with pytest.raises(forms.ValidationError, match=r"可能是.*柳州市一中"):
        picker("organisation").clean("柳州市")


def test_nobody_found_is_said(cast: Cast) -> None:
    with pytest.raises(forms.ValidationError, match="没有找到“没有这个单位”"):
        picker("organisation").clean("没有这个单位")


def test_people_are_found_only_where_their_names_may_be_seen(cast: Cast) -> None:
    ours = PersonFactory(name="覃小满", keeper=cast.liuzhou)
    theirs = PersonFactory(name="覃小满", keeper=cast.guilin)
    assert {one.key for one in find_people(Actor(cast.clerk), "覃小满")} == {str(ours.pk)}
    assert {one.key for one in find_people(OPERATOR, "覃小")} == {str(ours.pk), str(theirs.pk)}
    assert picker("person", Actor(cast.clerk)).clean("覃小满") == ours.pk


def test_a_division_is_found_by_name_or_code(cast: Cast) -> None:
    assert [one.key for one in find_divisions(OPERATOR, "450200")] == ["450200"]
    assert picker("division").clean("450200") == "450200"


def test_suggestions_are_for_those_who_are_logged_in(cast: Cast) -> None:
    client = Client()
    assert client.get("/desk/find/organisation/?q=柳州").status_code == 302
    client.force_login(cast.clerk)
    assert cast.liuzhou.code in client.get("/desk/find/organisation/?field=unit&unit=柳州").content.decode()
    assert client.get("/desk/find/organisation/").content == b""
    assert client.get("/desk/find/planets/?q=x").status_code == 404


def test_a_term_is_found_by_its_body_or_organisation_where_posts_are_recorded(cast: Cast) -> None:
    for words in ("代表大会", "柳州", str(cast.term.pk)):
        assert [one.key for one in find_terms(Actor(cast.clerk), words)] == [str(cast.term.pk)]
    assert not find_terms(Actor(cast.outsider), "代表大会")


def test_a_discipline_is_found_by_code_and_name() -> None:
    assert [one.key for one in find_disciplines(OPERATOR, "450")] == ["450"]
    assert "460" in {one.key for one in find_disciplines(OPERATOR, "机械")}


def test_people_are_found_by_any_part_of_a_rare_name(cast: Cast) -> None:
    made = PersonFactory(name="𠮷䶮", keeper=cast.liuzhou)
    assert [one.key for one in find_people(Actor(cast.clerk), "䶮")] == [str(made.pk)]


def test_several_are_chosen_line_by_line(cast: Cast) -> None:
    field = SeveralField("organisation", actor=OPERATOR, number=False, required=False)
    said = f"{cast.liuzhou.name}（450200）\n\n 鹿寨 \n450200"
    assert field.clean(said) == ["450200", "450223"]
    assert field.clean("") == []
    assert field.prepare_value(["450200"]) == "柳州市科学技术协会（450200）"
    with pytest.raises(forms.ValidationError) as caught:
        field.clean("没有的\n450200\n也没有")
    assert len(caught.value.messages) == 2


def test_a_link_fills_in_several_by_their_keys(cast: Cast) -> None:
    people = [PersonFactory(name=name, keeper=cast.liuzhou) for name in ("韦甲", "韦乙")]
    field = SeveralField("person", actor=OPERATOR, number=True)
    shown = field.prepare_value(",".join(str(one.pk) for one in people))
    assert [line.split("，")[0] for line in shown.split("\n")] == ["韦甲", "韦乙"]
    assert field.clean(shown) == [one.pk for one in people]
    assert field.prepare_value("韦甲") == "韦甲"


def test_a_field_for_several_is_as_high_as_what_stands_in_it() -> None:
    widget = SeveralField("person", actor=OPERATOR, number=True).widget
    assert 'rows="4"' in widget.render("people", "")
    assert 'rows="9"' in widget.render("people", "\n".join("一二三四五六七八九"))
    assert 'rows="24"' in widget.render("people", "\n" * 99)
