"""The directory of people at the desk: found by name, narrowed by filters, or found by an exact number."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns.fields import earliest_first
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.look.parts import Chip
from keqiao.look.picking import FINDERS, PickerInput
from keqiao.registry.directory import BY_NAME, FILTERS, NEED, Filter, by_number, matching, read_filters, works_of_today
from keqiao.registry.exports import export_url
from keqiao.registry.wording import joined, source_class_word

from .person import person_url

A_PAGE = 30
COUNTED = 1000  # so many are counted and paged through; more are narrowed first
KINDS = (("id", gettext_lazy("证件号码")), ("mobile", gettext_lazy("手机号码")))


if TYPE_CHECKING:
    PeoplePaginator = Paginator[Person]
else:
    PeoplePaginator = Paginator


class CountedSoFar(PeoplePaginator):
    """Counts no further than people page through: counting all of 200,000 takes longer than showing thirty."""

    @cached_property
    def count(self) -> int:
        """How many there are, or one more than is counted."""
        listed: QuerySet[Person] = self.object_list  # type: ignore[assignment]  # always given a query here
        return min(listed.order_by()[: COUNTED + 1].count(), COUNTED)

    @cached_property
    def is_more(self) -> bool:
        """Whether there are more than are counted."""
        return self.count >= COUNTED


@dataclass(frozen=True)
class Row:
    """A person as the list shows them."""

    name: str
    url: str
    work: str
    source_class: str
    keeper: str
    number: int
    key: str


class NumberForm(forms.Form):
    """An exact number. It is posted, so that it stands in no address, history or log."""

    kind = forms.ChoiceField(label=gettext_lazy("号码种类"), choices=KINDS)
    number = forms.CharField(label=gettext_lazy("号码"), max_length=40)
    use_required_attribute = False

    def clean_number(self) -> str:
        """As numbers are kept: without blanks and in one width."""
        return "".join(unicodedata.normalize("NFKC", self.cleaned_data["number"]).split()).upper()


class SegmentForm(forms.Form):
    """A name under which the filters in force are saved."""

    name = forms.CharField(label=gettext_lazy("分组名称"), max_length=60)
    note = forms.CharField(label=gettext_lazy("说明"), max_length=160, required=False)
    use_required_attribute = False


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@page(NEED)
def people(request: HttpRequest) -> HttpResponse:
    """Whom the reader may see, the last enrolled first."""
    actor = actor_of(request)
    held = actor.needs
    numbers = NumberForm(request.POST if request.method == "POST" else None)
    chosen = read_filters(with_codes(actor, request.GET.dict()))
    found = matching(actor, chosen)
    if request.method == "POST":
        found = Person.objects.none()
        if numbers.is_valid():
            found = by_number(actor, numbers.cleaned_data["number"], numbers.cleaned_data["kind"])
    listed = page_of_people(found, request.GET.get("page"))
    context = {
        "page": listed,
        "rows": rows_of(listed),
        "chosen": chosen,
        "chips": chips_of(chosen),
        "form": FilterForm(held, chosen),
        "numbers": numbers,
        "by_number": request.method == "POST",
        "may_enrol": "people.manage" in held,
        "more": listed.paginator.is_more,  # type: ignore[attr-defined]  # CountedSoFar's own
        "query": urlencode(chosen),
        "segment_form": SegmentForm(),
        "export": export_url(request, "people"),
    }
    return render(request, "registry/people.html", context, status=400 if numbers.errors else 200)


def page_of_people(found: QuerySet[Person], number: str | None) -> Page[Person]:
    """One page of a list of people, with their work and keeper: the same number of queries however many."""
    work = Prefetch("employments", works_of_today().order_by(earliest_first(), "pk"), to_attr="work")
    listed = found.select_related("keeper").prefetch_related(work).order_by("-pk")
    return CountedSoFar(listed, A_PAGE).get_page(number)


def rows_of(listed: Sequence[Any] | Page[Any]) -> list[Row]:
    """The rows of a page."""
    return [_row(one) for one in listed]


def _row(one: Any) -> Row:
    work: Employment | None = one.work[-1] if one.work else None
    return Row(
        one.name,
        person_url(one),
        f"{work.unit_name} {work.position}".strip() if work is not None else "",
        _class(work),
        str(one.keeper),
        one.pk,
        str(one.public_id),
    )


def _class(work: Employment | None) -> str:
    if work is None:
        return ""
    word = source_class_word(work.source_class)
    return word if work.confirmed or not work.source_class else joined(word, _("待确认"))


def chips_of(chosen: Mapping[str, str]) -> list[Chip]:
    """The filters in force, each with the list without it."""
    return [
        Chip(BY_NAME[name].words(value), "?" + urlencode({key: kept for key, kept in chosen.items() if key != name}))
        for name, value in chosen.items()
    ]


def with_codes(actor: Actor, given: Mapping[str, str]) -> dict[str, str]:
    """What was given, the keeper by its code, whether its name or code or both were typed."""
    keeper = given.get("keeper", "").strip()
    if not keeper or Organisation.objects.filter(code=keeper).exists():
        return dict(given)
    words = keeper.rpartition("（")[2].rstrip("）") if keeper.endswith("）") else keeper
    found = FINDERS["organisation"](actor, words, ())
    return {**given, "keeper": found[0].key if found else keeper}


class FilterForm(forms.Form):
    """All filters, each as its kind: a choice, a text, an organisation by name."""

    use_required_attribute = False

    def __init__(self, held: frozenset[str], chosen: Mapping[str, str]) -> None:
        """Filters that nobody's records answer for this reader aren't offered."""
        super().__init__(initial=dict(chosen), auto_id="filter_%s")
        for one in FILTERS:
            if one.need in held and (one.name != "body" or "body" in chosen):
                self.fields[one.name] = _field(one)


def _field(one: Filter) -> forms.Field:
    more: dict[str, Any] = {"label": one.label, "required": False, "help_text": one.hint}
    if one.choices is not None:
        return forms.ChoiceField(choices=[("", _("不限")), *one.choices()], **more)
    if one.name == "keeper":
        return forms.CharField(widget=PickerInput("organisation", ()), **{**more, "help_text": ""})
    if one.name == "body":
        return forms.CharField(widget=forms.HiddenInput, **more)
    return forms.CharField(**more)
