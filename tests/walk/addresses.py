"""Where the walk over all addresses goes: for each that names a record, one of Liuzhou's.

An address without arguments needs nothing. Its name is that of ``reverse()``, with its namespace.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from blocks.assemblies.composing import walked as walked_composing
from blocks.assemblies.service import walked
from blocks.returns.sheets import template
from cast import OPERATES, Cast, acts
from keqiao.blocks.assemblies.composing.models import Credentials, Making, NomineeList, Publicity
from keqiao.blocks.assemblies.draws import verbs as draws
from keqiao.blocks.assemblies.draws.models import Draw
from keqiao.blocks.assemblies.meetings import agenda, convening, planning, rules
from keqiao.blocks.assemblies.meetings.calendars import make_calendar_link
from keqiao.blocks.assemblies.meetings.door import present_code
from keqiao.blocks.assemblies.meetings.models import Paper, Rules
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.motions.models import Motion, Signature
from keqiao.blocks.assemblies.outside.models import Hearing
from keqiao.blocks.assemblies.renewal.documents import file_rules
from keqiao.blocks.assemblies.renewal.models import Renewal, RuleDocument
from keqiao.blocks.assemblies.renewal.opening import open_renewal
from keqiao.blocks.assemblies.renewal.papers import keep_paper
from keqiao.blocks.assemblies.rolls.models import Roll
from keqiao.blocks.returns.forms.verbs import use_template
from keqiao.blocks.returns.models import Attestation
from keqiao.blocks.returns.verbs import submit
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.faces.models import PublicFace
from keqiao.kernel.identities.models import EmployerCheck, RealName
from keqiao.kernel.nouns import ledger
from keqiao.kernel.privacy.models import Purpose
from keqiao.kernel.units.models import Unit, UnitList
from keqiao.kernel.work.models import Case, Step
from keqiao.plans.drafting.verbs.drafts import draft
from keqiao.plans.models import PlanDraft, Programme
from keqiao.plans.supervision import goals, notes, sendings, tasks
from keqiao.plans.supervision.models import Goal, Sending
from keqiao.registry.verbs.files import attach
from registry.privacy.given import asked_of, assessed, happened, purpose, run_of, self_act
from walk.votes import announced, counting, voted_on

HERE = "tests/walk/addresses.py"

# Views that declare no need, each with its reason. The list may only shrink.
UNDECLARED = {
    "look:theme": "keeps a cookie with the reader's own choice of colours",
    "look:language": "Django's own, keeps a cookie with the reader's own choice of language",
    "look:gallery": "made-up content, and only on a demo or a developer's machine",
}

# Addresses that only take what is posted: asked for, they say so.
POSTED = frozenset(
    {
        "account_drop",
        "account_elsewhere",
        "account_recovery",
        "account_remove",
        "ask_employer",
        "login_code_again",
        "login_second_message",
        "login_second_passkey",
        "logout",
        "look:theme",
        "look:language",
        "registry:discard_draft",
        "take_back",
        "decide",
        "registry:discard_list",
        "registry:stop_list",
        "registry:revoke_grant",
        "progress_report_keep",
        "returns:give",
        "assemblies:meeting_move",
        "assemblies:meeting_papers",
        "my_meetings:reply",
    }
)

# They name a record and turn nobody away who has no right to it, each with its reason.
OPEN = {
    "account_contact": "names no record, only a kind of number or address of the reader's own",
    "account_contact_code": "the same",
    "coverage_of": "how much of a plan's provisions is built is for everybody, and names no record of anybody's",
    "hand_in": "the secret in the address is the right: a unit without an account hands its ledger in",
    "hand_in_sheet": "the same",
    "find": "names no record, only a kind of record, and suggests what the reader may see",
    "publicity": "a list is public by its own verb, for the days of its publicity; after them it names nobody",
    "vote_recount": "a result is public by its own verbs, by two persons; before and after nothing is found",
    "vote_result": "the same",
    "organisation": "everybody sees its public face, its record only those who may",
    "organisation_face": "what it agreed to publish is for everybody",
    "motions:mine_file": "one's own: an account that is nobody is led home, and another's isn't found",
    "motions:mine_one": "the same",
    "motions:new": "the same",
    "my_meetings:entry": "one's own: an account that is nobody goes to its home, and whoever isn't called gets nothing",
    "my_meetings:feed": "the secret in the address is the right: a calendar program has no account",
    "my_meetings:meeting": "one's own, as above",
    "my_meetings:paper": "one's own, as above",
    "my_meetings:reply": "one's own, as above",
    "my_meetings:sign_in": "tells whoever isn't called only that they aren't",
    "notice": "what an organisation handles personal data for is told to everybody",
    "notices": "the same",
    "plan": "leads on to the scoreboard, which asks",
    "registry:export": "names a kind of list, and takes out what the reader may see",
    "registry:blank_list": "names a kind of list, and gives an empty one",
    "registry:new_list": "names a kind of list, and asks for one's own unit",
    "registry:discard_draft": "knows the drafts of the reader's own session, and leads back from any other",
    "roll": "a public roll is for everybody, and names nobody but who consents",
    "report": "a public report is for everybody, and its view asks for all others",
}


@dataclass(frozen=True)
class Made:
    """What was made for the walk beside the cast: an import and a draft of the county's clerk, a report of the city."""

    cast: Cast
    batch: str
    draft: str
    listed: str
    report: str
    step: str  # something that the city's clerk prepared for many people
    county_clerk: Client  # the browser in which the draft was read


