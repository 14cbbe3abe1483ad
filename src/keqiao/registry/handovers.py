"""What becomes of the records of the kernel's nouns when an organisation is merged into another or closed.

``docs/decisions/0012-what-follows-a-merger.md`` says why each is as it is.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from keqiao.kernel.access.models import Grant
from keqiao.kernel.faces.models import PublicFace
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.identities.models import EmployerCheck, MailDomain, RealName
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.money.models import Funding
from keqiao.kernel.offices.models import Department, KeyDate, Staffing
from keqiao.kernel.organisations.models import (
    Attribute,
    Link,
    Organisation,
    OrganisationName,
    Placement,
    Reach,
    Succession,
)
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.people.models import Employment, Merge, Person, Segment
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.kernel.privacy.models import (
    Assessment,
    DataRequest,
    Deletion,
    Incident,
    Purpose,
    RetentionPeriod,
    RetentionRun,
)
from keqiao.kernel.units.models import CitedNumber, Unit, UnitCover, UnitList
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.work.models import Case, CaseStatus, Party
from keqiao.plans.models import IssuedText, PlanDraft, Programme, ProgrammeState, Report
from keqiao.plans.supervision.models import Goal, ReportTemplate, Sending, SendingStatus
from keqiao.registry.refusals import check_order
from keqiao.registry.successions import Handover, carries, end, ends, follows, go_on, goes, stays


def move_led(handover: Handover) -> None:
    """Whoever the organisation leads is led by its successor; the successor itself by who led the organisation."""
    source, to, day = handover.source, handover.to, handover.day
    if to is not None and to.pk in subtree(source.pk, day):
        lift(to, source, handover)
    for row in Placement.objects.filter(handover.open(), leading=source).exclude(organisation=to):
        if to is None:
            said = _("“%(led)s”将在“%(day)s”之后由“%(source)s”领导，不能撤销。请先调整它的隶属关系。")
            raise VerbError(said % {"led": row.organisation, "day": row.starts, "source": source})
        check_no_circle(row.organisation, to, row.starts if row.starts and row.starts > day else day)
        go_on(row, handover, leading=to)


def lift(to: Organisation, source: Organisation, handover: Handover) -> None:
    """Put the successor beside the organisation below which it stood."""
    held = to.placements.get(ends=None)
    above = source.placements.get(ends=None).leading
    check_order(held.starts, handover.day, _("“%(name)s”的隶属关系") % {"name": to})
    if above is not None:
        check_no_circle(to, above, handover.day)
    go_on(held, handover, leading=above)


def check_no_circle(led: Organisation, leading: Organisation, day: Any) -> None:
    """Refuse that somebody leads those by whom it is led, on that day or any later one."""
    later = int(day.strftime("%Y%m%d")) if day is not None else 0
    if Reach.objects.filter(organisation=leading, ancestor=led, ends__gt=later).exists():
        said = _("“%(leading)s”本身由“%(target)s”领导，不能反过来领导它。请先调整“%(leading)s”的隶属关系。")
        raise VerbError(said % {"leading": leading, "target": led})


def end_place(handover: Handover) -> None:
    """Its own place in the tree ends; it can't have been given one later."""
    for row in Placement.objects.filter(handover.open(), organisation=handover.source):
        check_order(row.starts, handover.day, _("“%(name)s”的隶属关系") % {"name": handover.source})
        end(row, handover)


def keep_people(handover: Handover) -> None:
    """The records of people go along, unless the same person, by ID number, stands with the keeper already."""
    if handover.keeper is None:
        return
    known = Person.objects.filter(keeper=handover.keeper).exclude(id_index="").values("id_index")
    twice = Person.objects.filter(keeper=handover.source, id_index__in=known).count()
    if twice:
        said = _(
            "“%(source)s”有%(count)s名人员与“%(keeper)s”登记的证件号码相同，合并后会成为重复人员。"
            "请先合并这些人员的记录，再办理。"
        )
        told = {"source": handover.source, "count": twice, "keeper": handover.keeper}
        raise VerbError(said % told)
    for person in Person.objects.filter(keeper=handover.source).iterator(chunk_size=500):
        person.keeper = handover.keeper
        person.save()


