"""What is wrong with data that don't fit their schema, told in the reader's language and by the labels of a form."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError

from .asked import Asked

# By the beginning of pydantic's code of an error: what people are told. What isn't here is just wrong.
_SAID: dict[str, str | Promise] = {
    "missing": gettext_lazy("没有填写"),
    "extra_forbidden": gettext_lazy("没有这一项"),
    "string_too_long": gettext_lazy("太长，最多%(max_length)s个字"),
    "string_too_short": gettext_lazy("太短，至少%(min_length)s个字"),
    "string": gettext_lazy("应为文字"),
    "int": gettext_lazy("应为整数"),
    "float": gettext_lazy("应为数字"),
    "decimal": gettext_lazy("应为数字"),
    "date": gettext_lazy("应为日期，例如2026-11-30"),
    "time": gettext_lazy("应为时间，例如09:30"),
    "bool": gettext_lazy("应为是或否"),
    "enum": gettext_lazy("不在可选的内容之中"),
    "literal_error": gettext_lazy("不在可选的内容之中"),
    "greater_than_equal": gettext_lazy("不能小于%(ge)s"),
    "greater_than": gettext_lazy("应大于%(gt)s"),
    "less_than_equal": gettext_lazy("不能大于%(le)s"),
    "less_than": gettext_lazy("应小于%(lt)s"),
    "list": gettext_lazy("应为若干项"),
    "dict": gettext_lazy("应为若干项"),
    "too_long": gettext_lazy("太多，最多%(max_length)s项"),
    "too_short": gettext_lazy("太少，至少%(min_length)s项"),
    "uuid": gettext_lazy("编号不对"),
}


def faults_told(error: ValidationError, schema: type[BaseModel]) -> str:
    """What is wrong, field by field; a field that no form asks for stands under its name."""
    found = error.errors(include_url=False, include_input=False)
    told = [(_place(one["loc"], schema), _said(one["type"], one.get("ctx", {}))) for one in found]
    return _("；").join(_("%(place)s：%(fault)s") % {"place": place, "fault": fault} for place, fault in told)


def _said(code: str, filled: dict[str, object]) -> str:
    longest = max((start for start in _SAID if code.startswith(start)), key=len, default="")
    return str(_SAID[longest]) % filled if longest else _("内容不对")


def _place(path: tuple[int | str, ...], schema: type[BaseModel]) -> str:
    """The label of the field, and of a list which of its items."""
    first, *rest = path or ("",)
    field = schema.model_fields.get(str(first))
    asked = next((one for one in field.metadata if isinstance(one, Asked)), None) if field is not None else None
    label = str(asked.label) if asked is not None else str(first)
    numbers = [str(step + 1) for step in rest if isinstance(step, int)]
    return _("%(label)s第%(number)s项") % {"label": label, "number": ".".join(numbers)} if numbers else label
