"""Running a verb: permission, version, one transaction, one audit entry, dirty rows, events after commit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from keqiao.kernel.access.rules import can
from keqiao.kernel.audit.models import Entry, Outcome
from keqiao.kernel.audit.write import complete, write_entry
from keqiao.kernel.facts import dirty
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Noun, Stale
from keqiao.kernel.organisations.models import Organisation

from . import events
from .contract import Act, Refused, VerbData, VerbError
from .models import DoneCall

# The entries of the verbs that run now, outermost first, while their changes are being made.
_running: ContextVar[tuple[Entry, ...]] = ContextVar("keqiao_running", default=())
SECRET = "secret"  # stands where a secret verb's actor would
# Set while a decided effect runs: its permission was that of the decision.
_effect: ContextVar[bool] = ContextVar("keqiao_effect", default=False)


@dataclass(frozen=True)
class Call:
    """One call of one verb."""

    verb: str
    needs: str
    act: Act
    target: Any
    data: VerbData
    organisations: tuple[int, ...]
    body: Callable[[], Any]
    secret: bool = False
    owner: Callable[[], bool] | None = None
    note: Callable[[], str] = str

    @property
    def actor(self) -> str:
        """How the call's records name the actor: a secret call names nobody, nor does what it causes."""
        hidden = self.secret or any(entry.actor == SECRET for entry in _running.get())
        return SECRET if hidden else self.act.actor.label


def run(call: Call) -> Any:
    """Carry out a call. Raises Refused, Stale or VerbError; then nothing of it stays but the refusal's entry."""
    outermost = not _running.get()
    if outermost and (done := _done_before(call)):
        return done.result
    try:
        _check_permission(call)
        with transaction.atomic():
            result = _carry_out(call)
    except Refused as refusal:
        if outermost:
            _record_refusal(call, str(refusal))
        raise
    except (IntegrityError, Stale, VerbError):
        # The same call may have arrived twice at once: the slower one answers with the faster one's result.
        if outermost and (done := _done_before(call)):
            return done.result
        raise
    if outermost:
        _deliver_after_commit()
    return result


def _deliver_after_commit() -> None:
    """Once for a transaction, however many verbs run in it: one round delivers the events of all."""
    waiting = transaction.get_connection().run_on_commit
    if not waiting or waiting[-1][1] is not events.deliver_pending:
        transaction.on_commit(events.deliver_pending, robust=True)


def _carry_out(call: Call) -> Any:
    _check_version(call)
    with ledger.opened() as book:
        entry = write_entry(
            verb=call.verb,
            actor=call.actor,
            channel=call.act.channel,
            organisations=call.organisations,
            cause=(_running.get() or (None,))[-1],
        )
        token = _running.set((*_running.get(), entry))
        try:
            result = call.body()
        finally:
            _running.reset(token)
        _finish(call, entry, book, result)
    return result


def _finish(call: Call, entry: Entry, book: ledger.Ledger, result: Any) -> None:
    if not call.secret:
        complete(entry, book.changes, call.note() or entry.message, forgotten=book.forgotten)
    dirty.mark(book, entry.pk)
    events.write_events(book)
    if call.data.key:
        record = result if isinstance(result, models.Model) and not call.secret else None
        DoneCall.objects.create(
            actor=call.actor,
            verb=call.verb,
            key=call.data.key,
            result_label=record._meta.label if record is not None else "",
            result_pk=record.pk if record is not None else None,
        )


def _check_permission(call: Call) -> None:
    if call.needs == "anyone" or _effect.get():
        return
    if call.needs == "owner":
        if call.owner is None or not call.owner():
            raise Refused(_("只有本人可以办理这一事项。"))
        return
    if not call.organisations:
        raise VerbError(f"Verb {call.verb} named no organisation to check {call.needs!r} on.")
    for organisation in call.organisations:
        if not can(call.act.actor, call.needs, organisation):
            name = Organisation.objects.filter(pk=organisation).values_list("name", flat=True).first()
            said = _("您没有在“%(name)s”办理此事的权限。请联系该单位的安全管理员开通，或换有权限的账号登录。")
            raise Refused(said % {"name": name or _("该单位")})


def _check_version(call: Call) -> None:
    seen = call.data.seen_version
    if seen is None or not isinstance(call.target, Noun):
        return
    now = type(call.target)._base_manager.filter(pk=call.target.pk).values_list("version", flat=True).first()
    if now != seen:
        raise Stale(call.target)


@dataclass(frozen=True)
class Done:
    """A call that was carried out earlier, with the record it answered."""

    result: Any


def _done_before(call: Call) -> Done | None:
    if not call.data.key:
        return None
    row = DoneCall.objects.filter(actor=call.actor, verb=call.verb, key=call.data.key).first()
    if row is None:
        return None
    if not row.result_label:
        return Done(None)
    return Done(apps.get_model(row.result_label)._base_manager.filter(pk=row.result_pk).first())


def _record_refusal(call: Call, message: str) -> None:
    """In a transaction of its own: a refusal stays even though the verb left nothing."""
    with transaction.atomic() if not transaction.get_connection().in_atomic_block else nullcontext(), ledger.opened():
        write_entry(
            verb=call.verb,
            actor=call.actor,
            channel=call.act.channel,
            organisations=call.organisations,
            outcome=Outcome.REFUSED,
            message="" if call.secret else message,
        )


def current_entry() -> Entry:
    """The audit entry of the verb that runs. Raises VerbError outside of one."""
    running = _running.get()
    if not running:
        raise VerbError("There is an audit entry only while a verb runs.")
    return running[-1]


def say_why(reason: str) -> None:
    """Keep a reason with the verb that runs, for whoever reads the audit later."""
    current_entry().message = reason


def run_effect(body: Callable[[], Any]) -> Any:
    """Run verbs as the declared effect of a decision: checked by the decision, recorded as its consequence."""
    if not _running.get():
        raise VerbError("An effect can only follow from a verb that runs.")
    token = _effect.set(True)
    try:
        return body()
    finally:
        _effect.reset(token)
