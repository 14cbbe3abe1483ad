"""The effect of an approved list: the term begins and everybody on it holds a post, in one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.verbs.bulk import Row, bulk_verb
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.models import Batch, BatchState
from keqiao.kernel.verbs.run import run_effect
from keqiao.look.formats import enumerated
from keqiao.registry.merging.absorb import pointing_at
from keqiao.registry.verbs.posts import open_term

from .checks import CONGRESSES, MANAGE, check_status
from .counting import open_votes, seated, standing, term_of
from .models import Making, MakingStatus, Nominee


class Seat(VerbData):
    """Which making (its id) takes effect."""

    making: int


def undo_seat(act: Act, target: None, data: Seat, outcomes: Sequence[Row]) -> None:
    """Take the term back as it was before, unless something rests on it since."""
    making = making_by_id(data.making)
    posts = Post.objects.in_bulk([done["post"] for done in outcomes if "post" in done])
    term = making.term
    changed = sum(one.version != 1 or any(pointing_at(one).values()) for one in posts.values())
    made = sum("post" in done for done in outcomes)
    by_vote = sum("elected" in done for done in outcomes)
    was_open = any("was_open" in done for done in outcomes)
    if term is None or changed or len(posts) < made or term.posts.count() > made + by_vote:
        said = _("“%(making)s”开始之后又有改动，撤销会丢失这些改动，所以没有撤销。请逐项更正。")
        raise VerbError(said % {"making": making})
    making.term, making.seated, making.status = term if was_open else None, None, MakingStatus.APPROVED
    making.save()
    former = next((done for done in outcomes if "former" in done), None)
    for post in posts.values():
        post.delete()
    if was_open:
        return  # it stays as the elections found it
    term.delete()
    if former is not None:
        give_back(former)


@bulk_verb(
    "composing.seat",
    does=gettext_lazy("按审定的名单开始了新一届"),
    undoes=gettext_lazy("撤销了新一届"),
    needs=MANAGE,
    on=lambda target, data: owners(data.making),
    schema=Seat,
    undo=undo_seat,
)
def seat(act: Act, target: None, data: Seat, rows: Sequence[Row]) -> list[Row]:
    """Open the term, unless it was opened for a vote, and give everybody on the approved list their post.

    The decision is what allows it. Whoever an election gave the post already keeps it.
    """
    making = making_by_id(data.making)
    check_status(making, MakingStatus.APPROVED)
    term = term_of(making)
    outcomes: list[Row] = [former_of(making) if term is None else {"was_open": True}]
    if term is None:
        opened = {"number": making.number, "starts": making.day, "ends": making.ends}
        term = run_effect(lambda: open_term(act, making.body, opened))
    held = {(one.person_id, one.role): one for one in Post.objects.filter(term=term, ends=None)}
    outcomes += [{"elected": pk} for pk in term.posts.values_list("pk", flat=True)]
    placed = dict(making.placings.exclude(delegation="").values_list("person", "delegation"))
    for one in _people(rows):
        one.delegation = placed.get(one.person_id, one.delegation)
        if (elected := held.get((one.person_id, one.role))) is not None:
            _place(elected, one)
            continue
        post = Post(
            term=term,
            person=one.person,
            role=one.role,
            sector=one.sector,
            delegation=one.delegation,
            part_time=one.part_time,
        )
        post.save()
        outcomes.append({"post": post.pk})
    making.status, making.term, making.seated = MakingStatus.SEATED, term, timezone.localdate()
    making.save()
    return outcomes


def may_begin(making: Making) -> bool:
    """Whether its people can be entered: on the day, and delegates ahead of it, so that the call reaches them."""
    return making.body.kind in CONGRESSES or making.day <= timezone.localdate()


def begin_term(act: Act, making: Making) -> Batch:
    """Stage the approved list and apply it. Raises VerbError when it isn't approved or its day hasn't come."""
    check_status(making, MakingStatus.APPROVED)
    if not may_begin(making):
        said = _("新一届从%(day)s开始，这一天还没有到。请在会议选举之后办理，或先调整日期。")
        raise VerbError(said % {"day": making.day})
    people = seated(standing(making))
    if not people:
        raise VerbError(_("名单上没有当选人员，不能开始新一届。"))
    if waiting := open_votes(people):
        said = _("%(titles)s还没有结果。请等结果确认之后再开始新一届。")
        raise VerbError(said % {"titles": enumerated(f"“{title}”" for title in waiting)})
    data = Seat(making=making.pk)
    rows = ({"nominee": one.pk} for one in people)
    batch = seat.stage(act, making.body.organisation, data, rows, title=str(making))
    return seat.apply(act, batch)


def applied_batch(making: Making) -> Batch | None:
    """The step by which the term began, as long as it stands."""
    data = Seat(making=making.pk).model_dump_json()
    return Batch.objects.filter(verb=seat.name, data=data, state=BatchState.APPLIED).order_by("-pk").first()


def former_of(making: Making) -> dict[str, Any]:
    """The term that ends when this one begins, with its planned end; nothing where there is none."""
    former = making.body.terms.filter(starts__lt=making.day).order_by("-starts").first()
    return {"former": former.pk, "ends": former.ends.isoformat() if former.ends else ""} if former else {}


def _place(post: Post, one: Nominee) -> None:
    """Write beside a post that an election gave what only the list knows."""
    if (post.sector, post.delegation) == (one.sector, one.delegation):
        return
    post.sector, post.delegation = post.sector or one.sector, post.delegation or one.delegation
    post.save()


def _people(rows: Sequence[Row]) -> list[Nominee]:
    found = Nominee.objects.select_related("person").in_bulk([row["nominee"] for row in rows])
    return [found[row["nominee"]] for row in rows]


def owners(making: int) -> list[int]:
    """The organisation (its id) whose body a making (its id) is of."""
    return list(Making.objects.filter(pk=making).values_list("body__organisation", flat=True))


def making_by_id(pk: int) -> Making:
    """The making that a step is about. Raises VerbError when it is gone."""
    found = Making.objects.select_related("body__organisation", "term").filter(pk=pk).first()
    if found is None:
        raise VerbError(_("没有找到这次换届筹备，请刷新页面后重新办理。"))
    return found


def give_back(former: dict[str, Any]) -> None:
    """Let the term before go on until its planned end."""
    before = Term.objects.filter(pk=former["former"]).first()
    if before is not None:
        before.ends = former["ends"] or None
        before.save()
