"""What plans say of each other: whom they follow, and whether two speak of one matter at one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keqiao.plans.engine.inheritance import rivals
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import Problem


def problems_between(packages: Sequence[Package]) -> list[Problem]:
    """Circles of ``follows``, rivals for a topic, and clauses taken the place of that don't exist."""
    known = {package.id: package for package in packages}
    return [*_circles(known), *_rivals(packages), *_missing_clauses(known)]


def _circles(known: Mapping[str, Package]) -> list[Problem]:
    found: list[Problem] = []
    told: set[str] = set()
    for name in known:
        circle = _circle(name, known)
        if circle and not told & set(circle):
            told |= set(circle)
            path = " → ".join([*circle, circle[0]])
            remedy = "Take one of these plans out of the other's follows."
            found.append(
                Problem(f"{name}/plan.yaml", 0, "follows", f"plans follow each other in a circle: {path}", remedy)
            )
    return found


def _circle(start: str, known: Mapping[str, Package]) -> list[str]:
    """The way from a plan back to itself along ``follows``; empty when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for above in known[way[-1]].follows:
            if above == start:
                return way
            if above in known and above not in seen:
                seen.add(above)
                ways.append([*way, above])
    return []


def _rivals(packages: Sequence[Package]) -> list[Problem]:
    superseded = {(one.plan, clause) for package in packages for one in package.supersedes for clause in one.clauses}
    binding = [
        (package.jurisdiction, made)
        for package in packages
        if package.state != "draft" and package.until is None
        for made in package.commitments
        if (package.id, made.clause) not in superseded
    ]
    return [
        Problem(
            f"{pair.second.plan}/plan.yaml",
            0,
            pair.second.id,
            f"{pair.first.plan} speaks of the topic {pair.second.topic!r} at the same place ({pair.first.id})",
            "Say supersedes: with that plan's clause and a day, give the older plan an until:, or make one a draft.",
        )
        for pair in rivals(binding)
    ]


def _missing_clauses(known: Mapping[str, Package]) -> list[Problem]:
    found = []
    for package in known.values():
        for one in package.supersedes:
            there = {clause.number for clause in known[one.plan].all_clauses()} if one.plan in known else one.clauses
            for clause in sorted(one.clauses - there):
                said = f"{one.plan} has no clause {clause!r}"
                remedy = "Name clauses as that plan's clauses.yaml numbers them."
                found.append(Problem(f"{package.id}/plan.yaml", 0, "supersedes", said, remedy))
    return found
