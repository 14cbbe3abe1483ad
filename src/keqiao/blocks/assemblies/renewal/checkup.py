"""治理体检: what the checks find at a society, each met, not met or unknown, with who or what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import AttributeKind, Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import BodyKind, Post, Role
from keqiao.look.formats import enumerated
from keqiao.registry.attributes import value_word
from keqiao.registry.conflicts import conflicts_in
from keqiao.registry.wording import body_word, choice_word

from .checks import CHECKS, Rule, most_seats, rules_for
from .models import BranchKind, Decision, Explanation
from .society import OFFICERS, PART_TIME, Official, Seated, Society, look_at, officials, units_of

ORGANS = (BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL, BodyKind.SUPERVISORY_BOARD, BodyKind.SECRETARIAT)
CHOSEN_WELL = frozenset({"elected", "recruited"})
STATES = {True: "met", False: "missed", None: "no_data"}


@dataclass(frozen=True)
class Found:
    """What a check found. ``meets`` None: it can't be told. ``people``: those it is about, for who may see names."""

    meets: bool | None
    said: str
    people: tuple[tuple[int, str], ...] = ()  # a person's id and what is said of them


@dataclass(frozen=True)
class Result:
    """A check with what holds, what was found and what was explained."""

    rule: Rule
    found: Found
    explanation: Explanation | None = None

    @property
    def code(self) -> str:
        """Which check it is."""
        return self.rule.check.code

    @property
    def title(self) -> str:
        """What it is called."""
        return self.rule.check.title

    @property
    def state(self) -> str:
        """As the look's states go."""
        return STATES[self.found.meets]

    @property
    def word(self) -> str:
        """符合, 不符合, 不能判定."""
        return {True: _("符合"), False: _("不符合"), None: _("不能判定")}[self.found.meets]

    @property
    def explained(self) -> bool:
        """Whether somebody explained it and a second person approved that."""
        return self.explanation is not None and self.explanation.status == Decision.APPROVED


def check_up(organisation: Organisation, day: int | None = None, only: Iterable[str] | None = None) -> list[Result]:
    """Every check that applies to a society, in order; ``only``: these codes."""
    society = look_at(organisation, day)
    rules = rules_for(organisation)
    wanted = set(CHECKS if only is None else only)
    said: dict[str, Explanation] = {}
    for one in Explanation.objects.filter(organisation=organisation, ends=None).order_by("pk"):
        if one.status != Decision.REFUSED:
            said[one.code] = one
    return [
        Result(rule, READERS[code](society, rule), said.get(code))
        for code, rule in rules.items()
        if rule.applies and code in wanted
    ]


def _organs(society: Society, rule: Rule) -> Found:
    lacking = [kind for kind in ORGANS if not any(one.posts for one in society.of_kind(kind))]
    if not lacking:
        return Found(True, _("四个机构都已组建"))
    return Found(False, _("还没有组建或没有人任职：%(bodies)s") % {"bodies": enumerated(map(choice_word, lacking))})


def _conflicts(society: Society, rule: Rule) -> Found:
    found = conflicts_in(society.organisation.pk, [rule.check.code], society.day)
    if not found:
        return Found(True, _("没有发现"))
    people = tuple(
        (one.person_id, _("兼任%(posts)s") % {"posts": enumerated(map(_post_word, _posts(one.first, one.second)))})
        for one in found
    )
    return Found(False, _("有%(count)s人兼任") % {"count": len(found)}, people)


def _posts(first: Post, second: Post | None) -> list[Post]:
    return [first] if second is None else [first, second]


def _post_word(post: Post) -> str:
    told = {"body": body_word(post.term.body), "role": choice_word(Role(post.role))}
    return _("%(body)s%(role)s") % told


