"""Fields in which a record is chosen by name: organisations, people, divisions. They work without scripts.

What stands in the field is 柳州市科协（450200）. Somebody may as well type the name or the code alone; where
several records are called so, the field answers with what could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.called import called
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Term
from keqiao.kernel.search.names import named as named_so
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.look.formats import enumerated, in_chinese

SHOWN = 12
LEAST_ROWS, MOST_ROWS = 4, 24  # of a field for several
NAMED = 5  # in the message when several could be meant
_KEYS = re.compile(r"[1-9]\d*(,[1-9]\d*)*")
_TAIL = re.compile(r"[（(]([^（）()]+)[）)]\s*$")


class Found(NamedTuple):
    """A record that could be meant: what stands for it in the data, and what people read."""

    key: str
    said: str


Find = Callable[[Actor, str, tuple[str, ...]], Sequence[Found]]


def find_organisations(actor: Actor, words: str, kinds: tuple[str, ...] = ()) -> list[Found]:
    """Organisations that exist, by code or part of a name they bear or bore; whose code or name it is come first."""
    exact = Q(code=words) | Q(name=words) | Q(short_name=words)
    part = called(words)
    found = Organisation.objects.filter(closed=None)
    if kinds:
        found = found.filter(kind__in=kinds)
    rows = list(found.filter(exact)[:SHOWN]) or list(found.filter(part)[:SHOWN])
    return [Found(one.code, f"{one.name}（{one.code}）") for one in rows]


def find_divisions(actor: Actor, words: str, kinds: tuple[str, ...] = ()) -> list[Found]:
    """Divisions of today by code or name."""
    held = Division.objects.filter(holds_on(today())).select_related("parent")
    rows = list(held.filter(Q(code=words) | Q(name=words))[:SHOWN])
    rows = rows or list(held.filter(Q(name__icontains=words) | Q(code__startswith=words))[:SHOWN])
    return [Found(one.code, f"{one.parent or ''}{one.name}（{one.code}）") for one in rows]


def find_people(actor: Actor, words: str, kinds: tuple[str, ...] = ()) -> list[Found]:
    """People whose names the actor may see, by name; with their unit, because names are shared by many."""
    work = Prefetch("employments", Employment.objects.filter(holds_on(today())), to_attr="work")
    kept = Person.objects.prefetch_related(work)
    if not actor.operator:
        kept = kept.filter(keeper__in=reachable(actor, "people.see"))
    number = Q(pk=int(words)) if words.isdecimal() and len(words) < 18 else Q(name=words)
    rows: list[Any] = list(kept.filter(number)[:SHOWN]) or list(kept.filter(named_so(Person, words))[:SHOWN])
    return [Found(str(one.pk), _person_said(one)) for one in rows]


def find_terms(actor: Actor, words: str, kinds: tuple[str, ...] = ()) -> list[Found]:
    """Terms of bodies in which the actor records posts, by the body's or its organisation's name: those that run today.

    One that is still to begin is found by its number, as a link fills it in.
    """
    own = Term.objects.filter(body__organisation__in=reachable(actor, "posts.manage"))
    named = Q(body__name__icontains=words) | Q(body__organisation__in=Organisation.objects.filter(called(words)))
    by_number = words.isdecimal() and len(words) < 10
    wanted = Q(pk=int(words)) if by_number else named & Q(starts__lte=today())
    rows = own.filter(wanted).select_related("body__organisation").order_by("body", "-starts")
    latest = {term.body_id: term for term in reversed(rows[: SHOWN * 4])}
    return [Found(str(one.pk), _term_said(one)) for one in list(latest.values())[:SHOWN]]


def _term_said(one: Term) -> str:
    return f"{one.body.organisation}{one}（{one.pk}）"


def find_disciplines(actor: Actor, words: str, kinds: tuple[str, ...] = ()) -> list[Found]:
    """Disciplines of GB/T 13745 by code or part of the name; with nothing typed, all of them."""
    named = {code: one.zh if in_chinese() else one.en for code, one in DISCIPLINES.items()}
    rows = [code for code, one in named.items() if words in (code, one)]
    rows = rows or [code for code, one in named.items() if words.casefold() in one.casefold()]
    return [Found(code, f"{named[code]}（{code}）") for code in rows[:SHOWN]]


def _person_said(person: Any) -> str:
    unit = person.work[0].unit_name if person.work else str(person.keeper)
    return f"{person.name}，{unit}（{person.pk}）"


FINDERS: dict[str, Find] = {
    "organisation": find_organisations,
    "person": find_people,
    "division": find_divisions,
    "term": find_terms,
    "discipline": find_disciplines,
}


def register_finder(kind: str, find: Find) -> None:
    """Add a kind of record that is chosen by name, of what the actor may see; call it in ``ready``."""
    FINDERS[kind] = find


class PickerInput(forms.TextInput):
    """A text field with suggestions that come while one types, where scripts run."""

    def __init__(self, kind: str, kinds: tuple[str, ...]) -> None:
        """``kinds`` narrows organisations."""
        super().__init__({"autocomplete": "off"})
        self.kind, self.kinds = kind, kinds

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field, and the list its suggestions go into."""
        place = f"{(attrs or {}).get('id', f'id_{name}')}_found"
        address = reverse("find", args=[self.kind]) + (f"?kinds={','.join(self.kinds)}" if self.kinds else "")
        asks = {
            "list": place,
            "hx-get": address,
            "hx-vals": f'{{"field": "{name}"}}',
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{place}",
        }
        return format_html(
            '{}<datalist id="{}"></datalist>', super().render(name, value, {**(attrs or {}), **asks}, renderer), place
        )


