"""One change of term through every room: the case, the lists, the congress on the phone, the vote, the filing.

Each station asserts what its people have to see, and at the seams that nothing is typed twice which a record proves.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from blocks.assemblies.composing.given import asking, day, engineer
from blocks.assemblies.meetings.given import TODAY
from cast import Cast, TermFactory, acts, user_with
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.blocks.assemblies.composing import approval, lists, seats
from keqiao.blocks.assemblies.composing.models import Allotment, Making, NomineeList, Publicity
from keqiao.blocks.assemblies.composing.offered import list_url, making_url
from keqiao.blocks.assemblies.composing.opening import open_for_vote
from keqiao.blocks.assemblies.elections import box
from keqiao.blocks.assemblies.elections.models import Election, Voter
from keqiao.blocks.assemblies.elections.verbs import preparing, voting
from keqiao.blocks.assemblies.meetings import decisions
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post
from plans.municipal import only_liuzhou as only_liuzhou  # a fixture, found by name

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("only_liuzhou")]

DESK, PHONE = 1280, 360
HUB = "/desk/assemblies/450200/"
DELEGATES = ("韦春暖", "覃秋实", "蓝海平")
Check = Callable[[Page], None]


@dataclass
class Stage:
    """Who is on stage, and how they come to their pages."""

    cast: Cast
    site: str
    visit: Open
    axe: Check
    fits: Check
    committee: Body
    delegates: list[Person]
    society_clerk: User

    def page(self, user: User, address: str, width: int = DESK) -> Page:
        """Somebody's own browser, on a page that everybody can read and that fits."""
        page = self.visit("/login/", width=width)
        log_in(page, self.site, user, address)
        self.looked_at(page)
        return page

    def looked_at(self, page: Page) -> None:
        """The page has no fault that axe finds and needs no sideways scrolling."""
        self.axe(page)
        self.fits(page)

    def user_of(self, number: int) -> User:
        """The account of a delegate, counted from 0."""
        return User.objects.get(person=self.delegates[number])

    @property
    def making(self) -> Making:
        """The list of the next congress."""
        return Making.objects.select_related("body__organisation").get(body=self.cast.congress)


@pytest.fixture
def stage(visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check) -> Stage:
    """A congress whose term ends in a month, a committee, and three who can be delegates."""
    with ledger.exempt("given"):
        cast.term.ends = day(30)
        cast.term.save()
        committee = Body.objects.create(organisation=cast.liuzhou, kind="full_committee", name="全委会")
    TermFactory(body=committee, ends=day(30))
    keepers = (cast.luzhai, cast.luzhai, cast.society)
    people = [engineer(keeper, name=name) for keeper, name in zip(keepers, DELEGATES, strict=True)]
    for number, person in enumerate(people):
        user = user_with(f"delegate-{number}")
        with ledger.exempt("given"):
            user.person = person
            user.save()
    society_clerk = user_with("society-clerk", "clerk", cast.society)
    return Stage(cast, site, visit, axe, fits, committee, people, society_clerk)


def done(page: Page, act: str) -> None:
    """Confirm the form of an act."""
    page.get_by_role("main").get_by_role("button", name=act, exact=True).click()
    expect(page.get_by_text(f"已办理：{act}。")).to_be_visible()


def from_menu(page: Page, act: str) -> None:
    """Choose an act in the menu of a page."""
    page.get_by_role("main").get_by_text("办理", exact=True).first.click()
    follow(page.get_by_role("link", name=act, exact=True).first)


def test_a_term_is_changed_from_the_case_to_the_filing(stage: Stage) -> None:
    clerk = stage.page(stage.cast.clerk, HUB)
    case = begin_the_case(stage, clerk)
    allot_seats(stage, clerk)
    report_the_lists(stage)
    settle_the_list(stage, clerk)
    approve_the_list(stage, clerk)
    meeting = convene(stage, clerk)
    ask_for_leave(stage)
    come_in(stage, clerk, meeting)
    elect(stage, clerk, meeting)
    close(stage, clerk, meeting)
    file_the_term(stage, clerk, case)