def _share_of(kind: str, whole: str) -> Callable[[Society, Rule], Found]:
    """How large a body may be against another."""

    def read(society: Society, rule: Rule) -> Found:
        part, all_of_it = society.first(kind), society.first(whole)
        if part is None or all_of_it is None or not part.people or not all_of_it.people:
            missing = [one for one, seated in ((kind, part), (whole, all_of_it)) if seated is None or not seated.people]
            words = enumerated(choice_word(BodyKind(one)) for one in missing)
            return Found(None, _("%(bodies)s还没有登记任职") % {"bodies": words})
        told = {
            "part": choice_word(BodyKind(kind)),
            "some": len(part.people),
            "whole": choice_word(BodyKind(whole)),
            "all": len(all_of_it.people),
        }
        meets = Fraction(len(part.people), len(all_of_it.people)) <= rule.share
        return Found(meets, _("%(part)s%(some)s人，%(whole)s%(all)s人") % told)

    return read


def _council_most(society: Society, rule: Rule) -> Found:
    council = society.first(BodyKind.COUNCIL)
    if council is None or not council.people:
        return Found(None, _("理事会还没有登记任职"))
    if not society.members:
        return Found(None, _("还没有登记会员"))
    most = most_seats(rule.value, society.members)
    told = {"members": society.members, "some": len(council.people), "most": most}
    return Found(len(council.people) <= most, _("会员%(members)s人，理事%(some)s人，最多%(most)s人") % told)


def _chair_terms(society: Society, rule: Rule) -> Found:
    council = society.first(BodyKind.COUNCIL)
    chairs = [post for post in council.posts if post.role == Role.CHAIR] if council is not None else []
    if council is None or not chairs:
        return Found(None, _("还没有登记理事长"))
    terms = _terms_as_chair(council)
    over = [(post.person_id, terms[post.person_id]) for post in chairs if terms[post.person_id] > rule.number]
    longest = max(terms[post.person_id] for post in chairs)
    people = tuple((person, _("连任%(count)s届") % {"count": count}) for person, count in over)
    return Found(not over, _("现任理事长已连续任职%(count)s届") % {"count": longest}, people)


def _terms_as_chair(council: Seated) -> dict[int, int]:
    """How many terms in a row, up to the one that runs, each person has been chair."""
    by_term: dict[int, set[int]] = {}
    chairs = Post.objects.filter(term__body=council.body, role=Role.CHAIR, term__starts__isnull=False)
    for number, person in chairs.values_list("term__number", "person"):
        by_term.setdefault(number, set()).add(person)
    assert council.term is not None  # whoever is chair is so in a term
    found: dict[int, int] = {}
    for person in by_term.get(council.term.number, ()):
        number = council.term.number
        while person in by_term.get(number, ()):
            found[person] = found.get(person, 0) + 1
            number -= 1
    return found


def _officer_age(society: Society, rule: Rule) -> Found:
    officers = [
        (post, to_int(seated.term.starts))
        for kind in (BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL, BodyKind.SECRETARIAT)
        for seated in society.of_kind(kind)
        for post in seated.posts
        if post.role in OFFICERS and seated.term is not None and seated.term.starts is not None
    ]
    if not officers:
        return Found(None, _("还没有登记负责人"))
    ages = {post.person_id: _older(post.person, rule.number, day) for post, day in officers}
    return _of_ages(ages, rule.number)


def _of_ages(ages: Mapping[int, bool | None], most: int) -> Found:
    over = [person for person, older in ages.items() if older]
    unsure = sum(older is None for older in ages.values())
    if over:
        people = tuple((person, _("超过%(age)s周岁") % {"age": most}) for person in over)
        return Found(False, _("有%(count)s人超过%(age)s周岁") % {"count": len(over), "age": most}, people)
    if unsure:
        return Found(None, _("有%(count)s人没有登记出生日期") % {"count": unsure})
    return Found(True, _("%(count)s人都不超过%(age)s周岁") % {"count": len(ages), "age": most})


def _older(person: Person, age: int, day: int) -> bool | None:
    """Whether somebody is older than so many full years on a day: has turned one more; None: it can't be told."""
    turned = day - (age + 1) * 10000  # born by then, one has
    if person.birth_to is not None and to_int(person.birth_to) <= turned:
        return True
    if person.birth_from is not None and to_int(person.birth_from) > turned:
        return False
    return None


