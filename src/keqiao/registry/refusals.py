"""What verbs and imports say when a value can't be taken, in one wording."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.standards.refusal import Refused as NotStandard
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.formats import enumerated
from keqiao.look.said import in_words

M = TypeVar("M", bound=models.Model)


@contextmanager
def told_of(place: str) -> Iterator[None]:
    """Turn a standard's refusal into a VerbError that names the field, e.g. ``told_of(_("证件号码"))``."""
    try:
        yield
    except NotStandard as refusal:
        told = {"place": place, "why": in_words(refusal.said)}
        raise VerbError(sentence(_("%(place)s：%(why)s") % told)) from None


def sentence(said: str) -> str:
    """What was said without a full stop, with one."""
    return _("%(said)s。") % {"said": said.rstrip("。.")}


def organisation_by_code(code: str) -> Organisation:
    """The organisation of that code. Raises VerbError when there is none."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise VerbError(_("没有机构代码为“%(code)s”的单位。请核对代码，或先登记该单位。") % {"code": code})
    return found


def check_exists(organisation: Organisation) -> None:
    """Refuse to change what has been closed."""
    if organisation.closed is not None:
        said = _("“%(organisation)s”已于%(day)s撤销，不能再办理变更。请改为办理承接其工作的单位。")
        raise VerbError(said % {"organisation": organisation.name, "day": organisation.closed})


def division_by_code(code: str, day: dt.date | None = None) -> Division:
    """The division that has that code on a day (default today). Raises VerbError when there is none."""
    number = today() if day is None else day.year * 10000 + day.month * 100 + day.day
    found = Division.objects.filter(holds_on(number), code=code).first()
    if found is None:
        raise no_division(code)
    return found


def no_division(code: str) -> VerbError:
    """What is said when no division had that code on the day."""
    said = _("行政区划代码“%(code)s”在该日期不存在。请核对代码；如尚未载入区划，请先载入行政区划。")
    return VerbError(said % {"code": code})


def record(model: type[M], pk: int, what: str) -> M:
    """The record of that number. Raises VerbError, saying what it would be, when it is gone."""
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        said = _("没有编号为%(number)s的%(what)s，可能已被删除。请刷新页面后重新选择。")
        raise VerbError(said % {"number": pk, "what": what})
    return found


def day_or_today(day: dt.date | None) -> dt.date:
    """The day given, or today in China."""
    return day or timezone.localdate()


def check_order(starts: dt.date | None, ends: dt.date | None, what: str) -> None:
    """Refuse an interval that ends before it begins."""
    if starts is not None and ends is not None and ends <= starts:
        said = _("%(what)s的结束日期（%(ends)s）应晚于开始日期（%(starts)s）。请核对两个日期。")
        raise VerbError(said % {"what": what, "ends": ends, "starts": starts})


def check_text(text: str, what: str, limit: int) -> None:
    """Refuse an empty text and one that is longer than its column."""
    if not text:
        raise VerbError(_("没有填写%(what)s。请填写后重新提交。") % {"what": what})
    check_length(text, what, limit)


def check_length(text: str, what: str, limit: int) -> None:
    """Refuse a text that is longer than its column."""
    if len(text) > limit:
        said = _("%(what)s有%(length)s个字，最多%(limit)s个字。请缩短后重新提交。")
        raise VerbError(said % {"what": what, "length": len(text), "limit": limit})


def check_code(code: str, what: str, signs: str = "_") -> None:
    """Refuse what is no code of an open list: small letters, digits and these signs, at most 60."""
    if not re.fullmatch(f"[a-z0-9{re.escape(signs)}]{{1,60}}", code):
        said = _("%(what)s“%(code)s”不合规则。请用1至60位小写字母、数字和%(signs)s，并与方案包中的写法一致。")
        raise VerbError(said % {"what": what, "code": code, "signs": enumerated(signs)})


def check_number(number: int, what: str, least: int, most: int) -> None:
    """Refuse a number that can't be meant, or that no column holds."""
    if not least <= number <= most:
        said = _("%(what)s不能是%(number)s。请填写%(least)s至%(most)s之间的整数。")
        raise VerbError(said % {"what": what, "number": number, "least": least, "most": most})


def check_past(day: dt.date, what: str) -> None:
    """Refuse a day that is still to come for something that has happened."""
    if day > timezone.localdate():
        said = _("%(what)s是%(day)s，这一天还没有到。请核对日期，或等到当天再登记。")
        raise VerbError(said % {"what": what, "day": day})
