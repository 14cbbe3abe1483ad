"""A commitment as one sentence in each language, with the definitions it uses spelled out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keqiao.kernel.facts.schema import Fact, Label
from keqiao.plans.engine.commitments import Cited, Commitment, Measure, Scope
from keqiao.plans.engine.rules import Named, Rule, walk

from .demands import demand_text
from .languages import CHINESE, ENGLISH, Language
from .phrases import Phraser

Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Sentence:
    """The rule in both languages; ``terms`` are the plan's definitions it uses: name and meaning."""

    zh: str
    en: str
    terms: tuple[tuple[Label, Label], ...] = ()

    def in_language(self, code: str) -> str:
        """The sentence in the page's language (``zh-hans`` or ``en``)."""
        return self.en if code.startswith("en") else self.zh


def sentence(made: Commitment, facts: Facts, kind_label: Mapping[str, Label]) -> Sentence:
    """What is counted and what is demanded. ``kind_label``: how kinds of organisations are called."""
    return Sentence(_chinese(made, facts, kind_label), _english(made, facts, kind_label), _terms(made, facts))


def _terms(made: Commitment, facts: Facts) -> tuple[tuple[Label, Label], ...]:
    found: dict[Label, Label] = {}
    rules = [(made.fact, made.where), (made.fact, made.that), *((one.fact, one.where) for one in made.withs)]
    for fact, rule in rules:
        for node in walk(rule) if rule is not None else ():
            if isinstance(node, Named):
                meaning = Label(*(Phraser(one, facts[fact]).phrase(node.rule) for one in (CHINESE, ENGLISH)))
                found[node.label] = meaning
    return tuple(found.items())


def _said(rule: Rule | None, fact: Fact, language: Language) -> str:
    return "" if rule is None else Phraser(language, fact).phrase(rule)


def _column(fact: Fact, name: str, language: Language) -> str:
    column = fact.column(name)
    return name if column is None else language.label(column.label)


def _chinese(made: Commitment, facts: Facts, kinds: Mapping[str, Label]) -> str:
    fact = facts[made.fact]
    where = _said(made.where, fact, CHINESE)
    rows = f"{where}的{fact.label.zh}" if where else fact.label.zh
    if made.measure is Measure.RETURNED:
        return f"由本单位上报、经审核确认的数据，要求{demand_text(made.target, CHINESE, fact)}。"
    if made.measure is Measure.ATTESTED:
        return "由本单位提交证明材料，经另一人认定。"
    body = f"{_scope_zh(made, kinds)}{_counted_zh(made, facts, rows)}{demand_text(made.target, CHINESE, fact)}"
    if made.rhythm is not None and made.rhythm.per:
        body = f"{_scope_zh(made, kinds)}{_counted_zh(made, facts, rows)}"
    if made.scope is Scope.EACH:
        body += "；全部达到才算达标"
    if made.each:
        body += (
            "；按完整年度统计，以最近一个完整年度为准"
            if made.each == "year"
            else "；按完整半年统计，以最近一个完整半年为准"
        )
    return body + "。"


def _scope_zh(made: Commitment, kinds: Mapping[str, Label]) -> str:
    match made.scope:
        case Scope.OWN:
            return ""
        case Scope.BELOW:
            return "本单位及所属各单位合计，"
        case Scope.EACH:
            kind = kinds.get(made.units.kind) if made.units else None
            return f"所属每个{kind.zh if kind else '单位'}分别计算，"


def _counted_zh(made: Commitment, facts: Facts, rows: str) -> str:
    fact = facts[made.fact]
    match made.measure:
        case Measure.SHARE:
            return f"{rows}中，{_said(made.that, fact, CHINESE)}的比例"
        case Measure.COUNT:
            return f"{rows}涉及的不同{_column(fact, made.distinct, CHINESE)}数" if made.distinct else f"{rows}数"
        case Measure.SUM:
            return f"{rows}的{_column(fact, made.sum, CHINESE)}合计"
        case Measure.COVERAGE:
            return f"{rows}中，{_reached_zh(made, facts)}的比例"
        case Measure.RATIO:
            return f"{rows}的{_column(fact, made.sum, CHINESE)}合计与{_over(made, facts, CHINESE)}之比"
        case Measure.RHYTHM:
            return _rhythm_zh(made, rows)
        case _:
            assert made.streak is not None
            by = "、".join(_column(fact, name, CHINESE) for name in made.streak.by)
            return f"{rows}中，最近连续{made.streak.length}次{_said(made.that, fact, CHINESE)}的（按{by}计）数量"


