"""Undoing an import: what it made is deleted and what it changed put back, unless later work rests on it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from keqiao.kernel.access.models import User
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.kernel.search.names import drop_names
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.look.formats import enumerated

from .stamps import stamps
from .touching import chunks, mark_posts

BIRTH = frozenset({"birth_from", "birth_to"})
_WORDS: dict[type[models.Model], str] = {
    Post: gettext_noop("任职"),
    Employment: gettext_noop("工作经历"),
    Trait: gettext_noop("个人情况"),
    Membership: gettext_noop("会籍"),
    Secondment: gettext_noop("挂职"),
    User: gettext_noop("账号"),
}
_OTHERS = gettext_noop("其他记录")


@dataclass
class Made:
    """All that an import made or changed, gathered from its outcomes."""

    ids: dict[type[models.Model], list[int]] = field(default_factory=lambda: defaultdict(list))
    closed: dict[type[models.Model], list[int]] = field(default_factory=lambda: defaultdict(list))
    confirmed: list[int] = field(default_factory=list)
    filled: dict[int, dict[str, Any]] = field(default_factory=dict)
    moved: list[dict[str, Any]] = field(default_factory=list)
    former_terms: list[tuple[int, str | None]] = field(default_factory=list)
    stamps: dict[int, str] = field(default_factory=dict)
    term: int = 0  # 0: none

    @classmethod
    def of(cls, outcomes: Iterable[dict[str, Any]]) -> Made:
        """Read the outcomes of all rows and of the term."""
        made = cls()
        for outcome in outcomes:
            if "person" in outcome:
                made._take_row(outcome)
            else:
                made._take_term(outcome)
        return made

    def _take_term(self, outcome: dict[str, Any]) -> None:
        self.term = outcome["term"]
        if outcome.get("opened"):
            self.ids[Term].append(self.term)
        self.former_terms = [(pk, ends) for pk, ends in outcome.get("former", [])]

    def _take_row(self, outcome: dict[str, Any]) -> None:
        person = outcome["person"]
        if outcome.get("new"):
            self.ids[Person].append(person)
        for model, key in ((Employment, "work"), (Post, "post")):
            self.ids[model] += [outcome[key]] if key in outcome else []
        self.ids[Trait] += outcome.get("traits", [])
        self.closed[Employment] += [outcome["closed_work"]] if "closed_work" in outcome else []
        self.closed[Trait] += outcome.get("closed_traits", [])
        self.confirmed += [outcome["confirmed"]] if "confirmed" in outcome else []
        self.moved += [outcome["moved_post"]] if "moved_post" in outcome else []
        if "filled" in outcome:
            self.filled[person] = outcome["filled"]
        if "stamp" in outcome:
            self.stamps[person] = outcome["stamp"]


def word_of(model: type[models.Model]) -> str:
    """What records of a model are called."""
    return _(_WORDS.get(model, _OTHERS))


def undo_import(act: Act, body: Body, data: VerbData, outcomes: Sequence[dict[str, Any]]) -> None:
    """Take back what the outcomes tell. Raises VerbError, and changes nothing, when later work rests on it."""
    made = Made.of(outcomes)
    _refuse_if_rested_on(made)
    refuse_if_changed_since(made)
    mark_posts(list(made.stamps), body.organisation_id)
    for chunk in chunks(made.ids[Person]):
        drop_names(
            Person, ((pk, (name,)) for pk, name in Person.objects.filter(pk__in=chunk).values_list("pk", "name"))
        )
    for model in (Post, Trait, Employment, Person, Term):
        for chunk in chunks(made.ids[model]):
            model._default_manager.filter(pk__in=chunk).delete()
    put_back(made)
    act.emit("people.import_undone", organisation=body.organisation_id, body=body.pk)


def put_back(made: Made) -> None:
    """What was changed is as it was before."""
    for model, closed in made.closed.items():
        for chunk in chunks(closed):
            model._default_manager.filter(pk__in=chunk).update(ends=None, version=models.F("version") + 1)
    for chunk in chunks(made.confirmed):
        Employment.objects.filter(pk__in=chunk).update(
            confirmed=False, confirmed_by="", confirmed_on=None, version=models.F("version") + 1
        )
    for pk, before in made.filled.items():
        person = Person.objects.get(pk=pk)
        for name, value in before.items():
            setattr(person, name, dt.date.fromisoformat(value) if value and name in BIRTH else value)
        person.save()
    for moved in made.moved:
        post = Post.objects.get(pk=moved["post"])
        for name, value in moved["before"].items():
            setattr(post, name, value)
        post.save()
    for pk, ends in made.former_terms:
        term = Term.objects.get(pk=pk)
        term.ends = dt.date.fromisoformat(ends) if ends else None
        term.save()


def _refuse_if_rested_on(made: Made) -> None:
    """Records of any room that refer to what the import made, other than what it made itself."""
    found: dict[str, int] = defaultdict(int)
    for model, ids in made.ids.items():
        for relation in model._meta.related_objects:
            for chunk in chunks(ids):
                child = relation.related_model
                field_name = relation.field.name
                resting = child._base_manager.filter(**{f"{field_name}__in": chunk})
                own = set(made.ids.get(child, ()))
                count = sum(1 for pk in resting.values_list("pk", flat=True) if pk not in own)
                if count:
                    found[word_of(child)] += count
    if found:
        listed = enumerated(_("%(what)s%(count)s条") % {"what": what, "count": count} for what, count in found.items())
        said = _(
            "这次导入的人员后来又登记了%(listed)s，撤销会使这些记录失去依据，所以没有撤销。"
            "请先撤销或删除后来的登记，再撤销这次导入。"
        )
        raise VerbError(said % {"listed": listed})


def refuse_if_changed_since(made: Made) -> None:
    """Raise VerbError when somebody's record is no longer as the import left it."""
    now = stamps(list(made.stamps), made.term)
    changed = [pk for pk, stamp in made.stamps.items() if now.get(pk) != stamp]
    if not changed:
        return
    names = list(Person.objects.filter(pk__in=changed[:3]).values_list("name", flat=True))
    shown = enumerated(names)
    if len(changed) > len(names):
        shown = _("%(names)s等%(count)s人") % {"names": shown, "count": len(changed)}
    said = _(
        "%(people)s的记录在这次导入之后又修改过，撤销会丢失这些修改，所以没有撤销。"
        "如果确实要撤销，请先把后来的修改改回去；也可以直接更正个别人员的记录。"
    )
    raise VerbError(said % {"people": shown})
