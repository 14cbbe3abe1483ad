"""The figures of a clause: which amount is a target, which a baseline, an achievement, a date, a reference or a name.

Works by how official Chinese puts demands (不少于, 以上, 由…提高至…, 每年至少…), never by what a certain plan says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from keqiao.plans.reading.amounts import AGES, PERCENT, Amount, amounts
from keqiao.plans.reading.times import Every, When, every, whens

AT_LEAST, AT_MOST, MORE, LESS, ABOUT, EXACTLY = ">=", "<=", ">", "<", "~", "="
RANGE, RISING, FALLING = "range", "rising", "falling"
TARGET, BASELINE, ACHIEVED, DATE, REFERENCE, NAME = "target", "baseline", "achieved", "date", "reference", "name"

# What stands right before an amount, and right behind it.
_BEFORE = (
    (AT_LEAST, r"不少于|不低于|不小于|不得少于|不得低于|至少|最少|不下于"),
    (AT_MOST, r"不得?超过|不高于|不得?多于|不大于|至多|最多|控制在|(?:压缩|精简|减少|下降|降低?)[至到为]"),
    (MORE, r"超过|突破|大于|多于|高于"),
    (LESS, r"低于|少于|小于"),
    (ABOUT, r"大?约|将近|近"),
    (AT_LEAST, r"(?:提高|提升|增加|增长|上升|扩大|发展|达)[至到]?"),
)
_BEHIND = (
    (AT_LEAST, r"及?以上|或以上"),
    (AT_MOST, r"及?以下|或以下|以内|之内"),
    (ABOUT, r"左右|上下"),
)
_BEFORE_AMOUNT = [(sign, re.compile(rf"(?:{words})(?:的?比例)?(?:为|在)?$")) for sign, words in _BEFORE]
_BEHIND_AMOUNT = [(sign, re.compile(rf"^(?:{words})")) for sign, words in _BEHIND]
_FORCE = re.compile(r"力争|争取|确保|原则上|一般|应当|应全部|应|必须|须|普遍|基本|鼓励|探索|推动|积极")
_SIGNS = re.compile(r"至少|不少于|不低于|不得?超过|超过|左右|以上|以下|以内|大?约")
_STRIVES = re.compile(r"力争|争取|确保|实现|用$|利用")
_PAST = re.compile(r"已经?(?!知)|现有|目前(?!的)|截至|累计|去年|上年|近年来|以来|共有|曾|原有|同比|位居")
_FROM = re.compile(r"(?:由|从|将(?=原|现))(?:目前|现在|原来|原先|当前|现行)?的?[^，。；由从]{0,12}$")
_LEAST = re.compile(r"(?:至少|最少|不少于|不低于)[^，。；\d]{0,6}$")
_OUGHT = re.compile(r"应|须|要(?!求|点|素)|至少|都|均")
_DONE = re.compile(r"(?:提[高升]|增[加长]|达到|上升|下降|减少|完成|建成|覆盖|占)了")
_LEADS = re.compile(r"(?:实现|达|占|为|在|(?:由|从|将)(?:目前|现在|原来|原先|当前|现行)?的?)$")
_RATE = re.compile(r"(?:率|比例|占比|比重)(?:为|达到?|要)?$")
_SESSION = re.compile(r"^[一二三四五六七八九十]?[中次届]|^全会|^全国")
_AGAIN = re.compile(r"连续$")
_FAILS = re.compile(r"^(?:无故|缺席|未|不)")
_SERVED = re.compile(r"(?:干|任|做|满)满?$")
_VAGUE = ("批", "类", "种", "支")  # 一批, 一支: some, not one
_POINTING = re.compile(r"[这那每某任同另第各]$")
_GRADE = re.compile(r"(?P<grade>\d)A级?(?:及?以上)")
_FIRST = re.compile(r"建[^，。；建]{0,12}?(?P<first>(?:第一|首)(?:[个座家所]))")
_TREND = re.compile(
    r"(?:比例|率|数量|经费|投入|满意度|人数|覆盖面|占比)[^，。；]{0,8}?"
    r"(?P<how>(?:逐[年步届]|稳步|持续|不断|明显|有所)(?:(?P<up>提[高升]|增[加长]|上升|扩大)|下降|降低|减少))"
)
_MOVES = re.compile(
    r"^[^，。；]{0,6}?(?:提高|提升|增加|增长|上升|扩大|调整|改|降低?|减少|下降|压缩|精简|缩短)(?:至|到|为)"
)
_DOES = re.compile(
    r"建立|建成|建设|组建|创建|创办|打造|培育|培养|选拔|遴选|评选|推荐|表彰|资助|扶持|支持|明确|配备|设立|新增|发展|吸纳|举办|开展|召开|提交|撰写"
    r"|听取|出版|推出|认定|命名|完成|实施|共建|留出|保留|精简|压缩|撤销|整合|赴|走访|联系|服务|培训|引进|建|邀请|安排|投入|达|连续|干满|任满|任期"
)
_COVERED = re.compile(r"全覆盖|全面覆盖|全部覆盖|遍(?:所有|全部)")
_DOCUMENT = re.compile(r"[〔\[【（]\d{4}[〕\]】）]\s*\d+号|第[一二三四五六七八九十百\d]+[条次届号期批章节]")
_QUOTED = re.compile(r"[“‘「][^”’」]{0,30}[”’」]|[《〈][^》〉]*[》〉]")
_SEGMENT = re.compile(r"[^，。；：！？]+")
_SENTENCE = re.compile(r"[^。；！？]+")
_RHYTHM_UNITS = {"items": "per_year", "times": "per_year", "events": "per_year", "issues": "per_year"}


@dataclass(frozen=True)
class Figure:
    """A figure and the half-open span of it in the paragraph. ``value``: a number, two for a range, or none."""

    start: int
    end: int
    text: str
    kind: str
    comparator: str = ""
    value: Fraction | tuple[Fraction, Fraction] | None = None
    unit: str = ""
    baseline: Fraction | None = None
    deadline: str | dict[str, int] | None = None
    hedge: str = ""
    subject: str = ""


def figures(text: str, written: int = 0) -> list[Figure]:
    """All figures of a paragraph in plain characters, from left to right.

    ``written``: the year of the document where it is known; what an earlier year brought is no target.
    """
    reader = _Paragraph(text, written)
    return sorted(reader.read(), key=lambda one: (one.start, one.end))


class _Paragraph:
    """One paragraph with its days, rhythms and amounts."""

    def __init__(self, text: str, written: int) -> None:
        self.text, self.written = text, written
        self.times = list(whens(text))
        self.references = [found.span() for found in _DOCUMENT.finditer(text)]
        self.quoted = [found.span() for found in _QUOTED.finditer(text)]
        taken = [(one.start, one.end) for one in self.times] + self.references
        self.rhythms = [one for one in every(text) if not _inside(one.start, one.end, self.quoted)]
        taken += [(one.start, one.end) for one in self.rhythms]
        self.amounts = [one for one in amounts(text) if not _meets(one.start, one.end, taken)]
        self.done: set[int] = set()

    def read(self) -> Iterator[Figure]:
        """Everything that is a figure of some kind."""
        yield from (self._plain(start, end, REFERENCE) for start, end in self.references)
        yield from (replace(self._plain(one.start, one.end, DATE), deadline=one.deadline) for one in self.times)
        yield from (self._lasting(one) for one in self.times if one.most)
        for rhythm in self.rhythms:
            yield from self._rhythm(rhythm)
        for at, amount in enumerate(self.amounts):
            if amount.start not in self.done:
                yield from self._amount(amount, self.amounts[at + 1 : at + 2])
        yield from self._without_number()

    def _lasting(self, when: When) -> Figure:
        """用3—5年时间: the time itself is what is asked for, between two bounds."""
        bounds = Fraction(when.least), Fraction(when.most)
        return self._said(when.start, when.end, RANGE, bounds, "years")

    # One amount

    def _amount(self, amount: Amount, following: Sequence[Amount]) -> Iterator[Figure]:
        if _inside(amount.start, amount.end, self.quoted) or self.text[: amount.start].endswith("第"):
            yield self._plain(amount.start, amount.end, NAME)
            return
        if following and self._moves(amount, following[0]) and not self._long_ago(following[0]):
            yield replace(self._plain(amount.start, amount.end, BASELINE), value=amount.low, unit=amount.unit)
            yield self._target(following[0], former=amount)
            self.done.add(following[0].start)
            return
        if self._demands(amount):
            yield self._target(amount)
        elif amount.digits or amount.share:
            yield replace(self._plain(amount.start, amount.end, ACHIEVED), value=amount.low, unit=amount.unit)
        else:
            yield self._plain(amount.start, amount.end, NAME)

    def _moves(self, amount: Amount, following: Amount) -> bool:
        """Whether something is to go from one amount to the next."""
        between = self.text[amount.end : following.end]
        return _FROM.search(self._before(amount)) is not None and _MOVES.match(between) is not None

    def _demands(self, amount: Amount) -> bool:
        """Whether the amount is asked for, not told of."""
        before, sign = self._before(amount), self._sign(amount)
        if _DONE.search(before) or self._told(amount) or self._long_ago(amount):
            return False
        does = _DOES.search(before) is not None
        if amount.share:
            start, end = _around(_SENTENCE, self.text, amount.start)
            asked = _OUGHT.search(self.text[start:end]) is not None or _RATE.search(before) is not None
            return bool(sign) or does or asked or self._strives(amount)
        if amount.word in AGES or sign:
            return bool(sign) or amount.digits
        if amount.unit == "terms":
            return does and not _SESSION.match(self.text[amount.end :])
        if amount.digits:
            return True
        if amount.unit == "persons":
            return amount.low == 1 and (does or self._is_leader(amount))
        # One of something, in words, is asked for only where somebody strives for it or it is due.
        named = amount.low == 1 and amount.word not in _VAGUE and not _POINTING.search(before)
        return does and named and (self._dated(amount) or re.search(r"力争|争取|确保", before) is not None)

    def _told(self, amount: Amount) -> bool:
        """Whether the sentence so far tells of what is (已, 目前), and nothing since then asks for more."""
        start, _end = _around(_SENTENCE, self.text, amount.start)
        told = [found.end() for found in _PAST.finditer(self.text, start, amount.start)]
        if not told or self._dated(amount):
            return False
        since = self.text[told[-1] : amount.start]
        return not (_STRIVES.search(since) or _OUGHT.search(since))

    def _long_ago(self, amount: Amount) -> bool:
        """Whether the sentence tells of a year that was over when the document was written."""
        start, _end = _around(_SENTENCE, self.text, amount.start)
        ahead = [one for one in self.times if start <= one.start < amount.start]
        return bool(ahead) and ahead[-1].deadline is None and 0 < ahead[-1].year <= self.written

    def _is_leader(self, amount: Amount) -> bool:
        return "领导" in self.text[amount.end : amount.end + 8]

    def _target(self, amount: Amount, *, former: Amount | None = None) -> Figure:
        """A target; ``former``: the amount from which it is to be raised or lowered."""
        sign = self._sign(amount)
        value: Fraction | tuple[Fraction, Fraction] = amount.low
        if amount.high is not None:
            sign, value = RANGE, (amount.low, amount.high)
        elif not sign:
            open_end = former is None and self._strives(amount) and amount.unit not in ("times", "persons")
            sign = AT_LEAST if open_end else EXACTLY
        if sign == AT_LEAST and value == 100 and amount.unit == PERCENT:
            sign = EXACTLY
        made = self._said(*self._whole(amount), sign, value, amount.unit)
        if former is None:
            return made
        return replace(made, baseline=former.low, subject=self._subject(former.start))

    def _said(
        self, start: int, end: int, sign: str, value: Fraction | tuple[Fraction, Fraction] | None, unit: str
    ) -> Figure:
        sentence, segment = _around(_SENTENCE, self.text, start), _around(_SEGMENT, self.text, start)
        hedges = _FORCE.findall(self.text[segment[0] : start]) + _SIGNS.findall(self.text[start:end])
        due = [one for one in self.times if sentence[0] <= one.start < sentence[1] and one.deadline is not None]
        ahead = [one for one in due if one.start <= start]
        nearest = ahead[-1] if ahead else due[0] if due else None
        return Figure(
            start,
            end,
            self.text[start:end],
            TARGET,
            sign,
            value,
            unit,
            deadline=nearest.deadline if nearest is not None else None,
            hedge="…".join(hedges),
            subject=self._subject(start),
        )

    def _subject(self, end: int) -> str:
        """What a figure is about: the words of the same piece before it, from the figure before on."""
        start, _end = _around(_SEGMENT, self.text, end)
        earlier = max((one.end for one in self.amounts if start <= one.end <= end), default=start)
        plain = _FORCE.sub("", self.text[earlier:end]).strip("、和及与或，的以上下左右 ")
        return _LEADS.sub("", plain)

    def _sign(self, amount: Amount) -> str:
        behind, before = self.text[amount.end : amount.end + 4], self._before(amount)[-10:]
        for sign, pattern in _BEHIND_AMOUNT:
            if pattern.match(behind):
                return MORE if sign == AT_LEAST and re.search(r"超过$", before) else sign
        if _LEAST.search(before) or (amount.unit == "terms" and _SERVED.search(before)):
            return AT_LEAST
        if _AGAIN.search(before) and _FAILS.match(self.text[amount.end :]):
            return AT_LEAST
        return next((sign for sign, pattern in _BEFORE_AMOUNT if pattern.search(before)), "")

    def _whole(self, amount: Amount) -> tuple[int, int]:
        """The amount with the words that compare, on either side."""
        start, end = amount.start, amount.end
        for _sign, pattern in _BEHIND_AMOUNT:
            if found := pattern.match(self.text[end : end + 4]):
                end += found.end()
                break
        before = self._before(amount)
        for _sign, pattern in _BEFORE_AMOUNT:
            if found := pattern.search(before):
                start -= len(before) - found.start()
                break
        return start, end

    # How often

    def _rhythm(self, rhythm: Every) -> Iterator[Figure]:
        start, stop = _around(_SEGMENT, self.text, rhythm.start)
        counted = [one for one in self.amounts if rhythm.end <= one.start < stop and not one.share]
        counted = [one for one in counted if not _inside(one.start, one.end, self.quoted) and one.unit != "years"]
        if _PAST.search(self.text[start : rhythm.start]):
            return
        if counted:
            yield self._counted(rhythm, counted[0])
        elif _OUGHT.search(self.text[max(start, rhythm.start - 6) : rhythm.end + 4]):
            yield self._said(rhythm.start, rhythm.end, AT_LEAST, *_yearly(rhythm, Fraction(1), "times"))

    def _counted(self, rhythm: Every, amount: Amount) -> Figure:
        _start, stop = _around(_SEGMENT, self.text, amount.start)
        # 1篇报告或1条建议: the second is another way to do the same.
        others = [one for one in self.amounts if amount.end <= one.start < stop and self.text[one.start - 1] == "或"]
        self.done |= {amount.start, *(one.start for one in others)}
        made = self._target(amount)
        sign = EXACTLY if made.comparator == AT_LEAST and not self._sign(amount) else made.comparator
        value, unit = made.value, made.unit
        if isinstance(value, tuple):
            low, unit = _yearly(rhythm, value[0], amount.unit)
            value = (low, _yearly(rhythm, value[1], amount.unit)[0])
        elif value is not None:
            value, unit = _yearly(rhythm, value, amount.unit)
        return replace(
            made, start=rhythm.start, text=self.text[rhythm.start : made.end], comparator=sign, value=value, unit=unit
        )

    def _without_number(self) -> Iterator[Figure]:
        """全覆盖, 3A级以上, 第一个: demands that name no amount."""
        for found in _COVERED.finditer(self.text):
            if not _inside(*found.span(), self.quoted):
                yield self._said(*found.span(), EXACTLY, Fraction(100), PERCENT)
        for found in _GRADE.finditer(self.text):
            yield self._said(*found.span(), AT_LEAST, Fraction(found["grade"]), "grade")
        for found in _TREND.finditer(self.text):
            sign = RISING if found["up"] else FALLING
            yield self._said(*found.span("how"), sign, None, "")
        for found in _FIRST.finditer(self.text):
            yield self._said(*found.span("first"), EXACTLY, Fraction(1), "items")

    # What stands around

    def _before(self, amount: Amount) -> str:
        """The piece of the sentence before the amount, from the last comma on."""
        start, _end = _around(_SEGMENT, self.text, amount.start)
        return self.text[start : amount.start]

    def _strives(self, amount: Amount) -> bool:
        start, _end = _around(_SENTENCE, self.text, amount.start)
        return _STRIVES.search(self.text[start : amount.start]) is not None or self._dated(amount)

    def _dated(self, amount: Amount) -> bool:
        start, end = _around(_SENTENCE, self.text, amount.start)
        return any(start <= one.start < end and one.deadline is not None for one in self.times)

    def _plain(self, start: int, end: int, kind: str) -> Figure:
        return Figure(start, end, self.text[start:end], kind)


def _yearly(rhythm: Every, value: Fraction, unit: str) -> tuple[Fraction, str]:
    """So many a year; once in several years is told by the years."""
    if rhythm.years == 0:
        return value, "per_term"
    if rhythm.years > 1 and value == 1:
        return rhythm.years, "years"
    named = _RHYTHM_UNITS.get(unit, f"{unit}_per_year")
    return value / rhythm.years, named


def _around(pattern: re.Pattern[str], text: str, place: int) -> tuple[int, int]:
    """The piece (a sentence, a part of one) around a place."""
    for found in pattern.finditer(text):
        if found.start() <= place < found.end():
            return found.span()
    return place, place


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(one[0] <= start and end <= one[1] for one in spans)


def _meets(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(one[0] < end and start < one[1] for one in spans)
