"""The book of motions: each with who has it, by when and how it stands; filtered, and as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.writing import Table
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Deadline, Party, PartyRole
from keqiao.look.formats import enumerated
from keqiao.plans.supervision.ledger import state_of, state_word
from keqiao.registry.wording import body_word

from .models import Motion, MotionKind, MotionStatus, SignatureStatus
from .satisfaction import told_of

LATE = "late"
COLUMNS = (
    (gettext_lazy("编号"), 16),
    (gettext_lazy("机构"), 16),
    (gettext_lazy("类别"), 10),
    (gettext_lazy("领域"), 18),
    (gettext_lazy("题目"), 40),
    (gettext_lazy("签名人数"), 10),
    (gettext_lazy("提出日期"), 12),
    (gettext_lazy("状态"), 12),
    (gettext_lazy("主办"), 22),
    (gettext_lazy("会办"), 26),
    (gettext_lazy("答复时限"), 12),
    (gettext_lazy("答复日期"), 12),
    (gettext_lazy("按期"), 8),
    (gettext_lazy("办理结果"), 24),
    (gettext_lazy("评价"), 26),
)


@dataclass(frozen=True)
class Line:
    """A motion as lists show it."""

    motion: Motion
    lead: str
    joint: str
    due: Deadline | None
    signers: int
    sent_back: bool

    @property
    def late(self) -> bool:
        """Whether its day has passed without an answer."""
        return self.motion.case is not None and state_of(self.motion.case, self.due) == LATE

    @property
    def state_word(self) -> str:
        """The stage; while units work on it, how many working days are left or over where that matters."""
        if self.sent_back:
            return _("承办单位已退回")
        case = self.motion.case
        if self.motion.status == MotionStatus.ACCEPTED and case is not None:
            found = state_of(case, self.due)
            if found in (LATE, "soon", "paused"):
                return state_word(case, self.due)
            return _("办理中") if self.lead else _("待交办")
        return _(self.motion.get_status_display())

    @property
    def state(self) -> str:
        """``late``, ``back`` or the stage, for the filter."""
        return LATE if self.late else str(self.motion.status)


class TakeTable(VerbData):
    """How many rows leave."""

    rows: int


@verb(
    "motions.take_table",
    does=gettext_lazy("导出了提案建议办理表"),
    needs="exports.take",
    on=lambda target, data: [target],
    note=lambda target, data: f"motions: {data.rows} rows",
)
def take_table(act: Act, target: Organisation, data: TakeTable) -> Organisation:
    """Take the table out as a file; it names units, not people."""
    return target


def with_all(found: QuerySet[Motion]) -> QuerySet[Motion]:
    """Motions with what their lines show."""
    parties = Prefetch("case__parties", Party.objects.select_related("motion_part").order_by("pk"))
    return found.select_related("body__organisation", "case").prefetch_related(
        parties, "case__deadlines", "signatures", "merged"
    )


def book(organisation: Organisation) -> QuerySet[Motion]:
    """What was handed in to an organisation's bodies; what still gathers signatures is nobody's but theirs."""
    return with_all(Motion.objects.filter(body__organisation=organisation).exclude(number=None))


def assigned(unit: Organisation) -> QuerySet[Motion]:
    """What an organisation leads or joins, on whosever books."""
    found = Q(case__parties__unit=unit, case__parties__motion_part__refused=None)
    return with_all(Motion.objects.filter(found, case__parties__motion_part__isnull=False).distinct())


def lines(found: Iterable[Motion]) -> list[Line]:
    """Motions as lines."""
    return [line_of(motion) for motion in found]


def line_of(motion: Motion) -> Line:
    """One motion as a line."""
    parties = list(motion.case.parties.all()) if motion.case is not None else []
    deadlines = list(motion.case.deadlines.all()) if motion.case is not None else []
    back = [one for one in parties if hasattr(one, "motion_part") and one.motion_part.refused is not None]
    signers = sum(one.status == SignatureStatus.SIGNED for one in motion.signatures.all())
    return Line(
        motion=motion,
        lead=enumerated(one.name for one in parties if one.role == PartyRole.LEAD),
        joint=enumerated(one.name for one in parties if one.role == PartyRole.PARTNER),
        due=next((one for one in deadlines if one.final), None),
        signers=signers,
        sent_back=bool(back) and motion.status == MotionStatus.ACCEPTED,
    )


def filtered(every: Sequence[Line], asked: Mapping[str, str]) -> list[Line]:
    """Those that match: ``status`` (or ``late``), ``lead`` by name, ``kind``, ``q`` in title or number."""
    status, lead, kind, words = (asked.get(name, "") for name in ("status", "lead", "kind", "q"))
    found = [line for line in every if not status or status in (line.state, line.motion.status)]
    found = [line for line in found if not lead or line.lead == lead]
    found = [line for line in found if kind not in MotionKind.values or line.motion.kind == kind]
    return [line for line in found if not words or words in line.motion.title or words in line.motion.number_word]


def table(organisation: Organisation, found: Sequence[Line]) -> bytes:
    """The lines as an .xlsx file."""
    sheet = Table(_("提案建议办理表"), [width for _label, width in COLUMNS])
    sheet.keep_above(2)
    told = {"unit": organisation.name, "day": timezone.localdate().isoformat()}
    sheet.add([_("%(unit)s提案建议办理表（截至%(day)s）") % told], bold=True)
    sheet.add([str(label) for label, _width in COLUMNS], bold=True)
    for line in found:
        sheet.add(_row(line))
    stream = io.BytesIO()
    sheet.save(stream)
    return stream.getvalue()


def _row(line: Line) -> list[object]:
    one = line.motion
    on_time = {True: _("是"), False: _("否"), None: ""}[one.on_time]
    return [
        one.number_word,
        body_word(one.body),
        _(one.get_kind_display()),
        _(one.get_topic_display()),
        one.title,
        line.signers,
        one.date,
        line.state_word,
        line.lead,
        line.joint,
        line.due.due if line.due is not None else None,
        one.answered,
        on_time,
        _(one.get_outcome_display()) if one.outcome else "",
        told_of(one).words if one.answered is not None else "",
    ]
