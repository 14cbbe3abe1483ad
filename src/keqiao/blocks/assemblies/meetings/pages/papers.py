"""Files of a meeting at the desk: added with a meeting, and read."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from keqiao.blocks.assemblies.meetings.agenda import add_paper
from keqiao.blocks.assemblies.meetings.models import Paper, PaperKind
from keqiao.blocks.assemblies.meetings.offered import meeting_url
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.files import attach

from .found import found


@require_POST
@page("meetings.manage", on=place)
def add(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponseBase:
    """Put an uploaded file with a meeting."""
    organisation, one = found(request, code, meeting)
    try:
        kept = uploaded(request, organisation)
        _add(request, one, kept)
    except VerbError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已上传“%(file)s”。") % {"file": kept.name})
    return redirect(meeting_url(one) + "#papers")


@require_safe
@page(NEED, on=place)
def paper(request: HttpRequest, code: str, meeting: uuid.UUID, paper: uuid.UUID) -> HttpResponseBase:
    """A file of a meeting, for staff of its organisation."""
    _organisation, one = found(request, code, meeting)
    return as_file(get_object_or_404(Paper.objects.select_related("file"), public_id=paper, meeting=one).file)


def uploaded(request: HttpRequest, organisation: Organisation) -> Attachment:
    """The file that was sent, kept with the organisation. Raises VerbError when there is none, or none we keep."""
    file = request.FILES.get("file")
    if file is None:
        raise VerbError(_("没有选择文件。请先选择要上传的文件。"))
    data = {"name": file.name or "", "content": file.read()}
    made: Attachment = attach(Act(actor_of(request)), organisation, data)
    return made


def as_file(kept: Attachment) -> FileResponse:
    """A kept file to be opened outside the page."""
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def _add(request: HttpRequest, one: Meeting, kept: Attachment) -> None:
    chosen = request.POST.get("item", "")
    item = one.items.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    data = {
        "file": kept.pk,
        "kind": request.POST.get("kind") or PaperKind.PAPER,
        "title": request.POST.get("title", "").strip(),
        "item": item.pk if item is not None else None,
    }
    add_paper(Act(actor_of(request)), one, data)