def begin_the_case(stage: Stage, clerk: Page) -> str:
    """The hub says whose term ends; the case takes the day from the term that is on record. Gives its address."""
    row = clerk.get_by_role("row", name="柳州市科学技术协会").filter(has_text="代表大会")
    expect(row.get_by_text("还有30天届满")).to_be_visible()
    row.get_by_role("link", name="启动换届").click()
    expect(clerk.locator(".heading-kicker")).to_have_text("柳州市科学技术协会 · 代表大会")
    clerk.get_by_label("拟召开日期").fill(TODAY.isoformat())
    done(clerk, "启动换届")
    expect(clerk.get_by_role("heading", name="下一步：制定换届方案")).to_be_visible()
    stage.looked_at(clerk)
    return clerk.url


def allot_seats(stage: Stage, clerk: Page) -> None:
    """The clerk splits the seats and issues them."""
    clerk.goto(f"{stage.site}/bodies/{stage.cast.congress.public_id}/")
    from_menu(clerk, "启动换届筹备")
    clerk.get_by_label("名额").fill("3")
    clerk.get_by_label("计划召开日期").fill(TODAY.isoformat())
    done(clerk, "启动换届筹备")
    clerk.get_by_role("link", name="分配名额", exact=True).click()
    clerk.get_by_label(stage.cast.luzhai.name).fill("2")
    clerk.get_by_label(stage.cast.society.name).fill("1")
    clerk.get_by_role("button", name="按上表分配名额").click()
    clerk.get_by_role("link", name="下达名额").first.click()
    done(clerk, "下达名额")


def report_the_lists(stage: Stage) -> None:
    """The county's clerk fills in a list on the phone and reports it; the society's is there already."""
    theirs = NomineeList.objects.get(allotment__unit=stage.cast.society)
    lists.nominate(acts(stage.society_clerk), theirs, {"person": stage.delegates[2].pk})
    lists.report(acts(stage.society_clerk), NomineeList.objects.get(pk=theirs.pk), {})
    own = NomineeList.objects.get(allotment__unit=stage.cast.luzhai)
    phone = stage.page(stage.cast.county_clerk, "/desk/assemblies/450223/", PHONE)
    follow(phone.get_by_role("link", name="鹿寨县科学技术协会推荐名单"))
    assert phone.url == stage.site + list_url(own)
    for person in stage.delegates[:2]:
        phone.get_by_role("link", name="推荐人选").first.click()
        phone.get_by_label("人选", exact=True).fill(str(person.pk))
        done(phone, "推荐人选")
    phone.get_by_role("link", name="报送推荐名单").click()
    done(phone, "报送推荐名单")
    stage.looked_at(phone)


def settle_the_list(stage: Stage, clerk: Page) -> None:
    """Accepted, merged, consulted on, public, examined: each step is the one next step of the page."""
    clerk.goto(stage.site + making_url(stage.making))
    for _unit in (stage.cast.luzhai, stage.cast.society):
        clerk.get_by_role("link", name="接收名单").first.click()
        done(clerk, "接收名单")
    clerk.get_by_role("link", name="汇总名单").last.click()
    done(clerk, "汇总名单")
    clerk.get_by_role("link", name="登记征求意见的结果").last.click()
    clerk.get_by_label("征求意见的机构").fill("市委统战部")
    clerk.get_by_label("日期").fill(TODAY.isoformat())
    clerk.get_by_label("结果").select_option("agreed")
    done(clerk, "登记征求意见的结果")
    asking(stage.cast)  # the purpose of it is on record, and nobody has consented yet
    clerk.get_by_role("link", name="公示名单").last.click()
    clerk.get_by_label("公示结束").fill(day(20).isoformat())
    clerk.get_by_label("受理异议的部门").fill("组织部")
    clerk.get_by_label("联系电话").fill("0772-2825000")
    done(clerk, "公示名单")
    with ledger.exempt("given"):  # the days of publicity go by
        Publicity.objects.update(starts=day(-20), ends=day(-1))
    clerk.reload()
    clerk.get_by_role("link", name="登记资格审查").last.click()
    clerk.get_by_label("审查机构").fill("代表资格审查委员会")
    done(clerk, "登记资格审查")
    clerk.get_by_role("link", name="提请审定").last.click()
    done(clerk, "提请审定")
    stage.looked_at(clerk)


