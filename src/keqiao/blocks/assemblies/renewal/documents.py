"""Verbs on a society's rule documents, and on approvals of officials' posts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.conflicts import held_posts
from keqiao.registry.refusals import check_exists, check_order, check_past, day_or_today
from keqiao.registry.wording import choice_word

from .models import PostApproval, RuleDocument, RuleKind
from .opening import MANAGE

# What every society needs; other rule sets where a plan asks for them.
NEEDED = (RuleKind.CHARTER, RuleKind.MEETING_RULES, RuleKind.OFFICE_RULES)


class FileRules(VerbData):
    """A version of a rule document. ``attachment``: the id of a file of the same unit."""

    kind: Annotated[RuleKind, Asked(gettext_lazy("类别"))]
    title: Annotated[str, Field(min_length=2, max_length=160), Asked(gettext_lazy("名称"))]
    starts: Annotated[dt.date, Asked(gettext_lazy("施行日期"))]
    adopted_by: Annotated[str, Field(max_length=120), Asked(gettext_lazy("通过的会议"))] = ""
    number: Annotated[str, Field(max_length=120), Asked(gettext_lazy("核准或备案文号"))] = ""
    approved: Annotated[dt.date | None, Asked(gettext_lazy("核准或备案日期"))] = None
    attachment: Annotated[int | None, Asked("", hidden=True)] = None


class FiledNumber(VerbData):
    """Under which number it was approved or filed, and when."""

    number: Annotated[str, Field(min_length=1, max_length=120), Asked(gettext_lazy("核准或备案文号"))]
    approved: Annotated[dt.date, Asked(gettext_lazy("核准或备案日期"))]


class EndRules(VerbData):
    """The first day on which it no longer holds (default today)."""

    ends: Annotated[dt.date | None, Asked(gettext_lazy("停止施行日期"))] = None


class ApprovePost(VerbData):
    """By which document a leading official's post (its id) was approved."""

    post: Annotated[int, Asked("", hidden=True)]
    document: Annotated[str, Field(min_length=2, max_length=160), Asked(gettext_lazy("批准文件"))]
    approved_by: Annotated[str, Field(max_length=120), Asked(gettext_lazy("批准单位"))] = ""
    duties: Annotated[str, Field(max_length=200), Asked(gettext_lazy("职责"), kind="long")] = ""
    starts: Annotated[dt.date, Asked(gettext_lazy("批准日期"))]
    ends: Annotated[dt.date | None, Asked(gettext_lazy("有效期至"))] = None


@dataclass(frozen=True)
class RuleLine:
    """A kind of rule document with its versions, the latest first."""

    kind: RuleKind
    versions: Sequence[RuleDocument]
    now: RuleDocument | None

    @property
    def word(self) -> str:
        """What the kind is called."""
        return choice_word(self.kind)

    @property
    def needed(self) -> bool:
        """Whether every society needs one."""
        return self.kind in NEEDED

    @property
    def missing(self) -> bool:
        """Whether it is needed and there is none in force."""
        return self.needed and self.now is None

    @property
    def years(self) -> int | None:
        """For how many full years the version in force has held."""
        if self.now is None or self.now.starts is None:
            return None
        return (to_int(timezone.localdate()) - to_int(self.now.starts)) // 10000


def rule_lines(organisation: Organisation) -> list[RuleLine]:
    """Every kind of rule document at an organisation, in one query."""
    day = timezone.localdate()
    found: dict[str, list[RuleDocument]] = {}
    for one in organisation.rule_documents.select_related("attachment").order_by("-starts", "-pk"):
        found.setdefault(one.kind, []).append(one)
    return [RuleLine(kind, found.get(kind, []), _in_force(found.get(kind, []), day)) for kind in RuleKind]


def _in_force(versions: Sequence[RuleDocument], day: dt.date) -> RuleDocument | None:
    begun = (one for one in versions if one.starts is not None and one.starts <= day)
    return next((one for one in begun if one.ends is None or one.ends > day), None)


