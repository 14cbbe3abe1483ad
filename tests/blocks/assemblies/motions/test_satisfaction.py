"""What is told of satisfaction: nothing from which anybody could work out what one person said."""

from __future__ import annotations

import pytest

from blocks.assemblies.motions.given import Floor, ago, fresh
from cast import PersonFactory, PostFactory
from keqiao.blocks.assemblies.motions import filing, replying, rules, satisfaction, signing
from keqiao.blocks.assemblies.motions.models import Motion, Signature
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import VerbError


def answered(floor: Floor, many: int, **more: str) -> Motion:
    """A motion that so many signed, answered."""
    people = [PersonFactory(name=f"签名人{number}", keeper=floor.cast.liuzhou) for number in range(1, many)]
    for person in people:
        PostFactory(term=floor.cast.term, person=person)
    everybody = [floor.people[0].pk, *(person.pk for person in people)]
    data = {"kind": "report", "topic": "talent", "title": f"{many}人的调研报告", "text": "情况和具体建议各一段。"}
    made: Motion = filing.record_motion(floor.clerk, floor.cast.congress, data | {"people": everybody})
    return floor.answered(floor.assigned(made))


def judged(motion: Motion, *marks: str) -> Motion:
    """Marks of the first signers, as their verb stores them."""
    with ledger.exempt("given"):
        for one, mark in zip(Signature.objects.filter(motion=motion).order_by("pk"), marks, strict=False):
            one.mark, one.judged = mark, motion.date
            one.save()
    return fresh(motion)


def closed(floor: Floor, motion: Motion) -> Motion:
    """Closed when the time to judge is over."""
    ago(motion, 60)
    replying.close(floor.clerk, fresh(motion), {"outcome": "planned"})
    return fresh(motion)


def test_before_it_is_closed_only_that_marks_came_in(floor: Floor) -> None:
    made = answered(floor, 6)
    assert satisfaction.told_of(made).words == "还没有收到评价"
    for marks in (("not",), ("satisfied", "not", "satisfied", "basically", "not", "not")):
        assert satisfaction.told_of(judged(made, *marks)).words == "已收到评价"


@pytest.mark.parametrize(
    ("signers", "marks", "words"),
    [
        (3, ["satisfied", "basically", "not"], "已收到评价"),
        (4, ["not"] * 4, "已收到评价"),
        (5, ["satisfied", "satisfied", "basically", "not", "not"], "满意2、基本满意1、不满意2"),
        (5, ["satisfied"] * 5, "已收到评价"),  # would say what each of them gave
        (7, ["satisfied"] * 4, "已收到评价"),  # the same words, for another reason
        (9, ["not"] * 9, "已收到评价"),
        (10, ["not"] * 10, "不满意10"),
        (6, [], "还没有收到评价"),
    ],
)
def test_counts_are_told_of_five_marks_unless_few_are_all_the_same(
    floor: Floor, signers: int, marks: list[str], words: str
) -> None:
    made = closed(floor, judged(answered(floor, signers), *marks))
    assert satisfaction.told_of(made).words == words


def test_where_counts_may_be_told_it_is_not_closed_early_even_when_all_have_judged(floor: Floor) -> None:
    made = judged(answered(floor, 5), *["satisfied"] * 5)
    with pytest.raises(VerbError, match="签名人较多的不提前办结"):
        replying.close(floor.clerk, made, {"outcome": "planned"})
    few = judged(answered(floor, 2), "satisfied", "satisfied")
    assert replying.close(floor.clerk, few, {"outcome": "planned"}).status == "closed"


def test_who_alone_is_not_satisfied_among_many_still_has_it_worked_on_again(floor: Floor) -> None:
    made = judged(answered(floor, 6), "", "satisfied", "satisfied", "satisfied", "satisfied", "satisfied")
    data = {"mark": "not", "again": True, "reason": "没有说明经费"}
    signing.judge(floor.by(0), floor.part(made, 0), data)
    assert fresh(made).status == "accepted"


def test_of_motions_that_went_together_the_marks_are_told_together(floor: Floor) -> None:
    rules.set_rule(floor.clerk, floor.cast.congress, {"kind": "motion", "signers": 1})
    made = answered(floor, 4)
    with ledger.exempt("given"):
        other = floor.filed(title="另一件建议")
        other.merged_into = made
        other.save()
    judged(other, "not")
    made = closed(floor, judged(made, *["satisfied"] * 4))
    assert satisfaction.told_of(made).words == "满意4、不满意1"
