"""The next term is opened for the vote on an approved list: it begins on its day, and elections give the posts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.verbs.bulk import Row, bulk_verb
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.models import Batch, BatchState
from keqiao.kernel.verbs.run import run_effect
from keqiao.registry.merging.absorb import pointing_at
from keqiao.registry.verbs.posts import open_term

from .checks import MANAGE, check_status
from .counting import seated, standing, term_of
from .models import Making, MakingStatus
from .seating import former_of, give_back, making_by_id, owners


class Open(VerbData):
    """Of which making (its id) the term is opened."""

    making: int


def undo_open(act: Act, target: None, data: Open, outcomes: Sequence[Row]) -> None:
    """Take the term away again, as long as nothing rests on it."""
    making = making_by_id(data.making)
    check_status(making, MakingStatus.APPROVED)
    term = making.term
    if term is None or any(found for name, found in pointing_at(term).items() if name != "composing.Making.term_id"):
        raise VerbError(_("“%(making)s”的新一届已经有选举或任职，不能撤销开启。") % {"making": making})
    making.term = None
    making.save()
    term.delete()
    for former in (done for done in outcomes if "former" in done):
        give_back(former)


@bulk_verb(
    "composing.open_term",
    does=gettext_lazy("为选举开启了新一届"),
    undoes=gettext_lazy("撤销了新一届的开启"),
    needs=MANAGE,
    on=lambda target, data: owners(data.making),
    schema=Open,
    undo=undo_open,
)
def opening(act: Act, target: None, data: Open, rows: Sequence[Row]) -> list[Row]:
    """Open the term without anybody in it; the former one ends on its day."""
    making = making_by_id(data.making)
    check_status(making, MakingStatus.APPROVED)
    if term_of(making) is not None:
        raise VerbError(_("“%(making)s”的新一届已经开启，可以直接组织选举。") % {"making": making})
    before = former_of(making)
    opened = {"number": making.number, "starts": making.day, "ends": making.ends}
    making.term = run_effect(lambda: open_term(act, making.body, opened))
    making.save()
    return [before]


def open_for_vote(act: Act, making: Making) -> Batch:
    """Open the term of an approved list. Raises VerbError when it isn't approved or the term is there."""
    check_status(making, MakingStatus.APPROVED)
    batch = opening.stage(act, making.body.organisation, Open(making=making.pk), [{"term": making.number}])
    return opening.apply(act, batch)


def waits_for_vote(making: Making) -> bool:
    """Whether the term was opened for a vote, and of somebody who has a seat no vote is on record."""
    opened = making.status == MakingStatus.APPROVED and making.term_id is not None
    return opened and any(one.outcome is None for one in seated(standing(making)))


def opened_batch(making: Making) -> Batch | None:
    """The step by which the term was opened, as long as it stands."""
    data = Open(making=making.pk).model_dump_json()
    return Batch.objects.filter(verb=opening.name, data=data, state=BatchState.APPLIED).order_by("-pk").first()