def approve_the_list(stage: Stage, clerk: Page) -> None:
    """Another person approves it; then its people hold their posts, in their delegations."""
    leader = stage.page(stage.cast.leader, "/desk/")
    leader.get_by_role("link", name=str(stage.making)).first.click()
    leader.get_by_role("link", name="登记审定结果").last.click()
    leader.get_by_label("审定机构").fill("市科协党组")
    leader.get_by_label("审定日期").fill(TODAY.isoformat())
    done(leader, "登记审定结果")
    clerk.goto(stage.site + making_url(stage.making))
    clerk.get_by_role("button", name="开始新一届，登记任职").click()
    expect(clerk.get_by_text("新一届已经开始").first).to_be_visible()
    clerk.get_by_role("link", name="大会人员").click()
    for name in DELEGATES:
        expect(clerk.get_by_text(name).first).to_be_attached()
    stage.looked_at(clerk)
    clerk.goto(f"{stage.site}/bodies/{stage.cast.congress.public_id}/")
    expect(clerk.get_by_text("第十届").first).to_be_visible()
    stage.looked_at(clerk)


def convene(stage: Stage, clerk: Page) -> Meeting:
    """The clerk prepares the congress, the leader convenes it: the new delegates are called, not the former ones."""
    clerk.goto(stage.site + HUB)
    clerk.get_by_role("link", name="筹备会议 代表大会").click()
    clerk.get_by_label("日期").fill(TODAY.isoformat())
    clerk.get_by_label("开始时间").fill("")
    clerk.get_by_label("会议名称").fill("第十次代表大会")
    done(clerk, "筹备会议")
    meeting = Meeting.objects.get()
    clerk.get_by_role("link", name="编排议程").click()
    clerk.get_by_label("议题").fill("选举第十届委员会")
    done(clerk, "增加议题")
    leader = stage.page(stage.cast.leader, clerk.url.removeprefix(stage.site))
    leader.get_by_role("link", name="召集会议").first.click()
    done(leader, "召集会议")
    assert set(meeting.invitations.values_list("person", flat=True)) == {one.pk for one in stage.delegates}
    return meeting


def ask_for_leave(stage: Stage) -> None:
    """A delegate gets the call on the phone and asks for leave; the leader grants it, and the phone says so."""
    phone = stage.page(stage.user_of(2), "/home/", PHONE)
    expect(phone.get_by_role("heading", name="第十次代表大会").first).to_be_visible()
    phone.get_by_role("link", name="查看通知并确认收到").click()
    stage.looked_at(phone)
    phone.get_by_text("不能参加，请假").click()
    phone.get_by_label("请假原因").select_option("travel")
    phone.get_by_role("button", name="提出请假").click()
    leader = stage.page(stage.cast.leader, "/desk/")
    leader.get_by_role("link", name="第十次代表大会").first.click()
    leader.get_by_role("link", name="批准 蓝海平", exact=True).click()
    done(leader, "批准")
    phone.reload()
    expect(phone.get_by_text("已准假")).to_be_visible()


