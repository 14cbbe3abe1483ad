"""Verbs on two records that may be one person: merge, take apart again, remember that they are two."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.people.models import Merge, PairChoice, PairDecision, Person
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.merging.absorb import Taken, absorb, pointing_at
from keqiao.registry.merging.separate import Left, separate
from keqiao.registry.merging.stored import read_value, written
from keqiao.registry.refusals import record

LATER = dt.timedelta(days=30)
LIVE = frozenset({"web", "api"})  # whoever waits for an answer; what is done in bulk is looked at by the night
# What the one kept takes over where it says nothing itself; sealed fields are sealed anew.
PLAIN = ("sex", "ethnicity")
FILLED = (*PLAIN, "birth_from", "birth_to", "id_sealed", "id_index", "mobile_sealed", "mobile_index", "email_sealed")


class MergePeople(VerbData):
    """The other record (its id), which is taken into the one that is kept."""

    duplicate: Annotated[
        int,
        Asked(
            gettext_lazy("并入的记录"),
            gettext_lazy("输入姓名后选择。它的任职、工作经历等都转到本记录名下，可以撤销。"),
            kind="person",
        ),
    ]


class Unmerge(VerbData):
    """Nothing is asked: exactly what was moved goes back."""


class DecidePair(VerbData):
    """What somebody decided of this record and another (its id)."""

    duplicate: int
    choice: PairChoice


@verb(
    "duplicates.merge",
    does=gettext_lazy("合并了两条人员记录"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id, *_keepers(data.duplicate)],
)
def merge(act: Act, target: Person, data: MergePeople) -> Merge:
    """Take another record into this one: everything that points at it moves, and can go back."""
    other = record(Person, data.duplicate, _("人员"))
    _refuse_two(target, other)
    taken = Taken(own=pointing_at(target))
    made = Merge(person=target, absorbed=other.pk, absorbed_keeper_id=other.keeper_id, merged_on=timezone.localdate())
    numbers = {"id": other.id_number(), "mobile": other.mobile(), "email": other.email()}
    absorb(other, target, taken)
    before = written(target)
    _fill(target, other, numbers)
    target.save()
    after = written(target)
    filled = {name: [before[name], after[name]] for name in FILLED if before[name] != after[name]}
    made.moved = json.dumps([[move.model, move.record, move.column] for move in taken.moves])
    made.set_content(json.dumps({"taken": taken.to_json(), "filled": filled, "numbers": numbers}))
    made.save()
    tell_of(act, target.pk)
    return made


@verb(
    "duplicates.unmerge",
    does=gettext_lazy("撤销了人员记录合并"),
    needs="people.manage",
    on=lambda target, data: [target.person.keeper_id, target.absorbed_keeper_id],
)
def unmerge(act: Act, target: Merge, data: Unmerge) -> Merge:
    """Take a merge back: the record stands again with all that was moved from it; what can't go back is counted."""
    if target.undone_on is not None:
        raise VerbError(_("这次合并已于%(day)s撤销，无需再次办理。") % {"day": target.undone_on})
    later = Merge.objects.filter(person=target.person, undone_on=None, pk__gt=target.pk).first()
    if later is not None:
        said = _("%(person)s在这次合并之后又合并过别的记录（%(day)s）。请先撤销后一次合并，再撤销这一次。")
        raise VerbError(said % {"person": target.person, "day": later.merged_on})
    content = json.loads(target.content())
    winner = target.person
    changed = _empty_again(winner, content["filled"])
    left = separate(Taken.from_json(content["taken"]), winner)
    _seal_anew(target.absorbed, content["numbers"])
    target.undone_on = timezone.localdate()
    target.outcome = json.dumps(Left(left.gone, left.elsewhere, left.newer, changed).to_json())
    target.save()
    tell_of(act, winner.pk, target.absorbed)
    return target