def listed(made: Made) -> Unit:
    """A unit on a list that Liuzhou keeps."""
    found = Unit.objects.select_related("list").first()
    if found is not None:
        return found
    with ledger.exempt("walk"):
        day = dt.date(2026, 1, 1)
        kept = UnitList(organisation=made.cast.liuzhou, kind="park", title="园区名单", source="目录", as_of=day)
        kept.save()
        unit = Unit(list=kept, name="柳东新区")
        unit.save()
    return unit


def rolled(made: Made) -> Roll:
    """The public roll of Liuzhou's congress."""
    with ledger.exempt("walk"):
        purpose = Purpose(
            organisation=made.cast.liuzhou, code="roll", name="公开名单", kind="publication", basis="consent"
        )
        purpose.save()
        roll = Roll(term=made.cast.term, purpose=purpose, status="published", submitted=dt.date(2026, 1, 1))
        roll.decided = roll.submitted
        roll.save()
    return roll


STATISTICS = ["450200", "association-statistics", 2024]  # a form of Liuzhou's


def templated(made: Made) -> list[Any]:
    """The same, with the outside side's own workbook."""
    act = acts(made.cast.clerk)
    kept = attach(act, made.cast.liuzhou, {"name": "报表.xlsx", "content": template()})
    use_template(act, made.cast.liuzhou, {"form": STATISTICS[1], "attachment": kept.pk})
    return STATISTICS


def proved(made: Made) -> Attestation:
    """A document that Liuzhou handed in."""
    kept = attach(OPERATES, made.cast.liuzhou, {"name": "办法.pdf", "content": b"%PDF-1.4"})
    data = {"topic": "contact-rules", "statement": "办法已经印发。", "attachment": kept.pk}
    found = Attestation.objects.first()
    return found or submit(OPERATES, made.cast.liuzhou, data)


def tasked(made: Made) -> Case:
    """A task on Liuzhou's books."""
    found = Case.objects.filter(kind="task").first()
    return found or tasks.open_task(OPERATES, made.cast.liuzhou, {"title": "建设科普e站"})


def stepped(made: Made) -> Step:
    """A step of it with a file."""
    kept = attach(OPERATES, made.cast.liuzhou, {"name": "验收.pdf", "content": b"%PDF-1.4"})
    return notes.note(OPERATES, tasked(made), {"text": "已验收。", "attachment": kept.pk})


