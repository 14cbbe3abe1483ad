"""Verbs on the papers of a change of term: the charter's articles, officers to be elected, signed copies, the pack."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.access.rules import can
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import record
from keqiao.registry.wording import choice_word

from .models import CharterChange, Officer, Paper, PaperKind, Renewal
from .opening import MANAGE, check_running


class ChangeArticle(VerbData):
    """One article of the charter, before and after. An empty side: it is new, or it goes."""

    article: Annotated[
        str, Field(min_length=1, max_length=40), Asked(gettext_lazy("条"), gettext_lazy("例如第十二条。"))
    ]
    before: Annotated[
        str, Field(max_length=4000), Asked(gettext_lazy("修改前"), gettext_lazy("新增的条不填。"), kind="long")
    ] = ""
    after: Annotated[
        str, Field(max_length=4000), Asked(gettext_lazy("修改后"), gettext_lazy("删去的条不填。"), kind="long")
    ] = ""
    reason: Annotated[str, Field(max_length=400), Asked(gettext_lazy("修改理由"), kind="long")] = ""


class NameOfficer(VerbData):
    """Who is to be elected as what."""

    person: Annotated[int, Asked(gettext_lazy("人员"), kind="person")]
    role: Annotated[Role, Asked(gettext_lazy("拟任职务"))] = Role.CHAIR
    part_time: Annotated[bool, Asked(gettext_lazy("兼职"))] = False
    legal: Annotated[bool, Asked(gettext_lazy("拟任法定代表人"))] = False


class KeepPaper(VerbData):
    """A signed paper: its kind and the id of a file that the same unit keeps."""

    kind: PaperKind
    attachment: int


class TakePapers(VerbData):
    """Which papers leave (a kind, or all) and of how many people they tell."""

    what: str
    people: int = 0


@verb(
    "renewal.change_article",
    does=gettext_lazy("登记了章程修改"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def change_article(act: Act, target: Renewal, data: ChangeArticle) -> CharterChange:
    """Put an article's former and new text side by side; the same article said again replaces it."""
    _check_own(target)
    if not data.before and not data.after:
        raise VerbError(_("修改前和修改后都没有填写。请至少填写一边。"))
    made = target.charter_changes.filter(article=data.article).first()
    made = made or CharterChange(renewal=target, article=data.article)
    made.before, made.after, made.reason = data.before, data.after, data.reason
    made.save()
    return made


@verb(
    "renewal.drop_article",
    does=gettext_lazy("删除了章程修改"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop_article(act: Act, target: CharterChange, data: VerbData) -> Renewal:
    """Take an article out of the changes."""
    check_running(target.renewal)
    target.delete()
    return target.renewal


@verb(
    "renewal.name_officer",
    does=gettext_lazy("登记了拟任负责人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def name_officer(act: Act, target: Renewal, data: NameOfficer) -> Officer:
    """Name whom the papers tell of as to be elected. It elects nobody."""
    _check_own(target)
    person = record(Person, data.person, _("人员"))
    if not can(act.actor, "people.see", person.keeper_id):
        raise Refused(
            _("您没有查看此人记录的权限，不能登记为拟任负责人。请由保存该记录的单位办理，或先在本单位登记此人。")
        )
    if target.officers.filter(person=person, role=data.role).exists():
        said = _("%(person)s已经登记为拟任%(role)s，没有重复登记。")
        raise VerbError(said % {"person": person, "role": choice_word(data.role)})
    for other in target.officers.filter(legal=True) if data.legal else ():
        other.legal = False
        other.save()
    made = Officer(renewal=target, person=person, role=data.role, part_time=data.part_time, legal=data.legal)
    made.save()
    return made


@verb(
    "renewal.drop_officer",
    does=gettext_lazy("删除了拟任负责人"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop_officer(act: Act, target: Officer, data: VerbData) -> Renewal:
    """Take somebody out of those to be elected."""
    check_running(target.renewal)
    target.delete()
    return target.renewal


@verb(
    "renewal.keep_paper",
    does=gettext_lazy("上传了换届材料"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def keep_paper(act: Act, target: Renewal, data: KeepPaper) -> Paper:
    """Keep a paper as it was signed; one of its kind that was there before stays behind it."""
    _check_own(target)
    kept = Attachment.objects.filter(pk=data.attachment, organisation=target.organisation_id).first()
    if kept is None:
        raise VerbError(_("没有找到所附的文件，请重新上传。"))
    made = Paper(renewal=target, kind=data.kind, attachment=kept, added=timezone.localdate())
    made.save()
    return made


@verb(
    "renewal.drop_paper",
    does=gettext_lazy("删除了换届材料"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop_paper(act: Act, target: Paper, data: VerbData) -> Renewal:
    """Take out a paper that was uploaded wrongly."""
    check_running(target.renewal)
    target.delete()
    return target.renewal


@verb(
    "renewal.take_papers",
    does=gettext_lazy("生成了换届材料"),
    needs="exports.take",
    on=lambda target, data: [target.organisation_id],
    note=lambda target, data: f"renewal papers: {data.what}, {data.people} people",
)
def take_papers(act: Act, target: Renewal, data: TakePapers) -> Renewal:
    """Take papers out as files. Nothing changes; the audit keeps that they left."""
    act.emit("renewal.papers_taken", organisation=target.organisation_id, what=data.what)
    return target


def _check_own(renewal: Renewal) -> None:
    check_running(renewal)
    if renewal.outside:
        raise VerbError(_("下级单位的换届材料由该单位自己办理，这里只登记督促和结果。"))