def _secretary(society: Society, rule: Rule) -> Found:
    chosen = society.attributes.get(AttributeKind.SECRETARY_CHOSEN)
    posts = [post for one in society.seated for post in one.posts if post.role == Role.SECRETARY_GENERAL]
    if chosen is None:
        return Found(None, _("还没有登记秘书长的产生方式"))
    word = value_word(AttributeKind.SECRETARY_CHOSEN, chosen)
    if chosen not in CHOSEN_WELL:
        return Found(False, _("秘书长由%(way)s") % {"way": word})
    if not posts:
        return Found(None, _("秘书长由%(way)s，还没有登记秘书长的任职") % {"way": word})
    part_time = [post for post in posts if post.part_time]
    if part_time:
        people = tuple((post.person_id, _("兼职")) for post in part_time)
        return Found(False, _("秘书长由%(way)s，但为兼职") % {"way": word}, people)
    return Found(True, _("秘书长由%(way)s，专职任职") % {"way": word})


def _office(society: Society, rule: Rule) -> Found:
    said = society.attributes.get(AttributeKind.WORKING_SECRETARIAT)
    if said is None:
        return Found(None, _("还没有登记秘书处是否为办事实体"))
    return Found(said == "1", _("秘书处是办事实体") if said == "1" else _("秘书处还不是办事实体"))


def _officials_of(society: Society) -> list[Official]:
    seated = (one for one in society.seated if one.body.kind in PART_TIME)
    return officials((post for one in seated for post in one.posts), society.day)


def _approved(society: Society, rule: Rule) -> Found:
    found = _officials_of(society)
    if not found:
        return Found(True, _("没有领导干部兼职"))
    everybody = {one.post.person_id for one in found}
    without: dict[int, list[str]] = {}
    for one in found:
        if not one.approved:
            without.setdefault(one.post.person_id, []).append(_post_word(one.post))
    said = _("%(posts)s没有批准文件")
    people = tuple((person, said % {"posts": enumerated(posts)}) for person, posts in without.items())
    told = {"all": len(everybody), "without": len(without)}
    return Found(not without, _("兼职的领导干部%(all)s人，没有批准文件的%(without)s人") % told, people)


def _posts_of_officials(society: Society, rule: Rule) -> Found:
    people = {one.post.person_id for one in _officials_of(society)}
    if not people:
        return Found(True, _("没有领导干部兼职"))
    units = units_of(people, society.day)
    over = [(person, count) for person, count in units.items() if count > rule.number]
    said = _("在%(count)s个学会兼职")
    named = tuple((person, said % {"count": count}) for person, count in over)
    if over:
        return Found(False, _("有%(count)s名领导干部兼职过多") % {"count": len(over)}, named)
    return Found(True, _("%(count)s名领导干部兼职没有超过") % {"count": len(people)})


def _branches_most(society: Society, rule: Rule) -> Found:
    count = len(society.branches)
    return Found(count <= rule.number, _("分支机构%(count)s个") % {"count": count})


def _branches_youth(society: Society, rule: Rule) -> Found:
    count = sum(one.branch is not None and one.branch.kind == BranchKind.YOUTH for one in society.branches)
    return Found(count <= rule.number, _("青年工作委员会%(count)s个") % {"count": count})


def _branches_described(society: Society, rule: Rule) -> Found:
    lacking = [one for one in society.branches if one.branch is None]
    if not society.branches:
        return Found(True, _("没有分支机构"))
    if not lacking:
        return Found(True, _("%(count)s个分支机构都已登记") % {"count": len(society.branches)})
    names = enumerated(body_word(one.body) for one in lacking[:5])
    return Found(False, _("%(count)s个没有登记类型和业务范围：%(names)s") % {"count": len(lacking), "names": names})