def come_in(stage: Stage, clerk: Page, meeting: Meeting) -> None:
    """The meeting is opened; two are let in by the list, the third is excused."""
    clerk.goto(f"{stage.site}{HUB}meetings/{meeting.public_id}/")
    clerk.get_by_role("link", name="宣布开会").first.click()
    done(clerk, "宣布开会")
    clerk.get_by_role("link", name="参会人员和签到").click()
    stage.looked_at(clerk)
    for name in DELEGATES[:2]:
        clerk.get_by_role("row", name=name).get_by_role("checkbox").check()
    clerk.get_by_role("button", name="登记勾选的人员到会").click()
    assert meeting.present() == 2


def elect(stage: Stage, clerk: Page, meeting: Meeting) -> None:
    """A secret ballot: candidates, seats and term come from the approved list, day and roll from the meeting."""
    making = _committee_list(stage)
    clerk.goto(f"{stage.site}{HUB}meetings/{meeting.public_id}/")
    clerk.get_by_role("link", name="组织选举").click()
    expect(clerk.get_by_label("日期", exact=True)).to_have_value(TODAY.isoformat())
    expect(clerk.get_by_label("应选名额")).to_have_value("2")
    expect(clerk.get_by_label("当选的职务")).to_have_value("member")
    clerk.get_by_label("方式").select_option("online")
    clerk.get_by_label("选举办法").select_option("society")
    clerk.get_by_role("main").get_by_role("button", name="准备选举（表决）").click()
    clerk.wait_for_url("**/elections/**")
    election = Election.objects.get()
    assert election.meeting == meeting
    assert election.term == making.term
    assert list(election.candidates.values_list("person__name", flat=True)) == ["韦春暖", "莫远山"]
    _prepare(stage, election)
    clerk.goto(f"{stage.site}{HUB}elections/{election.public_id}/")
    clerk.get_by_role("link", name="开始投票").last.click()
    done(clerk, "开始投票")
    assert set(election.voters.values_list("person", flat=True)) == {one.pk for one in stage.delegates[:2]}
    _vote(stage, election)
    clerk.reload()
    clerk.get_by_role("link", name="结束投票").last.click()
    done(clerk, "结束投票")
    clerk.reload()
    stage.looked_at(clerk)
    _confirm(stage, election, making)


def _committee_list(stage: Stage) -> Making:
    """The approved list of the committee, whose term is opened for the vote."""
    act = acts(stage.cast.clerk)
    made = seats.begin(act, stage.committee, {"seats": 2, "day": TODAY})
    seats.allot(act, made, {"name": "各代表团", "seats": 2})
    seats.issue(act, made, {})
    slate = NomineeList.objects.get(allotment__making=made)
    for person in (stage.delegates[0], engineer(stage.cast.liuzhou, name="莫远山")):
        lists.nominate(act, slate, {"person": person.pk})
    lists.report(act, NomineeList.objects.get(pk=slate.pk), {})
    lists.accept_list(act, Allotment.objects.get(making=made), {})
    approval.submit(act, lists.merge(act, Making.objects.get(pk=made.pk), {}), {})
    approval.approve(acts(stage.cast.leader), Making.objects.get(pk=made.pk), {"body": "市科协党组", "day": TODAY})
    open_for_vote(act, Making.objects.get(pk=made.pk))
    return Making.objects.select_related("term", "body__organisation").get(pk=made.pk)


def _prepare(stage: Stage, election: Election) -> None:
    """Tellers who aren't candidates, and the rules are approved."""
    act, leader = acts(stage.cast.clerk), acts(stage.cast.leader)
    tellers = [engineer(stage.cast.liuzhou).pk for _ in range(3)]
    preparing.name_tellers(act, election, {"scrutineers": tellers[:1], "counters": tellers[1:]})
    preparing.approve_tellers(act, election, {"date": election.date})
    preparing.approve_rules(leader, election)


