"""Words that several pages of plans have in common."""

from __future__ import annotations

from django.utils.translation import gettext as _

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.plans.engine.commitments import Subject


def subject_words(subject: Subject) -> str:
    """Who owes something, as people say it: 市级科协."""
    kind = _(str(OrganisationKind(subject.kind).label))
    if not subject.level:
        return kind
    return _("%(level)s%(kind)s") % {"level": _(str(Level(subject.level).label)), "kind": kind}
