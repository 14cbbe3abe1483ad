"""One's own registration: how far it is, the real name, the employer. At home, on a phone first."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.identities.models import EmployerCheck, RealName
from keqiao.kernel.nouns.fields import latest_first
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.formats import long_date
from keqiao.look.parts import Step
from keqiao.registry.verbs.employers import ask_employer, decider_of, domains_of
from keqiao.registry.verbs.realnames import apply_real_name

LONGEST_NEED = 120


class RealNameForm(forms.Form):
    """The ID number."""

    use_required_attribute = False
    id_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=40,
        help_text=gettext_lazy("居民身份证、港澳台居民居住证、外国人永久居留身份证或护照的号码。"),
        error_messages={"required": gettext_lazy("没有填写证件号码。请对照证件填写。")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    need = forms.CharField(required=False, max_length=LONGEST_NEED, widget=forms.HiddenInput)


def person_of(request: HttpRequest) -> Person | None:
    """Who the reader is; None when the account is nobody's."""
    return request.user.person if isinstance(request.user, User) else None


@require_safe
@page(LOGIN)
def registration(request: HttpRequest) -> HttpResponseBase:
    """How far one's registration is, and what comes next."""
    person = person_of(request)
    if person is None:
        return redirect("home")
    return render(request, "registry/registration.html", _standing(person))


@sensitive_post_parameters("id_number")
@never_cache
@require_http_methods(["GET", "POST"])
@page(LOGIN)
def apply(request: HttpRequest) -> HttpResponseBase:
    """Hand in one's ID number, with what needs it said before."""
    person = person_of(request)
    if person is None:
        return redirect("home")
    form = RealNameForm(request.POST or None, initial={"need": request.GET.get("need", "")[:LONGEST_NEED]})
    if request.method == "POST" and form.is_valid():
        try:
            apply_real_name(Act(actor_of(request)), person, form.cleaned_data)
        except VerbError as refusal:
            form.add_error("id_number", str(refusal))
        else:
            messages.success(request, _("实名登记已提交，等待登记员核验。"))
            return redirect("registration")
    context = {"form": form, "person": person, "need": form["need"].value()}
    return render(request, "registry/apply_real_name.html", context, status=400 if form.errors else 200)


@require_POST
@page(LOGIN)
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask to have one's employment confirmed."""
    person, number = person_of(request), request.POST.get("employment", "")
    if person is None or not number.isdecimal():
        return redirect("home")
    try:
        check = ask_employer(Act(actor_of(request)), person, {"employment": int(number)})
        messages.success(request, _("已提交，由“%(unit)s”确认。") % {"unit": check.organisation})
    except VerbError as refusal:
        messages.error(request, str(refusal))
    return redirect("registration")


def registration_panel(request: HttpRequest, subject: object) -> str:
    """How far a person's registration is, at home."""
    if not isinstance(subject, Person):
        return ""
    return render_to_string("registry/panel_registration.html", _standing(subject), request)


def _standing(person: Person) -> dict[str, object]:
    name = person.real_names.order_by("-submitted").first()
    work = (
        person.employments.filter(ends=None).select_related("unit", "person__keeper").order_by(latest_first()).first()
    )
    checks = EmployerCheck.objects.filter(employment=work).select_related("organisation") if work is not None else None
    check = checks.order_by("-asked").first() if checks is not None else None
    return {
        "person": person,
        "steps": [_joined(person), _real_name(name), _employer(work, check)],
        "may_apply": name is None or name.verified is False,
        "work": work,
        "may_ask": work is not None and (check is None or check.confirmed is False),
        "by_mail": work is not None and (check is None or not check.confirmed) and domains_of(work).exists(),
        "decider": decider_of(work) if work is not None else None,
    }


def _joined(person: Person) -> Step:
    return Step(_("建立账号"), "done", note=_("资料由%(keeper)s保存。") % {"keeper": person.keeper})


def _real_name(name: RealName | None) -> Step:
    url = reverse("apply_real_name")
    if name is None:
        return Step(_("实名登记"), "coming", note=_("办理必须实名的事项时再登记，现在可以不办。"), url=url)
    if name.decided is None:
        said = _("%(keeper)s的登记员正在核验。") % {"keeper": name.keeper}
        return Step(_("实名登记"), "current", long_date(name.submitted.date()), said)
    if name.verified:
        return Step(_("实名登记"), "done", long_date(name.decided.date()), _("已核验，办理各项事务不必再交证件。"))
    return Step(_("实名登记"), "late", long_date(name.decided.date()), _("退回：%(why)s") % {"why": name.reason}, url)


def _employer(work: Employment | None, check: EmployerCheck | None) -> Step:
    if work is None:
        return Step(_("工作单位"), "coming", note=_("还没有登记工作单位。"))
    told = {"unit": work.unit_name}
    if check is None:
        return Step(_("工作单位"), "coming", note=_("“%(unit)s”还没有确认。") % told)
    if check.decided is None:
        said = _("等待%(decider)s确认您在“%(unit)s”工作。") % {**told, "decider": check.organisation}
        return Step(_("工作单位"), "current", long_date(check.asked.date()), said)
    if check.confirmed:
        return Step(_("工作单位"), "done", long_date(check.decided.date()), _("“%(unit)s”已确认。") % told)
    said = _("没有确认：%(why)s") % {"why": check.reason}
    return Step(_("工作单位"), "late", long_date(check.decided.date()), said)
