"""Installing a plan on an association: its programmes begin as drafts; what people edited since stays theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.packages.package import Package, ProgrammeEntry
from keqiao.plans.programmes import templates
from keqiao.plans.world import Installation

Said = Mapping[str, Any]  # title, title_en, clause, template, settings


class InstallPlan(VerbData):
    """Which plan."""

    plan: str


@dataclass(frozen=True)
class Difference:
    """Where a programme isn't as its package has it. ``key``: which of its sayings; both sides as people read them."""

    programme: Programme
    key: str
    ours: str
    packaged: str


@dataclass
class Installed:
    """What an installation did: programmes begun, brought up to date, and left as people have them."""

    begun: list[Programme] = field(default_factory=list)
    updated: list[Programme] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


@verb("plans.install", does=gettext_lazy("安装了方案"), needs="plans.install", on=lambda target, data: [target])
def install_plan(act: Act, target: Organisation, data: InstallPlan) -> Installed:
    """Begin a plan's programmes at an association that it binds. Nothing that people edited is changed."""
    package = _binding(target, data.plan)
    there = {one.code: one for one in Programme.objects.filter(organisation=target, plan=package.id)}
    done = Installed()
    for entry in package.programmes:
        if entry.id not in there:
            done.begun.append(_begin(target, package, entry))
        elif _bring_up_to_date(there[entry.id], entry):
            done.updated.append(there[entry.id])
    done.differences = differences(target.pk, package)
    return done


def differences(organisation: int, package: Package) -> list[Difference]:
    """Where an association's programmes aren't as the package has them now, in the package's order."""
    there = {one.code: one for one in Programme.objects.filter(organisation=organisation, plan=package.id)}
    found = [
        one for entry in package.programmes if entry.id in there for one in differences_of(there.pop(entry.id), entry)
    ]
    return found + [Difference(one, "gone", one.title, "") for one in there.values()]


def differences_of(programme: Programme, entry: ProgrammeEntry) -> Iterator[Difference]:
    """Each saying of a programme that isn't the package's."""
    ours, packaged = _flat(own(programme)), _flat(packaged_as(entry))
    for key in dict.fromkeys((*packaged, *ours)):
        if ours.get(key) != packaged.get(key) and key != "title_en":
            yield Difference(programme, key, _text(ours.get(key)), _text(packaged.get(key)))


def own(programme: Programme) -> Said:
    """What a programme says of itself."""
    said = {key: getattr(programme, key) for key in ("title", "title_en", "clause", "template")}
    return said | {"settings": json.loads(programme.settings)}


def packaged_as(entry: ProgrammeEntry) -> Said:
    """What the package says of it."""
    said = {"title": entry.title.zh, "title_en": entry.title.en, "clause": entry.clause, "template": entry.template}
    return said | {"settings": json.loads(json.dumps(entry.settings))}


def is_edited(programme: Programme) -> bool:
    """Whether people made a programme other than its package had it when it was last taken over."""
    return _json(own(programme)) != programme.given


def take_over(programme: Programme, entry: ProgrammeEntry) -> None:
    """Write a programme as the package has it; a planned one whose block has come becomes a draft."""
    said = packaged_as(entry)
    for key in ("title", "title_en", "clause", "template"):
        setattr(programme, key, said[key])
    programme.settings, programme.given = _json(said["settings"]), _json(said)
    if programme.status in (ProgrammeState.PLANNED, ProgrammeState.DRAFT):
        programme.status = _first_state(entry)


def _begin(organisation: Organisation, package: Package, entry: ProgrammeEntry) -> Programme:
    made = Programme(organisation=organisation, plan=package.id, code=entry.id, status=_first_state(entry))
    take_over(made, entry)
    made.save()
    return made


def _bring_up_to_date(programme: Programme, entry: ProgrammeEntry) -> bool:
    """Follow a newer package as long as nobody edited the programme or switched it on. Returns whether it changed.

    One that people edited while it was planned becomes a draft as they have it once its block has come.
    """
    if programme.status not in (ProgrammeState.PLANNED, ProgrammeState.DRAFT):
        return False
    before = programme.status, programme.given
    if not is_edited(programme):
        take_over(programme, entry)
    elif templates.find(programme.template) is not None:
        programme.status = ProgrammeState.DRAFT
    if (programme.status, programme.given) == before:
        return False
    programme.save()
    return True


def _first_state(entry: ProgrammeEntry) -> ProgrammeState:
    return ProgrammeState.DRAFT if templates.find(entry.template) is not None else ProgrammeState.PLANNED


def _binding(organisation: Organisation, name: str) -> Package:
    """The plan of that name, which has to bind the association. Raises VerbError."""
    try:
        package = library().plan(name)
    except NoSuchPlan as error:
        raise VerbError(str(error)) from None
    tree = Installation().tree(today())
    bound = {root.id for root in package.scope.roots(tree)}
    line = {node.id for node in tree.ancestors(organisation.pk)}
    followed = any(_follows(made, organisation) for made in package.commitments)
    if organisation.pk not in bound and not (line & bound and followed):
        said = _("方案“%(plan)s”不约束“%(organisation)s”。请换成方案所约束的科协，或核对方案编号。")
        raise VerbError(said % {"plan": name, "organisation": organisation})
    return package


def _follows(made: Commitment, organisation: Organisation) -> bool:
    return any(one.fits(organisation.kind, organisation.level) for one in made.by_reference)


def _flat(said: Said) -> dict[str, Any]:
    """The sayings with each setting by itself."""
    flat = {key: value for key, value in said.items() if key != "settings"}
    return flat | {f"settings.{key}": value for key, value in said["settings"].items()}


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
