"""What the walk calls verbs on and with: one record of Liuzhou's for each model, one value for each kind of field.

A verb on a model that stands here needs nothing. Nothing is stored: permission is checked before a
verb looks at its target any closer.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
import uuid
from collections.abc import Callable
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import SecretStr, ValidationError

from cast import Cast
from keqiao.blocks.activities.models import Activity
from keqiao.blocks.assemblies.composing.models import (
    Allotment,
    Attendee,
    Explanation,
    Making,
    Nominee,
    NomineeList,
    Objection,
    Publicity,
)
from keqiao.blocks.assemblies.draws.models import Draw, DrawQuota
from keqiao.blocks.assemblies.draws.models import Nominee as DrawNominee
from keqiao.blocks.assemblies.elections.models import Announcement, Candidate, Election, Teller, Voter
from keqiao.blocks.assemblies.meetings.models import AgendaItem, Decision, Invitation, Leave, Paper, Rules
from keqiao.blocks.assemblies.models import DutyAct, Meeting
from keqiao.blocks.assemblies.motions.models import Mark, Motion, Signature
from keqiao.blocks.assemblies.outside.models import Consultation, Hearing, Leader, Seat
from keqiao.blocks.assemblies.renewal.models import (
    CharterChange,
    Officer,
    PostApproval,
    Postponement,
    Renewal,
    RuleDocument,
    Stage,
)
from keqiao.blocks.assemblies.renewal.models import Explanation as CheckExplanation
from keqiao.blocks.assemblies.renewal.models import Paper as RenewalPaper
from keqiao.blocks.assemblies.rolls.models import Roll
from keqiao.blocks.assemblies.service.models import (
    AbsenceRun,
    Advice,
    DutyReport,
    MajorDecision,
    Opinion,
    PlanItem,
    RotaSlot,
    Studio,
    YearReport,
)
from keqiao.blocks.calls.models import Award
from keqiao.blocks.places.models import Place
from keqiao.blocks.resources.models import Publication, Title
from keqiao.blocks.returns.models import Attestation, Return, Template
from keqiao.kernel.access.models import Factor, Grant, User
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.faces.models import PublicFace
from keqiao.kernel.identities.models import EmployerCheck, Identity, LoginCode, MailDomain, RealName
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.offices.models import Department, KeyDate
from keqiao.kernel.organisations.models import Link, Organisation
from keqiao.kernel.people.models import Expertise, Honour, Merge, Person, Segment
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.kernel.privacy.models import Assessment, DataRequest, Incident, Purpose, RetentionRun
from keqiao.kernel.units.models import CitedNumber, Unit, UnitList
from keqiao.kernel.verbs.contract import VerbData
from keqiao.kernel.work.models import Case, Deadline, Party, Step
from keqiao.plans.models import DraftClause, DraftFinding, PlanDraft, Programme, Report
from keqiao.plans.supervision.models import Goal, Sending
from registry.facts.given import given

HERE = "tests/walk/targets.py"


def motion_of(cast: Cast) -> Motion:
    """A motion that the engineer handed in, and whose answer didn't satisfy her."""
    values = {"kind": "motion", "topic": "talent", "title": "一件提案", "text": "内容", "date": dt.date(2026, 9, 1)}
    made = given(Motion, body=cast.congress, **values)
    given(Signature, motion=made, person=cast.engineer, role="delegate", first=True, status="signed", mark=Mark.NOT)
    return made


def _renewal(cast: Cast) -> Renewal:
    """The change of a term of Liuzhou's."""
    return Renewal(case=Case(organisation=cast.liuzhou), unit=cast.liuzhou)


