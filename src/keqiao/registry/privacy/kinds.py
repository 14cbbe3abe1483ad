"""What the kernel's records about people are called, and what a deletion leaves of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.people.models import Expertise, Person, Trait, TraitKind
from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.kernel.standards.ethnic import BY_CODE
from keqiao.kernel.standards.political import AFFILIATIONS
from keqiao.look.formats import in_chinese, long_date

from .held import held

SEAT = gettext_lazy("职位属于组织，届满后仍计入统计，只保留职位本身，不再指向您")
MASKED = 4  # characters of a number that stay readable at each end


def masked(number: str) -> str:
    """As much of a number as its holder needs to recognise it."""
    return f"{number[:MASKED]}{'*' * max(len(number) - 2 * MASKED, 0)}{number[-MASKED:]}" if number else ""


def birth_said(person: Person) -> str:
    """The birth date as far as it is known."""
    first, last = person.birth_from, person.birth_to
    if first is None or last is None:
        return ""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return _("%(year)d年%(month)d月") % {"year": first.year, "month": first.month}
    return _("%(year)d年") % {"year": first.year}


def trait_said(trait: Trait) -> str:
    """The statement in words."""
    if trait.kind == TraitKind.POLITICAL_AFFILIATION:
        return next((one.name for one in AFFILIATIONS if one.code == trait.value), trait.value)
    return trait.value


def discipline_said(expertise: Expertise) -> str:
    """The discipline by name, in the page's language."""
    found = DISCIPLINES[expertise.discipline]
    return found.zh if in_chinese() else found.en


def ethnicity_said(person: Person) -> str:
    """The ethnicity by name."""
    found: Any = BY_CODE.get(person.ethnicity)
    return str(found.name) if found is not None else ""


held(
    "people.Person",
    gettext_lazy("基本信息"),
    along=("keeper",),
    says={
        gettext_lazy("民族"): ethnicity_said,
        gettext_lazy("出生日期"): birth_said,
        gettext_lazy("证件号码"): lambda one: masked(one.id_number()),
        gettext_lazy("手机号"): lambda one: masked(one.mobile()),
        gettext_lazy("电子邮箱"): lambda one: one.email(),
        gettext_lazy("保存单位"): lambda one: str(one.keeper),
    },
    hides=(
        "name_key",
        "name_sound",
        "keeper",
        "ethnicity",
        "birth_from",
        "birth_to",
        "id_sealed",
        "id_index",
        "mobile_sealed",
        "mobile_index",
        "email_sealed",
        "synthetic",
    ),
    order=10,
)
held(
    "identities.Identity",
    gettext_lazy("手机号和电子邮箱"),
    says={gettext_lazy("号码"): lambda one: one.shown()},
    hides=("sealed", "index"),
    order=15,
)
held(
    "identities.RealName",
    gettext_lazy("实名核验"),
    along=("keeper",),
    hides=("sealed", "decided_by"),
    order=16,
)
held(
    "identities.EmployerCheck",
    gettext_lazy("单位确认"),
    along=("employment", "organisation"),
    hides=("employment", "decided_by"),
    order=25,
)
held(
    "faces.FaceLeader",
    gettext_lazy("单位公开信息中的负责人"),
    along=("face__organisation",),
    says={gettext_lazy("单位"): lambda one: str(one.face.organisation)},
    hides=("face",),
    order=72,
)
held(
    "people.Employment",
    gettext_lazy("工作经历"),
    along=("unit",),
    hides=("unit", "confirmed"),
    stays=gettext_lazy("只保留来源类别和起止时间，单位和职务删除"),
    order=20,
)
held(
    "people.Trait",
    gettext_lazy("政治面貌、职称和学历"),
    says={gettext_lazy("内容"): trait_said},
    hides=("value",),
    order=30,
)
held(
    "posts.Post",
    gettext_lazy("任职"),
    along=("term__body__organisation",),
    says={
        gettext_lazy("届次"): lambda one: f"{one.term.body.organisation} {one.term}",
    },
    hides=("term",),
    stays=SEAT,
    keeps=("sector", "delegation"),
    order=40,
)
held("posts.Secondment", gettext_lazy("挂职"), along=("organisation",), stays=SEAT, order=50)
held(
    "memberships.Membership",
    gettext_lazy("会籍"),
    along=("organisation", "member"),
    hides=("member",),
    stays=gettext_lazy("会员人数按年统计，只保留会员类别和起止时间"),
    order=60,
)
held(
    "plans.Report",
    gettext_lazy("确认并报送的数据"),
    along=("organisation",),
    hides=("digest", "proposed", "proposed_by", "sent_to"),
    stays=gettext_lazy("以单位名义确认的报送是单位的档案"),
    keeps=("plan", "confirmed_as", "digest"),
    order=70,
)
held(
    "privacy.Consent",
    gettext_lazy("同意记录"),
    along=("purpose", "notice__purpose"),
    stays=gettext_lazy("证明处理曾经合法，只保留同意和撤回的时间"),
    order=80,
)
held(
    "privacy.DataRequest",
    gettext_lazy("提出的请求"),
    along=("keeper",),
    hides=("answered_by",),
    stays=gettext_lazy("证明请求已经答复，只保留种类和时间"),
    order=90,
)
held("people.Honour", gettext_lazy("荣誉"), order=35)
held(
    "people.Expertise",
    gettext_lazy("专长"),
    says={gettext_lazy("学科"): discipline_said},
    hides=("discipline",),
    order=36,
)
held(
    "people.Merge",
    gettext_lazy("合并的记录"),
    hides=("absorbed", "absorbed_keeper", "moved", "sealed", "outcome"),
    order=95,
)
held("people.PairDecision", gettext_lazy("是否同一人的判断"), hides=("second",), order=96)
held(
    "work.Charge",
    gettext_lazy("督查事项责任人"),
    along=("case__organisation",),
    says={
        gettext_lazy("事项"): lambda one: one.case.title,
        gettext_lazy("单位"): lambda one: str(one.case.organisation),
    },
    hides=("case",),
    stays=gettext_lazy("督查事项是单位的档案，只保留起止时间，不再指向您"),
    order=55,
)
