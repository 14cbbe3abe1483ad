"""What the address of a form's page asks for: organisation, form and year; and who may see them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.blocks.returns.forms.form import Form
from keqiao.blocks.returns.forms.library import forms
from keqiao.exchange.spreadsheets.writing import XLSX
from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.downloads import to_keep
from keqiao.plans.access import sees_live
from keqiao.plans.shown import in_language

NEED = "figures.see"
YEARS = 5  # years that a form's page offers


def organisation_of(code: str) -> Organisation:
    """The organisation of that code. Raises Http404 when there is none."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有机构代码为“%(code)s”的单位。") % {"code": code})
    return found


def organisation_id(request: HttpRequest, code: str, *names: Any, **more: Any) -> int:
    """On which organisation a form's page checks its need."""
    return organisation_of(code).pk


def form_of(organisation: Organisation, name: str, year: int | None = None) -> Form:
    """The form of that id. Raises Http404 when this organisation isn't asked for it, or not for that year."""
    form = forms().forms.get(name)
    if form is None or not form.fits(organisation.kind, organisation.level):
        raise Http404(_("“%(organisation)s”没有这张报表。") % {"organisation": organisation})
    if year is not None and not form.since <= year <= timezone.localdate().year:
        told = {"first": form.since, "last": timezone.localdate().year}
        raise Http404(_("这张报表可以查看%(first)d年至%(last)d年。") % told)
    return form


def check_sees(request: HttpRequest, organisation: Organisation) -> None:
    """Refuse whoever sees of this organisation only what it reported."""
    if not sees_live(actor_of(request), organisation.pk):
        said = _("“%(name)s”的报表由它自己填报，上级看它报送的数据。请联系该单位。")
        raise PermissionDenied(said % {"name": organisation.name})


def trail(organisation: Organisation, form: Form | None = None, year: int = 0, *here: str) -> list[dict[str, str]]:
    """Forms, the organisation's forms, the form of the year, and what stands below it."""
    steps = [{"label": _("对外报表"), "url": reverse("returns:forms")}]
    steps.append({"label": organisation.name, "url": reverse("returns:unit", args=[organisation.code])})
    if form is not None:
        steps.append({"label": in_language(form.title), "url": form_url(organisation, form, year)})
    steps += [{"label": label, "url": ""} for label in here]
    steps[-1]["url"] = ""
    return steps


def form_url(organisation: Organisation, form: Form, year: int, page: str = "form") -> str:
    """A page of a form."""
    return reverse(f"returns:{page}", args=[organisation.code, form.id, year])


def usual_year() -> int:
    """The year that is asked for as a rule: the last complete one, from November on the running one."""
    today = timezone.localdate()
    return today.year if today.month >= 11 else today.year - 1


def years_of(form: Form) -> list[int]:
    """The years that are offered, the latest first."""
    last = timezone.localdate().year
    return [year for year in range(last, last - YEARS, -1) if year >= form.since]


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved."""
    return to_keep(content, XLSX, f"{name}.xlsx")
