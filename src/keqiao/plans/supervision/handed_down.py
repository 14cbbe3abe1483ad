"""The verb that hands a task down: one of the same for each association that is led directly, which then answers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseKind, Party, PartyRole
from keqiao.plans.supervision.tasks import MANAGE, check_open, new_case, set_due_day
from keqiao.plans.world import Installation


@verb(
    "supervision.hand_down",
    does=gettext_lazy("把任务分解到了下级科协"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def hand_down(act: Act, target: Case, data: VerbData) -> list[Case]:
    """Open the same task for each association below that has none of it yet, in administrative order."""
    check_open(target)
    if target.kind != CaseKind.TASK or target.parent_id is not None:
        raise VerbError(_("只有本单位的督查任务可以分解到下级科协。"))
    units = led_associations(target.organisation_id)
    if not units:
        raise VerbError(_("“%(unit)s”没有下级科协，不能分解。") % {"unit": target.organisation})
    there = set(Party.objects.filter(case__parent=target).values_list("unit", flat=True))
    return [_for(target, unit) for unit in units if unit.pk not in there]


def led_associations(organisation: int) -> list[Organisation]:
    """The associations that one leads directly, in administrative order."""
    tree = Installation().tree(today())
    below = [one for one in tree.led(organisation) if tree.nodes[one].kind == OrganisationKind.ASSOCIATION]
    return sorted(Organisation.objects.filter(pk__in=below), key=lambda unit: unit.code)


def _for(task: Case, unit: Organisation) -> Case:
    final = task.deadlines.filter(final=True).first()
    due = final.due if final is not None else None
    made = new_case(task.organisation, CaseKind.TASK, task.title, task.text, due)
    made.parent, made.plan, made.clause = task, task.plan, task.clause
    made.save()
    set_due_day(made, due)
    Party(case=made, role=PartyRole.LEAD, name=unit.name, unit=unit).save()
    return made
