"""Tags and filters every page may use: how values are worded, and what the shell of a page needs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, FileInput
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import VISITOR
from keqiao.look import formats, menus
from keqiao.look.asking import VerbForm
from keqiao.look.statuses import status_word as word_of_status
from keqiao.look.themes import THEMES, theme_of

register = template.Library()


@dataclass(frozen=True)
class Shell:
    """What the frame of a page says besides its content."""

    theme: str
    demo: bool
    icp_number: str
    police_number: str
    login_url: str
    language: str
    path: str


def _day(value: datetime.date) -> datetime.date:
    """A moment belongs to the day it is in China."""
    if not isinstance(value, datetime.datetime):
        return value
    return timezone.localdate(value) if timezone.is_aware(value) else value.date()


@register.filter
def long_date(value: datetime.date | None) -> str:
    """2026年11月22日."""
    return formats.long_date(_day(value)) if value else ""


@register.filter
def near_date(value: datetime.date | None) -> str:
    """今天, 昨天, 3天前, otherwise the date."""
    return formats.near_date(_day(value)) if value else ""


@register.filter
def percent(value: Fraction | int | None) -> str:
    """A share as a percentage with one decimal; a dash for nothing."""
    return "—" if value is None else formats.percent(value)


@register.filter
def plain(value: Fraction | int | None) -> str:
    """A number with thousands separated and two decimals at most; a dash for nothing."""
    return "—" if value is None else formats.plain(value)


@register.filter
def fraction_words(value: Fraction) -> str:
    """三分之二."""
    return formats.fraction_words(value)


@register.filter
def yuan(fen: int | None) -> str:
    """Money given in fen: 3亿元; a dash for nothing."""
    return "—" if fen is None else formats.yuan(fen)


@register.filter
def points(change: Fraction) -> str:
    """A change between two shares: 提高10.3个百分点."""
    return formats.points(change)


@register.filter
def status_word(code: str) -> str:
    """The word for a status code."""
    return word_of_status(code)


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The entry under a key that only the page knows; nothing when there is none."""
    return mapping.get(key)


@register.filter
def control(field: BoundField, css: str) -> SafeString:
    """The form control with the look's class; Django itself ties hint and error to it."""
    return field.as_widget(attrs={"class": css})


@register.filter
def asked(form: VerbForm) -> list[BoundField]:
    """The fields that people see. A filter, because a template's ``form.asked`` would be a field of that name."""
    return form.asked()


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: ``hidden``, ``choices``, ``check``, ``file`` or ``text``."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if widget.use_fieldset:
        return "choices"
    kinds = {CheckboxInput: "check", FileInput: "file"}
    return next((kind for cls, kind in kinds.items() if isinstance(widget, cls)), "text")


@register.filter
def first_control(field: BoundField) -> str:
    """The id to jump to from the summary of errors: the control, or the first of several."""
    return field.id_for_label or str(field.subwidgets[0].id_for_label)


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The numbers a pager shows: the ends, the current page and its neighbours; None where pages are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.filter
def total(count: int, noun: str = "") -> str:
    """共1,165条."""
    return formats.total(count, noun)


@register.simple_tag(takes_context=True)
def shell(context: template.Context) -> Shell:
    """Theme, footer numbers and where the reader is."""
    request = context.get("request")
    return Shell(
        theme=theme_of(request),
        demo=settings.DEMO,
        icp_number=settings.ICP_NUMBER,
        police_number=settings.POLICE_NUMBER,
        login_url=resolve_url(settings.LOGIN_URL),
        language=get_language() or settings.LANGUAGE_CODE,
        path=request.get_full_path() if request else "/",
    )


@register.simple_tag(takes_context=True)
def menu(context: template.Context, area: str) -> list[menus.MenuItem]:
    """The entries of a menu that the reader may open."""
    request = context.get("request")
    return menus.menu_items(area, actor_of(request) if request else VISITOR)


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context, area: str) -> menus.Menu:
    """The main menu of an area: the first entries in sight, the others folded away where they are many."""
    return menus.folded(menu(context, area))


@register.simple_tag
def themes() -> list[tuple[str, str]]:
    """Code and label of every theme."""
    return [(code, str(label)) for code, label in THEMES.items()]