TARGETS: dict[Any, Callable[[Cast], Any]] = {
    type(None): lambda cast: None,
    AbsenceRun: lambda cast: AbsenceRun(body=cast.congress, person=cast.engineer),
    Activity: lambda cast: Activity(organisation=cast.liuzhou),
    Advice: lambda cast: Advice(body=cast.congress),
    Allotment: lambda cast: Allotment(making=Making(body=cast.congress)),
    AgendaItem: lambda cast: AgendaItem(meeting=Meeting(body=cast.congress)),
    Assessment: lambda cast: Assessment(organisation=cast.liuzhou),
    Attestation: lambda cast: Attestation(organisation=cast.liuzhou),
    Attendee: lambda cast: Attendee(making=Making(body=cast.congress)),
    Award: lambda cast: Award(organisation=cast.liuzhou),
    Body: lambda cast: cast.congress,
    Case: lambda cast: Case(organisation=cast.liuzhou),
    Announcement: lambda cast: Announcement(election=Election(body=cast.congress)),
    Candidate: lambda cast: Candidate(election=Election(body=cast.congress)),
    CitedNumber: lambda cast: CitedNumber(organisation=cast.liuzhou),
    Consultation: lambda cast: Consultation(organisation=cast.liuzhou),
    DataRequest: lambda cast: DataRequest(person=cast.engineer, keeper=cast.liuzhou),
    Deadline: lambda cast: Deadline(case=Case(organisation=cast.liuzhou)),
    Decision: lambda cast: Decision(meeting=Meeting(body=cast.congress)),
    Department: lambda cast: Department(organisation=cast.liuzhou),
    Division: lambda cast: Division.objects.get(code="450200"),
    DraftClause: lambda cast: DraftClause(draft=PlanDraft(organisation=cast.liuzhou)),
    DraftFinding: lambda cast: DraftFinding(clause=DraftClause(draft=PlanDraft(organisation=cast.liuzhou))),
    Draw: lambda cast: Draw(organisation=cast.liuzhou),
    DrawQuota: lambda cast: DrawQuota(draw=Draw(organisation=cast.liuzhou)),
    DutyAct: lambda cast: DutyAct(body=cast.congress),
    DutyReport: lambda cast: DutyReport(body=cast.congress, person=cast.engineer),
    Election: lambda cast: Election(body=cast.congress),
    EmployerCheck: lambda cast: EmployerCheck(organisation=cast.liuzhou, person=cast.engineer),
    Explanation: lambda cast: Explanation(making=Making(body=cast.congress)),
    Expertise: lambda cast: Expertise(person=cast.engineer),
    Factor: lambda cast: Factor(user=cast.clerk),
    Goal: lambda cast: Goal(organisation=cast.liuzhou),
    Grant: lambda cast: cast.clerk.grants.get(),
    Hearing: lambda cast: Hearing(organisation=cast.liuzhou),
    Honour: lambda cast: Honour(person=cast.engineer),
    Identity: lambda cast: Identity(person=cast.engineer),
    KeyDate: lambda cast: KeyDate(organisation=cast.liuzhou),
    Incident: lambda cast: Incident(organisation=cast.liuzhou),
    Leader: lambda cast: Leader(organisation=cast.liuzhou),
    Invitation: lambda cast: Invitation(meeting=Meeting(body=cast.congress), person=cast.engineer),
    Leave: lambda cast: Leave(meeting=Meeting(body=cast.congress), person=cast.engineer),
    Link: lambda cast: Link(source=cast.liuzhou, target=cast.society),
    MajorDecision: lambda cast: MajorDecision(organisation=cast.liuzhou),
    Making: lambda cast: Making(body=cast.congress),
    Meeting: lambda cast: Meeting(body=cast.congress),
    LoginCode: lambda cast: LoginCode(purpose="login", kind="mobile"),
    MailDomain: lambda cast: MailDomain(organisation=cast.liuzhou),
    Motion: motion_of,
    Membership: lambda cast: Membership(organisation=cast.liuzhou),
    Merge: lambda cast: Merge(person=cast.engineer, absorbed_keeper=cast.liuzhou),
    DrawNominee: lambda cast: DrawNominee(draw=Draw(organisation=cast.liuzhou)),
    Opinion: lambda cast: Opinion(studio=Studio(body=cast.congress)),
    Nominee: lambda cast: Nominee(slate=_slate(cast)),
    NomineeList: lambda cast: _slate(cast),
    Objection: lambda cast: Objection(publicity=Publicity(making=Making(body=cast.congress))),
    Organisation: lambda cast: cast.liuzhou,
    Paper: lambda cast: Paper(meeting=Meeting(body=cast.congress)),
    Party: lambda cast: Party(case=Case(organisation=cast.liuzhou), unit=cast.liuzhou),
    Person: lambda cast: cast.engineer,
    Place: lambda cast: Place(organisation=cast.liuzhou),
    PlanDraft: lambda cast: PlanDraft(organisation=cast.liuzhou),
    PlanItem: lambda cast: PlanItem(body=cast.congress),
    Post: lambda cast: Post(term=cast.term, person=cast.engineer),
    Programme: lambda cast: Programme(organisation=cast.liuzhou),
    PublicFace: lambda cast: PublicFace(organisation=cast.liuzhou),
    Publicity: lambda cast: Publicity(making=Making(body=cast.congress)),
    Purpose: lambda cast: Purpose(organisation=cast.liuzhou),
    Publication: lambda cast: Publication(title=Title(organisation=cast.liuzhou)),
    RealName: lambda cast: RealName(keeper=cast.liuzhou, person=cast.engineer),
    Report: lambda cast: Report(organisation=cast.liuzhou),
    Roll: lambda cast: Roll(term=cast.term),
    RetentionRun: lambda cast: RetentionRun(organisation=cast.liuzhou),
    Return: lambda cast: Return(organisation=cast.liuzhou),
    RotaSlot: lambda cast: RotaSlot(body=cast.congress, person=cast.engineer),
    Secondment: lambda cast: Secondment(organisation=cast.liuzhou),
    Seat: lambda cast: Seat(organisation=cast.liuzhou, person=cast.engineer),
    Rules: lambda cast: Rules(body=cast.congress),
    Segment: lambda cast: Segment(organisation=cast.liuzhou),
    Sending: lambda cast: Sending(organisation=cast.liuzhou),
    Signature: lambda cast: Signature(motion=Motion(body=cast.congress), person=cast.engineer),
    Step: lambda cast: Step(case=Case(organisation=cast.liuzhou)),
    Studio: lambda cast: Studio(body=cast.congress),
    Teller: lambda cast: Teller(election=Election(body=cast.congress), person=cast.engineer),
    Term: lambda cast: cast.term,
    Unit: lambda cast: Unit(list=UnitList(organisation=cast.liuzhou)),
    UnitList: lambda cast: UnitList(organisation=cast.liuzhou),
    Template: lambda cast: Template(organisation=cast.liuzhou),
    CharterChange: lambda cast: CharterChange(renewal=_renewal(cast)),
    Officer: lambda cast: Officer(renewal=_renewal(cast)),
    RenewalPaper: lambda cast: RenewalPaper(renewal=_renewal(cast)),
    Postponement: lambda cast: Postponement(renewal=_renewal(cast)),
    Stage: lambda cast: Stage(renewal=_renewal(cast)),
    Renewal: _renewal,
    CheckExplanation: lambda cast: CheckExplanation(organisation=cast.liuzhou),
    RuleDocument: lambda cast: RuleDocument(organisation=cast.liuzhou),
    PostApproval: lambda cast: PostApproval(post=Post(term=cast.term)),
    User: lambda cast: cast.clerk,
    YearReport: lambda cast: YearReport(body=cast.congress),
    Voter: lambda cast: Voter(election=Election(body=cast.congress), person=cast.engineer),
    Title: lambda cast: Title(organisation=cast.liuzhou),
}

