"""Reminders: units before their day and on it, signers of an answer that waits; once each, on working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from blocks.assemblies.motions.given import Floor, fresh
from cast import Cast, PersonFactory, acts
from keqiao.blocks.assemblies.motions import assigning, clocks, reminding, replying, rules, signing
from keqiao.blocks.assemblies.motions.models import Motion
from keqiao.exchange.channels.choose import folder
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Refused
from keqiao.kernel.verbs.events import deliver_pending

MONDAY = dt.date(2026, 11, 2)
On = Callable[[dt.date], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> On:
    """Let it be a day; it is Monday. Messages go to a folder of their own."""
    settings.HOME = tmp_path

    def be(day: dt.date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *rest: day)

    be(MONDAY)
    return be


def reached(person: Person, mobile: str) -> None:
    """Let somebody have a verified number."""
    with ledger.exempt("given"):
        known = Identity(person=person, kind="mobile", verified=timezone.now())
        known.set_value(mobile)
        known.save()


def staff(cast: Cast, user: User, mobile: str) -> User:
    """Let somebody of the staff be a person with a verified number."""
    with ledger.exempt("given"):
        user.person = PersonFactory(name=f"经办{mobile[-1]}", keeper=cast.liuzhou)
        user.save()
    reached(user.person, mobile)
    return user


def sent() -> list[str]:
    """What went out: number and text in one line each, and the folder is empty again."""
    if not folder().path.exists():
        return []
    files = sorted(folder().path.glob("*.txt"))
    found = [path.read_text(encoding="utf-8").replace("\n", " ").strip() for path in files]
    for path in files:
        path.unlink()
    return found


def told() -> list[str]:
    """What a round of reminders sends."""
    deliver_pending()
    sent()
    reminding.remind_all()
    deliver_pending()
    return sent()


def due(motion: Motion) -> dt.date:
    """By when it is to be answered."""
    return clocks.final_of(motion).due


def before(day: dt.date, workdays: int) -> dt.date:
    """So many working days earlier."""
    found = day
    while add_workdays(found, workdays) >= day:
        found -= dt.timedelta(days=1)
    return found + dt.timedelta(days=1)


def test_the_lead_unit_is_told_before_the_day_and_on_it_once_each(floor: Floor, cast: Cast, on: On) -> None:
    staff(cast, cast.county_clerk, "13800000001")
    made = floor.assigned()
    day = due(made)
    on(before(day, 6))
    assert told() == []
    on(before(day, 5))
    [line] = told()
    assert line.startswith("13800000001 “关于建设县级科普场所的建议”的答复时限为")
    assert told() == []
    on(before(day, 1))
    assert told() == []
    on(day)
    assert len(told()) == 1
    on(add_workdays(day, 4))
    assert told() == []


def test_a_day_on_which_nobody_works_is_told_of_on_the_last_one_before(floor: Floor, cast: Cast, on: On) -> None:
    staff(cast, cast.county_clerk, "13800000001")
    made = floor.assigned()
    saturday = dt.date(2027, 3, 20)
    assigning.extend(floor.clerk, made, {"due": saturday, "reason": "需要实地调研"})
    on(saturday - dt.timedelta(days=5))
    assert len(told()) == 1
    on(saturday - dt.timedelta(days=1))
    assert len(told()) == 1
    on(saturday)
    assert reminding.remind_all() == 0


def test_a_joint_unit_is_told_of_its_opinion_and_of_nothing_when_it_gave_it(floor: Floor, cast: Cast, on: On) -> None:
    staff(cast, cast.county_clerk, "13800000001")
    made = floor.accepted()
    assigning.assign(floor.clerk, made, {"lead": "科普部", "joint_units": ["450223"]})
    part = floor.joint(fresh(made)).motion_part
    on(before(part.deadline.due, 2))
    [line] = told()
    assert "的会办意见时限为" in line
    replying.give_opinion(floor.county, floor.joint(fresh(made)), {"text": "场地已经落实。"})
    on(part.deadline.due)
    assert told() == []


def test_a_draft_waits_for_who_countersigns_and_then_for_who_approves(floor: Floor, cast: Cast, on: On) -> None:
    for number, user in enumerate((cast.county_clerk, cast.leader, cast.clerk), start=1):
        staff(cast, user, f"1380000000{number}")
    made = floor.accepted()
    rules.set_rule(floor.clerk, cast.congress, {"kind": "suggestion", "signers": 1, "joint_days": 200})
    assigning.assign(floor.clerk, made, {"lead": "科普部", "joint_units": ["450223"]})
    made = fresh(made)
    replying.give_opinion(floor.county, floor.joint(made), {"text": "场地已经落实。"})
    replying.draft_reply(floor.clerk, floor.lead(made), {"text": "已列入明年计划，各建一处。", "outcome": "planned"})
    day = due(made)
    assert [user.username for user in reminding.staff_due(clocks.final_of(made))] == ["county-clerk"]
    on(before(day, 5))
    assert [line[:11] for line in told()] == ["13800000001"]
    replying.countersign(floor.county, floor.joint(made), {})
    on(day)
    assert [line[:11] for line in told()] == ["13800000002"]


def test_before_it_is_assigned_nobody_is_told_and_a_returned_one_goes_to_who_keeps_the_book(
    floor: Floor, cast: Cast, on: On
) -> None:
    staff(cast, cast.clerk, "13800000003")
    made = floor.assigned()
    assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})
    on(due(made))
    assert [line[:11] for line in told()] == ["13800000003"]


def test_while_the_clock_stands_nobody_is_told_and_afterwards_anew(floor: Floor, cast: Cast, on: On) -> None:
    staff(cast, cast.county_clerk, "13800000001")
    made = floor.assigned()
    day = due(made)
    on(before(day, 5))
    assert len(told()) == 1
    with ledger.exempt("given"):
        clocks.pause(made, "已上报，等待上级答复")
    on(day)
    assert told() == []
    with ledger.exempt("given"):
        clocks.go_on(fresh(made))
    assert due(made) == add_workdays(day, 5)
    assert len(told()) == 1


def test_who_has_not_judged_is_told_once_and_the_audit_names_nobody(floor: Floor, on: On) -> None:
    for number in (0, 1):
        reached(floor.people[number], f"1390000000{number}")
    made = floor.answered(floor.assigned(_signed(floor)))
    signing.judge(floor.by(0), floor.part(made, 0), {"mark": "satisfied"})
    until = replying.judged_until(made)
    on(before(until, 6))
    assert told() == []
    on(before(until, 5))
    assert told() == [f"13900000001 “{made.title}”的答复还在等您评价，请在{until.isoformat()}前登录“我的”评价。"]
    assert told() == []
    entry = Entry.objects.get(verb="motions.remind_signers", outcome="done")
    assert "motions.Motion" in entry.objects_changed
    assert "Signature" not in entry.objects_changed
    on(until)
    assert told() == []


def _signed(floor: Floor) -> Motion:
    rules.set_rule(floor.clerk, floor.cast.congress, {"kind": "motion", "signers": 2})
    return floor.signed(1, kind="motion")


def test_a_message_that_did_not_go_out_keeps_no_other_and_is_tried_again(
    floor: Floor, on: On, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (0, 1):
        reached(floor.people[number], f"1390000000{number}")
    made = floor.answered(floor.assigned(_signed(floor)))
    on(before(replying.judged_until(made), 5))
    taken: list[str] = []

    class Gateway:
        broken = True

        def send(self, message: Message) -> None:
            if self.broken and message.to == "13900000000":
                raise ChannelError("no line")
            taken.append(message.id)

    gateway = Gateway()
    monkeypatch.setattr(reminding, "channel_for", lambda kind: gateway)
    with pytest.raises(ChannelError):
        reminding.tell_signers({"motion": str(made.public_id)})
    assert len(taken) == 1
    gateway.broken = False
    reminding.tell_signers({"motion": str(made.public_id)})
    assert len(set(taken)) == 2  # the same id for each try, so that a gateway drops what it has


def test_who_may_not_manage_reminds_nobody(floor: Floor, cast: Cast, on: On) -> None:
    made = floor.assigned()
    with pytest.raises(Refused):
        reminding.remind(acts(cast.reader), clocks.final_of(made), {})
    with pytest.raises(Refused):
        reminding.remind_signers(acts(cast.outsider), made, {})