def sent_out(made: Made) -> tuple[Sending, str]:
    """A ledger of Liuzhou's that went out, and the secret of its link."""
    data = {"to": "市教育局", "cases": [tasked(made).public_id]}
    found: tuple[Sending, str] = sendings.send_ledger(OPERATES, made.cast.liuzhou, data)
    return found


def planted(made: Made) -> Goal:
    """A goal tree of Liuzhou's."""
    found = Goal.objects.first()
    return found or goals.plant(OPERATES, made.cast.liuzhou, {"text": "四服务"})


def called(made: Made) -> Meeting:
    """A meeting of Liuzhou's congress to which its delegates are called."""
    found = Meeting.objects.exclude(code="").first()
    if found is None:
        data = {"date": timezone.localdate() + dt.timedelta(days=20), "title": "代表会议"}
        planned = planning.plan_meeting(OPERATES, made.cast.congress, data)
        found = convening.convene_meeting(OPERATES, planned, {"basis": "主席会议决定"})
    return found


def papered(made: Made) -> Paper:
    """A paper of that meeting."""
    kept = attach(OPERATES, made.cast.liuzhou, {"name": "报告.pdf", "content": b"%PDF-1.4"})
    return agenda.add_paper(OPERATES, called(made), {"file": kept.pk})


def procedure(made: Made) -> Rules:
    """The congress's rules of procedure, with their text."""
    found = Rules.objects.first()
    if found is None:
        data = {"title": "议事规则", "starts": dt.date(2026, 1, 1)}
        found = rules.adopt_rules(OPERATES, made.cast.congress, data)
        kept = attach(OPERATES, made.cast.liuzhou, {"name": "规则.pdf", "content": b"%PDF-1.4"})
        rules.attach_rules(OPERATES, found, {"file": kept.pk})
    return found


def faced(made: Made) -> PublicFace:
    """A public face of Liuzhou's that waits."""
    found = PublicFace.objects.first()
    if found is None:
        with ledger.exempt("walk"):
            found = PublicFace(organisation=made.cast.liuzhou, phone="0772-2825000", submitted_on=dt.date(2026, 1, 1))
            found.save()
    return found


def begun(made: Made) -> Programme:
    """A programme that Liuzhou runs under its plan."""
    found = Programme.objects.first()
    if found is None:
        with ledger.exempt("walk"):
            found = Programme(organisation=made.cast.liuzhou, plan="liuzhou-2017", code="visits", clause="三.1")
            found.title, found.template, found.status = "机关联系服务基层", "liaison.contact", "planned"
            found.save()
    return found


def applied(made: Made) -> tuple[RealName, EmployerCheck]:
    """What somebody of Liuzhou's applied for."""
    person, now = made.cast.engineer, timezone.now()
    with ledger.exempt("walk"):
        name = RealName.objects.filter(person=person).first()
        if name is None:
            name = RealName(person=person, keeper=made.cast.liuzhou, submitted=now)
            name.set_number("11010519491231002X")
            name.save()
        check = EmployerCheck.objects.filter(person=person).first()
        if check is None:
            work = person.employments.get()
            check = EmployerCheck(person=person, employment=work, organisation=made.cast.liuzhou, asked=now)
            check.save()
    return name, check


def drafted(made: Made) -> PlanDraft:
    """A plan that Liuzhou drafts."""
    found = PlanDraft.objects.filter(organisation=made.cast.liuzhou).first()
    if found is None:
        text = "柳州市科协方案\n一、会议\n（一）每年至少开会2次。\n"
        found = draft(OPERATES, made.cast.liuzhou, {"name": "方案.txt", "text": text})
    return found


def drawn(made: Made) -> Draw:
    """A draw of Liuzhou's whose digest is published."""
    found = Draw.objects.first()
    if found is None:
        data = {"purpose": "tellers", "title": "监票人", "seats": 1, "people": [made.cast.engineer.pk]}
        found = draws.prepare(OPERATES, made.cast.liuzhou, data)
        draws.commit(OPERATES, found, {})
    return found