class PickerField(forms.CharField):
    """A record chosen by name; cleaned it is the record's key."""

    widget: forms.Widget

    def __init__(self, kind: str, kinds: tuple[str, ...] = (), *, actor: Actor, number: bool, **more: Any) -> None:
        """``number``: the key is a number, an id."""
        super().__init__(widget=PickerInput(kind, kinds), **more)
        self.kind, self.kinds, self.actor, self.number = kind, kinds, actor, number

    def prepare_value(self, value: Any) -> Any:
        """What is filled in already is shown with its name."""
        if isinstance(value, int) or (isinstance(value, str) and value and not _TAIL.search(value)):
            found = FINDERS[self.kind](self.actor, str(value), ())
            return next((one.said for one in found if one.key == str(value)), value)
        return value

    def clean(self, value: Any) -> Any:
        """The key of the record that is meant. Raises ValidationError when it is none or could be several."""
        text = super().clean(value)
        if not text:
            return None
        tail = _TAIL.search(text)
        found = FINDERS[self.kind](self.actor, tail[1].strip(), self.kinds) if tail else []
        found = [one for one in found if tail and one.key == tail[1].strip()]
        found = found or list(FINDERS[self.kind](self.actor, text, self.kinds))
        if len(found) == 1:
            return int(found[0].key) if self.number else found[0].key
        told = {"text": text, "found": enumerated(one.said for one in found[:NAMED])}
        if not found:
            raise forms.ValidationError(_("没有找到“%(text)s”。请核对名称，或输入其中几个字后从列表中选择。") % told)
        raise forms.ValidationError(_("“%(text)s”可能是：%(found)s。请写明是哪一个。") % told)


class LinesInput(forms.Textarea):
    """As high as what is filled in already, within reason."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The rows follow the lines."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["rows"] = min(max(str(value or "").count("\n") + 1, LEAST_ROWS), MOST_ROWS)
        return context


class SeveralField(forms.CharField):
    """Several records, each chosen by name on a line of its own; cleaned they are the records' keys."""

    def __init__(self, kind: str, kinds: tuple[str, ...] = (), *, actor: Actor, number: bool, **more: Any) -> None:
        """As for one."""
        super().__init__(widget=LinesInput(), **more)
        self.one = PickerField(kind, kinds, actor=actor, number=number)

    def prepare_value(self, value: Any) -> Any:
        """What is filled in already is shown with its name, one on a line; a link gives keys with commas between."""
        if isinstance(value, str) and _KEYS.fullmatch(value):
            value = value.split(",")
        return "\n".join(str(self.one.prepare_value(one)) for one in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The keys in the order of the lines. Raises ValidationError with every line that names none, or several."""
        keys: list[Any] = []
        faults: list[str] = []
        for line in filter(None, (one.strip() for one in re.split(r"[\n；;]", super().clean(value)))):
            try:
                keys.append(self.one.clean(line))
            except forms.ValidationError as error:
                faults += error.messages
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(keys))


def options(found: Sequence[Found]) -> SafeString:
    """The suggestions as HTML."""
    return format_html_join("", '<option value="{}"></option>', ((one.said,) for one in found))
