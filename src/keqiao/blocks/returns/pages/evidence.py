"""材料认定 at the desk: a document that proves something is handed in, and a second person approves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.returns.models import Attestation
from keqiao.blocks.returns.verbs import submit
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import ActLink, acts_of
from keqiao.plans.library import library
from keqiao.plans.shown import in_language
from keqiao.registry.verbs.files import attach
from keqiao.registry.wording import organisation_url

from .asked import organisation_of

MOST = 50  # statements in the list


class EvidenceForm(forms.Form):
    """What is proved, and the document."""

    topic = forms.CharField(
        label=gettext_lazy("事项代码"),
        max_length=60,
        help_text=gettext_lazy("从任务指标或方案项目打开本页时已经填好。"),
        error_messages={"required": gettext_lazy("没有事项代码。请从任务指标或方案项目打开本页。")},
    )
    statement = forms.CharField(
        label=gettext_lazy("这份材料说明什么"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请用一两句话说明这份材料证明了什么。")},
    )
    file = forms.FileField(
        label=gettext_lazy("证明文件"),
        help_text=gettext_lazy("PDF、Word、Excel、图片或OFD。不得上传涉密文件。"),
        widget=forms.FileInput,
        error_messages={"required": gettext_lazy("没有选择文件。请选择证明文件。")},
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        limit = int(settings.UPLOAD_LIMIT)
        if (file.size or 0) > limit:
            said = _("文件超过上限%(limit)dMB。请压缩后重新选择。")
            raise forms.ValidationError(said % {"limit": limit // 2**20})
        return file


@dataclass(frozen=True)
class Line:
    """A document that was handed in, what it is for in words, and what may be done about it."""

    one: Attestation
    title: str
    status: str
    acts: list[ActLink]


def on_code(request: HttpRequest, code: str, **_more: Any) -> int:
    """On which organisation these pages check their need."""
    return organisation_of(code).pk


@require_http_methods(["GET", "HEAD", "POST"])
@page("records.see", on=on_code)
def evidence_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """The documents of an organisation, the latest first. Posting hands one in."""
    organisation = organisation_of(code)
    form = EvidenceForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"topic": request.GET.get("topic", "")},
    )
    if request.method == "POST" and form.is_valid() and _submitted(request, organisation, form):
        messages.success(request, _("材料已提交，等待另一人认定。"))
        back = request.GET.get("back", "")
        return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else request.path)
    titles = _titles()
    every = organisation.attestations.select_related("organisation", "attachment").order_by("-pk")[:MOST]
    context = {
        "organisation": organisation,
        "form": form,
        "topic": titles.get(form["topic"].value() or "", ""),
        "may_submit": may(request, "attestations.submit", organisation),
        "lines": [
            Line(one, titles.get(one.topic, one.topic), _(one.get_status_display()), acts_of(request, one))
            for one in every
        ],
        "trail": [
            {"label": organisation.name, "url": organisation_url(organisation)},
            {"label": _("材料认定"), "url": ""},
        ],
    }
    return render(request, "returns/evidence.html", context, status=400 if form.errors else 200)


@require_safe
@page("records.see", on=on_code)
def evidence_file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """The document itself."""
    one = get_object_or_404(
        Attestation.objects.select_related("attachment"), pk=number, organisation=organisation_of(code)
    )
    kept = one.attachment
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def _submitted(request: HttpRequest, organisation: Organisation, form: EvidenceForm) -> bool:
    """Keep the file and the statement together, or neither; what is refused stands on the form."""
    file, act = form.cleaned_data["file"], Act(actor_of(request))
    try:
        with transaction.atomic():
            kept = attach(act, organisation, {"name": file.name, "content": file.read()})
            data = {"topic": form.cleaned_data["topic"], "statement": form.cleaned_data["statement"]}
            submit(act, organisation, data | {"attachment": kept.pk})
    except VerbError as error:
        form.add_error(None, str(error))
        return False
    return True


def _titles() -> dict[str, str]:
    """What the topics of the installed plans are called."""
    found: dict[str, str] = {}
    for package in library().all():
        found |= {made.topic: in_language(made.title) for made in package.commitments}
        found |= {
            str(entry.settings["topic"]): in_language(entry.title)
            for entry in package.programmes
            if entry.template == "returns.evidence" and "topic" in entry.settings
        }
    return found
