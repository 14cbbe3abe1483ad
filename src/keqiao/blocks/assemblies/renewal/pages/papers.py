"""换届材料: each paper half filled from records, what it lacks in words, the signed copy, and all of it in one file."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, place, trail
from keqiao.blocks.assemblies.renewal.acts import renewal_url
from keqiao.blocks.assemblies.renewal.models import Paper, PaperKind, Renewal
from keqiao.blocks.assemblies.renewal.officers import role_word
from keqiao.blocks.assemblies.renewal.opening import MANAGE, plan_congress
from keqiao.blocks.assemblies.renewal.pack import Pack, lacking, pack_of
from keqiao.blocks.assemblies.renewal.papers import (
    change_article,
    drop_article,
    drop_officer,
    drop_paper,
    keep_paper,
    name_officer,
    take_papers,
)
from keqiao.blocks.assemblies.renewal.word import draft_label, file_name, paper
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Role
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.work.models import CaseStatus
from keqiao.look.acts import ActLink, act_link
from keqiao.look.downloads import to_keep
from keqiao.registry.verbs.files import attach
from keqiao.registry.wording import choice_word

from .case import found
from .uploads import FileForm, answer_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
CHINESE = "zh-hans"
PEOPLE, PRIVATE = "people.see", "people.private"


class PaperForm(FileForm):
    """Which paper it is, and the scan."""

    kind = forms.ChoiceField(label=gettext_lazy("材料"), choices=[])

    field_order = ("kind", "file")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer every kind in the reader's language."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [(kind.value, choice_word(kind)) for kind in PaperKind]


@dataclass(frozen=True)
class PaperLine:
    """A paper: what it lacks, where its draft is, and its signed copies, the latest first."""

    kind: PaperKind
    lacking: Sequence[str]
    draft_url: str
    copies: Sequence[tuple[Paper, str, ActLink | None]]
    mend: ActLink | None = None  # where what is missing is written down

    @property
    def word(self) -> str:
        """What it is called."""
        return choice_word(self.kind)

    @property
    def draft_word(self) -> str:
        """What is drafted: of the audit the letter that asks for it."""
        return _("生成委托书") if self.kind is PaperKind.AUDIT else _("生成草稿")

    @property
    def state(self) -> str:
        """Signed and on file; complete as a draft; or with gaps."""
        if self.copies:
            return "met"
        return "at_risk" if self.lacking else "on_track"

    @property
    def state_word(self) -> str:
        """The state in words."""
        if self.copies:
            return _("已上传")
        return _("待补充") if self.lacking else _("待签署上传")


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def papers_page(request: HttpRequest, code: str, renewal: uuid.UUID) -> HttpResponseBase:
    """The papers of a change of term. Posting hands in a signed copy."""
    organisation, one = _own_case(request, code, renewal)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid() and _kept(request, one, form):
        messages.success(request, _("材料已上传。"))
        return redirect("assemblies:renewal_papers", code, renewal)
    names = may(request, PEOPLE, organisation)
    gathered = pack_of(one)
    lines = _lines(request, one, gathered, names=names)
    context = {
        "organisation": organisation,
        "one": one,
        "pack": gathered,
        "names": names,
        "lines": lines,
        "done": sum(bool(line.copies) for line in lines),
        "officers": _officers(request, one, gathered) if names else [],
        "changes": [(item, act_link(request, drop_article, item)) for item in gathered.changes],
        "add_officer": act_link(request, name_officer, one) if not gathered.elected else None,
        "add_article": act_link(request, change_article, one),
        "form": form,
        "may_upload": may(request, MANAGE, organisation) and one.case.status == CaseStatus.OPEN,
        "may_take": may(request, "exports.take", organisation) and may(request, PRIVATE, organisation),
        "trail": _trail(organisation, one),
    }
    return render(request, "renewal/papers.html", context, status=400 if form.errors else 200)


@require_safe
@page(NEED, on=place)
def draft(request: HttpRequest, code: str, renewal: uuid.UUID, kind: str) -> HttpResponseBase:
    """A paper as a Word file, as far as records fill it in."""
    _organisation, one = _own_case(request, code, renewal)
    if kind not in PaperKind.values:
        raise Http404(_("没有名为“%(kind)s”的换届材料模板。") % {"kind": kind})
    wanted = PaperKind(kind)
    gathered = _gathered(one)
    if not _taken(request, one, wanted.value, gathered):
        return redirect("assemblies:renewal_papers", code, renewal)
    with translation.override(CHINESE):
        return to_keep(paper(wanted, gathered), WORD, file_name(wanted, gathered))


@require_safe
@page(NEED, on=place)
def pack(request: HttpRequest, code: str, renewal: uuid.UUID) -> HttpResponseBase:
    """Every paper in one file: signed copies where they are, drafts of the others, and a list of what is missing."""
    _organisation, one = _own_case(request, code, renewal)
    gathered = _gathered(one)
    if not _taken(request, one, "all", gathered):
        return redirect("assemblies:renewal_papers", code, renewal)
    with translation.override(CHINESE):
        return to_keep(packed(one, gathered), ZIP, f"{gathered.unit}换届材料.zip")


@require_safe
@page(NEED, on=place)
def paper_file(request: HttpRequest, code: str, renewal: uuid.UUID, paper: uuid.UUID) -> HttpResponseBase:
    """A signed copy."""
    organisation, one = _own_case(request, code, renewal)
    if not may(request, PEOPLE, organisation):
        raise Http404(_("签署的材料写有姓名，由可以查看人员的人员下载。"))
    kept = get_object_or_404(Paper.objects.select_related("attachment"), public_id=paper, renewal=one)
    return answer_file(kept.attachment)


def packed(one: Renewal, gathered: Pack) -> bytes:
    """The pack as a zip file, numbered in the order of the list."""
    stream = io.BytesIO()
    gaps = lacking(gathered)
    said = [f"{gathered.unit}换届材料清单", ""]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, kind in enumerate(PaperKind, start=1):
            latest = one.papers.filter(kind=kind).select_related("attachment").first()
            if latest is not None:
                ending = latest.attachment.name.rpartition(".")[2]
                with latest.attachment.content.open("rb") as content:
                    archive.writestr(f"{number:02d}{kind.label}.{ending}", content.read())
                said.append(f"{number}．{kind.label}：已签署")
            else:
                archive.writestr(f"{number:02d}{draft_label(kind)}（草稿）.docx", paper(kind, gathered))
                said.append(f"{number}．{kind.label}：草稿。{'；'.join(gaps[kind]) or '待签署'}")
        archive.writestr("00材料清单.txt", "\r\n".join(said).encode("utf-8-sig"))
    return stream.getvalue()


def _own_case(request: HttpRequest, code: str, renewal: uuid.UUID) -> tuple[Organisation, Renewal]:
    organisation, one = found(request, code, renewal)
    if one.outside:
        raise Http404(_("下级单位的换届材料由该单位自己办理，这里只登记督促和结果。"))
    return organisation, one


def _gathered(one: Renewal) -> Pack:
    with translation.override(CHINESE):
        return pack_of(one)


def _taken(request: HttpRequest, one: Renewal, what: str, gathered: Pack) -> bool:
    """Let the audit keep that papers left; False, and said why, for who may not take them."""
    actor = actor_of(request)
    try:
        if not may(request, PRIVATE, one.case.organisation):
            raise VerbError(_("换届材料写有姓名和个人情况，由可以查看人员的人员生成。"))
        take_papers(Act(actor), one, {"what": what, "people": len(gathered.officers)})
    except VerbError as error:
        messages.error(request, str(error))
        return False
    _note_officers(request, one, gathered)
    return True


def _note_officers(request: HttpRequest, one: Renewal, gathered: Pack) -> None:
    """Whoever is told of in a paper reads at home that it left."""
    people = [sheet.person.pk for sheet in gathered.officers]
    place = one.case.organisation_id
    address = request.META.get("REMOTE_ADDR", "")
    why = _("生成换届材料")
    note_look(actor_of(request), people, what=Seen.EXPORT, why=why, place=place, need=PRIVATE, address=address)


def _kept(request: HttpRequest, one: Renewal, form: PaperForm) -> bool:
    act, file = Act(actor_of(request)), form.cleaned_data["file"]
    try:
        with transaction.atomic():
            kept = attach(act, one.case.organisation, {"name": file.name or "", "content": file.read()})
            keep_paper(act, one, {"kind": form.cleaned_data["kind"], "attachment": kept.pk})
    except VerbError as error:
        form.add_error("file", str(error))
        return False
    return True


def _lines(request: HttpRequest, one: Renewal, gathered: Pack, *, names: bool) -> list[PaperLine]:
    gaps = lacking(gathered)
    copies: dict[str, list[Paper]] = {}
    for copy in one.papers.select_related("attachment"):
        copies.setdefault(copy.kind, []).append(copy)
    code = one.case.organisation.code
    return [
        PaperLine(
            kind,
            gaps[kind] if names or kind is not PaperKind.OFFICERS else [],
            reverse("assemblies:renewal_draft", args=[code, one.public_id, kind.value]),
            [
                (
                    copy,
                    reverse("assemblies:renewal_paper", args=[code, one.public_id, copy.public_id]) if names else "",
                    act_link(request, drop_paper, copy),
                )
                for copy in copies.get(kind, ())
            ],
            _mend(request, one, gathered, kind),
        )
        for kind in PaperKind
    ]


def _mend(request: HttpRequest, one: Renewal, gathered: Pack, kind: PaperKind) -> ActLink | None:
    """Where the first thing that a paper lacks is written down; None where that is nowhere here."""
    if kind is PaperKind.CHARTER and not gathered.changes:
        return act_link(request, change_article, one)
    if kind in (PaperKind.OFFICERS, PaperKind.BALLOT, PaperKind.LEGAL) and not gathered.officers:
        return act_link(request, name_officer, one)
    undated = kind is PaperKind.REQUEST and gathered.called is None
    if undated or (kind is PaperKind.LEGAL and not one.former_legal):
        return act_link(request, plan_congress, one)
    return None


def _officers(request: HttpRequest, one: Renewal, gathered: Pack) -> list[tuple[object, ActLink | None]]:
    named = {(item.person_id, role_word(one.unit, Role(item.role))): item for item in one.officers.all()}
    rows: list[tuple[object, ActLink | None]] = []
    for sheet in gathered.officers:
        item = named.get((sheet.person.pk, sheet.role))
        link = act_link(request, drop_officer, item) if item is not None and not gathered.elected else None
        rows.append((sheet, link))
    return rows


def _trail(organisation: Organisation, one: Renewal) -> list[dict[str, str]]:
    return trail(
        organisation,
        (_("换届"), reverse("assemblies:renewals", args=[organisation.code])),
        (str(one), renewal_url(one)),
        (_("换届材料"), ""),
    )
