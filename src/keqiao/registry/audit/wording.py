"""How the audit's codes are said: who acted, by which way, on which record, in which field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry, Outcome
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.words import verb_words

CHANNELS = {
    "web": gettext_lazy("网页"),
    "api": gettext_lazy("接口"),
    "cli": gettext_lazy("命令行"),
    "job": gettext_lazy("例行事务"),
}
OUTCOMES: dict[str, Promise] = {Outcome.DONE: gettext_lazy("办结"), Outcome.REFUSED: gettext_lazy("被拒绝")}
MODELS = {
    "access.Grant": gettext_lazy("授权"),
    "access.User": gettext_lazy("用户"),
    "divisions.Division": gettext_lazy("行政区划"),
    "memberships.Membership": gettext_lazy("会员关系"),
    "organisations.Link": gettext_lazy("单位联系"),
    "organisations.Organisation": gettext_lazy("单位"),
    "organisations.Placement": gettext_lazy("隶属关系"),
    "people.Employment": gettext_lazy("工作单位"),
    "people.Person": gettext_lazy("人员"),
    "posts.Body": gettext_lazy("领导机构"),
    "posts.Post": gettext_lazy("职务"),
    "posts.Term": gettext_lazy("届次"),
}
ACTORS = {
    "operator": gettext_lazy("系统运维"),
    "visitor": gettext_lazy("访客"),
    "secret": gettext_lazy("不记姓名"),
}
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class EntryLine:
    """An entry in words."""

    entry: Entry
    who: str
    did: str
    channel: str
    outcome: str
    refused: bool
    places: str


def entry_lines(entries: Iterable[Entry]) -> list[EntryLine]:
    """Entries in words: two queries however many."""
    rows = list(entries)
    named = {one.pk: json.loads(one.organisations) for one in rows}
    organisations = Organisation.objects.in_bulk({key for keys in named.values() for key in keys})
    who = actor_words(one.actor for one in rows)
    return [
        EntryLine(
            one,
            who[one.actor],
            str(verb_words(one.verb)),
            str(CHANNELS.get(one.channel, one.channel)),
            str(OUTCOMES.get(one.outcome, one.outcome)),
            one.outcome == Outcome.REFUSED,
            _places(named[one.pk], organisations),
        )
        for one in rows
    ]


def actor_words(actors: Iterable[str]) -> Mapping[str, str]:
    """Names and user names by the labels under which the audit keeps actors, in one query."""
    labels = set(actors)
    keys = [int(key) for label in labels if (key := label.removeprefix("user:")).isdecimal()]
    users = {f"user:{user.pk}": user for user in User.objects.filter(pk__in=keys)}
    return {label: _user_words(users.get(label), label) for label in labels}


def _user_words(user: User | None, label: str) -> str:
    if user is None:
        return str(ACTORS[label]) if label in ACTORS else _("已删除的用户（%(label)s）") % {"label": label}
    if not user.display_name:
        return user.username
    return _("%(name)s（%(username)s）") % {"name": user.display_name, "username": user.username}


def _places(keys: list[int], organisations: Mapping[int, Organisation]) -> str:
    return "、".join(str(organisations[key]) for key in keys if key in organisations)


def record_words(place: str) -> str:
    """人员 12 for ``people.Person:12``."""
    label, _colon, key = place.partition(":")
    word = str(MODELS.get(label, ""))
    model = _model(label)
    if not word and model is not None:
        word = str(model._meta.verbose_name)
    return _("%(kind)s（编号%(key)s）") % {"kind": word or label, "key": key}


def field_words(place: str, names: Iterable[str]) -> dict[str, str]:
    """What the fields of a record are called; a field without a name for people stays as the code has it."""
    model = _model(place.partition(":")[0])
    known = {} if model is None else {one.attname: str(one.verbose_name) for one in model._meta.concrete_fields}
    return {name: _(known[name]) if _CHINESE.search(known.get(name, "")) else name for name in names}


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None
