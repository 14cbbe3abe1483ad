"""What the address of a plan's page asks for: plan, association, day. Wrong addresses are told, not guessed at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine import days
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError


@dataclass(frozen=True)
class AsOf:
    """The day of a page; ``problem`` says what was wrong with the one that was asked for."""

    day: int
    problem: str = ""

    @property
    def text(self) -> str:
        """2026-11-24, as the date field wants it."""
        return days.text(self.day)

    @property
    def date(self) -> dt.date:
        """The day as a date."""
        return days.to_date(self.day)

    @property
    def past(self) -> bool:
        """Whether it is another day than today."""
        return self.day != today()


def plan_of(name: str) -> Package:
    """The plan of that id. Raises Http404 when there is none or its package is faulty."""
    try:
        return library().plan(name)
    except NoSuchPlan as error:
        raise Http404(str(error)) from None
    except PackageError:
        said = _(
            "方案包“%(name)s”有错误，暂时不能显示。请系统管理员运行 keqiao plans check %(name)s，按所列的位置修改。"
        )
        raise Http404(said % {"name": name}) from None


def organisation_of(code: str) -> Organisation:
    """The organisation of that code. Raises Http404 when there is none."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有机构代码为“%(code)s”的单位。") % {"code": code})
    return found


def organisation_id(request: HttpRequest, plan: str, code: str, commitment: str = "") -> int:
    """On which organisation a page of a plan checks its need."""
    return organisation_of(code).pk


def day_of(request: HttpRequest, package: Package, name: str = "as_of") -> AsOf:
    """The day asked for by ``as_of`` or another parameter; today for none or one that makes no sense."""
    written = request.GET.get(name, "")
    if not written:
        return AsOf(today())
    try:
        day = days.parse(written)
    except ValueError:
        return AsOf(today(), _("“%(day)s”不是日期，已按今天计算。请按 2026-11-24 的样式填写。") % {"day": written})
    if day > today():
        return AsOf(today(), _("还不能计算将来的日期，已按今天计算。"))
    if day < package.adopted:
        return AsOf(today(), _("这一天方案还没有印发，已按今天计算。"))
    return AsOf(day)