def end_terms(handover: Handover) -> None:
    """Bodies are of the organisation itself: their terms and posts end with it, nobody sits elsewhere by a merger."""
    for post in Post.objects.filter(handover.open(), term__body__organisation=handover.source):
        post.ends = handover.day if handover.begun(post) else post.starts
        post.save()
    for term in Term.objects.filter(handover.open(), body__organisation=handover.source):
        end(term, handover)


def _joined(row: Membership, handover: Handover) -> dict[str, Any]:
    return {"since": row.since or row.starts}


def move_staff(handover: Handover) -> None:
    """Whoever works there works for the successor; where there is none, nobody says that they left."""
    if handover.to is not None:
        for row in Employment.objects.filter(handover.open(), unit=handover.source):
            go_on(row, handover, unit=handover.to, unit_name=handover.to.name)


def end_programmes(handover: Handover) -> None:
    """Programmes were begun under what bound the organisation itself: those that aren't over end with it."""
    for row in Programme.objects.filter(organisation=handover.source).exclude(status=ProgrammeState.ENDED):
        row.status, row.ended = ProgrammeState.ENDED, handover.day
        row.save()


def take_parts(handover: Handover) -> None:
    """Whoever takes over works on its open cases, unless it does so already; what is settled keeps the old name."""
    to = handover.to
    if to is None:
        return
    for row in Party.objects.filter(unit=handover.source, case__status=CaseStatus.OPEN):
        others = Party.objects.filter(case=row.case_id, role=row.role).exclude(pk=row.pk)
        if not others.filter(Q(unit=to) | Q(name=to.name)).exists():
            row.unit, row.name = to, to.name
            row.save()


follows(Placement, "leading", move_led)
follows(Placement, "organisation", end_place)
ends(OrganisationName, "organisation")
ends(Attribute, "organisation")
ends(Department, "organisation")
ends(PublicFace, "organisation")
ends(Staffing, "organisation")
stays(KeyDate, "organisation")
carries(Link, "source", ("kind", "target"))
carries(Link, "target", ("kind", "source"))
stays(Succession, "predecessor", "successor")
follows(Person, "keeper", keep_people)
follows(Employment, "unit", move_staff)
follows(Body, "organisation", end_terms)
# How long a secondment lasts is counted, so one that runs goes along whole.
goes(Secondment, "organisation", lambda handover: Q(handover.open()))
carries(Membership, "organisation", ("person", "member"), _joined)
carries(Membership, "member", ("organisation",), _joined)
# What waits for somebody's answer waits for the keeper's.
goes(RealName, "keeper", lambda handover: Q(decided=None))
goes(EmployerCheck, "organisation", lambda handover: Q(decided=None))
goes(MailDomain, "organisation", lambda handover: Q(ends=None))
goes(DataRequest, "keeper", lambda handover: Q(outcome=""))
goes(Incident, "organisation", lambda handover: Q(closed=None))
stays(Purpose, "organisation")
stays(RetentionPeriod, "organisation")
stays(RetentionRun, "organisation")
stays(Assessment, "organisation")
stays(Deletion, "keeper")
# A list in force needs somebody who keeps it; what it says of a unit is true of whoever took the unit over.
goes(UnitList, "organisation", lambda handover: Q(ends=None))
goes(Unit, "registered", lambda handover: Q(ends=None))
carries(UnitCover, "association", ("unit",))
stays(CitedNumber, "organisation")
stays(Merge, "absorbed_keeper")
stays(Segment, "organisation")
stays(Funding, "organisation")
stays(Attachment, "organisation")
stays(Grant, "organisation")
stays(Report, "organisation", "sent_to")
stays(IssuedText, "organisation")
stays(PlanDraft, "organisation")
stays(ReportTemplate, "organisation")
follows(Programme, "organisation", end_programmes)
# What somebody still works on needs a unit on whose books it is; what is settled stays on the old ones.
goes(Case, "organisation", lambda handover: Q(status=CaseStatus.OPEN))
follows(Party, "unit", take_parts)
goes(Sending, "organisation", lambda handover: Q(status__in=(SendingStatus.OUT, SendingStatus.BACK)))
stays(Goal, "organisation")
