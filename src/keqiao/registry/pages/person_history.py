"""What changed in a person's record, from the audit: what, when, by whom; values only of fields the reader may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.audit.models import PersonalValues
from keqiao.kernel.audit.personal import open_all
from keqiao.kernel.people.models import Person, Sex, SourceClass
from keqiao.kernel.people.numbers import numbers_of
from keqiao.kernel.posts.models import Role
from keqiao.kernel.verbs.words import verb_words
from keqiao.look.formats import enumerated
from keqiao.registry.wording import choice_word

from .person_facts import ethnicity_word, names_of

SHOWN = 20
ROOMS = ("people.", "posts.", "memberships.")  # records of other rooms are told by what was done alone
NEVER = ""  # no need shows these values

# Which fields are told, what they are called, and which need shows their values.
FIELDS: Mapping[str, tuple[str | Promise, str]] = {
    "name": (gettext_lazy("姓名"), "people.see"),
    "keeper_id": (gettext_lazy("保存单位"), NEVER),
    "sex": (gettext_lazy("性别"), "people.private"),
    "ethnicity": (gettext_lazy("民族"), "people.private"),
    "birth_from": (gettext_lazy("出生年月"), "people.private"),
    "id_index": (gettext_lazy("证件号码"), NEVER),
    "mobile_index": (gettext_lazy("手机号码"), NEVER),
    "email_sealed": (gettext_lazy("电子邮箱"), NEVER),
    "unit_name": (gettext_lazy("工作单位"), "people.see"),
    "position": (gettext_lazy("职务"), "people.see"),
    "source_class": (gettext_lazy("来源类别"), "people.see"),
    "leading_official": (gettext_lazy("领导干部"), "people.see"),
    "confirmed": (gettext_lazy("类别确认"), NEVER),
    "value": (gettext_lazy("个人情况"), NEVER),
    "title": (gettext_lazy("荣誉名称"), "people.see"),
    "discipline": (gettext_lazy("学科"), NEVER),
    "topic": (gettext_lazy("专长"), "people.see"),
    "role": (gettext_lazy("职务"), "people.see"),
    "term_id": (gettext_lazy("届次"), NEVER),
    "organisation_id": (gettext_lazy("单位"), NEVER),
    "starts": (gettext_lazy("起始日期"), "people.see"),
    "ends": (gettext_lazy("终止日期"), "people.see"),
}


@dataclass(frozen=True)
class Past:
    """What somebody did to the record."""

    at: dt.datetime
    who: str
    did: str
    details: str


def history_of(one: Person, held: frozenset[str]) -> Sequence[Past]:
    """The latest changes first, those of records merged into this one among them; as many queries however many."""
    rows = PersonalValues.objects.filter(person__in=numbers_of(one.pk)).select_related("entry").order_by("-entry")
    kept = list(rows[:SHOWN])
    names = names_of({row.entry.actor for row in kept})
    return [
        Past(
            row.entry.at,
            names.get(row.entry.actor, _("工作人员")),
            str(verb_words(row.entry.verb)),
            _("；").join(_told(values or {}, held)),
        )
        for row, values in zip(kept, open_all(kept), strict=True)
    ]


def _told(values: Mapping[str, Mapping[str, Any]], held: frozenset[str]) -> Iterator[str]:
    """The fields of all records that changed, each once, with its values where the reader may see them."""
    said: dict[str, list[str]] = {}
    for place, fields in values.items():
        for name, pair in fields.items():
            if name in FIELDS and place.startswith(ROOMS) and any(pair):
                label, need = FIELDS[name]
                said.setdefault(str(label), []).extend(_change(name, pair) if need in held else [])
    for label, changes in said.items():
        yield _("%(label)s：%(changes)s") % {"label": label, "changes": enumerated(changes)} if changes else label


def _change(name: str, pair: Sequence[Any]) -> list[str]:
    before, after = (_value(name, value) for value in pair)
    if not before and not after:
        return []
    return [_("%(before)s → %(after)s") % {"before": before or _("空"), "after": after or _("空")} if before else after]


def _value(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    words = {"sex": Sex, "source_class": SourceClass, "role": Role}
    if name in words and value in words[name].values:
        return choice_word(words[name](value))
    return ethnicity_word(str(value)) if name == "ethnicity" else str(value)
