"""The bulk verb ``people.import``: a roster's people into a body's term."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind, Role, Term
from keqiao.kernel.verbs.bulk import abandon, bulk_verb
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.refusals import check_order
from keqiao.registry.verbs.posts import refuse_term
from keqiao.registry.wording import body_word

from .preview import Preview
from .staged import StagedPerson
from .stamps import stamps
from .touching import chunks, mark_posts
from .undo import undo_import
from .writing import Setting, write_rows

TOGETHER = 1000  # rows written in one go

USUAL_ROLE: dict[str, Role] = {
    BodyKind.CONGRESS: Role.DELEGATE,
    BodyKind.MEMBERS_CONGRESS: Role.DELEGATE,
    BodyKind.DELEGATION: Role.DELEGATE,
    BodyKind.COUNCIL: Role.DIRECTOR,
    BodyKind.STANDING_COUNCIL: Role.STANDING_DIRECTOR,
    BodyKind.SUPERVISORY_BOARD: Role.SUPERVISOR,
}


class ImportPeople(VerbData):
    """How a roster goes into a body.

    ``mode``: ``new_term`` opens term ``term`` on ``term_starts`` (planned end ``term_ends``) and puts
    everybody there; ``complete`` adds to term ``term``, or to the current one when it isn't given.
    ``starts``: the day from which the posts hold, when that isn't the term's first day.
    ``confirm_sources``: whoever imports takes the proposed classes as confirmed.
    ``skip_faulty``: rows with errors stay out; otherwise one error keeps the whole file out.
    ``columns``: what the columns were read as, by letter.
    """

    mode: Literal["new_term", "complete"] = "complete"
    term: int | None = None
    term_starts: dt.date | None = None
    term_ends: dt.date | None = None
    role: Role | None = None
    starts: dt.date | None = None
    filename: str = ""
    columns: dict[str, str] = {}
    confirm_sources: bool = False
    skip_faulty: bool = False
    skipped_rows: list[int] = []
    synthetic: bool = False


@dataclass(frozen=True)
class ImportSummary:
    """What an applied import did, in numbers of rows."""

    rows: int
    new_people: int
    filled: int
    new_work: int
    new_posts: int
    moved_posts: int
    confirmed: int
    unchanged: int

    def words(self) -> str:
        """The numbers as one sentence."""
        counted = {"rows": self.rows, "people": self.new_people, "posts": self.new_posts}
        first = _("共%(rows)d人：新登记%(people)d人，新任职%(posts)d人") % counted
        more = [
            (_("补充资料%(number)d人"), self.filled),
            (_("更新单位职务%(number)d人"), self.new_work),
            (_("调整界别或代表团%(number)d人"), self.moved_posts),
            (_("确认来源类别%(number)d人"), self.confirmed),
            (_("%(number)d人与已有记录一致"), self.unchanged),
        ]
        parts = [first, *(said % {"number": number} for said, number in more if number)]
        return _("，").join(parts) + _("。")


def stage_import(act: Act, body: Body, preview: Preview, data: ImportPeople) -> Batch:
    """Stage a previewed roster. Raises VerbError when rows have errors and nobody chose to leave them out."""
    faulty = preview.faulty_rows
    if faulty and not data.skip_faulty:
        said = _(
            "“%(file)s”有%(rows)s行、%(errors)s处错误，没有导入任何一行。"
            "请按所列位置改正后重新导入，或选择跳过有错误的行。"
        )
        told = {"file": preview.roster.file, "rows": len(faulty), "errors": len(preview.errors)}
        raise VerbError(said % told)
    rows = preview.clean_rows
    if not rows:
        said = _("“%(file)s”没有可以导入的行。请改正所列错误后重新导入。")
        raise VerbError(said % {"file": preview.roster.file})
    _find_term(body, data)  # say now what would be refused later
    kept = {"skipped_rows": faulty, "columns": preview.columns_read(), "filename": preview.roster.file}
    return import_people.stage(
        act,
        body.organisation,
        data.model_copy(update=kept),
        (row.staged.to_row() for row in rows),
        target=body,
        title=f"{body}：{preview.roster.file}"[:200],
    )


def bring_in(act: Act, body: Body, preview: Preview, data: ImportPeople) -> Batch:
    """Stage and apply in one go; when applying is refused, the staged rows are forgotten."""
    batch = stage_import(act, body, preview, data)
    try:
        return apply_import(act, batch)
    except VerbError:
        batch.refresh_from_db()  # applying moved it and was rolled back
        abandon(batch)
        raise


def apply_import(act: Act, batch: Batch) -> Batch:
    """Apply a staged import in one transaction."""
    return import_people.apply(act, batch, target=batch_body(batch))


def take_back(act: Act, batch: Batch) -> Batch:
    """Undo an applied import. Raises VerbError when later work rests on what it made."""
    return import_people.undo(act, batch, target=batch_body(batch))


def batch_body(batch: Batch) -> Body:
    """The body into which a batch goes. Raises VerbError when it is gone or the batch is another verb's."""
    ours = batch.verb == import_people.name and batch.target_pk is not None
    body = Body.objects.filter(pk=batch.target_pk or 0).first() if ours else None
    if body is None:
        raise VerbError(_("这批数据不是人员名册导入，或所导入的机构已被删除，不能办理。请在导入记录中重新选择。"))
    return body


