"""Signing up, the last step: name and unit. The unit is picked from those known here, or typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import VISITOR
from keqiao.kernel.identities.codes import STANDS
from keqiao.kernel.identities.models import LoginCode, Purpose
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.picking import find_organisations, options
from keqiao.registry.verbs.identities import NOTICE, keeper_of
from keqiao.registry.verbs.identities import join as join_verb

from .admit import NEXT, admit
from .mobile import JOINING, sent_code

LEAST = 2  # characters before suggestions come


class Suggesting(forms.TextInput):
    """A text field with organisations suggested while one types, where scripts run; open to visitors."""

    def __init__(self, kinds: str = "") -> None:
        """``kinds`` narrows the organisations, comma separated."""
        super().__init__({"autocomplete": "off"})
        self.kinds = kinds

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field, and the list its suggestions go into."""
        place = f"{(attrs or {}).get('id', f'id_{name}')}_found"
        asks = {
            "list": place,
            "hx-get": reverse("join_units") + (f"?kinds={self.kinds}" if self.kinds else ""),
            "hx-vals": f'{{"field": "{name}"}}',
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{place}",
        }
        drawn = super().render(name, value, {**(attrs or {}), **asks}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', drawn, place)


class NameForm(forms.Form):
    """Name, unit, and the association of the place where the unit is none of ours."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=80,
        error_messages={"required": gettext_lazy("没有填写姓名。请填写真实姓名。")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    unit = forms.CharField(
        label=gettext_lazy("工作单位"),
        max_length=160,
        help_text=gettext_lazy("可从提示中选择，没有的直接填写全称；没有单位的填写所在村或社区。"),
        error_messages={"required": gettext_lazy("没有填写工作单位。没有单位的请填写所在村或社区。")},
        widget=Suggesting(),
    )
    association = forms.CharField(
        label=gettext_lazy("所在地科协"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("由它保存您的账号资料。单位从提示中选择的，不必填写。"),
        widget=Suggesting(OrganisationKind.ASSOCIATION.value),
    )

    def clean(self) -> dict[str, Any]:
        """Which organisations are meant: the unit if it is one of ours, and the association that keeps the record."""
        cleaned = dict(super().clean() or {})
        unit = named(cleaned.get("unit", ""))
        keeper = keeper_of(unit) if unit is not None else None
        if keeper is None:
            written = cleaned.get("association", "")
            keeper = named(written, OrganisationKind.ASSOCIATION)
            if keeper is None and not self.errors:
                said = _("没有找到科协“%(name)s”。请核对名称，或输入其中几个字后从提示中选择。")
                self.add_error(
                    "association",
                    said % {"name": written} if written else _("请填写您所在地的科协，例如所在市、县科协。"),
                )
        return {**cleaned, "found_unit": unit, "keeper": keeper}


@never_cache
@require_http_methods(["GET", "POST"])
@page("anyone")
def give_name(request: HttpRequest) -> HttpResponseBase:
    """Ask for name and unit, make the account, and let its holder in."""
    code = sent_code(request, Purpose.LOGIN)
    if not _proved(code):
        messages.warning(request, _("手机号还没有验证，或验证已过期。请从填写手机号开始。"))
        return redirect("join")
    form = NameForm(request.POST or None, initial={"association": _default()})
    if request.method == "POST" and form.is_valid():
        try:
            return _join(request, code, form.cleaned_data)
        except VerbError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "code": code, "joining": request.session.get(JOINING, False)}
    return render(request, "web/doors/name.html", context, status=400 if form.errors else 200)


@require_safe
@page("anyone")
def notice(request: HttpRequest) -> HttpResponse:
    """What is kept of who signs up, what for, how long, and what one may ask for."""
    return render(request, "web/doors/notice.html", {"version": NOTICE})


@require_GET
@page("anyone")
def units(request: HttpRequest) -> HttpResponse:
    """Suggestions of organisations, which anybody may look up on the portal too."""
    words = request.GET.get(request.GET.get("field", "q"), "").strip()
    kinds = tuple(one for one in request.GET.get("kinds", "").split(",") if one)
    return HttpResponse(options(find_organisations(VISITOR, words, kinds)) if len(words) >= LEAST else "")


def named(text: str, kind: OrganisationKind | None = None) -> Organisation | None:
    """The organisation that somebody picked or wrote in full; None when it is none of ours, or could be several."""
    if not text.strip():
        return None
    name, _bracket, code = text.strip().rstrip("）)").replace("(", "（").rpartition("（")
    found = Organisation.objects.filter(closed=None)
    if kind is not None:
        found = found.filter(kind=kind)
    picked = found.filter(code=code.strip(), name=name.strip()).first() if name else None
    if picked is not None:
        return picked
    meant = list(found.filter(Q(name=text.strip()) | Q(short_name=text.strip()))[:2])
    return meant[0] if len(meant) == 1 else None


def _join(request: HttpRequest, code: LoginCode | None, given: dict[str, Any]) -> HttpResponseBase:
    unit: Organisation | None = given["found_unit"]
    data = {
        "name": given["name"],
        "unit_name": unit.name if unit is not None else given["unit"],
        "unit": unit.code if unit is not None else None,
        "keeper": given["keeper"].code,
        "notice": NOTICE,
    }
    user = join_verb(Act(actor_of(request)), code, data)  # type: ignore[arg-type]  # proved, so there is one
    messages.success(request, _("账号已建立。以后用这个手机号和验证码登录，不需要密码。"))
    return admit(request, user, "mobile", request.session.pop(NEXT, "") or reverse("home"))


def _proved(code: LoginCode | None) -> bool:
    return code is not None and code.used is None and code.passed is not None and code.passed + STANDS > timezone.now()


def _default() -> str:
    """The association that is filled in beforehand."""
    found = Organisation.objects.filter(code=settings.DOORS.association, closed=None).first()
    return f"{found.name}（{found.code}）" if found is not None else ""
