"""The form of a verb, made of its schema: each field as its type and ``Asked`` say."""

from __future__ import annotations

import datetime as dt
import types
import typing
import uuid
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic.fields import FieldInfo

from keqiao.kernel.access.rules import Actor
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import VerbData

from .picking import FINDERS, PickerField, SeveralField

OWN = frozenset({"seen_version", "key"})  # every verb's; never asked of people
UNKNOWN = ("", gettext_lazy("未填"))
YES_OR_NO = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))


class Unaskable(TypeError):
    """A field of a schema has no form: give it another type, or mark it as hidden."""


class VerbForm(forms.Form):
    """What a verb asks for. ``seen_version`` and ``key`` travel along unseen."""

    use_required_attribute = False
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    known: frozenset[str] = frozenset()  # fields that were filled in from what is recorded

    def given(self) -> dict[str, Any]:
        """The verb's data: what was filled in, and what was emptied. What was left empty keeps its default."""
        data = {name: value for name, value in self.cleaned_data.items() if not _empty(value) or name in self.known}
        return {name: _plain(self.fields[name], value) for name, value in data.items()}

    def asked(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if not field.is_hidden]


def verb_form(
    schema: type[VerbData],
    actor: Actor,
    *,
    data: Mapping[str, Any] | None = None,
    files: Any = None,
    initial: Mapping[str, Any] | None = None,
    seen_version: int | None = None,
) -> VerbForm:
    """The form of a verb's schema, filled with what is known; ``files`` are those that were sent with the data."""
    own = {"seen_version": seen_version, "key": str(uuid.uuid4())}
    form = VerbForm(data, files, initial={**own, **_initial(schema, initial or {})})
    filled = frozenset(name for name, value in (initial or {}).items() if not _empty(value))
    form.known = filled | _texts(schema) & frozenset(data or ())
    for name, info in asked_fields(schema).items():
        form.fields[name] = field_of(name, info, actor)
    return form


def _texts(schema: type[VerbData]) -> frozenset[str]:
    """Fields of text that are filled in with their default: emptied, they don't go back to it."""
    return frozenset(
        name
        for name, info in asked_fields(schema).items()
        if _unwrapped(info.annotation)[0] is str and not info.is_required() and info.default
    )


def asked_fields(schema: type[VerbData]) -> dict[str, FieldInfo]:
    """The fields that people are asked for, in the schema's order."""
    return {name: info for name, info in schema.model_fields.items() if name not in OWN and not mark(info).hidden}


def mark(info: FieldInfo) -> Asked:
    """How a field is asked for; a field that nobody marked is hidden."""
    return next((one for one in info.metadata if isinstance(one, Asked)), Asked("", hidden=True))


def field_of(name: str, info: FieldInfo, actor: Actor) -> forms.Field:
    """The form field of one field of a schema. Raises Unaskable for a type that has none."""
    asked = mark(info)
    kind, optional = _unwrapped(info.annotation)
    required = info.is_required() and not optional and kind is not bool
    more: dict[str, Any] = {"label": asked.label, "help_text": asked.hint, "required": required}
    if required:
        told = {"label": asked.label}
        more["error_messages"] = {"required": _("没有填写%(label)s。") % told}
    made = _special(asked, kind, actor, more) or _simple(asked, kind, optional, more)
    if made is None:
        raise Unaskable(f"No form for the field {name!r} of type {info.annotation}: mark it as hidden, or change it.")
    return made


def _special(asked: Asked, kind: Any, actor: Actor, more: dict[str, Any]) -> forms.Field | None:
    if asked.kind in FINDERS and get_origin(kind) is list:
        return SeveralField(asked.kind, asked.kinds, actor=actor, number=get_args(kind)[0] is int, **more)
    if asked.kind in FINDERS:
        return PickerField(asked.kind, asked.kinds, actor=actor, number=kind is int, **more)
    if asked.kind == "fen":
        return FenField(decimal_places=2, max_digits=18, **more)
    if asked.kind == "file":
        return forms.FileField(widget=forms.FileInput(attrs={"accept": ",".join(asked.kinds)}), **more)
    if asked.kind == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **more)
    return None


def _simple(asked: Asked, kind: Any, optional: bool, more: dict[str, Any]) -> forms.Field | None:
    if kind is bool:
        if optional:
            return forms.TypedChoiceField(choices=[UNKNOWN, *YES_OR_NO], coerce=lambda text: text == "yes", **more)
        return forms.BooleanField(**{**more, "required": False})
    if kind is dt.date:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)
    if kind is int:
        return forms.IntegerField(**more)
    if kind is float:
        return forms.FloatField(**more)
    if kind is str:
        return forms.CharField(**more)
    if get_origin(kind) is list:
        inner = choices_of(get_args(kind)[0], asked)
        widget = forms.CheckboxSelectMultiple
        return None if inner is None else forms.MultipleChoiceField(choices=inner, widget=widget, **more)
    offered = choices_of(kind, asked)
    if offered is None:
        return None
    if asked.kind == "radio":
        return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **more)
    return forms.ChoiceField(choices=offered if more["required"] and len(offered) == 1 else [UNKNOWN, *offered], **more)


def choices_of(kind: Any, asked: Asked) -> list[tuple[str, Any]] | None:
    """Code and word of every choice; None when the type is no list of choices."""
    words = dict(asked.words)
    if isinstance(kind, type) and issubclass(kind, Choices):
        return [(str(one.value), words.get(str(one.value)) or _(str(one.label))) for one in kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [(str(one.value), words.get(str(one.value), one.value)) for one in kind]
    if get_origin(kind) is Literal:
        return [(str(one), words.get(str(one), one)) for one in get_args(kind)]
    return None


class FenField(forms.DecimalField):
    """Money: people write yuan, the data hold fen."""

    def prepare_value(self, value: Any) -> Any:
        """What is filled in already is shown in yuan."""
        return Decimal(value) / 100 if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The amount in fen."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)


def _unwrapped(kind: Any) -> tuple[Any, bool]:
    """The type without None, and whether None is allowed."""
    if get_origin(kind) in (typing.Union, types.UnionType):
        rest = [one for one in get_args(kind) if one is not type(None)]
        return (rest[0] if len(rest) == 1 else kind), len(rest) < len(get_args(kind))
    return kind, False


def _initial(schema: type[VerbData], given: Mapping[str, Any]) -> dict[str, Any]:
    """What is known, and the schema's own defaults, as the form fields take them."""
    defaults = {
        name: info.default
        for name, info in asked_fields(schema).items()
        if not info.is_required() and info.default is not None and info.default_factory is None
    }
    fields = asked_fields(schema)
    known = {**defaults, **given}
    return {name: _shown(fields[name], value) if name in fields else value for name, value in known.items()}


def _shown(info: FieldInfo, value: Any) -> Any:
    if isinstance(value, bool) and _unwrapped(info.annotation)[1]:
        return "yes" if value else "no"
    return value.value if isinstance(value, Enum) else value


def _plain(field: forms.Field, value: Any) -> Any:
    """As the schema takes it: an emptied choice or day is None, emptied text empty text, a file its name and bytes."""
    if isinstance(value, UploadedFile):
        return {"name": value.name, "content": value.read()}
    if value == "" and isinstance(field, forms.ChoiceField):
        return None
    return value


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == []
