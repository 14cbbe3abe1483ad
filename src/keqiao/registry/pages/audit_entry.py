"""The page of one entry: who did what where, which fields changed, and their values for those who may see them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.roles import ALL_NEEDS
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Entry, PersonalValues, Seen
from keqiao.kernel.audit.personal import open_values
from keqiao.registry.audit.finding import NEED, visible_entries
from keqiao.registry.audit.wording import entry_lines, field_words, record_words

# Values of every kind of field stand side by side, so whoever reads them needs the right to each.
PERSONAL = tuple(sorted(ALL_NEEDS & {"people.see", "people.private", "people.contact", "people.identity"}))
UNREADABLE = ("_sealed", "_index")  # endings of fields that hold what is sealed anyway


class Reason(forms.Form):
    """Why the values are looked at; the people concerned read it."""

    use_required_attribute = False
    why = forms.CharField(
        label=gettext_lazy("查看原因"),
        max_length=200,
        min_length=4,
        help_text=gettext_lazy("本人可以看到谁在什么时候、为什么看了这些内容。"),
        error_messages={
            "required": gettext_lazy("没有填写查看原因。"),
            "min_length": gettext_lazy("查看原因太短，请写明因何事需要查看。"),
        },
    )


@dataclass(frozen=True)
class FieldLine:
    """A field that changed; ``before`` and ``after`` only where values are shown."""

    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class RecordChange:
    """A record that changed."""

    record: str
    fields: list[FieldLine]


@require_http_methods(["GET", "POST"])
@page(NEED)
def audit_entry(request: HttpRequest, entry: int) -> HttpResponseBase:
    """One entry; a reason typed shows the values it set aside."""
    actor = actor_of(request)
    found = get_object_or_404(visible_entries(actor).select_related("cause", "seal"), pk=entry)
    rows = list(PersonalValues.objects.filter(entry=found).select_related("entry"))
    offered = bool(rows) and _may_read_values(actor, found)
    form = Reason(request.POST or None) if offered else None
    values: Mapping[str, Mapping[str, list[object]]] = {}
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(_("您没有查看这些个人内容的权限。请联系本单位的安全管理员开通。"))
        if form.is_valid():
            values = _values(request, actor, rows, form.cleaned_data["why"])
    context = {
        "line": entry_lines([found])[0],
        "cause": entry_lines([found.cause])[0] if found.cause is not None else None,
        "effects": entry_lines(found.effects.order_by("pk")),
        "changes": _changes(found, values),
        "form": form,
        "shown": bool(values),
        "trail": [{"label": _("审计记录"), "url": reverse("registry:audit")}, {"label": f"{found.pk}", "url": ""}],
    }
    return render(
        request, "registry/audit_entry.html", context, status=400 if form is not None and form.errors else 200
    )


def _may_read_values(actor: Actor, entry: Entry) -> bool:
    places = json.loads(entry.organisations)
    return bool(places) and all(can(actor, need, place) for need in PERSONAL for place in places)


def _values(
    request: HttpRequest, actor: Actor, rows: list[PersonalValues], why: str
) -> dict[str, dict[str, list[object]]]:
    place = json.loads(rows[0].entry.organisations)[0]
    note_look(
        actor,
        [row.person for row in rows],
        what=Seen.PRIVATE,
        why=why,
        place=place,
        address=request.META.get("REMOTE_ADDR", ""),
    )
    found: dict[str, dict[str, list[object]]] = {}
    for row in rows:
        found |= open_values(row) or {}
    return found


def _changes(entry: Entry, values: Mapping[str, Mapping[str, list[object]]]) -> list[RecordChange]:
    found = []
    for place, changed in json.loads(entry.objects_changed).items():
        words = field_words(place, changed)
        known = values.get(place, {})
        lines = [FieldLine(words[name], *_before_and_after(name, known.get(name))) for name in sorted(changed)]
        found.append(RecordChange(record_words(place), lines))
    return found


def _before_and_after(name: str, pair: list[object] | None) -> tuple[str, str]:
    if pair is None:
        return "", ""
    if name.endswith(UNREADABLE):
        return tuple(_("（密封）") if one else "—" for one in pair)  # type: ignore[return-value]  # two of them
    return tuple("—" if one in (None, "") else str(one) for one in pair)  # type: ignore[return-value]  # the same
