"""The nightly job of retention: shows what is over, carries out what was approved, sweeps what asks nobody."""

from __future__ import annotations

from django.utils import timezone

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.privacy.models import RetentionRun, Stage
from keqiao.kernel.verbs.contract import OPERATOR, Act

from .offices import NEED
from .retaining import counts
from .verbs.retention import carry_out, prepare_run, sweep

JOB = Act(OPERATOR, "job")


def prepare_runs() -> int:
    """A run for each organisation that has an officer and something over, unless one waits there. Returns how many."""
    roles = [role.code for role in ROLES.values() if NEED in role.needs]
    held = Grant.objects.filter(holds_on(today()), role__in=roles).values("organisation")
    waiting = RetentionRun.objects.exclude(stage=Stage.DONE).exclude(organisation=None).values("organisation")
    made = 0
    for organisation in Organisation.objects.filter(pk__in=held).exclude(pk__in=waiting).order_by("pk"):
        if counts(timezone.now(), organisation):
            prepare_run(JOB, organisation)
            made += 1
    return made


def carry_out_approved() -> int:
    """Carry out every run that was approved. Returns how many."""
    approved = list(RetentionRun.objects.filter(stage=Stage.APPROVED).select_related("organisation"))
    for run in approved:
        carry_out(JOB, run)
    return len(approved)


def nightly() -> None:
    """What is done once a day."""
    prepare_runs()
    if counts(timezone.now(), None):
        sweep(JOB, None)