def _reached_zh(made: Commitment, facts: Facts) -> str:
    said = []
    for one in made.withs:
        fact = facts[one.fact]
        where = _said(one.where, fact, CHINESE)
        least = f"{one.at_least}个不同{_column(fact, one.distinct, CHINESE)}" if one.distinct else f"{one.at_least}项"
        said.append(f"有至少{least}{where + '的' if where else ''}{fact.label.zh}")
    return "、".join(said)


def _rhythm_zh(made: Commitment, rows: str) -> str:
    assert made.rhythm is not None
    if made.rhythm.gap_months:
        return f"距最近一次{rows}的时间"
    per = "年" if made.rhythm.per == "year" else "半年"
    return f"每{per}至少有{made.rhythm.at_least}次{rows}，以最近一个完整{per}为准"


def _over(made: Commitment, facts: Facts, language: Language) -> str:
    if isinstance(made.over, Cited):
        printed = language.amount(made.over.number, "number")
        if language is CHINESE:
            return f"{printed}（{made.over.source}，第{made.over.page}页，{made.over.date}）"
        return f"{printed} ({made.over.source}, page {made.over.page}, {made.over.date})"
    assert made.over is not None
    fact = facts[made.over.fact]
    said = (
        f"{language.label(fact.label)}{'的' if language is CHINESE else ': '}{_column(fact, made.over.sum, language)}"
    )
    if not made.over.at_period_start:
        return said
    return f"期初{said}" if language is CHINESE else f"{said} at the start of the period"


def _english(made: Commitment, facts: Facts, kinds: Mapping[str, Label]) -> str:
    fact = facts[made.fact]
    rows = _rows_en(fact, made.where)
    if made.measure is Measure.RETURNED:
        return f"As reported by the unit and approved, it is to be {demand_text(made.target, ENGLISH, fact)}."
    if made.measure is Measure.ATTESTED:
        return "As attested by the unit and approved by a second person."
    said = _scope_en(made, kinds) + _counted_en(made, facts, rows)
    if not (made.rhythm is not None and made.rhythm.per):
        said = f"{said} is to be {demand_text(made.target, ENGLISH, fact)}"
    if made.scope is Scope.EACH:
        said += "; every one has to meet it"
    if made.each:
        said += f"; counted by complete {'years' if made.each == 'year' else 'half-years'}, of which the latest counts"
    return said[0].upper() + said[1:] + "."


def _rows_en(fact: Fact, where: Rule | None) -> str:
    """Rows of a fact with what holds of them: "places where kind is…"."""
    return fact.label.en if where is None else f"{fact.label.en} where {_said(where, fact, ENGLISH)}"


def _scope_en(made: Commitment, kinds: Mapping[str, Label]) -> str:
    match made.scope:
        case Scope.OWN:
            return ""
        case Scope.BELOW:
            return "counting the unit and all below it: "
        case Scope.EACH:
            kind = kinds.get(made.units.kind) if made.units else None
            return f"for each {kind.en if kind else 'unit'} below: "


def _counted_en(made: Commitment, facts: Facts, rows: str) -> str:
    fact = facts[made.fact]
    match made.measure:
        case Measure.SHARE:
            return f"of {rows}, the share where {_said(made.that, fact, ENGLISH)}"
        case Measure.COUNT:
            what = f"different {_column(fact, made.distinct, ENGLISH)}s among " if made.distinct else ""
            return f"the number of {what}{rows}"
        case Measure.SUM:
            return f"the total {_column(fact, made.sum, ENGLISH)} of {rows}"
        case Measure.COVERAGE:
            return f"of {rows}, the share with {_reached_en(made, facts)}"
        case Measure.RATIO:
            return f"the total {_column(fact, made.sum, ENGLISH)} of {rows}, divided by {_over(made, facts, ENGLISH)},"
        case Measure.RHYTHM:
            return _rhythm_en(made, rows)
        case _:
            assert made.streak is not None
            by = " and ".join(_column(fact, name, ENGLISH) for name in made.streak.by)
            said = _said(made.that, fact, ENGLISH)
            return f"of {rows}, the number of cases (by {by}) where the last {made.streak.length} all say that {said}"


def _reached_en(made: Commitment, facts: Facts) -> str:
    said = []
    for one in made.withs:
        fact = facts[one.fact]
        different = f"different {_column(fact, one.distinct, ENGLISH)}s among" if one.distinct else "among"
        said.append(f"at least {one.at_least} {different} {_rows_en(fact, one.where)}")
    return ", and ".join(said)


def _rhythm_en(made: Commitment, rows: str) -> str:
    assert made.rhythm is not None
    if made.rhythm.gap_months:
        return f"the time since the latest of {rows}"
    per = "year" if made.rhythm.per == "year" else "half-year"
    return f"in each {per}, at least {made.rhythm.at_least} among {rows}; the latest complete {per} counts"
