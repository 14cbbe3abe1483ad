"""How records behind the room's figures are named, and what is held about people. Each answers in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.posts.models import Post
from keqiao.kernel.standards.names import pad_name
from keqiao.plans.records import RecordLine, describes
from keqiao.registry.facts.posts import ROLES
from keqiao.registry.privacy.held import held
from keqiao.registry.wording import body_word, choice_word, day_word, joined, word

from .facts import BRANCH_KINDS, CHECK_CODES, RULE_KINDS
from .models import Branch, CheckResult, Renewal, RuleDocument, UnitKind
from .timeline import unit_kind

Lines = Mapping[int, RecordLine]


def describe_renewals(ids: Sequence[int]) -> Lines:
    """The case and the end of the term, by the sort of unit."""
    found = Renewal.objects.filter(pk__in=ids).select_related("case", "unit")
    return {
        one.pk: RecordLine(one.case.title, day_word(one.term_ends), choice_word(UnitKind(unit_kind(one.unit))))
        for one in found
    }


def describe_checks(ids: Sequence[int]) -> Lines:
    """The check and the day it was kept."""
    found = CheckResult.objects.filter(pk__in=ids).select_related("organisation")
    return {one.pk: RecordLine(word(CHECK_CODES, one.code), day_word(one.day), one.organisation.name) for one in found}


def describe_rules(ids: Sequence[int]) -> Lines:
    """Title, day and number, by kind."""
    found = RuleDocument.objects.filter(pk__in=ids)
    return {
        one.pk: RecordLine(one.title, joined(day_word(one.starts), one.number), word(RULE_KINDS, one.kind))
        for one in found
    }


def describe_branches(ids: Sequence[int]) -> Lines:
    """Name and remit, by type."""
    found = Branch.objects.filter(pk__in=ids).select_related("body")
    return {one.pk: RecordLine(body_word(one.body), one.remit, word(BRANCH_KINDS, one.kind)) for one in found}


def describe_societies(ids: Sequence[int]) -> Lines:
    """The society's name; what was counted stands in the rule."""
    found = Organisation.objects.filter(pk__in=ids)
    return {one.pk: RecordLine(one.name, "", choice_word(OrganisationKind(one.kind))) for one in found}


def describe_official_posts(ids: Sequence[int]) -> Lines:
    """Person, society and role, by body."""
    found = Post.objects.filter(pk__in=ids).select_related("person", "term__body__organisation")
    return {
        one.pk: RecordLine(
            pad_name(one.person.name),
            joined(one.term.body.organisation.name, word(ROLES, one.role)),
            body_word(one.term.body),
        )
        for one in found
    }


describes("renewals", describe_renewals)
describes("governance_checks", describe_checks)
describes("rule_documents", describe_rules)
describes("branches", describe_branches)
describes("society_governance", describe_societies)
describes("official_posts", describe_official_posts, names_persons=True)

held("renewal.Officer", gettext_lazy("拟任负责人"), along=("renewal__case",), order=47)
held("renewal.PostApproval", gettext_lazy("兼职批准"), along=("post__term__body",), order=48)