@verb(
    "duplicates.decide",
    does=gettext_lazy("核对了疑似重复的人员"),
    needs="people.manage",
    on=lambda target, data: [target.keeper_id, *_keepers(data.duplicate)],
)
def decide_pair(act: Act, target: Person, data: DecidePair) -> PairDecision:
    """Remember that two records are two people, or that somebody looks again in a month."""
    other = record(Person, data.duplicate, _("人员"))
    if other == target:
        raise VerbError(_("这是同一条记录，没有可以比较的另一条。请选择另一条记录。"))
    known = PairDecision.objects.filter(Q(first=target, second=other) | Q(first=other, second=target)).first()
    made = known or PairDecision(first=target, second=other)
    made.choice = data.choice
    made.until = timezone.localdate() + LATER if data.choice == PairChoice.LATER else None
    made.save()
    return made


def tell_of(act: Act, *people: int) -> None:
    """Announce that people changed, so that those who are alike are found anew."""
    if act.channel in LIVE:
        act.emit("people.changed", people=list(people))


def _keepers(person: int) -> list[int]:
    """Who keeps the other record; nobody when it is gone, which the verb says."""
    return list(Person.objects.filter(pk=person).values_list("keeper", flat=True))


def _refuse_two(kept: Person, other: Person) -> None:
    """What can't be one person isn't merged before somebody has put right which of the two is wrong."""
    if kept == other:
        raise VerbError(_("不能把一条记录并入它自己。请选择另一条记录。"))
    told = {"one": kept, "other": other}
    if kept.id_index and other.id_index and kept.id_number() != other.id_number():
        said = _("%(one)s和%(other)s登记了不同的证件号码，没有合并。请先核对；确是同一人的，先删去填错的号码。")
        raise VerbError(said % told)
    if kept.sex and other.sex and kept.sex != other.sex:
        raise VerbError(_("%(one)s和%(other)s登记的性别不同，没有合并。请先核对，更正填错的一处。") % told)
    if _apart(kept, other):
        raise VerbError(_("%(one)s和%(other)s登记的出生日期互相矛盾，没有合并。请先核对，更正填错的一处。") % told)


def _apart(one: Person, other: Person) -> bool:
    if one.birth_from is None or one.birth_to is None or other.birth_from is None or other.birth_to is None:
        return False
    return one.birth_from > other.birth_to or other.birth_from > one.birth_to


def _fill(kept: Person, other: Person, numbers: dict[str, str]) -> None:
    """Take over what the one kept doesn't say, and the closer of two birth dates."""
    for name in PLAIN:
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    if other.birth_from is not None and other.birth_to is not None:
        unknown = kept.birth_from is None or kept.birth_to is None
        if unknown or other.birth_to - other.birth_from < kept.birth_to - kept.birth_from:  # type: ignore[operator]  # known here
            kept.birth_from, kept.birth_to = other.birth_from, other.birth_to
    if numbers["id"] and not kept.id_index:
        kept.set_id_number(numbers["id"])
    if numbers["mobile"] and not kept.mobile_index:
        kept.set_mobile(numbers["mobile"])
    if numbers["email"] and not kept.email_sealed:
        kept.set_email(numbers["email"])


def _seal_anew(person: int, numbers: dict[str, str]) -> None:
    """Seal the record's numbers with today's keys: those of the day of the merge may be gone."""
    back = Person.objects.get(pk=person)
    puts = {"id": back.set_id_number, "mobile": back.set_mobile, "email": back.set_email}
    for kind in (kind for kind in puts if numbers[kind]):
        puts[kind](numbers[kind])
    if any(numbers.values()):
        back.save()


def _empty_again(kept: Person, filled: dict[str, list[Any]]) -> int:
    """Take what was filled in out again, unless somebody wrote it anew since. Returns how much stays."""
    now = written(kept)
    stays = [name for name, (_before, after) in filled.items() if now[name] != after]
    for name, (before, _after) in filled.items():
        if name not in stays:
            setattr(kept, name, read_value(Person, name, before))
    kept.save()
    return len(stays)
