"""Templates: what programmes are made of. Blocks register theirs; those of blocks still to come are announced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act

# A commitment's keys that say what of a programme is counted (``of``, ``where``, ``measure`` …), without its target.
Counted = Mapping[str, Any]


class Settings(BaseModel):
    """Base of every template's settings. ``at_least``: how many records make the programme one that is done."""

    model_config = ConfigDict(extra="forbid")

    at_least: int = Field(default=1, ge=1)


class YearlySettings(Settings):
    """Of templates whose records have a day: whether only those of the running year count."""

    per: Literal["year", "ever"] = "year"


@dataclass(frozen=True)
class Template:
    """A kind of programme.

    ``counted``: what its records are, from its settings. ``begin``: what is set up when it is switched on.
    """

    name: str
    label: str | Promise
    settings: type[Settings]
    counted: Callable[[Any], Counted]
    begin: Callable[[Act, Organisation, Any], object] | None = None


def rule(*flags: str, **codes: str | None) -> str:
    """A rule of the engine's language: every flag holds, every column that is given has its code; empty for neither."""
    equal = [f"{column} = '{code}'" for column, code in codes.items() if code]
    return " and ".join([*(flag for flag in flags if flag), *equal])


_register: dict[str, Template] = {}

# What blocks that don't exist yet, or not in full, will offer. A programme of one of these is planned until then.
ANNOUNCED: Mapping[str, str | Promise] = {
    "calls.admission": _("吸纳审批"),
    "calls.appraisal": _("评价评估"),
    "calls.cohort": _("人才培养"),
    "calls.filing": _("备案"),
    "calls.grants": _("项目申报"),
    "calls.selection": _("评选推荐"),
    "calls.topics": _("课题征集"),
    "calls.transfer": _("承接职能"),
    "liaison.appeals": _("诉求办理"),
    "liaison.channel": _("建言渠道"),
    "liaison.community": _("网上社群"),
    "liaison.contact": _("联系走访"),
    "liaison.integrity": _("学风诚信"),
    "matching.experts": _("专家服务"),
    "matching.needs": _("供需对接"),
    "matching.workstation": _("专家工作站"),
    "activities.contest": _("竞赛组织"),
    "activities.registration": _("活动报名"),
    "activities.volunteering": _("志愿服务"),
    "places.booking": _("场地预约"),
    "places.tour": _("流动科普"),
    "resources.column": _("栏目"),
    "resources.library": _("资源库"),
    "resources.policy": _("政策问答"),
    "resources.push": _("精准推送"),
    "surveys.panel": _("调查站点"),
    "surveys.survey": _("问卷调查"),
    "returns.budget": _("预算编报"),
}


def register_template(template: Template) -> None:
    """Offer a template; call it in an application's ``ready``."""
    _register[template.name] = template


def find(name: str) -> Template | None:
    """The template of that name; None while its block doesn't offer it."""
    return _register.get(name)


def known() -> dict[str, str | Promise]:
    """Every template by name with its label, those to come included."""
    return dict(ANNOUNCED) | {name: one.label for name, one in _register.items()}