def moved(made: Made) -> Motion:
    """A motion that was handed in to Liuzhou's congress by the engineer, with a paper."""
    found = Motion.objects.first()
    if found is None:
        kept = attach(OPERATES, made.cast.liuzhou, {"name": "说明.pdf", "content": b"%PDF-1.4"})
        values = {"kind": "motion", "topic": "talent", "title": "一件提案", "text": "内容", "number": 1}
        with ledger.exempt("walk"):
            found = Motion(body=made.cast.congress, date=dt.date(2026, 1, 1), attachment=kept, status="filed", **values)
            found.save()
            Signature(motion=found, person=made.cast.engineer, role="delegate", first=True, status="signed").save()
    return found


def renewed(made: Made) -> Renewal:
    """The change of the term of Liuzhou's congress, with a signed paper."""
    found = Renewal.objects.filter(unit=made.cast.liuzhou).first()
    if found is None:
        found = open_renewal(OPERATES, made.cast.congress, {})
        kept = attach(OPERATES, made.cast.liuzhou, {"name": "请示.pdf", "content": b"%PDF-1.4"})
        keep_paper(OPERATES, found, {"kind": "request", "attachment": kept.pk})
    return found


def ruled(made: Made) -> RuleDocument:
    """A rule document of Liuzhou's with its file."""
    found = RuleDocument.objects.first()
    if found is not None:
        return found
    kept = attach(OPERATES, made.cast.liuzhou, {"name": "章程.pdf", "content": b"%PDF-1.4"})
    data = {"kind": "charter", "title": "章程", "starts": dt.date(2024, 1, 1), "attachment": kept.pk}
    return file_rules(OPERATES, made.cast.liuzhou, data)


def composed(made: Made) -> Making:
    """The making of Liuzhou's next congress, merged, examined and public."""
    return walked_composing.composed(made.cast)


def heard(made: Made) -> Hearing:
    """A hearing of Liuzhou's report, with its document."""
    found = Hearing.objects.first()
    if found is None:
        kept = attach(OPERATES, made.cast.liuzhou, {"name": "纪要.pdf", "content": b"%PDF-1.4"})
        values = {"kind": "hearing", "chamber": "government", "title": "市政府常务会议", "document": kept}
        with ledger.exempt("walk"):
            found = Hearing(organisation=made.cast.liuzhou, date=dt.date(2026, 1, 1), **values)
            found.save()
    return found


SCREENS = ("screen", "screen_code", "screen_now")
MEETING_PAGES = ("agenda", "calendar", "minutes", "move", "papers", "people", "poster", *SCREENS, "sheet")