# Fields that a mere value of their kind doesn't fill, by name.
FIELDS: dict[str, Any] = {
    "plan": "liuzhou-2017",
    "other": "lz-jixie",
    "keeper": "450200",
    "into": "lz-jixie",
    "reason": "柳州的理由",
    "text": "柳州的情况、理由和具体建议",
    "title": "柳州的一件建议",
    "invitations": [1],
    "topic": "柳州的一件事项",
}

VALUES: dict[Any, Any] = {
    SecretStr: SecretStr("柳州"),
    uuid.UUID: uuid.UUID(int=1),
    str: "柳州",
    int: 1,
    float: 1.0,
    bool: True,
    bytes: b"x",
    dt.date: dt.date(2026, 9, 1),
}


def _slate(cast: Cast) -> NomineeList:
    """A list of Liuzhou's own."""
    return NomineeList(allotment=Allotment(making=Making(body=cast.congress), unit=cast.liuzhou))


def target_of(body: Callable[..., Any], cast: Cast) -> Any:
    """Liuzhou's record of the kind that a verb's function takes second."""
    names = list(typing.get_type_hints(body).items())
    model = names[1][1]
    assert model in TARGETS, f"Say in TARGETS of {HERE} which {model.__name__} of Liuzhou's the walk takes."
    return TARGETS[model](cast)


def data_of(schema: type[VerbData]) -> VerbData:
    """Data that a verb takes: what it asks for, and nothing more."""
    asked = {name: field for name, field in schema.model_fields.items() if field.is_required()}
    given = {
        name: value(field.annotation) if name not in FIELDS or _listed(field.annotation) else FIELDS[name]
        for name, field in asked.items()
    }
    try:
        return schema.model_validate(given)
    except ValidationError as error:
        raise AssertionError(f"Say in FIELDS of {HERE} what fills {schema.__name__}: {error}") from error


def _listed(kind: Any) -> bool:
    """Whether a field is chosen from a list."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def value(kind: Any) -> Any:
    """Any value of a kind."""
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) in (typing.Union, types.UnionType):
        return None if type(None) in get_args(kind) else value(get_args(kind)[0])
    if get_origin(kind) in (list, dict):
        return get_origin(kind)()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    assert kind in VALUES, f"Say in VALUES of {HERE} what is a value of {kind}."
    return VALUES[kind]
