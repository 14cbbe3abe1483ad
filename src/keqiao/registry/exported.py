"""The lists of the register that can leave as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.memberships.models import FeeState, MemberClass, Membership
from keqiao.kernel.nouns.fields import earliest_first, holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person, SourceClass
from keqiao.kernel.posts.models import Post, Role
from keqiao.kernel.standards.ethnic import BY_CODE
from keqiao.kernel.units.models import Unit
from keqiao.kernel.verbs.models import Batch

from .directory import matching as people_matching
from .directory import read_filters
from .exports import ExportedList, ListColumn, register
from .pages.batches import visible_to as imports_seen
from .pages.organisations import matching
from .pages.reach import NEED as ORGANISATIONS_SEEN
from .wording import body_word, choice_word


def _unit_said(query: QueryDict) -> str:
    """Every filter as it stands in the address, but for words that were searched: they may name a person."""
    shown = ((name, "*" if name == "q" else query[name]) for name in sorted(query) if query[name])
    return "&".join(f"{name}={value}" for name, value in shown)


def _of_unit(found: models.QuerySet[Any], path: str, query: QueryDict) -> models.QuerySet[Any]:
    code = query.get("unit", "")
    return found.filter(**{f"{path}__code": code}) if code else found


def _organisations(request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    placed = Placement.objects.filter(holds_on(today())).select_related("leading", "division")
    return matching(query).prefetch_related(Prefetch("placements", placed, to_attr="placed"))


def _above(one: Any) -> str:
    return one.placed[0].leading.name if one.placed and one.placed[0].leading else ""


register(
    ExportedList(
        code="organisations",
        label=gettext_lazy("组织"),
        noun=gettext_lazy("个"),
        needs=ORGANISATIONS_SEEN,
        columns=(
            ListColumn("name", gettext_lazy("单位名称"), lambda one: one.name, width=36),
            ListColumn("short_name", gettext_lazy("简称"), lambda one: one.short_name),
            ListColumn("code", gettext_lazy("机构代码"), lambda one: one.code),
            ListColumn("uscc", gettext_lazy("统一社会信用代码"), lambda one: one.uscc, width=22),
            ListColumn("kind", gettext_lazy("类型"), lambda one: choice_word(OrganisationKind(one.kind))),
            ListColumn("level", gettext_lazy("层级"), lambda one: choice_word(Level(one.level))),
            ListColumn("leading", gettext_lazy("上级单位"), _above, width=36),
            ListColumn(
                "division",
                gettext_lazy("行政区划代码"),
                lambda one: one.placed[0].division.code if one.placed and one.placed[0].division else "",
            ),
            ListColumn("founded", gettext_lazy("成立日期"), lambda one: one.founded),
        ),
        rows=_organisations,
        keeper="pk",
        said=_unit_said,
        order=10,
    )
)


def _people(request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    work = Employment.objects.filter(holds_on(today())).order_by(earliest_first(), "pk")
    kept = people_matching(actor_of(request), read_filters({name: str(query[name]) for name in query}))
    found = kept.select_related("keeper").order_by("pk")
    return found.prefetch_related(Prefetch("employments", work, to_attr="working"))


def _work(person: Any) -> Employment | None:
    return person.working[-1] if person.working else None


def _source(person: Any) -> str:
    work = _work(person)
    return choice_word(SourceClass(work.source_class)) if work is not None and work.source_class else ""


def _born(person: Person) -> str:
    if person.birth_from is None:
        return ""
    return person.birth_from.isoformat() if person.birth_from == person.birth_to else f"{person.birth_from:%Y}"


def _person_columns(path: str = "") -> tuple[ListColumn, ...]:
    def of(row: Any) -> Any:
        return getattr(row, path) if path else row

    private = "people.private"
    return (
        ListColumn("name", gettext_lazy("姓名"), lambda row: of(row).name if of(row) else ""),
        ListColumn("sex", gettext_lazy("性别"), lambda row: of(row).get_sex_display() if of(row) else "", private),
        ListColumn(
            "ethnicity",
            gettext_lazy("民族"),
            lambda row: BY_CODE[of(row).ethnicity].name if of(row) and of(row).ethnicity in BY_CODE else "",
            private,
        ),
        ListColumn("birth", gettext_lazy("出生年月"), lambda row: _born(of(row)) if of(row) else "", private),
    )


register(
    ExportedList(
        code="people",
        label=gettext_lazy("人员"),
        noun=gettext_lazy("人"),
        needs="people.see",
        columns=(
            *_person_columns(),
            ListColumn("unit", gettext_lazy("单位"), lambda one: getattr(_work(one), "unit_name", ""), width=32),
            ListColumn("position", gettext_lazy("职务"), lambda one: getattr(_work(one), "position", ""), width=20),
            ListColumn("source", gettext_lazy("来源类别"), _source),
            ListColumn("keeper", gettext_lazy("登记单位"), lambda one: one.keeper.name, width=32),
        ),
        rows=_people,
        person="pk",
        keeper="keeper_id",
        said=_unit_said,
        order=20,
    )
)


def _memberships(request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    found = Membership.objects.filter(holds_on(today())).select_related("organisation", "person", "member")
    return _of_unit(found.order_by("pk"), "organisation", query)


register(
    ExportedList(
        code="memberships",
        label=gettext_lazy("会员"),
        noun=gettext_lazy("名"),
        needs="people.see",
        columns=(
            ListColumn("organisation", gettext_lazy("所属组织"), lambda one: one.organisation.name, width=32),
            *_person_columns("person"),
            ListColumn("member", gettext_lazy("会员单位"), lambda one: one.member.name if one.member else "", width=32),
            ListColumn("kind", gettext_lazy("会员类别"), lambda one: choice_word(MemberClass(one.kind))),
            ListColumn("fee", gettext_lazy("会费"), lambda one: FeeState(one.fee).label),
            ListColumn("starts", gettext_lazy("入会日期"), lambda one: one.starts),
        ),
        rows=_memberships,
        person="person_id",
        keeper="organisation_id",
        said=_unit_said,
        order=30,
    )
)


def _posts(request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    found = Post.objects.filter(holds_on(today())).select_related("person", "term__body__organisation")
    return _of_unit(found.order_by("pk"), "term__body__organisation", query)


register(
    ExportedList(
        code="posts",
        label=gettext_lazy("任职"),
        noun=gettext_lazy("项"),
        needs="people.see",
        columns=(
            ListColumn("unit", gettext_lazy("单位"), lambda one: one.term.body.organisation.name, width=32),
            ListColumn("body", gettext_lazy("任职机构"), lambda one: body_word(one.term.body), width=24),
            ListColumn("term", gettext_lazy("届次"), lambda one: one.term.number),
            *_person_columns("person"),
            ListColumn("role", gettext_lazy("机构职务"), lambda one: choice_word(Role(one.role))),
            ListColumn("sector", gettext_lazy("界别"), lambda one: one.sector),
            ListColumn("delegation", gettext_lazy("代表团"), lambda one: one.delegation),
            ListColumn("from", gettext_lazy("任职起"), lambda one: one.starts or one.term.starts),
        ),
        rows=_posts,
        person="person_id",
        keeper="term__body__organisation_id",
        said=_unit_said,
        order=40,
    )
)


def _units(request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    found = Unit.objects.filter(holds_on(today())).select_related("list__organisation", "division")
    return _of_unit(found.order_by("pk"), "list__organisation", query)


register(
    ExportedList(
        code="units",
        label=gettext_lazy("单位名录"),
        noun=gettext_lazy("个"),
        needs="records.see",
        columns=(
            ListColumn("list", gettext_lazy("名单名称"), lambda one: one.list.title, width=28),
            ListColumn("name", gettext_lazy("单位名称"), lambda one: one.name, width=36),
            ListColumn("code", gettext_lazy("代码"), lambda one: one.code, width=22),
            ListColumn("division", gettext_lazy("行政区划代码"), lambda one: one.division.code if one.division else ""),
        ),
        rows=_units,
        keeper="list__organisation_id",
        said=_unit_said,
        order=50,
    )
)


def _imports(request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    return imports_seen(actor_of(request))


def _where(one: Batch) -> str:
    return Organisation.objects.values_list("name", flat=True).filter(pk=one.organisation).first() or ""


register(
    ExportedList(
        code="imports",
        label=gettext_lazy("导入记录"),
        noun=gettext_lazy("次"),
        needs="people.import",
        columns=(
            ListColumn("title", gettext_lazy("导入内容"), lambda one: one.title, width=40),
            ListColumn("unit", gettext_lazy("单位"), _where, width=32),
            ListColumn("rows", gettext_lazy("行数"), lambda one: one.rows),
            ListColumn("step", gettext_lazy("状态"), lambda one: _(one.get_state_display())),
            ListColumn("when", gettext_lazy("时间"), lambda one: one.finished or one.created, width=20),
        ),
        rows=_imports,
        keeper="organisation",
        said=_unit_said,
        order=60,
    )
)