def _each_branch(one: Callable[[Seated, Rule], bool | None]) -> Callable[[Society, Rule], Found]:
    """A check of every branch: met by all, failed by the named, or unknown at some."""

    def read(society: Society, rule: Rule) -> Found:
        seated = [branch for branch in society.branches if branch.people]
        if not seated:
            return Found(True, _("没有有人任职的分支机构"))
        said = [(branch, one(branch, rule)) for branch in seated]
        failed = [body_word(branch.body) for branch, meets in said if meets is False]
        unsure = [body_word(branch.body) for branch, meets in said if meets is None]
        if failed:
            told = {"count": len(failed), "names": enumerated(failed[:5])}
            return Found(False, _("%(count)s个分支机构不符合：%(names)s") % told)
        if unsure:
            told = {"count": len(unsure), "names": enumerated(unsure[:5])}
            return Found(None, _("%(count)s个分支机构资料不全：%(names)s") % told)
        return Found(True, _("%(count)s个有人任职的分支机构都符合") % {"count": len(seated)})

    return read


def _renewed(branch: Seated, rule: Rule) -> bool | None:
    if branch.before is None or not branch.former:
        return True  # its first term renews nothing
    fresh = branch.people - {post.person_id for post in branch.former}
    return Fraction(len(fresh), len(branch.people)) >= rule.share


def _young(branch: Seated, rule: Rule) -> bool | None:
    """Whether enough are under 50 on the term's first day, against those of whom it isn't known."""
    assert branch.term is not None  # whoever sits in it does so in a term
    assert branch.term.starts is not None  # its column holds no NULL
    people = {post.person_id: post.person for post in branch.posts}
    said = [_older(person, 49, to_int(branch.term.starts)) for person in people.values()]
    wanted = rule.share
    if Fraction(said.count(False), len(said)) >= wanted:
        return True
    return None if Fraction(said.count(False) + said.count(None), len(said)) >= wanted else False


def _ages(*, tutors: bool) -> Callable[[Society, Rule], Found]:
    """How old those in branches are when the term ends: doctoral tutors, or everybody else."""

    def read(society: Society, rule: Rule) -> Found:
        def within(branch: Seated, held: Rule) -> bool | None:
            people = {post.person_id: post.person for post in branch.posts}
            meant = [person for pk, person in people.items() if (pk in society.tutors) is tutors]
            return _within_age(branch, meant, held.number)

        return _each_branch(within)(society, rule)

    return read


def _within_age(branch: Seated, people: Sequence[Person], most: int) -> bool | None:
    if not people:
        return True
    if branch.term is None or branch.term.ends is None:
        return None
    said = [_older(person, most, to_int(branch.term.ends)) for person in people]
    if True in said:
        return False
    return None if None in said else True


READERS: Mapping[str, Callable[[Society, Rule], Found]] = {
    "organs_complete": _organs,
    "director_supervisor": _conflicts,
    "secretary_supervisor": _conflicts,
    "staff_supervisor": _conflicts,
    "chair_secretary": _conflicts,
    "standing_share": _share_of(BodyKind.STANDING_COUNCIL, BodyKind.COUNCIL),
    "council_share": _share_of(BodyKind.COUNCIL, BodyKind.MEMBERS_CONGRESS),
    "council_most": _council_most,
    "chair_terms": _chair_terms,
    "officer_age": _officer_age,
    "secretary_chosen": _secretary,
    "working_office": _office,
    "officials_approved": _approved,
    "official_posts": _posts_of_officials,
    "branches_most": _branches_most,
    "branches_youth": _branches_youth,
    "branches_described": _branches_described,
    "branch_renewed": _each_branch(_renewed),
    "branch_under_50": _each_branch(_young),
    "branch_age": _ages(tutors=False),
    "branch_tutor_age": _ages(tutors=True),
}


def lacking(results: Sequence[Result]) -> list[Result]:
    """Those that aren't met, and nobody explained to the satisfaction of a second person."""
    return [one for one in results if one.found.meets is False and not one.explained]
