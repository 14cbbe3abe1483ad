"""The joint repair of a body over the interface."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, Post
from keqiao.plans.composition import requirements
from keqiao.plans.engine.logic import YES
from keqiao.plans.joint import BodyRepair, body_repair
from keqiao.plans.joint_words import joint_words
from keqiao.plans.pages.asked import organisation_of
from keqiao.plans.solve.body import Kind, Lot, Newcomers
from keqiao.plans.solve.newcomers import Trait

from .reading import check_body, sees_names
from .schemas import BodyRepairOut, ErrorOut, LotOut, NewcomersOut, TraitOut, UnitOut

router = Router(tags=["bodies"])


@router.get(
    "/organisations/{code}/bodies/{kind}/repair",
    response={200: BodyRepairOut, 401: ErrorOut, 403: ErrorOut, 404: ErrorOut},
    url_name="body_repair",
    summary="What a whole body needs",
)
def repair_of_body(request: HttpRequest, code: str, kind: str) -> BodyRepairOut:
    """The smallest change by which all that plans demand of the body's current term holds at once.

    ``kind`` is congress, full_committee, council… The answer says how many seats and what newcomers must be, and
    which seats could be given; whose that is, people decide.
    """
    organisation = organisation_of(code)
    check_body(request, organisation)
    found = body_out(request, organisation, kind)
    if found is None:
        raise Http404(_("该单位没有这种机构，或者方案对它没有可以计算的要求。"))
    return found


def body_out(request: HttpRequest, organisation: Organisation, kind: str) -> BodyRepairOut | None:
    """The joint repair as the interface gives it; None where there is no such body, or nothing to judge."""
    if not Body.objects.filter(organisation=organisation, kind=kind).exists():
        return None
    found = body_repair(organisation.pk, kind, requirements(organisation.pk, kind))
    if found is None:
        return None
    joint, posts = found.joint, _posts(found) if sees_names(request, organisation) else None
    return BodyRepairOut(
        organisation=UnitOut(code=organisation.code, name=organisation.name),
        body=kind,
        size=found.size,
        outcome=joint.outcome.value,
        words=joint_words(found),
        clarify=joint.clarify,
        seats=joint.seats,
        rearranged=joint.rearranged,
        newcomers=[_newcomers(one, found) for one in joint.newcomers],
        lots=[_lot(one, found, posts) for one in joint.lots],
        requirements=[one.code for one in found.asked],
        conflict=[found.asked[number].code for number in joint.conflict],
        impossible=[one.code for one in found.impossible],
        left_out=[one.code for one in found.left_out],
    )


def _newcomers(one: Newcomers, found: BodyRepair) -> NewcomersOut:
    traits = [_trait(trait, found) for trait in one.traits]
    return NewcomersOut(number=one.number, role=_role(one.kind, found), traits=traits)


def _trait(trait: Trait, found: BodyRepair) -> TraitOut:
    asked = found.asked[trait.demand]
    return TraitOut(commitment=asked.code, title=asked.shown.title, counts=YES in trait.says)


def _lot(one: Lot, found: BodyRepair, posts: dict[int, str] | None) -> LotOut:
    named = None if posts is None else [posts[number] for number in one.seats]
    return LotOut(give=one.give, among=len(one.seats), role=_role(one.kind, found), posts=named)


def _role(kind: Kind, found: BodyRepair) -> str | None:
    stays = found.joint.stays
    return str(kind[stays.index("role")]) if "role" in stays else None


def _posts(found: BodyRepair) -> dict[int, str]:
    rows = Post.objects.filter(pk__in=found.seats).values_list("pk", "public_id")
    return {number: str(public) for number, public in rows}
