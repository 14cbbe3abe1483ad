"""制度文件: a society's charter, rules of meetings and rule sets, by their versions; what is missing stands on top."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.renewal.documents import RuleLine, end_rules, file_rules, number_rules, rule_lines
from keqiao.blocks.assemblies.renewal.models import RuleDocument, RuleKind
from keqiao.blocks.assemblies.renewal.opening import MANAGE
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import ActLink, act_link
from keqiao.registry.verbs.files import attach
from keqiao.registry.wording import choice_word

from .uploads import FileForm, answer_file


class RuleForm(FileForm):
    """A version of a rule document."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"))
    title = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=160,
        error_messages={"required": gettext_lazy("请填写文件的名称。")},
    )
    starts = forms.DateField(
        label=gettext_lazy("施行日期"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("请填写施行日期。")},
    )
    adopted_by = forms.CharField(label=gettext_lazy("通过的会议"), max_length=120, required=False)
    number = forms.CharField(label=gettext_lazy("核准或备案文号"), max_length=120, required=False)
    approved = forms.DateField(
        label=gettext_lazy("核准或备案日期"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )

    field_order = ("kind", "title", "starts", "adopted_by", "number", "approved", "file")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer every kind in the reader's language; a document may come without its file."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # declared above
        kind.choices = [(one.value, choice_word(one)) for one in RuleKind]
        self.fields["file"].required = False


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def rule_documents(request: HttpRequest, code: str) -> HttpResponseBase:
    """Every kind of rule document. Posting files a version."""
    organisation = own(request, code)
    posted = request.method == "POST"
    form = RuleForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"kind": request.GET.get("kind", "")},
    )
    if posted and form.is_valid() and _filed(request, organisation, form):
        messages.success(request, _("制度文件已登记。"))
        return redirect("assemblies:rule_documents", code)
    lines = rule_lines(organisation)
    context = {
        "organisation": organisation,
        "lines": [(line, _versions(request, line)) for line in lines],
        "missing": [line.word for line in lines if line.missing],
        "form": form,
        "may_file": may(request, MANAGE, organisation),
        "trail": trail(organisation, (_("制度文件"), "")),
    }
    return render(request, "renewal/rules.html", context, status=400 if form.errors else 200)


@require_safe
@page(NEED, on=place)
def document_file(request: HttpRequest, code: str, document: uuid.UUID) -> HttpResponseBase:
    """The file of a version."""
    organisation = own(request, code)
    found = RuleDocument.objects.filter(organisation=organisation, attachment__isnull=False)
    one = get_object_or_404(found.select_related("attachment"), public_id=document)
    assert one.attachment is not None  # looked for with one
    return answer_file(one.attachment)


def _versions(request: HttpRequest, line: RuleLine) -> Sequence[tuple[RuleDocument, list[ActLink]]]:
    offered = ((one, (act_link(request, verb, one) for verb in (number_rules, end_rules))) for one in line.versions)
    return [(one, [link for link in links if link is not None]) for one, links in offered]


def _filed(request: HttpRequest, organisation: Organisation, form: RuleForm) -> bool:
    act, given = Act(actor_of(request)), dict(form.cleaned_data)
    file = given.pop("file")
    try:
        with transaction.atomic():
            if file is not None:
                kept = attach(act, organisation, {"name": file.name or "", "content": file.read()})
                given["attachment"] = kept.pk
            file_rules(act, organisation, given)
    except VerbError as error:
        form.add_error(None, str(error))
        return False
    return True
