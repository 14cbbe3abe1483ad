"""The work list of records that may be one person: merge, not the same, later."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.people.models import PairChoice, Person
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.registry.alike.pairs import NEED, waiting
from keqiao.registry.refusals import record
from keqiao.registry.verbs.duplicates import decide_pair, merge

from .alike import compared

A_PAGE = 10
CHOICES = {"different": PairChoice.DIFFERENT, "later": PairChoice.LATER}


@require_http_methods(["GET", "POST"])
@never_cache
@page(NEED)
def pairs(request: HttpRequest) -> HttpResponseBase:
    """Pairs within reach, the likeliest first; each decision is a verb of its own."""
    refusal = ""
    if request.method == "POST":
        try:
            messages.success(request, _decide(request))
        except Refused as refused:
            raise PermissionDenied(str(refused)) from None
        except VerbError as error:
            refusal = str(error)
        else:
            return redirect(request.get_full_path())
    shown = Paginator(waiting(actor_of(request)), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "pairs": compared(actor_of(request), [(pair.first_id, pair.second_id) for pair in shown]),
        "refusal": refusal,
        "trail": [{"label": _("人员"), "url": reverse("registry:people")}, {"label": _("疑似重复的人员"), "url": ""}],
    }
    return render(request, "registry/pairs.html", context)


def _decide(request: HttpRequest) -> str:
    """Carry out what was chosen for a pair. Returns what happened, in words."""
    act, choice = Act(actor_of(request)), request.POST.get("choice", "")
    kept, other = (record(Person, _number(request, name), _("人员")) for name in ("kept", "other"))
    if choice == "merge":
        merge(act, kept, {"duplicate": other.pk})
        return _("已并入%(person)s的记录；可以在人员页面撤销合并。") % {"person": kept}
    if choice not in CHOICES:
        raise VerbError(_("没有说明如何处理这两条记录。请选择合并、不是同一人或以后再定。"))
    decide_pair(act, kept, {"duplicate": other.pk, "choice": CHOICES[choice]})
    told = {"one": kept, "other": other}
    if choice == "later":
        return _("已暂缓：%(one)s和%(other)s一个月后再列出。") % told
    return _("已记住：%(one)s和%(other)s不是同一人，不再列出。") % told


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0
