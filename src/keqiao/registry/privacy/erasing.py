"""Taking a person out of the records, so that what was counted still adds up.

The record becomes a stub without a name; what is the person's own goes; what belongs to a seat, a
membership or a meeting stays without its texts (decision 0016). Called inside a verb.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.audit.canonical import canonical
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.people.numbers import numbers_of
from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.verbs.models import BatchOutcome, BatchRow
from keqiao.look.formats import enumerated

from .held import OWN, Kind, kind_of, personal_models, records_of

STUB = "已删除人员"  # a name in the records, whatever language a page is read in
TEXTS = (models.CharField, models.TextField)


def hindrances(person: Person) -> list[str]:
    """What has to end before the person can be taken out: what is held today, in words."""
    later = Term.objects.filter(
        body=models.OuterRef("term__body"), starts__gt=models.OuterRef("term__starts"), starts__lte=today()
    )
    posts = Post.objects.filter(~models.Exists(later), holds_on(today()), person=person, term__starts__lte=today())
    running = posts.select_related("term__body")
    said = [_("任职“%(post)s”") % {"post": f"{one.term} {_(one.get_role_display())}"} for one in running]
    held = Membership.objects.filter(holds_on(today()), person=person).select_related("organisation")
    said += [_("会籍“%(organisation)s”") % {"organisation": one.organisation} for one in held]
    if Grant.objects.filter(holds_on(today()), user__person=person).exists():
        said.append(_("工作账号的权限"))
    return said


def refuse_hindered(person: Person) -> None:
    """Raises VerbError, naming what has to end first, when somebody still holds something."""
    if still := hindrances(person):
        said = _("%(person)s还有：%(still)s。请先办理离任、退会或收回权限，再删除个人信息。")
        raise VerbError(said % {"person": person, "still": enumerated(still)})


def erase(person: Person) -> None:
    """Leave nothing of a person but the stub that the counts rest on. Raises VerbError when something hinders it."""
    running = ledger.current()
    if running is None:
        raise RuntimeError("People are taken out of the records by a verb only.")
    running.forgotten.update(numbers_of(person.pk))  # records merged into this one too
    for model in personal_models():
        if model is not Person:
            _clear(model, person)
    _close_account(person)
    _forget_imports(person)
    person.name = STUB
    _strip(person, Kind("", keeps=frozenset({"name"})))


def _clear(model: type[Noun], person: Person) -> None:
    kind = kind_of(model)
    for record in records_of(model, person.pk):
        if kind.stays:
            _strip(record, kind)
            continue
        try:
            record.delete()
        except ProtectedError:
            said = _("“%(title)s”还被其他记录引用，没有删除任何内容。请先处理引用它的记录。")
            raise VerbError(said % {"title": kind.title}) from None


def _strip(record: Any, kind: Kind) -> None:
    """Empty every text and what is particular; codes, flags, days and whose record it is stay, except of the person."""
    for one in record._meta.concrete_fields:
        if one.name in OWN | kind.keeps or one.attname == record.personal:
            continue
        if isinstance(record, Person) or (isinstance(one, TEXTS) and not one.choices):
            _empty(record, one)
    if record._meta.label == "people.Employment":
        record.unit = None  # the organisation is what the text was
    record.save()


def _empty(record: Any, one: models.Field[Any, Any]) -> None:
    if one.null:
        setattr(record, one.attname, None)
    elif isinstance(one, TEXTS) and not one.is_relation:
        setattr(record, one.attname, "")


def _close_account(person: Person) -> None:
    for user in User.objects.filter(person=person):
        EmailAddress.objects.filter(user=user).delete()
        user.username, user.display_name, user.email = f"deleted-{user.pk}", "", ""
        user.is_active, user.person = False, None
        user.set_unusable_password()
        user.save()


def _forget_imports(person: Person) -> None:
    """The rows of rosters that spoke of the person, and what an undo would put back."""
    for outcome in BatchOutcome.objects.filter(outcome__contains=f'"person":{person.pk}'):
        told = json.loads(outcome.outcome)
        if told.get("person") == person.pk:
            BatchRow.objects.filter(batch=outcome.batch_id, number=outcome.number).delete()
            told.pop("filled", None)
            outcome.outcome = canonical(told)
            outcome.save()