ARGUMENTS: dict[str, Callable[[Made], list[Any]]] = {
    "account_contact": lambda made: ["mobile"],
    "account_contact_code": lambda made: ["mobile"],
    "account_drop": lambda made: [made.cast.engineer.public_id],
    "account_remove": lambda made: [made.cast.engineer.public_id],
    "api:body_repair": lambda made: ["450200", "congress"],
    "api:figure": lambda made: ["liuzhou-2017", "450200", "congress-delegates-front-line"],
    "api:figures": lambda made: ["liuzhou-2017", "450200"],
    "act": lambda made: ["organisations.rename", made.cast.liuzhou.public_id],
    "registry:audit_entry": lambda made: [
        Entry.objects.filter(organisations=f"[{made.cast.luzhai.pk}]").latest("pk").pk
    ],
    "assessment": lambda made: [assessed(made.cast).public_id],
    "incident": lambda made: [happened(made.cast).public_id],
    "retention_run": lambda made: [run_of(made.cast).public_id],
    "body": lambda made: [made.cast.congress.public_id],
    "roll": lambda made: [rolled(made).term.body.public_id],
    "coverage_of": lambda made: ["liuzhou-2017"],
    "data_request": lambda made: [asked_of(made.cast).public_id],
    "decide": lambda made: ["publish-lists"],
    "figure": lambda made: ["liuzhou-2017", "450200", "congress-delegates-front-line"],
    "find": lambda made: ["person"],
    "motions:mine_file": lambda made: [moved(made).public_id],
    "motions:mine_one": lambda made: [moved(made).public_id],
    "motions:new": lambda made: [made.cast.term.posts.get().public_id],
    "notice": lambda made: [purpose(made.cast).public_id],
    "notices": lambda made: ["450200"],
    "organisation": lambda made: ["450200"],
    "organisation_branch": lambda made: ["450200"],
    "organisation_face": lambda made: ["450200"],
    "organisation_network": lambda made: ["450200"],
    "plan": lambda made: ["liuzhou-2017"],
    "plan_draft": lambda made: [drafted(made).public_id],
    "plan_draft_clause": lambda made: [drafted(made).clauses.all()[0].public_id],
    "plan_draft_head": lambda made: [drafted(made).public_id],
    "plan_draft_publish": lambda made: [drafted(made).public_id],
    "registry:employer": lambda made: [applied(made)[1].public_id],
    "registry:real_name": lambda made: [applied(made)[0].public_id],
    "registry:admissions": lambda made: [made.cast.liuzhou.public_id],
    "registry:account": lambda made: [made.cast.clerk.public_id],
    "programme": lambda made: ["liuzhou-2017", "450200", begun(made).public_id],
    "programmes": lambda made: ["liuzhou-2017", "450200"],
    "purpose": lambda made: [purpose(made.cast).public_id],
    "registry:export": lambda made: ["people"],
    "registry:blank_list": lambda made: ["people"],
    "registry:corrected": lambda made: [made.listed],
    "registry:discard_list": lambda made: [made.listed],
    "registry:list": lambda made: [made.listed],
    "registry:list_progress": lambda made: [made.listed],
    "registry:new_list": lambda made: ["people"],
    "registry:stop_list": lambda made: [made.listed],
    "registry:discard_draft": lambda made: [made.draft],
    "registry:draft": lambda made: [made.draft],
    "registry:face": lambda made: [faced(made).public_id],
    "registry:import": lambda made: [made.batch],
    "registry:many_batch": lambda made: [made.step],
    "registry:name_list": lambda made: [made.cast.congress.public_id],
    "registry:person": lambda made: [made.cast.engineer.public_id],
    "registry:person_id": lambda made: [made.cast.engineer.public_id],
    "registry:revoke_grant": lambda made: [made.cast.county_clerk.grants.get().public_id],
    "registry:sources": lambda made: [made.cast.liuzhou.public_id],
    "registry:undo_import": lambda made: [made.batch],
    "registry:unit": lambda made: [listed(made).public_id],
    "registry:unit_list": lambda made: [listed(made).list.public_id],
    "report": lambda made: ["liuzhou-2017", "450200", made.report],
    "reports": lambda made: ["liuzhou-2017", "450200"],
    "returns:answers": lambda made: STATISTICS,
    "returns:evidence": lambda made: ["450200"],
    "returns:evidence_file": lambda made: ["450200", proved(made).pk],
    "returns:fill": lambda made: STATISTICS,
    "returns:filled": lambda made: templated(made),
    "returns:form": lambda made: STATISTICS,
    "returns:give": lambda made: STATISTICS,
    "returns:latest": lambda made: STATISTICS[:2],
    "returns:line": lambda made: [*STATISTICS, "delegates"],
    "returns:template": lambda made: STATISTICS,
    "returns:unit": lambda made: ["450200"],
    "goal": lambda made: ["450200", planted(made).public_id],
    "goals": lambda made: ["450200"],
    "hand_in": lambda made: [sent_out(made)[1]],
    "hand_in_sheet": lambda made: [sent_out(made)[1]],
    "inspections": lambda made: ["450200"],
    "assemblies:draw": lambda made: ["450200", drawn(made).public_id],
    "assemblies:draw_nominees": lambda made: ["450200", drawn(made).public_id],
    "assemblies:draw_quotas": lambda made: ["450200", drawn(made).public_id],
    "assemblies:draw_record": lambda made: ["450200", drawn(made).public_id],
    "assemblies:draws": lambda made: ["450200"],
    "assemblies:motion": lambda made: ["450200", moved(made).public_id],
    "assemblies:motion_file": lambda made: ["450200", moved(made).public_id],
    "assemblies:motions": lambda made: ["450200"],
    "assemblies:motions_assigned": lambda made: ["450200"],
    "assemblies:motions_sheet": lambda made: ["450200"],
    "assemblies:outside": lambda made: ["450200"],
    "assemblies:outside_document": lambda made: ["450200", heard(made).public_id],
    "assemblies:hub": lambda made: ["450200"],
    "assemblies:absence": lambda made: ["450200", walked.absence_run(made.cast).public_id],
    "assemblies:absences": lambda made: ["450200"],
    "assemblies:committee": lambda made: ["450200", walked.committee(made.cast).public_id],
    "assemblies:committee_paper": lambda made: ["450200", *walked.paper(made.cast)],
    "assemblies:committees": lambda made: ["450200"],
    "assemblies:duties": lambda made: ["450200"],
    "assemblies:duty_report": lambda made: ["450200", walked.duty_report(made.cast).public_id],
    "assemblies:party": lambda made: ["450200"],
    "assemblies:rota": lambda made: ["450200"],
    "assemblies:secondments": lambda made: ["450200"],
    "assemblies:studio": lambda made: ["450200", walked.studio(made.cast).public_id],
    "assemblies:studios": lambda made: ["450200"],
    "my_absence": lambda made: [walked.absence_run(made.cast).public_id],
    "my_report": lambda made: [made.cast.congress.public_id, walked.duty_report(made.cast).year],
    "my_residence": lambda made: [walked.rota_slot(made.cast).public_id],
    "assemblies:checkup": lambda made: ["450200"],
    "assemblies:officials": lambda made: ["450200"],
    "assemblies:renewal": lambda made: ["450200", renewed(made).public_id],
    "assemblies:renewal_draft": lambda made: ["450200", renewed(made).public_id, "request"],
    "assemblies:renewal_pack": lambda made: ["450200", renewed(made).public_id],
    "assemblies:renewal_paper": lambda made: ["450200", renewed(made).public_id, renewed(made).papers.get().public_id],
    "assemblies:renewal_papers": lambda made: ["450200", renewed(made).public_id],
    "assemblies:society_party": lambda made: ["450200"],
    "assemblies:renewals": lambda made: ["450200"],
    "assemblies:renewals_sheet": lambda made: ["450200"],
    "assemblies:rule_document_file": lambda made: ["450200", ruled(made).public_id],
    "assemblies:rule_documents": lambda made: ["450200"],
    "assemblies:making": lambda made: ["450200", composed(made).public_id],
    "assemblies:split": lambda made: ["450200", composed(made).public_id],
    "assemblies:composition": lambda made: ["450200", composed(made).public_id],
    "assemblies:congress": lambda made: ["450200", composed(made).public_id],
    "assemblies:arrange": lambda made: ["450200", composed(made).public_id],
    "assemblies:vacancies": lambda made: ["450200", composed(made).public_id],
    "assemblies:congress_file": lambda made: ["450200", composed(made).public_id, "groups"],
    "assemblies:making_list": lambda made: ["450200", composed(made).public_id],
    "assemblies:credentials": lambda made: [
        "450200",
        composed(made).public_id,
        Credentials.objects.get(making=composed(made)).public_id,
    ],
    "assemblies:slate": lambda made: ["450200", NomineeList.objects.get(allotment__making=composed(made)).public_id],
    "publicity": lambda made: [Publicity.objects.get(making=composed(made)).public_id],
    "assemblies:election": lambda made: ["450200", voted_on(made.cast).public_id],
    "assemblies:election_paper": lambda made: ["450200", voted_on(made.cast).public_id, "report"],
    "assemblies:elections": lambda made: ["450200"],
    "vote_recount": lambda made: [announced(made.cast).public_id, "recount"],
    "vote_result": lambda made: [announced(made.cast).public_id],
    "votes:ballot": lambda made: [voted_on(made.cast).voters.get().public_id],
    "votes:recount": lambda made: [voted_on(made.cast).public_id, "recount"],
    "votes:result": lambda made: [voted_on(made.cast).public_id],
    "votes:sheet": lambda made: [counting(made.cast).public_id],
    **{f"assemblies:{one}": lambda made: ["450200"] for one in ("meetings", "meeting_decisions")},
    "assemblies:meeting_rules": lambda made: ["450200", made.cast.congress.public_id],
    "assemblies:meeting_rules_file": lambda made: ["450200", made.cast.congress.public_id, procedure(made).public_id],
    **{
        f"assemblies:meeting{page}": lambda made: ["450200", called(made).public_id]
        for page in ("", *(f"_{one}" for one in MEETING_PAGES))
    },
    "assemblies:meeting_entrance": lambda made: [
        "450200",
        called(made).public_id,
        called(made).invitations.first().code,  # type: ignore[union-attr]  # the engineer is called
    ],
    "assemblies:meeting_paper": lambda made: ["450200", called(made).public_id, papered(made).public_id],
    **{f"my_meetings:{one}": lambda made: [called(made).public_id] for one in ("entry", "meeting", "reply")},
    "my_meetings:feed": lambda made: [
        make_calendar_link(self_act(made.cast, made.cast.engineer), made.cast.engineer, {})
    ],
    "my_meetings:paper": lambda made: [called(made).public_id, papered(made).public_id],
    "my_meetings:sign_in": lambda made: [called(made).public_id, present_code(called(made))],
    "ledger": lambda made: ["450200"],
    "ledger_sheet": lambda made: ["450200"],
    "pilots": lambda made: ["450200"],
    "problems": lambda made: ["450200"],
    "progress_report": lambda made: ["450200"],
    "progress_report_document": lambda made: ["450200", "word"],
    "progress_report_keep": lambda made: ["450200"],
    "progress_report_template": lambda made: ["450200", "sample"],
    "sending": lambda made: ["450200", sent_out(made)[0].public_id],
    "sending_sheet": lambda made: ["450200", sent_out(made)[0].public_id],
    "sendings": lambda made: ["450200"],
    "step_file": lambda made: ["450200", tasked(made).public_id, stepped(made).public_id],
    "task": lambda made: ["450200", tasked(made).public_id],
    "scoreboard": lambda made: ["liuzhou-2017", "450200"],
    "take_back": lambda made: [asked_of(made.cast).public_id],
    "units": lambda made: ["liuzhou-2017", "450200"],
}

# Pages of the county's clerk: a draft belongs to the session that read it.
COUNTYS = frozenset({"registry:draft"})

# What the county brought in itself names the people it brought in.
COUNTYS_FILES = frozenset({"registry:import", "registry:undo_import"})


@dataclass(frozen=True)
class Address:
    """One address of the site."""

    name: str
    needs: str | None  # what its view declares
    names_a_record: bool


def addresses() -> list[Address]:
    """Every address of the site."""
    return list(_addresses(get_resolver(), "", takes=False))


def _addresses(resolver: URLResolver, namespace: str, *, takes: bool) -> Iterator[Address]:
    takes = takes or bool(resolver.pattern.regex.groups)
    space = f"{namespace}{resolver.namespace}:" if resolver.namespace else namespace
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, space, takes=takes)
            continue
        names_a_record = takes or bool(pattern.pattern.regex.groups)
        yield Address(f"{space}{pattern.name}", getattr(pattern.callback, "needs", None), names_a_record)