def summary(batch: Batch) -> ImportSummary:
    """What an applied import did."""
    counts: Counter[str] = Counter()
    for text in batch.outcomes.values_list("outcome", flat=True).iterator():
        outcome = json.loads(text)
        if "person" in outcome:
            counts["rows"] += 1
            counts.update(outcome.keys())
            counts["changed_work"] += "work" in outcome and "new" not in outcome
            counts["unchanged"] += outcome.keys() == {"person"}
    return ImportSummary(
        rows=counts["rows"],
        new_people=counts["new"],
        filled=counts["filled"],
        new_work=counts["changed_work"],
        new_posts=counts["post"],
        moved_posts=counts["moved_post"],
        confirmed=counts["confirmed"],
        unchanged=counts["unchanged"],
    )


@bulk_verb(
    "people.import",
    does=gettext_lazy("导入了名册"),
    undoes=gettext_lazy("撤销了名册导入"),
    needs="people.import",
    on=lambda body, data: [body.organisation_id],
    schema=ImportPeople,
    undo=undo_import,
)
def import_people(act: Act, body: Body, data: ImportPeople, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the people of a staged roster into the body's term; the last outcome is the term's."""
    # One import at a time for each keeper, so that two don't enrol the same person twice.
    keeper = Organisation.objects.select_for_update().get(pk=body.organisation_id)
    term, opened = _take_term(body, data)
    setting = Setting(
        keeper=keeper,
        body=body,
        term=term,
        role=_role(body, data),
        starts=data.starts,
        changes=data.term_starts if data.mode == "new_term" and data.term_starts else timezone.localdate(),
        confirmed=data.confirm_sources,
        synthetic=data.synthetic,
        by=act.actor.label,
    )
    staged = [StagedPerson.from_row(row) for row in rows]
    outcomes: list[dict[str, Any]] = []
    made: set[int] = set()
    for chunk in chunks(staged, TOGETHER):
        written = write_rows(setting, chunk, made)
        made |= {outcome["person"] for outcome in written if outcome.get("new")}
        outcomes += _stamped(written, term)
    mark_posts([outcome["person"] for outcome in outcomes], keeper.pk)
    act.emit("people.imported", organisation=keeper.pk, body=body.pk, rows=len(rows))
    return [*outcomes, {"term": term.pk} | opened]


def _stamped(outcomes: list[dict[str, Any]], term: Term) -> list[dict[str, Any]]:
    """With the stamp of everybody for whom something was written, so that undoing sees later changes."""
    written = stamps([outcome["person"] for outcome in outcomes if len(outcome) > 1], term.pk)
    return [
        outcome | {"stamp": written[outcome["person"]]} if outcome["person"] in written else outcome
        for outcome in outcomes
    ]


def _role(body: Body, data: ImportPeople) -> Role:
    return data.role or USUAL_ROLE.get(body.kind, Role.MEMBER)


def _find_term(body: Body, data: ImportPeople) -> Term | None:
    """The term that is there already; None when one is to be opened. Raises VerbError when neither can be."""
    if data.mode == "new_term":
        if data.term is None or data.term_starts is None:
            raise VerbError(_("没有填写新一届的届次和开始日期。请两项都填写后再导入。"))
        check_order(data.term_starts, data.term_ends, _("第%(number)s届") % {"number": data.term})
        refuse_term(body, data.term, data.term_starts)
        return None
    today = timezone.localdate()
    terms = body.terms.filter(number=data.term) if data.term is not None else body.terms.filter(starts__lte=today)
    term = terms.order_by("-starts").first()
    if term is None:
        said = _("“%(body)s”没有已经开始的届次。请先开始这一届，或选择“新一届”并填写届次和开始日期。")
        if data.term is not None:
            said = _("“%(body)s”没有第%(number)s届。请先开始这一届，或选择“新一届”并填写届次和开始日期。")
        raise VerbError(said % {"body": body_word(body), "number": data.term})
    if data.term is None and term.ends is not None and term.ends <= today:
        said = _(
            "“%(body)s”第%(number)s届已于%(day)s届满。"
            "如果名册是新一届的，请选择“新一届”；如果要补充这一届，请指明第%(number)s届。"
        )
        raise VerbError(said % {"body": body_word(body), "number": term.number, "day": term.ends})
    return term


def _take_term(body: Body, data: ImportPeople) -> tuple[Term, dict[str, Any]]:
    """The term to write into, and what undoing its opening needs when it was opened here."""
    found = _find_term(body, data)
    if found is not None:
        return found, {}
    if data.term is None or data.term_starts is None:
        raise VerbError(_("没有填写新一届的届次和开始日期。请两项都填写后再导入。"))
    former = []
    for term in body.terms.filter(starts__lt=data.term_starts):
        if term.ends is None or term.ends > data.term_starts:
            former.append([term.pk, term.ends.isoformat() if term.ends else None])
            term.ends = data.term_starts
            term.save()
    made = Term(body=body, number=data.term, starts=data.term_starts, ends=data.term_ends)
    made.save()
    return made, {"opened": True, "former": former}
