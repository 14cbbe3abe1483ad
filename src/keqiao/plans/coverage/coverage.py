"""How much of plans and systems is bound to something that runs, here and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from keqiao.kernel.facts import schema
from keqiao.kernel.organisations.tree import today
from keqiao.plans.coverage.provisions import Provision, read_provisions
from keqiao.plans.coverage.register import Feature, System, features, systems
from keqiao.plans.library import Library, library
from keqiao.plans.models import Counted
from keqiao.plans.packages.package import Package
from keqiao.plans.programmes import templates
from keqiao.plans.world import DjangoDatabase, Installation


@dataclass(frozen=True)
class Bound:
    """What a provision or a system is bound to. ``reason``: why it doesn't run; empty when it does."""

    binding: str
    reason: str = ""


@dataclass(frozen=True)
class Covered:
    """A provision with what it is bound to."""

    provision: Provision
    bindings: Sequence[Bound]

    @property
    def state(self) -> str:
        """``bound``, ``declaratory`` or ``open``."""
        if self.provision.declaratory:
            return "declaratory"
        return "bound" if any(not one.reason for one in self.bindings) else "open"


@dataclass(frozen=True)
class PlanCoverage:
    """A plan's provisions."""

    plan: Package
    provisions: Sequence[Covered]

    def ids(self, state: str) -> list[str]:
        """The ids of the provisions in a state, in the plan's order."""
        return [one.provision.id for one in self.provisions if one.state == state]


@dataclass(frozen=True)
class CoveredSystem:
    """A system with the features and programmes that are it."""

    system: System
    bindings: Sequence[Bound]

    @property
    def bound(self) -> bool:
        """Whether any of them runs."""
        return any(not one.reason for one in self.bindings)


@dataclass(frozen=True)
class Coverage:
    """Everything together."""

    plans: Sequence[PlanCoverage]
    systems: Sequence[CoveredSystem]

    def as_json(self) -> dict[str, Any]:
        """``plans``: by id ``provisions``, ``bound``, ``declaratory`` (numbers) and ``open`` (ids).

        ``systems``: ``all``, ``bound`` (numbers) and ``open`` (ids).
        """
        plans = {
            one.plan.id: {
                "provisions": len(one.provisions),
                "bound": len(one.ids("bound")),
                "declaratory": len(one.ids("declaratory")),
                "open": one.ids("open"),
            }
            for one in self.plans
        }
        every = {
            "all": len(self.systems),
            "bound": sum(one.bound for one in self.systems),
            "open": [one.system.id for one in self.systems if not one.bound],
        }
        return {"plans": plans, "systems": every}


def coverage(names: Iterable[str] | None = None) -> Coverage:
    """The coverage of these plans (default: all that list provisions) and of the systems.

    Raises PackageError when a list or register is faulty, NoSuchPlan for a plan that isn't there.
    """
    found = library()
    packages = found.all() if names is None else [found.plan(name) for name in names]
    running = _Running(found)
    plans = [PlanCoverage(one, running.covered(one)) for one in packages]
    listed = [one for one in plans if one.provisions or names is not None]
    return Coverage(listed, [running.covered_system(one) for one in systems()])


@dataclass
class _Running:
    """What runs in this installation, each thing looked up once."""

    library: Library
    _reasons: dict[str, str] = field(default_factory=dict)

    def covered(self, package: Package) -> list[Covered]:
        """The provisions of a plan with their bindings."""
        provisions = read_provisions(Path(settings.PLANS) / package.id)
        return [Covered(one, [self.bound(package, name) for name in one.by]) for one in provisions]

    def covered_system(self, system: System) -> CoveredSystem:
        """A system with its features and the programmes of all plans that are it."""
        by_feature = [Bound(f"feature/{name}", self.of_feature(name)) for name in system.by]
        by_programme = [
            Bound(f"{package.id}/programme/{entry.id}", self.of_programme(entry.template))
            for package in self.library.all()
            for entry in package.programmes
            if entry.system == system.id
        ]
        return CoveredSystem(system, [*by_feature, *by_programme])

    def bound(self, package: Package, binding: str) -> Bound:
        """A binding of a plan's provision, with why it doesn't run."""
        kind, _slash, name = binding.partition("/")
        match kind:
            case "commitment":
                return Bound(binding, self.of_commitment(package, name))
            case "programme":
                entry = next((one for one in package.programmes if one.id == name), None)
                return Bound(binding, "missing" if entry is None else self.of_programme(entry.template))
            case _:
                return Bound(binding, self.of_feature(name))

    def of_commitment(self, package: Package, name: str) -> str:
        """A commitment runs when it is in the package and, where its association is here, has been counted."""
        made = next((one for one in package.commitments if one.id == name), None)
        if made is None:
            return "missing"
        roots = package.scope.roots(self._tree)
        owed = bool(roots) and bool(package.scope.subjects(made, self._tree))
        return "uncounted" if owed and self._counted and package.id not in self._counted else ""

    def of_programme(self, template: str) -> str:
        """A programme runs when its block offers the template."""
        return "" if templates.find(template) is not None else "planned"

    def of_feature(self, name: str) -> str:
        """A feature runs when all of it is there and, in an installation with records, its facts have rows."""
        if name not in self._reasons:
            self._reasons[name] = self._of_feature(self._features.get(name))
        return self._reasons[name]

    def _of_feature(self, feature: Feature | None) -> str:
        if feature is None or feature.missing():
            return "missing"
        empty = [fact for fact in feature.facts if fact not in self._filled] if self._filled else []
        return "empty" if empty else ""

    @cached_property
    def _features(self) -> Mapping[str, Feature]:
        return features()

    @cached_property
    def _tree(self) -> Any:
        return Installation().tree(today())

    @cached_property
    def _counted(self) -> set[str]:
        """The plans whose commitments have been counted here, with or without a row to count."""
        return set(Counted.objects.values_list("plan", flat=True))

    @cached_property
    def _filled(self) -> set[str]:
        """The facts that have a row today."""
        return filled_facts()


def filled_facts() -> set[str]:
    """The facts of which this installation has any row today."""
    database, found = DjangoDatabase(), set()
    for name, fact in schema.all_facts().items():
        sql, params = fact.rows(today())
        if list(database.rows(f"SELECT 1 FROM ({sql}) f LIMIT 1", params)):
            found.add(name)
    return found
