"""How a line is counted, as a sentence; why it has no answer; where the missing record is entered."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Fact
from keqiao.kernel.offices.models import StaffingKind
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import BodyKind, Role
from keqiao.look.formats import enumerated, long_date
from keqiao.plans.engine import days
from keqiao.plans.engine.rules import Rule, columns_of
from keqiao.plans.sentences.languages import CHINESE, Language
from keqiao.plans.sentences.phrases import Phraser
from keqiao.plans.shown import language
from keqiao.registry.wording import choice_word, organisation_url

from .answers import Answer, Lack
from .counting import Year
from .fields import FIELDS
from .form import Counted, Form, How, Line, Reach, When

# Facts whose records come in by a list; what isn't here is entered on the organisation's own page.
LISTS = {"memberships": "memberships", "posts": "posts", "organisations": "organisations", "funding": "funding"}


def how_counted(form: Form, line: Line, year: Year) -> str:
    """Where the answer comes from, in one sentence."""
    match line.how:
        case How.COUNT | How.SUM:
            assert line.counted is not None
            return _counted(line.counted, year)
        case How.TOTAL:
            return _("第%(lines)s行合计。") % {"lines": enumerated(_numbers(form, line.of))}
        case How.FIELD:
            return _("单位登记的%(field)s（以今天登记的为准）。") % {"field": FIELDS[line.source[0]].label}
        case How.HOLDERS:
            body, role = choice_word(BodyKind(line.source[0])), choice_word(Role(line.source[1]))
            return _("%(day)s%(body)s任职登记中的%(role)s。") % {"day": _at(year), "body": body, "role": role}
        case How.STAFFING:
            kind = choice_word(StaffingKind(line.source[0]))
            return _("%(day)s编制和用人登记中的“%(kind)s”。") % {"day": _at(year), "kind": kind}
        case How.RETURNED:
            said = _("由本单位上报、经另一人认定的%(year)d年数据（指标代码 %(code)s）。")
            return said % {"year": year.year, "code": line.source[0]}
        case How.TEXT:
            return _("没有记录可以统计，由经办人填写；填过的内容下一年可以沿用。")


def why(answer: Answer, form: Form, year: Year) -> str:
    """Why there is no answer, or why it isn't the last word; empty when there is nothing to say."""
    line = answer.line
    match answer.lack:
        case Lack.NO_ROWS:
            assert line.counted is not None
            return _no_rows(line.counted, year)
        case Lack.NOUGHT:
            return _("没有相关记录；经办人已确认本年为0。")
        case Lack.UNCLEAR:
            return _unclear(answer)
        case Lack.NO_FIELD:
            return _("单位没有登记%(field)s。") % {"field": FIELDS[line.source[0]].label}
        case Lack.NO_HOLDER:
            told = {"body": choice_word(BodyKind(line.source[0])), "role": choice_word(Role(line.source[1]))}
            return _("没有登记%(body)s的%(role)s。") % told
        case Lack.NAMES:
            return _("已登记%(count)d人；您没有查看姓名的权限。") % {"count": answer.rows}
        case Lack.NO_STAFFING:
            return _("没有登记“%(kind)s”。") % {"kind": choice_word(StaffingKind(line.source[0]))}
        case Lack.NO_RETURN:
            return _("%(year)d年的数据还没有上报。") % {"year": year.year}
        case Lack.UNAPPROVED:
            return _("已上报，等待另一人认定。")
        case Lack.UNWRITTEN:
            return _("还没有填写。")
        case Lack.PARTS:
            return _parts(answer)
        case Lack.NONE:
            return ""


def where_entered(answer: Answer, organisation: Organisation) -> str:
    """The page on which the missing record is entered; empty where that is the form itself, or nothing is missing."""
    if answer.lack in (Lack.NONE, Lack.NAMES, Lack.PARTS, Lack.UNWRITTEN, Lack.NO_RETURN, Lack.UNAPPROVED):
        return ""
    if answer.lack is Lack.NO_HOLDER:
        return f"{reverse('registry:new_list', args=['posts'])}?unit={organisation.code}"
    counted = answer.line.counted
    if answer.lack is Lack.NO_ROWS and counted is not None and counted.fact in LISTS:
        return f"{reverse('registry:new_list', args=[LISTS[counted.fact]])}?unit={organisation.code}"
    return organisation_url(organisation)


def at_or_within(counted: Counted, year: Year) -> str:
    """2025年内, or 截至2025年12月31日."""
    if counted.when is When.WITHIN:
        return _("%(year)d年内") % {"year": year.year}
    return _at(year)


def _at(year: Year) -> str:
    return _("截至%(day)s") % {"day": long_date(days.to_date(year.day))}


def _counted(counted: Counted, year: Year) -> str:
    chosen, fact = language(), schema.get(counted.fact)
    what = _rows(counted.where, fact, chosen)
    if counted.dated:
        column = fact.column(counted.dated)
        assert column is not None
        said = _("%(rows)s中，%(date)s在%(year)d年内的%(fact)s")
        dated = {"date": chosen.label(column.label), "year": year.year, "fact": chosen.label(fact.label)}
        what = said % ({"rows": what} | dated)
    told = {"when": at_or_within(counted, year), "whose": _whose(counted), "rows": what}
    if counted.column:
        column = fact.column(counted.column)
        assert column is not None
        return _("%(when)s，%(whose)s%(rows)s的%(column)s合计。") % (told | {"column": chosen.label(column.label)})
    if counted.distinct:
        column = fact.column(counted.distinct)
        assert column is not None
        return _("%(when)s，%(whose)s%(rows)s涉及的不同%(column)s数。") % (
            told | {"column": chosen.label(column.label)}
        )
    return _("%(when)s，%(whose)s%(rows)s数。") % told


def _rows(rule: Rule | None, fact: Fact, chosen: Language) -> str:
    label = chosen.label(fact.label)
    if rule is None:
        return label
    phrase = Phraser(chosen, fact).phrase(rule)
    return f"{phrase}的{label}" if chosen is CHINESE else f"{label} where {phrase}"


def _whose(counted: Counted) -> str:
    return _("本单位及所属单位（不含下级科协）") if counted.reach is Reach.LED else _("本单位")


def _no_rows(counted: Counted, year: Year) -> str:
    fact = schema.get(counted.fact)
    what = _rows(counted.among, fact, language())
    return _("%(when)s没有登记过%(rows)s。") % {"when": at_or_within(counted, year), "rows": what}


def _unclear(answer: Answer) -> str:
    counted = answer.line.counted
    assert counted is not None
    fact = schema.get(counted.fact)
    names = [column.name for column in columns_of(counted.where)] if counted.where is not None else []
    wanted = [fact.column(name) for name in (*names, counted.dated, counted.column, counted.distinct) if name]
    labels = dict.fromkeys(language().label(one.label) for one in wanted if one is not None and one.nullable)
    told = {"count": answer.unclear, "columns": enumerated(labels)}
    return _("另有%(count)d条记录缺少%(columns)s，未计入。") % told


def _parts(answer: Answer) -> str:
    numbers = enumerated(answer.parts)
    if answer.number is None:
        return _("第%(lines)s行还没有数据，不能合计。") % {"lines": numbers}
    return _("第%(lines)s行有资料不全的记录，合计可能偏少。") % {"lines": numbers}


def _numbers(form: Form, names: Sequence[str]) -> list[str]:
    return [line.number for name in names if (line := form.line(name)) is not None]
