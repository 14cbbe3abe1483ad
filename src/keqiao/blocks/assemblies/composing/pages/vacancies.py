"""Who left an approved list, what the seat counted towards, and who was added by decision."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing.checks import APPROVE, MANAGE
from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.models import Making, MakingStatus, Nominee
from keqiao.blocks.assemblies.composing.vacancies import Vacancy, fill, leave, vacancies
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.picking import PickerField

from .frame import address, carried_out, making_of, way


class LeaveForm(forms.Form):
    """Who leaves, and why."""

    use_required_attribute = False

    def __init__(self, data: Any, on: Sequence[Nominee]) -> None:
        """``on``: those with a seat."""
        super().__init__(data, prefix="leave")
        chosen = [("", _("请选择")), *((str(one.pk), _said(one)) for one in in_stroke_order(on, str))]
        self.fields["nominee"] = forms.ChoiceField(choices=chosen, label=_("退出的人"))
        self.fields["reason"] = forms.CharField(label=_("原因"), min_length=2, max_length=200)


class FillForm(forms.Form):
    """Whose seat, who takes it, and by which decision."""

    use_required_attribute = False

    def __init__(self, data: Any, actor: Actor, free: Sequence[Vacancy], making: Making) -> None:
        """``free``: the seats in which nobody is."""
        known = {"body": making.approving_body, "day": timezone.localdate()}
        super().__init__(data, prefix="fill", initial=known)
        chosen = [(str(seat.one.pk), _said(seat.one)) for seat in free]
        self.fields["nominee"] = forms.ChoiceField(choices=chosen, label=_("接替谁的席位"))
        self.fields["person"] = PickerField(
            "person", actor=actor, number=True, label=_("增补的人"), help_text=_("输入姓名后选择。")
        )
        self.fields["body"] = forms.CharField(label=_("审定机构"), min_length=2, max_length=120)
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["day"] = forms.DateField(label=_("审定日期"), widget=picker)
        self.fields["document"] = forms.CharField(label=_("文号"), max_length=80, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def vacant_seats(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """The free seats; posted to, it records who left, or who was added."""
    organisation, one = making_of(request, code, making)
    names, free = may(request, "people.see", organisation), vacancies(one)
    held = one.status == MakingStatus.APPROVED and names
    step = request.POST.get("step", "")
    leaves = LeaveForm(request.POST if step == "leave" else None, seated(standing(one))) if held else None
    fills = FillForm(request.POST if step == "fill" else None, actor_of(request), free, one) if held else None
    asked = {"leave": leaves, "fill": fills}.get(step)
    if asked is not None and asked.is_valid():
        data = {name: value for name, value in asked.cleaned_data.items() if value not in (None, "")}
        data["nominee"] = int(data["nominee"])
        verb, said = (leave, _("已登记退出。")) if step == "leave" else (fill, _("已登记增补。"))
        carried_out(request, said, lambda act: verb(act, one, data))
        return redirect(address(one, "vacancies"))
    context = {
        "making": one,
        "organisation": organisation,
        "trail": way(organisation, one, _("退出和增补")),
        "names": names,
        "vacancies": free if names else [],
        "added": _added(one) if names else [],
        "leaves": leaves if may(request, MANAGE, organisation) else None,
        "fills": fills if may(request, APPROVE, organisation) else None,
    }
    return render(request, "composing/vacancies.html", context)


def _added(one: Making) -> list[Nominee]:
    found = Nominee.objects.filter(slate__allotment__making=one, added_on__isnull=False)
    return list(found.select_related("person", "replaces__person").order_by("added_on", "pk"))


def _said(one: Nominee) -> str:
    return _("%(person)s（%(unit)s）") % {"person": one.person, "unit": one.slate.allotment.name}
