"""What the pages of one plan at one association have in common: the way to them, and the doors between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.access.pages import may
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import ActLink, act_link
from keqiao.look.parts import Choice
from keqiao.plans.packages.package import Package
from keqiao.plans.records import adding, adding_page


def trail(package: Package, organisation: Organisation, *here: str) -> list[dict[str, str]]:
    """Plans, the association's scoreboard, and what stands below it."""
    board = reverse("scoreboard", args=[package.id, organisation.code]) if here else ""
    steps = [{"label": _("改革方案"), "url": reverse("plans")}, {"label": organisation.name, "url": board}]
    return [*steps, *({"label": label, "url": ""} for label in here)]


def doors(package: Package, organisation: Organisation) -> Sequence[Choice]:
    """From the scoreboard to what was reported, the units below and the other plans."""
    place = [package.id, organisation.code]
    return [
        Choice(_("方案项目"), reverse("programmes", args=place)),
        Choice(_("报送"), reverse("reports", args=place)),
        Choice(_("各单位进展"), reverse("units", args=place)),
        Choice(_("方案比较"), f"{reverse('compare')}?pin={package.id}"),
    ]


def add_link(
    request: HttpRequest, fact: str, organisation: Organisation, known: Mapping[str, str], back: str
) -> ActLink | None:
    """The link by which staff add a record of a fact, with what is known filled in; None for whoever may not."""
    verb, page = adding(fact), adding_page(fact)
    if verb is not None:
        return act_link(request, verb, organisation, **known, back=back)
    if page is None or not may(request, page.needs, organisation):
        return None
    return ActLink(str(page.label), f"{page.address(organisation)}?{urlencode({**known, 'back': back})}")


def reported_only(organisation: Organisation) -> str:
    """What somebody of another association is told who asks for figures as they stand now."""
    said = _("“%(name)s”的实时指标由本单位掌握，上级看它报送的指标。请在“各单位进展”中查看，或请该单位报送。")
    return said % {"name": organisation.name}
