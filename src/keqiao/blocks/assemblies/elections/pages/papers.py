"""What leaves an election at the desk as a file: the ballot, the report of the result, the file for counting again."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.elections.called import Called
from keqiao.blocks.assemblies.elections.documents import ballot_paper, result_report
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.recount import as_table, has_file, recount_file
from keqiao.blocks.assemblies.pages.frame import NEED, own, place
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import can
from keqiao.look.downloads import to_keep

from .desk import election_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON, CSV = "application/json", "text/csv; charset=utf-8"


@require_safe
@page(NEED, on=place)
def paper(request: HttpRequest, code: str, election: uuid.UUID, kind: str) -> HttpResponse:
    """A file of an election: ``ballot``, ``report``, ``recount`` or ``table``. All of them name people."""
    organisation = own(request, code)
    if not can(actor_of(request), "people.see", organisation.pk):
        raise PermissionDenied(_("这份文件写有姓名，您的账号不能查看。请联系本单位的安全管理员开通。"))
    one = election_of(organisation, election)
    if kind == "ballot":
        return to_keep(ballot_paper(one), WORD, _named(one, _("选票"), "docx"))
    if kind == "report" and one.result:
        return to_keep(result_report(one), WORD, _named(one, _("结果报告单"), "docx"))
    return recount_answer(one, kind)


def recount_answer(one: Election, kind: str, called: Called | None = None) -> HttpResponse:
    """The file for counting again, as JSON or as a table. Raises Http404 while there is none."""
    if kind == "recount" and has_file(one):
        return to_keep(recount_file(one, called), JSON, _named(one, _("计票文件"), "json"))
    if kind == "table" and has_file(one):
        return to_keep(as_table(one, called), CSV, _named(one, _("选票"), "csv"))
    raise Http404(_("这项选举还没有这份文件。计票之后才有。"))


def _named(one: Election, what: str, ending: str) -> str:
    return f"{one.title}{what}.{ending}"
