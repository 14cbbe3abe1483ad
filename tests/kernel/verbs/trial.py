"""Verbs made to be tried: each shows one side of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.bulk import Row, bulk_verb
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.verbs.run import run_effect


class Named(VerbData):
    """A name."""

    name: str


class Into(VerbData):
    """Another organisation, by its id."""

    into: int


@verb("trial.rename", needs="organisations.manage", on=lambda target, data: [target])
def rename(act: Act, target: Organisation, data: Named) -> Organisation:
    """Change one field."""
    target.name = data.name
    target.save()
    return target


@verb("trial.found", needs="organisations.manage", on=lambda target, data: [target])
def found(act: Act, target: Organisation, data: Named) -> Organisation:
    """Make two records and announce it."""
    made = Organisation(code=data.name, name=data.name, kind="society", level="municipal")
    made.save()
    Placement(organisation=made, leading=target).save()
    act.emit("trial.founded", code=made.code)
    return made


@verb("trial.merge", needs="organisations.manage", on=lambda target, data: [target, data.into])
def merge(act: Act, target: Organisation, data: Into) -> None:
    """Needs a permission on two organisations."""
    rename.body(act, target, Named(name="已并入"))


@verb("trial.fail", needs="organisations.manage", on=lambda target, data: [target])
def fail(act: Act, target: Organisation, data: Named) -> None:
    """Write, call a verb that writes, announce, then find that it can't be done."""
    rename(act, target, {"name": data.name})
    act.emit("trial.failed")
    raise VerbError("做到一半发现不行。")


@verb("trial.refuse", needs="organisations.manage", on=lambda target, data: [target])
def refuse(act: Act, target: Organisation, data: Named) -> None:
    """Write, then refuse for a reason that only the body knows."""
    rename(act, target, {"name": data.name})
    raise Refused("不能替别人办理。")


@verb("trial.enrol_and_rename", needs="organisations.manage", on=lambda target, data: [target])
def enrol_and_rename(act: Act, target: Organisation, data: Named) -> Person:
    """A person made and changed in one verb."""
    person = Person(name=data.name, keeper=target)
    person.save()
    person.name = data.name * 2
    person.save()
    return person


@verb("trial.part", needs="organisations.manage", on=lambda target, data: [target.keeper_id])
def part(act: Act, target: Person, data: VerbData) -> None:
    """Delete a person and what hangs on it."""
    target.delete()


@verb("trial.admit", needs="returns.approve", on=lambda target, data: [target])
def admit(act: Act, target: Organisation, data: Named) -> Organisation:
    """A decision whose effect is another verb, which the decider couldn't call."""
    made: Organisation = run_effect(lambda: found(act, target, {"name": data.name}))
    return made


@verb("trial.try_inner", needs="organisations.manage", on=lambda target, data: [target])
def try_inner(act: Act, target: Organisation, data: Named) -> str:
    """Bear an inner verb's failure and go on."""
    try:
        fail(act, target, {"name": data.name})
    except VerbError as error:
        return str(error)
    return ""


@verb("trial.vote", needs="anyone", on=lambda target, data: [target], secret=True)
def vote(act: Act, target: Organisation, data: Named) -> Organisation:
    """Nobody may learn who did this, not even from the verb it calls."""
    return rename(act, target, {"name": data.name})


@verb("trial.ballot", needs="anyone", on=lambda target, data: [target], secret=True)
def ballot(act: Act, target: Organisation, data: Named) -> Organisation:
    """A secret that writes by itself."""
    target.name = data.name
    target.save()
    return target


@verb(
    "trial.correct_own",
    needs="owner",
    on=lambda target, data: [target.keeper_id],
    owner=lambda act, target, data: act.actor.user is not None and act.actor.user.person_id == target.pk,
)
def correct_own(act: Act, target: Person, data: Named) -> Person:
    """Only the person."""
    target.name = data.name
    target.save()
    return target


@verb("trial.unplaced", needs="organisations.manage", on=lambda target, data: [])
def unplaced(act: Act, target: Organisation, data: VerbData) -> None:
    """Forgets to name an organisation."""


def take_back(act: Act, target: Organisation, data: VerbData, outcomes: Sequence[Row]) -> None:
    """Delete who was enrolled, last first."""
    for outcome in outcomes:
        Person.objects.get(pk=outcome["made"]).delete()


@bulk_verb("trial.enrol", needs="people.import", on=lambda target, data: [target], schema=VerbData, undo=take_back)
def enrol(act: Act, target: Organisation, data: Any, rows: Sequence[Row]) -> Sequence[Row]:
    """Enrol everybody; somebody called 错 spoils it."""
    outcomes = []
    for row in rows:
        if row["name"] == "错":
            raise VerbError("第3行不行。")
        person = Person(name=row["name"], keeper=target)
        person.save()
        outcomes.append({"made": person.pk})
    running = ledger.current()
    assert running is not None
    running.touched.add(("trial", target.pk))
    return outcomes


def forget(act: Act, target: Organisation, data: VerbData, outcomes: Iterable[Row]) -> None:
    """Delete whole pages, the last one first."""
    for outcome in outcomes:
        Person.objects.filter(pk__in=outcome["made"]).delete()


@bulk_verb(
    "trial.enrol_pages",
    needs="people.import",
    on=lambda target, data: [target],
    schema=VerbData,
    undo=forget,
    paged=True,
)
def enrol_pages(act: Act, target: Organisation, data: Any, pages: Iterable[Row]) -> Iterator[Row]:
    """Enrol page by page; an outcome for each."""
    for page in pages:
        made = [Person(name=name, keeper=target) for name in page["rows"]]
        for person in made:
            person.save()
        yield {"made": [person.pk for person in made]}