@verb("renewal.file_rules", does=gettext_lazy("登记了制度文件"), needs=MANAGE, on=lambda target, data: [target])
def file_rules(act: Act, target: Organisation, data: FileRules) -> RuleDocument:
    """Keep a version of a rule document; the one of its kind before ends when this begins."""
    check_exists(target)
    if target.rule_documents.filter(kind=data.kind, starts=to_int(data.starts)).exists():
        said = _("%(day)s起施行的%(kind)s已经登记，没有重复登记。请核对施行日期。")
        raise VerbError(said % {"day": data.starts, "kind": choice_word(data.kind)})
    kept = None
    if data.attachment is not None:
        kept = Attachment.objects.filter(pk=data.attachment, organisation=target).first()
        if kept is None:
            raise VerbError(_("没有找到所附的文件，请重新上传。"))
    made = RuleDocument(
        organisation=target, attachment=kept, **data.model_dump(exclude={"seen_version", "key", "attachment"})
    )
    for former in target.rule_documents.filter(kind=data.kind, starts__lt=to_int(data.starts)):
        if former.ends is None or former.ends > data.starts:
            former.ends = data.starts
            former.save()
    later = target.rule_documents.filter(kind=data.kind, starts__gt=to_int(data.starts)).order_by("starts").first()
    made.ends = later.starts if later is not None else None
    made.save()
    return made


@verb(
    "renewal.number_rules",
    does=gettext_lazy("登记了制度文件的文号"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def number_rules(act: Act, target: RuleDocument, data: FiledNumber) -> RuleDocument:
    """Write down under which number a rule document was approved or filed."""
    check_past(data.approved, _("核准或备案日期"))
    target.number, target.approved = data.number, data.approved
    target.save()
    return target


@verb(
    "renewal.end_rules",
    does=gettext_lazy("停用了制度文件"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def end_rules(act: Act, target: RuleDocument, data: EndRules) -> RuleDocument:
    """Say that a rule document no longer holds; it stays on file."""
    if target.ends is not None:
        raise VerbError(_("“%(title)s”已于%(day)s停止施行。") % {"title": target.title, "day": target.ends})
    ends = day_or_today(data.ends)
    check_order(target.starts, ends, target.title)
    target.ends = ends
    target.save()
    return target


@verb("renewal.approve_post", does=gettext_lazy("登记了兼职批准"), needs=MANAGE, on=lambda target, data: [target])
def approve_post(act: Act, target: Organisation, data: ApprovePost) -> list[PostApproval]:
    """Write down by which document a person's posts in the organisation were approved: one covers all held now."""
    post = Post.objects.filter(pk=data.post, term__body__organisation=target).first()
    if post is None:
        raise VerbError(_("没有找到这项任职，可能已被更正。请从领导干部兼职的页面上重新选择。"))
    check_past(data.starts, _("批准日期"))
    check_order(data.starts, data.ends, _("批准"))
    same = held_posts(target.pk).filter(person=post.person_id)
    wanted = [one for one in same if not one.approvals.filter(document=data.document).exists()]
    if not wanted:
        raise VerbError(_("批准文件“%(document)s”已经登记，没有重复登记。") % {"document": data.document})
    given = data.model_dump(exclude={"seen_version", "key", "post"})
    made = [PostApproval(post=one, person_id=one.person_id, **given) for one in wanted]
    for one in made:
        one.save()
    return made


@verb(
    "renewal.withdraw_approval",
    does=gettext_lazy("撤回了兼职批准登记"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_approval(act: Act, target: PostApproval, data: VerbData) -> None:
    """Delete an approval that was recorded wrongly, of all posts that it covers."""
    same = PostApproval.objects.filter(
        person=target.person_id,
        document=target.document,
        post__term__body__organisation=target.post.term.body.organisation_id,
    )
    for one in same:
        one.delete()
