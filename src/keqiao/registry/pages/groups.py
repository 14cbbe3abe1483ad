"""Source classes of many people at once: one line for each unit and position, with the proposal and its reasons."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, SourceClass
from keqiao.kernel.standards.sectors import SourceProposal
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.look.said import in_words
from keqiao.registry.imports.staged import proposal_for
from keqiao.registry.imports.touching import chunks
from keqiao.registry.verbs.people import ConfirmedGroup, ConfirmSources, confirm_sources
from keqiao.registry.wording import source_class_word

from .drafts import GroupChoice

YES, NO = "yes", "no"


@dataclass(frozen=True)
class GroupLine:
    """People of one unit and position, what is proposed for them, and what was chosen so far."""

    key: str
    unit: str
    position: str
    people: int
    reason: str
    proposed: str  # the proposal in words, "" when there is none
    choice: GroupChoice


def key_of(unit: str, position: str) -> str:
    """What names a group in a form."""
    return hashlib.sha256(f"{unit}\n{position}".encode()).hexdigest()[:16]


def line(unit: str, position: str, people: int, chosen: GroupChoice | None = None) -> GroupLine:
    """A group as shown; without a choice it begins with the proposal."""
    proposal = proposal_for(unit, position)
    words = [
        source_class_word(proposal.source.source_class) if proposal.source.source_class else "",
        _("领导干部") if proposal.official.leading_official else "",
    ]
    reasons = [in_words(proposal.source.said), in_words(proposal.official.said)]
    return GroupLine(
        key=key_of(unit, position),
        unit=unit,
        position=position,
        people=people,
        reason=_("；").join(reasons),
        proposed=_("，").join(word for word in words if word),
        choice=chosen or proposed(proposal),
    )


def class_choices() -> list[tuple[str, str]]:
    """Every source class with its name, as a control offers them."""
    return [(one.value, source_class_word(one.value)) for one in SourceClass]


def proposed(proposal: SourceProposal) -> GroupChoice:
    """The proposal as a choice that nobody has made yet."""
    official = proposal.official.leading_official
    return GroupChoice(
        source_class=proposal.source.source_class or "", official={True: YES, False: NO, None: ""}[official]
    )


def read_choices(posted: Mapping[str, str]) -> dict[str, GroupChoice]:
    """What a form says of the groups that it showed."""
    keys = [name.removeprefix("class-") for name in posted if name.startswith("class-")]
    known = {"", *SourceClass.values}
    return {
        key: GroupChoice(
            picked=f"pick-{key}" in posted,
            source_class=posted[f"class-{key}"] if posted[f"class-{key}"] in known else "",
            official=posted.get(f"official-{key}", ""),
        )
        for key in keys
    }


def confirmed_group(employments: Sequence[int], choice: GroupChoice, told: str) -> ConfirmedGroup:
    """A choice ready to be confirmed. Raises VerbError naming the group when half of it is open."""
    if not choice.source_class or choice.official not in (YES, NO):
        missing = _("是否领导干部") if choice.source_class else _("来源类别")
        raise VerbError(
            _("“%(group)s”还没有选择%(missing)s，没有确认任何一组。请选好后再确认，或不勾选这一组。")
            % {"group": told, "missing": missing}
        )
    return ConfirmedGroup(
        employments=list(employments),
        source_class=SourceClass(choice.source_class),
        leading_official=choice.official == YES,
    )


def refuse_open_choices(lines: Iterable[GroupLine]) -> None:
    """Raise VerbError when a group was ticked whose class or flag is still open."""
    for one in lines:
        if one.choice.picked:
            confirmed_group([], one.choice, f"{one.unit}{one.position}")


def confirm_chosen(
    act: Act, organisation: Organisation, batch: Batch, choices: Mapping[str, GroupChoice], *, all_proposed: bool
) -> None:
    """Confirm, for the people of an import, the groups that were ticked or given another class than proposed."""
    if not choices:
        return
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for unit, position, pk in _work_of(batch):
        found[unit, position].append(pk)
    groups = []
    for (unit, position), works in found.items():
        choice = choices.get(key_of(unit, position))
        if choice is not None and _decided(choice, unit, position, all_proposed=all_proposed):
            groups.append(confirmed_group(works, choice, f"{unit}{position}"))
    if groups:
        confirm_sources(act, organisation, ConfirmSources(groups=groups))


def _decided(choice: GroupChoice, unit: str, position: str, *, all_proposed: bool) -> bool:
    """Ticked; or, where the import confirms all proposals, complete and another one than the proposal."""
    if not all_proposed:
        return choice.picked
    complete = bool(choice.source_class) and choice.official in (YES, NO)
    return complete and choice.model_copy(update={"picked": False}) != proposed(proposal_for(unit, position))


def _work_of(batch: Batch) -> Iterable[tuple[str, str, int]]:
    outcomes = (json.loads(text) for text in batch.outcomes.values_list("outcome", flat=True).iterator())
    people = [outcome["person"] for outcome in outcomes if "person" in outcome]
    for chunk in chunks(people):
        work = Employment.objects.filter(person__in=chunk, ends=None).order_by("pk")
        yield from work.values_list("unit_name", "position", "pk")