def _vote(stage: Stage, election: Election) -> None:
    """One by the phone and one behind it; the receipt names no choice."""
    phone = stage.page(stage.user_of(0), "/home/votes/", PHONE)
    phone.get_by_role("link", name=election.title).click()
    phone.get_by_role("group", name="韦春暖").get_by_text("赞成", exact=True).click()
    phone.get_by_role("group", name="莫远山").get_by_text("反对", exact=True).click()
    phone.get_by_role("button", name="核对选票").click()
    phone.get_by_role("button", name="投出选票").click()
    expect(phone.locator(".receipt-code")).to_be_visible()
    expect(phone.get_by_role("main").get_by_text("韦春暖")).to_have_count(0)
    stage.looked_at(phone)
    line = Voter.objects.get(election=election, person=stage.delegates[1])
    marks = {"1": "for", "2": "against"}
    voting.cast(acts(stage.user_of(1)), line, {"marks": marks, "receipt": box.new_receipt()})


def _confirm(stage: Stage, election: Election, making: Making) -> None:
    """The leader confirms; the list tells what came of everybody, and the body's page has the elected alone."""
    leader = stage.page(stage.cast.leader, f"{HUB}elections/{election.public_id}/")
    leader.get_by_role("link", name="确认结果").last.click()
    done(leader, "确认结果")
    assert list(Post.objects.filter(term=making.term).values_list("person__name", flat=True)) == ["韦春暖"]
    leader.goto(stage.site + making_url(making))
    expect(leader.get_by_role("row", name="韦春暖").get_by_text("当选", exact=True)).to_be_visible()
    expect(leader.get_by_role("row", name="莫远山").get_by_text("未当选")).to_be_visible()
    leader.goto(f"{stage.site}/bodies/{stage.committee.public_id}/")
    expect(leader.get_by_text("韦春暖").first).to_be_attached()
    expect(leader.get_by_text("莫远山")).to_have_count(0)


def close(stage: Stage, clerk: Page, meeting: Meeting) -> None:
    """A decision becomes a task, the meeting ends with its numbers, and the minutes carry all of it."""
    act = acts(stage.cast.clerk)
    made = decisions.decide(
        act, Meeting.objects.get(pk=meeting.pk), {"title": "关于县级科协建设的决议", "text": "三年内配齐专职人员。"}
    )
    clerk.goto(f"{stage.site}{HUB}meetings/{meeting.public_id}/")
    clerk.get_by_role("link", name="转为督查任务").first.click()
    clerk.get_by_label("牵头单位").first.fill("组织人事部")
    done(clerk, "转为督查任务")
    made.refresh_from_db()
    assert made.case is not None
    clerk.goto(f"{stage.site}{HUB}meetings/{meeting.public_id}/")
    clerk.get_by_role("link", name="结束会议").first.click()
    clerk.get_by_label("主持人宣布达到法定人数").select_option("yes")
    done(clerk, "结束会议")
    stage.looked_at(clerk)
    with clerk.expect_download() as taken:
        clerk.get_by_role("link", name="下载会议纪要（Word）").first.click()
    text = words(Path(taken.value.path()).read_bytes())
    assert "关于县级科协建设的决议" in text
    assert "请假" in text


def file_the_term(stage: Stage, clerk: Page, case: str) -> None:
    """The case knows from records that the term was changed; its papers carry the congress, and filing ends it."""
    clerk.goto(case)
    expect(clerk.get_by_text("召开日期", exact=True)).to_be_visible()
    with clerk.expect_download() as taken:
        clerk.goto(f"{case}papers/")
        clerk.get_by_role("link", name="打包全部材料").click()
    with zipfile.ZipFile(Path(taken.value.path())) as pack:
        minutes = next(name for name in pack.namelist() if "会议纪要" in name)
        assert "第十" in words(pack.read(minutes))
    for _stage in range(3):
        clerk.goto(case)
        clerk.get_by_role("link", name="登记完成").first.click()
        clerk.get_by_label("完成日期").fill(TODAY.isoformat())
        clerk.locator("main form button").last.click()
    expect(clerk.get_by_text("已完成换届").first).to_be_visible()
    stage.looked_at(clerk)


def words(file: bytes) -> str:
    """The text of a Word file, its tables included."""
    document = Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)
