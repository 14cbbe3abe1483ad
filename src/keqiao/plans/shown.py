"""A figure as pages and commands show it: the engine's exact values in the look's words."""

from __future__ import annotations

from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Kind, Label
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.look.formats import in_chinese, long_date, percent, quantity
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment, Measure, Scope
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.results import Result
from keqiao.plans.engine.targets import Demand
from keqiao.plans.packages.package import Clause, Package
from keqiao.plans.sentences.demands import mark_text
from keqiao.plans.sentences.languages import CHINESE, ENGLISH, Language

# What the rows of a fact are counted in, in Chinese.
NOUNS = {
    "posts": "人",
    "attendance": "人",
    "duties": "人",
    "secondments": "人",
    "publications": "种",
    "meetings": "次",
    "activities": "场",
    "places": "处",
    "awards": "项",
    "attestations": "份",
}
TWO_ENDS = (Demand.ABOUT, Demand.BETWEEN)
ONE_NUMBER = (Demand.AT_LEAST, Demand.AT_MOST, Demand.MORE_THAN, Demand.LESS_THAN, Demand.EXACTLY, Demand.ABOUT)


def shown(figure: Figure, package: Package) -> look.Figure:
    """The figure as the look's component takes it, in the page's language."""
    made, result = figure.commitment, figure.result
    share = unit_shown(made) == "percent"
    address = figure_address(figure)
    return look.Figure(
        title=in_language(made.title),
        status=figure.status.value,
        unit=unit_shown(made),
        noun=noun(made),
        value=result.value,
        yes=result.yes if share and result.value is not None else None,
        total=int(result.denominator) if share and result.denominator else None,
        unknown=result.unknown,
        target=_ends(figure)[0],
        target_to=_ends(figure)[1],
        target_text=target_words(made),
        baseline=result.baseline,
        due_text=_due(figure),
        final=figure.final,
        task=not share and figure.due is not None,
        force=made.force.value,
        clause=printed(package.clause(made.clause)),
        clause_url=f"{board_address(figure)}#c{made.clause}",
        proof=made.proof,
        proof_text=_proof(made),
        note=_note(figure),
        url=address,
        more_url=f"{address}&part=inside" if "?" in address else f"{address}?part=inside",
    )


def in_language(label: Label) -> str:
    """The text in the page's language."""
    return label.zh if in_chinese() else label.en


def printed(clause: Clause) -> str:
    """The clause's place as the plan prints it; for readers of English its number in our numerals, 二.1 as 2.1."""
    if in_chinese():
        return clause.printed
    return ".".join(_numeral(part) for part in clause.number.split("."))


def _numeral(part: str) -> str:
    import cn2an  # noqa: PLC0415 - its tables take half a second to read

    named = {"序言": _("序言"), "通知": _("通知")}
    if part in named:
        return named[part]
    try:
        return str(cn2an.cn2an(part, "strict"))
    except ValueError:  # a number that isn't Chinese, as ① or 3
        return part


def language() -> Language:
    """The page's language as sentences know it."""
    return CHINESE if (get_language() or "zh").startswith("zh") else ENGLISH


def unit_shown(made: Commitment) -> str:
    """What a figure's value is in: a count of units that meet a demand, or of periods, is a share."""
    if made.scope is Scope.EACH or (made.rhythm is not None and made.rhythm.per):
        return "percent"
    return made.unit


def noun(made: Commitment) -> str:
    """What its number counts, where that is a bare number: 3人, 2天. English leaves it to the title."""
    if not in_chinese():
        return ""
    column = schema.get(made.fact).column(made.sum) if made.sum else None
    if column is not None and column.unit == "days":
        return "天"
    codes = made.distinct and schema.get(made.fact).column(made.distinct)
    return "个" if codes and codes.kind is Kind.CODE else NOUNS.get(made.fact, "个")


def target_words(made: Commitment) -> str:
    """The demand as the figure's mark says it."""
    if made.measure is Measure.ATTESTED:
        return _("经认定")
    if made.scope is Scope.EACH:
        return _("全部达到")
    if made.rhythm is not None and made.rhythm.per:
        said = _("每年不少于%(number)d次") if made.rhythm.per == "year" else _("每半年不少于%(number)d次")
        return said % {"number": made.rhythm.at_least}
    mark = mark_text(made.target, language(), schema.get(made.fact))
    return mark + noun(made) if made.unit == "number" and made.target.demand in ONE_NUMBER else mark


def board_address(figure: Figure) -> str:
    """The scoreboard on which a figure stands."""
    return reverse("scoreboard", args=[figure.commitment.plan, figure.subject.code])


def figure_address(figure: Figure) -> str:
    """The page of a figure; on another day than today it says which."""
    address = reverse("figure", args=[figure.commitment.plan, figure.subject.code, figure.commitment.id])
    return address if figure.as_of == today() else f"{address}?{urlencode({'as_of': days.text(figure.as_of)})}"


def _ends(figure: Figure) -> tuple[Fraction | None, Fraction | None]:
    made = figure.commitment
    if made.scope is not Scope.EACH and made.target.demand in TWO_ENDS:
        return made.target.interval.low, made.target.interval.high
    return figure.result.goal, None


def _due(figure: Figure) -> str:
    if figure.commitment.due.next_congress:
        return _("%(year)d年换届") % {"year": figure.due // days.YEAR} if figure.due else _("下次换届")
    if figure.due is not None:
        return long_date(days.to_date(figure.due))
    period = figure.result.period
    if period is None:
        return ""
    if period.key == period.year:
        return _("%(year)d年度") % {"year": period.year}
    half = _("%(year)d年上半年") if period.key % 10 == 1 else _("%(year)d年下半年")
    return half % {"year": period.year}


def _proof(made: Commitment) -> str:
    if made.measure in (Measure.ATTESTED, Measure.RETURNED):
        return ""
    fact = schema.get(made.fact)
    return _("依据%(fact)s记录自动计算") % {"fact": in_language(fact.label)}


def _note(figure: Figure) -> str:
    notes = []
    if figure.commitment.basis == "implied":
        notes.append(_("原文未写数字，按文意理解"))
    if silent := figure.result.silent:
        notes.append(
            ngettext("下级有%(number)d个单位尚未报送", "下级有%(number)d个单位尚未报送", silent) % {"number": silent}
        )
    return _("；").join(notes)


def result_words(made: Commitment, result: Result) -> str:
    """A result by itself, without its target: 80.0%（12/15） or 3个."""
    if result.value is None:
        return _("暂无数据")
    if unit_shown(made) != "percent":
        return quantity(result.value, made.unit, noun(made))
    value = percent(result.value)
    if result.yes is None or not result.denominator:
        return value
    counted = f"{result.yes}/{int(result.denominator)}"
    return _("%(share)s（%(counted)s）") % {"share": value, "counted": counted}
