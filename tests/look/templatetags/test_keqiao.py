"""Filters word values as the formats do, and say nothing for nothing."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from keqiao.look.templatetags import keqiao as tags


def test_nothing_is_a_dash_or_empty_never_none() -> None:
    assert tags.percent(None) == tags.plain(None) == tags.yuan(None) == "—"
    assert tags.long_date(None) == tags.near_date(None) == ""


def test_a_moment_is_shown_as_its_day_in_china() -> None:
    assert tags.long_date(dt.datetime(2026, 11, 22, 15, 59, tzinfo=dt.UTC)) == "2026年11月22日"
    assert tags.long_date(dt.datetime(2026, 11, 22, 16, 0, tzinfo=dt.UTC)) == "2026年11月23日"


def test_filters_word_values() -> None:
    source = (
        "{% load keqiao %}{{ share|percent }} {{ share|fraction_words }} {{ count|total:'人' }} {{ 'met'|status_word }}"
    )
    text = Template(source).render(Context({"share": Fraction(2, 3), "count": 1165}))
    assert text == "66.7% 三分之二 共1,165人 已达标"


def test_a_lookup_of_what_is_not_there_is_nothing() -> None:
    assert tags.lookup({"a": 1}, "a") == 1
    assert tags.lookup({"a": 1}, "b") is None


class Every(forms.Form):
    text = forms.CharField()
    long = forms.CharField(widget=forms.Textarea)
    one = forms.ChoiceField(choices=[("a", "甲"), ("b", "乙")])
    radio = forms.ChoiceField(choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=[("a", "甲")], widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField()
    paper = forms.FileField()
    secret = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("text", "text"),
        ("long", "text"),
        ("one", "text"),
        ("radio", "choices"),
        ("several", "choices"),
        ("tick", "check"),
        ("paper", "file"),
        ("secret", "hidden"),
    ],
)
def test_a_field_is_laid_out_by_its_widget(name: str, kind: str) -> None:
    assert tags.field_kind(Every()[name]) == kind


def test_the_summary_of_errors_jumps_to_the_control_or_to_the_first_of_several() -> None:
    assert tags.first_control(Every()["text"]) == "id_text"
    assert tags.first_control(Every()["radio"]) == "id_radio_0"


def test_a_pager_shows_the_ends_and_the_neighbours() -> None:
    pages = Paginator(range(200), 10)
    assert tags.page_numbers(pages.page(7)) == [1, None, 6, 7, 8, None, 20]
    assert tags.page_numbers(pages.page(1)) == [1, 2, None, 20]


def test_the_frame_says_numbers_and_address(settings: Settings) -> None:
    settings.ICP_NUMBER = "桂ICP备00000000号"
    settings.DEMO = True
    shell = tags.shell(Context({"request": RequestFactory().get("/look/?page=2")}))
    assert (shell.icp_number, shell.demo, shell.path) == ("桂ICP备00000000号", True, "/look/?page=2")


def test_the_frame_stands_without_a_request() -> None:
    assert tags.shell(Context()).path == "/"
    assert tags.menu(Context(), "desk") == []


def test_every_theme_can_be_chosen() -> None:
    assert [code for code, _label in tags.themes()] == ["auto", "light", "dark", "contrast"]
