"""Takes back, page by page, what a list made; refuses when later work rests on it or it was changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Employment, Pair, Person, Trait
from keqiao.kernel.search.names import drop_names
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.formats import enumerated

from .enrolling import Runs
from .touching import chunks
from .undo import Made, put_back, refuse_if_changed_since, word_of

# By the word under which an outcome keeps what was made; what rests on others comes first.
PEOPLE: dict[str, type[Noun]] = {"traits": Trait, "work": Employment, "new": Person}


def undo_pages(outcomes: Iterable[Mapping[str, Any]], beside: Mapping[str, type[Noun]]) -> list[int]:
    """Delete what the outcomes say was made and put back what was changed. Returns the people who were known.

    ``beside``: what the kind made beside people, by the word of the outcome. Raises VerbError, with the transaction
    to be rolled back, when something rests on it.
    """
    models_ = {**beside, **PEOPLE}
    touched: list[int] = []
    for outcome in outcomes:
        made = {model: outcome.get(word, []) for word, model in models_.items()}
        _refuse_changed(made)
        before = Made.of(outcome.get("known", ()))
        refuse_if_changed_since(before)
        _refuse_if_rested_on(made, before)
        for model, spans in made.items():
            _delete(model, spans)
        for model in (Trait, Employment):
            for chunk in chunks(before.ids[model]):
                model._default_manager.filter(pk__in=chunk).delete()
        put_back(before)
        touched += before.stamps
    return touched


def _delete(model: type[Noun], spans: Runs) -> None:
    """Without looking for what hangs on it: nothing does, that was asked before."""
    for first, last in spans:
        found = model._default_manager.filter(pk__range=(first, last))
        if model is Person:  # what is derived rests on nobody
            either = models.Q(first__pk__range=(first, last)) | models.Q(second__pk__range=(first, last))
            Pair.objects.filter(either).delete()
        if model.searched:
            drop_names(model, ((pk, names) for pk, *names in found.values_list("pk", *model.searched)))
        found._raw_delete(found.db)


def _refuse_changed(made: Mapping[type[Noun], Runs]) -> None:
    for model, spans in made.items():
        # Confirming a class raises an employment's version and changes nothing that the list said.
        changed = models.Q(ends__isnull=False) if model is Employment else models.Q(version__gt=1)
        for first, last in spans:
            found = model._default_manager.filter(changed, pk__range=(first, last)).first()
            if found is not None:
                said = _(
                    "“%(first)s”等记录在这次导入之后又修改过，撤销会丢失这些修改，所以没有撤销。"
                    "如果确实要撤销，请先把后来的修改改回去；也可以直接更正个别记录。"
                )
                raise VerbError(said % {"first": found})


def _refuse_if_rested_on(made: Mapping[type[Noun], Runs], known: Made) -> None:
    found: dict[str, int] = defaultdict(int)
    for model, spans in made.items():
        for relation in model._meta.related_objects:
            child: Any = relation.related_model
            for first, last in spans:
                name = relation.field.name
                resting = child._base_manager.filter(**{f"{name}__gte": first, f"{name}__lte": last})
                for own in made.get(child, ()):
                    resting = resting.exclude(pk__range=tuple(own))
                count = resting.count()
                if count:
                    found[word_of(child)] += count
    if found:
        listed = enumerated(_("%(what)s%(count)s条") % {"what": what, "count": count} for what, count in found.items())
        said = _(
            "这次导入的记录后来又登记了%(listed)s，撤销会使这些记录失去依据，所以没有撤销。"
            "请先撤销或删除后来的登记，再撤销这次导入。"
        )
        raise VerbError(said % {"listed": listed})
