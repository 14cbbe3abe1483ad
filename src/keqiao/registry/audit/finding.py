"""Which entries and looks the reader may see, and those that match what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.audit.models import Entry, EntryOrganisation, Look, PersonalValues
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.bulk import all_bulk_verbs
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.kernel.verbs.words import verb_words
from keqiao.look.picking import PickerField

from .wording import OUTCOMES

NEED = "audit.see"
MOST = 10_000  # entries that a search lists and a file takes: who needs more asks for a shorter time
OPERATORS = ("operator", gettext_lazy("系统运维"))


class Search(forms.Form):
    """What may be asked for. Every field may stay empty."""

    use_required_attribute = False
    starts = forms.DateField(label=gettext_lazy("从"), required=False, widget=forms.DateInput({"type": "date"}))
    ends = forms.DateField(label=gettext_lazy("到（含当日）"), required=False, widget=forms.DateInput({"type": "date"}))
    who = forms.CharField(label=gettext_lazy("经办人的用户名或姓名"), required=False, max_length=60)
    verb = forms.ChoiceField(label=gettext_lazy("事项"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("结果"), required=False)
    person = forms.IntegerField(
        label=gettext_lazy("人员编号"), required=False, min_value=1, help_text=gettext_lazy("记录里“人员”后面的编号。")
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        """Choices in words; organisations are suggested as the actor may find them."""
        super().__init__(*args, **kwargs)
        every = ("", _("全部"))
        self._field("verb").choices = [every, *_verbs()]
        self._field("outcome").choices = [every, *OUTCOMES.items()]
        self.fields["place"] = PickerField("organisation", actor=actor, number=False, label=_("单位"), required=False)
        self.order_fields(["starts", "ends", "who", "verb", "place", "outcome", "person"])

    def _field(self, name: str) -> Any:
        return self.fields[name]


@dataclass(frozen=True)
class Asked:
    """A search that was understood."""

    starts: dt.date | None = None
    ends: dt.date | None = None
    who: str = ""
    verb: str = ""
    place: str = ""
    outcome: str = ""
    person: int | None = None

    @classmethod
    def of(cls, form: Search) -> Asked:
        """What the form asks for; a field that isn't understood narrows nothing and says so beside itself."""
        form.is_valid()
        given: Mapping[str, Any] = form.cleaned_data
        return cls(**{name: value for name, value in given.items() if value not in (None, "")})

    def said(self) -> str:
        """The filters as the audit keeps them: 'from 2026-11-01 verb access.grant'."""
        return " ".join(f"{name} {value}" for name, value in vars(self).items() if value not in (None, ""))


def visible_entries(actor: Actor) -> QuerySet[Entry]:
    """Entries that name an organisation of the actor's; those that name none only for who oversees all."""
    if oversees_all(actor):
        return Entry.objects.all()
    ours = EntryOrganisation.objects.filter(entry=OuterRef("pk"), organisation__in=reachable(actor, NEED))
    return Entry.objects.filter(Exists(ours))


def visible_looks(actor: Actor) -> QuerySet[Look]:
    """Looks by right of an organisation of the actor's; those of the operator only for who oversees all."""
    if oversees_all(actor):
        return Look.objects.all()
    return Look.objects.filter(organisation__in=reachable(actor, NEED))


def oversees_all(actor: Actor) -> bool:
    """Whether the actor's right reaches every organisation there is."""
    if actor.operator:
        return True
    return not Organisation.objects.exclude(pk__in=reachable(actor, NEED)).exists()


def entries_asked(actor: Actor, asked: Asked) -> QuerySet[Entry]:
    """Those of the visible entries that match, the latest first."""
    found = visible_entries(actor).filter(_in_time(asked), _by(asked))
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    if asked.place:
        at = EntryOrganisation.objects.filter(entry=OuterRef("pk"), organisation__in=_organisations(asked.place))
        found = found.filter(Exists(at))
    if asked.person is not None:
        found = found.filter(pk__in=PersonalValues.objects.filter(person=asked.person).values("entry"))
    return found.order_by("-pk")


def looks_asked(actor: Actor, asked: Asked) -> QuerySet[Look]:
    """Those of the visible looks that match, the latest first; looks have no verb and no outcome."""
    found = visible_looks(actor).filter(_in_time(asked), _by(asked))
    if asked.place:
        found = found.filter(organisation__in=_organisations(asked.place))
    if asked.person is not None:
        found = found.filter(person=asked.person)
    return found.order_by("-pk")


def _organisations(code: str) -> QuerySet[Organisation, int]:
    return Organisation.objects.filter(code=code).values_list("pk", flat=True)


def _in_time(asked: Asked) -> Q:
    found = Q()
    if asked.starts is not None:
        found &= Q(at__gte=_midnight(asked.starts))
    if asked.ends is not None:
        found &= Q(at__lt=_midnight(asked.ends + dt.timedelta(days=1)))
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _by(asked: Asked) -> Q:
    if not asked.who:
        return Q()
    users = User.objects.filter(Q(username__icontains=asked.who) | Q(display_name__icontains=asked.who))
    labels = [f"user:{key}" for key in users.values_list("pk", flat=True)[:MOST]]
    if asked.who in {str(one) for one in OPERATORS}:
        labels.append(OPERATORS[0])
    return Q(actor__in=labels)


def _verbs() -> list[tuple[str, str]]:
    bulk = [f"{name}.{step}" for name in all_bulk_verbs() for step in ("apply", "undo")]
    return sorted(((name, str(verb_words(name))) for name in [*all_verbs(), *bulk]), key=lambda one: one[1])
