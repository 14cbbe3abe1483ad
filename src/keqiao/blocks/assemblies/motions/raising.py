"""A motion that the own level can't settle goes up to the association above, with the reason; the answer comes back."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import ancestors
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.wording import body_word

from .checking import Reason
from .clocks import pause
from .filing import check_status, numbered
from .models import Motion, MotionStatus
from .rules import APPROVE


@verb(
    "motions.raise_up",
    does=gettext_lazy("上报了提案建议"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def raise_up(act: Act, target: Motion, data: Reason) -> Motion:
    """Hand it on to the same body of the association above. Names of those who signed stay here; the clock stands."""
    check_status(target, MotionStatus.ACCEPTED)
    if Motion.objects.filter(raised_from=target).exists():
        raise VerbError(_("这件提案建议已经上报，没有重复上报。"))
    body = body_above(target)
    text = _("%(unit)s上报。理由：%(reason)s\n\n%(text)s")
    told = {"unit": target.body.organisation.name, "reason": data.reason, "text": target.text}
    made = Motion(body=body, kind=target.kind, topic=target.topic, title=target.title, text=text % told)
    made.date, made.raised_from = timezone.localdate(), target
    pause(target, _("已上报，等待上级答复"))
    return numbered(made)


def body_above(motion: Motion) -> Body:
    """The body of the same kind at the association above. Raises VerbError when there is none."""
    line = ancestors(motion.body.organisation_id)[1:]
    kept = Organisation.objects.in_bulk(line)
    above = next((kept[one] for one in line if kept[one].kind == OrganisationKind.ASSOCIATION), None)
    body = above.bodies.filter(kind=motion.body.kind).order_by("pk").first() if above is not None else None
    if body is None:
        said = _("上级科协没有登记“%(body)s”，不能上报。请先与上级联系。")
        raise VerbError(said % {"body": body_word(motion.body)})
    return body
