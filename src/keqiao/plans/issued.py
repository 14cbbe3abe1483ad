"""The issued text of a plan beside its clauses: attached by its association, held against the package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.models import IssuedText
from keqiao.plans.packages.package import Package
from keqiao.plans.reading.outline import Clause, outline
from keqiao.plans.reading.view import paragraphs
from keqiao.plans.world import Installation

LONGEST = 2_000_000  # characters
# What stands before everything else, and a section that stands twice: the words that packages use for them.
_ALSO = {"前言": "序言", "引言": "序言"}
_SECRET = re.compile(r"^[\s#*]*(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆·]|\d+\s*[年月]|长期|$)", re.MULTILINE)
_HEAD = 600  # characters in which a secret document says so


class AttachText(VerbData):
    """Which plan, the file's name and SHA-256, and the text read of it."""

    plan: str
    name: str
    digest: str
    text: str


@dataclass(frozen=True)
class Issued:
    """The issued text by clause of the package, and where file and package don't agree."""

    one: IssuedText
    clauses: Mapping[str, str]
    faults: Sequence[str]


@verb("plans.attach_text", does=gettext_lazy("附上了方案原文"), needs="files.manage", on=lambda target, data: [target])
def attach_text(act: Act, target: Organisation, data: AttachText) -> IssuedText:
    """Keep the issued text of a plan that binds the association; the one attached before is replaced."""
    try:
        package = library().plan(data.plan)
    except NoSuchPlan as error:
        raise VerbError(str(error)) from None
    if target.pk not in {root.id for root in package.scope.roots(Installation().tree(today()))}:
        said = _("方案“%(plan)s”不是“%(organisation)s”的方案。请换成方案所约束的科协，或核对方案编号。")
        raise VerbError(said % {"plan": data.plan, "organisation": target})
    refuse_text(data.name, data.text)
    return keep_text(target, data)


def keep_text(organisation: Organisation, data: AttachText) -> IssuedText:
    """Keep a text in place of the one before; inside a verb that has looked whether it may be kept."""
    drop_text(organisation, data.plan)
    made = IssuedText(
        organisation=organisation,
        plan=data.plan,
        name=data.name[-200:],
        digest=data.digest,
        text=data.text,
        attached=timezone.now(),
    )
    made.save()
    return made


def drop_text(organisation: Organisation, plan: str) -> None:
    """End the text that stands beside a plan; inside a verb."""
    for former in IssuedText.objects.filter(organisation=organisation, plan=plan, ends=None):
        former.ends = timezone.now()
        former.save()


def refuse_text(name: str, text: str) -> None:
    """Refuse what is marked secret, and what is no plan for its length. Raises VerbError."""
    if marked_secret(text):
        raise VerbError(_("“%(name)s”标有密级，不能放进本系统。请按保密规定处理这份文件。") % {"name": name})
    if len(text) > LONGEST:
        raise VerbError(_("“%(name)s”太长，不像是一份方案。请只保留方案正文。") % {"name": name})


def issued(package: Package, organisation: int) -> Issued | None:
    """The text that the association attached to a plan, by clause; None when it attached none."""
    one = IssuedText.objects.filter(organisation=organisation, plan=package.id, ends=None).first()
    if one is None:
        return None
    found = _read(one.text)
    wanted = {clause.number: _as_read(clause.number) for clause in package.all_clauses()}
    clauses = {number: found[read] for number, read in wanted.items() if read in found}
    return Issued(one, clauses, list(_faults(package, one, wanted, found)))


def marked_secret(text: str) -> bool:
    """Whether a document says at its head that it is secret."""
    return _SECRET.search(text[:_HEAD]) is not None


@lru_cache(maxsize=32)
def _read(text: str) -> dict[str, str]:
    """The own text of each clause, without the clauses below it."""
    return {clause.number: _own(text, clause) for clause in outline(text, paragraphs(text))}


def _own(text: str, clause: Clause) -> str:
    """Its paragraphs in the characters of the file, broken lines put together."""
    return "\n".join("".join(text[place] for place in one.origin) for one in clause.own)


def _as_read(number: str) -> str:
    """The number that the reader gives a package's clause: 尾三.1 is the second 三, 二.0 what stands before 二.1."""
    first, _dot, rest = number.partition(".")
    if rest == "0":
        return first
    first = _ALSO.get(first, f"{first[1:]}〔2〕" if first.startswith("尾") else first)
    return f"{first}.{rest}" if rest else first


def _faults(package: Package, one: IssuedText, wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    said = []
    if one.digest != package.source_digest:
        said.append(_("文件与方案包所依据的不是同一份（SHA-256不同），文字可能有出入。"))
    if missing := [number for number, read in wanted.items() if read not in found]:
        said.append(_("文件中没有找到这些条目：%(clauses)s。") % {"clauses": enumerated(missing)})
    if more := [number for number in found if number not in set(wanted.values())]:
        said.append(_("文件中有方案包没有的条目：%(clauses)s。") % {"clauses": enumerated(more)})
    return said
