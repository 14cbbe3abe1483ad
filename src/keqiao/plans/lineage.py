"""The family of the installed plans: who follows whom, whom each binds by reference, where one contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from keqiao.plans.engine.commitments import Subject
from keqiao.plans.packages.package import Package


@dataclass(frozen=True)
class Descent:
    """A plan in the family. ``package``: None for one that others follow and that isn't installed.

    ``also``: further plans that it follows beside the one it stands under. ``by_reference``: those of other levels who
    follow its rules.
    """

    name: str
    package: Package | None
    also: Sequence[str] = ()
    below: list[Descent] = field(default_factory=list)

    @property
    def by_reference(self) -> list[Subject]:
        """The kinds of organisations that follow some of its rules although it isn't theirs, each once."""
        if self.package is None:
            return []
        return list(dict.fromkeys(one for made in self.package.commitments for one in made.by_reference))


def lineage(packages: Sequence[Package]) -> list[Descent]:
    """The plans as trees: each under the first that it follows, the oldest first; plans that aren't installed by id."""
    known = {package.id: package for package in packages}
    named = {above for package in packages for above in package.follows[:1]}
    found = {name: Descent(name, None) for name in sorted(named - set(known))}
    found |= {one.id: Descent(one.id, one, one.follows[1:]) for one in packages}
    roots: list[Descent] = []
    for descent in sorted(found.values(), key=_age):
        above = _above(descent, known)
        (found[above].below if above is not None else roots).append(descent)
    return roots


def _above(descent: Descent, known: Mapping[str, Package]) -> str | None:
    """The plan under which one stands; none at the top, and none where plans follow each other in a circle."""
    if descent.package is None or not descent.package.follows:
        return None
    first, seen = descent.package.follows[0], {descent.name}
    step: str | None = first
    while step is not None:
        if step in seen:
            return None
        seen.add(step)
        step = next(iter(known[step].follows), None) if step in known else None
    return first


def _age(descent: Descent) -> tuple[bool, int, str]:
    """Drafts stand last."""
    package = descent.package
    return (package is not None and package.state == "draft", package.adopted if package else 0, descent.name)
