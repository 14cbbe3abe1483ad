"""领导干部兼职: posts of leading officials in a society and in those led from here, and which have no approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.renewal.documents import approve_post, withdraw_approval
from keqiao.blocks.assemblies.renewal.models import PostApproval
from keqiao.blocks.assemblies.renewal.society import PART_TIME, Official, officials, units_of
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import subtree, today
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Post, Role, Term
from keqiao.look.acts import ActLink, act_link
from keqiao.look.formats import enumerated
from keqiao.look.parts import Choice
from keqiao.plans.access import live_area
from keqiao.registry.wording import body_word, choice_word

MOST = 300


@dataclass(frozen=True)
class Line:
    """An official in a society: the posts, whether they are approved, and in how many societies there are others."""

    unit: Organisation
    name: str
    posts: str
    work: str
    units: int
    serving: bool
    approved: bool
    approval: PostApproval | None
    acts: Sequence[ActLink]


@require_safe
@page(NEED, on=place)
def officials_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every post of a leading official in the societies that are led from here; names for who may see them."""
    organisation = own(request, code)
    found = _together(officials(posts_of(organisation, request)))
    without = request.GET.get("show") == "without"
    shown = [held for held in found if not (without and all(one.approved for one in held))]
    context = {
        "organisation": organisation,
        "lines": _lines(request, organisation, shown[:MOST]),
        "more": max(len(shown) - MOST, 0),
        "people": len({held[0].post.person_id for held in found}),
        "all": len(found),
        "without": sum(not all(one.approved for one in held) for held in found),
        "serving": sum(held[0].serving for held in found),
        "choices": [
            Choice(_("全部兼职"), "?", current=not without),
            Choice(_("没有批准文件"), "?show=without", current=without),
        ],
        "names": may(request, "people.see", organisation),
        "trail": trail(organisation, (_("领导干部兼职"), "")),
    }
    return render(request, "renewal/officials.html", context)


def _together(found: Sequence[Official]) -> list[list[Official]]:
    """The posts of each person in each society."""
    held: dict[tuple[int, int], list[Official]] = {}
    for one in found:
        held.setdefault((one.post.term.body.organisation_id, one.post.person_id), []).append(one)
    return list(held.values())


def posts_of(organisation: Organisation, request: HttpRequest) -> list[Post]:
    """Posts held today in bodies of the societies led from here (or of the society itself) by whoever is or was an
    official."""
    area = live_area(actor_of(request)) & set(subtree(organisation.pk))
    later = Term.objects.filter(body=OuterRef("term__body"), starts__gt=OuterRef("term__starts"), starts__lte=today())
    official = Employment.objects.filter(person=OuterRef("person"), leading_official=True)
    held = Post.objects.filter(holds_on(today()), ~Exists(later), Exists(official), term__starts__lte=today())
    held = held.filter(
        term__body__organisation__in=area,
        term__body__organisation__kind=OrganisationKind.SOCIETY,
        term__body__kind__in=PART_TIME,
    )
    return list(held.select_related("person", "term__body__organisation").order_by("term__body__organisation__code"))


def _lines(request: HttpRequest, organisation: Organisation, found: Sequence[Sequence[Official]]) -> list[Line]:
    units = units_of({held[0].post.person_id for held in found})
    names = may(request, "people.see", organisation)
    posts = [one.post.pk for held in found for one in held]
    approvals: dict[int, PostApproval] = {}
    for one in PostApproval.objects.filter(post__in=posts).order_by("starts", "pk"):
        approvals[one.post_id] = one
    return [_line(request, held, units, approvals, names=names) for held in found]


def _line(
    request: HttpRequest,
    held: Sequence[Official],
    units: dict[int, int],
    approvals: dict[int, PostApproval],
    *,
    names: bool,
) -> Line:
    post = held[0].post
    unit = post.term.body.organisation
    approval = next((approvals[one.post.pk] for one in held if one.post.pk in approvals), None)
    approved = all(one.approved for one in held)
    offered = [act_link(request, withdraw_approval, approval)] if approval is not None else []
    if not approved:
        offered.insert(0, act_link(request, approve_post, unit, post=str(post.pk)))
    return Line(
        unit,
        post.person.name if names else "",
        enumerated(f"{body_word(one.post.term.body)}{choice_word(Role(one.post.role))}" for one in held),
        str(held[0].work) if names else "",
        units.get(post.person_id, 0),
        held[0].serving,
        approved,
        approval,
        [link for link in offered if link is not None],
    )
