"""The papers: articles side by side, officers to be elected, signed copies; and the documents as they come out."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES, EmploymentFactory, PersonFactory, acts
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.renewal.documents import file_rules
from keqiao.blocks.assemblies.renewal.models import PaperKind, Renewal
from keqiao.blocks.assemblies.renewal.officers import birth_word
from keqiao.blocks.assemblies.renewal.opening import open_renewal, plan_congress, watch_unit
from keqiao.blocks.assemblies.renewal.pack import lacking, lacking_of, pack_of
from keqiao.blocks.assemblies.renewal.papers import (
    change_article,
    drop_article,
    drop_officer,
    drop_paper,
    keep_paper,
    name_officer,
    take_papers,
)
from keqiao.blocks.assemblies.renewal.word import BUILDERS, file_name, paper
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.look.formats import spelled
from keqiao.registry.verbs.files import attach
from keqiao.registry.verbs.money import record_funding
from keqiao.registry.verbs.posts import elect, form_body, open_term

ARTICLE = {"article": "第六条", "before": "学术交流。", "after": "学术交流、科技评价。", "reason": "承接职能"}


def text_of(content: bytes) -> str:
    """Everything a document says."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def made(scene: Scene) -> Renewal:
    """A change of term with a chair to be elected and an article to be changed."""
    one = scene.opened(congress_on=scene.today + dt.timedelta(days=60))
    chair = scene.somebody(
        name="韦德才", sex="male", ethnicity="08", birth_from=dt.date(1968, 3, 1), birth_to=dt.date(1968, 3, 31)
    )
    name_officer(scene.clerk, one, {"person": chair.pk, "role": "chair", "part_time": True, "legal": True})
    change_article(scene.clerk, one, ARTICLE)
    return one


def test_papers_are_filled_from_records(scene: Scene, made: Renewal) -> None:
    plan_congress(scene.clerk, made, {"congress_on": made.congress_on, "former_legal": "覃老"})
    pack = pack_of(Renewal.objects.get())
    said = {kind: text_of(paper(kind, pack)) for kind in BUILDERS}
    ends = scene.term.ends
    assert ends is not None
    assert f"任期将于{ends.year}年{ends.month}月{ends.day}日届满" in said[PaperKind.REQUEST]
    assert "柳州市科学技术协会：" in said[PaperKind.REQUEST]
    assert "第四届" in said[PaperKind.REQUEST]
    assert "学术交流、科技评价。" in said[PaperKind.CHARTER]
    for word in ("韦德才", "理事长", "壮族", "1968年3月", "龙城重工机械有限公司", "高级工程师"):
        assert word in said[PaperKind.OFFICERS]
    assert "韦德才" in said[PaperKind.BALLOT]
    assert "任期内" in said[PaperKind.AUDIT]
    assert "法定代表人：覃老。本次换届变更法定代表人。" in said[PaperKind.AUDIT]
    assert "覃老" in said[PaperKind.LEGAL]
    assert "章程修改草案" in said[PaperKind.MINUTES]
    assert file_name(PaperKind.REQUEST, pack) == "柳州市机械工程学会换届请示.docx"


def test_the_same_records_give_the_same_bytes(made: Renewal) -> None:
    assert paper(PaperKind.OFFICERS, pack_of(made)) == paper(PaperKind.OFFICERS, pack_of(made))


def test_what_is_missing_is_said_in_words(scene: Scene, made: Renewal) -> None:
    gaps = lacking(pack_of(made))
    assert gaps[PaperKind.REQUEST] == []
    assert gaps[PaperKind.OFFICERS] == ["韦德才缺政治面貌、学历学位、职称"]
    assert gaps[PaperKind.MINUTES] == ["大会还没有召开"]
    assert gaps[PaperKind.LEGAL] == ["没有填写现法定代表人"]
    empty = lacking(pack_of(scene_without(scene, made)))
    assert empty[PaperKind.BALLOT] == ["还没有登记拟任负责人"]
    assert "没有登记章程修改" in empty[PaperKind.CHARTER][0]


def scene_without(scene: Scene, made: Renewal) -> Renewal:
    """The same with nobody named and nothing changed."""
    drop_officer(scene.clerk, made.officers.get())
    drop_article(scene.clerk, made.charter_changes.get())
    return made


def test_an_empty_pack_still_gives_forms(scene: Scene, made: Renewal) -> None:
    pack = pack_of(scene_without(scene, made))
    for kind in BUILDERS:
        assert "柳州市机械工程学会" in text_of(paper(kind, pack))


def test_those_elected_come_before_those_named_and_the_meeting_fills_the_minutes(scene: Scene, made: Renewal) -> None:
    secretary = scene.somebody(name="覃亮")
    term = scene.renewed()
    scene.seat(term, "secretary_general", secretary)
    meeting = {"date": scene.today, "title": "第四次会员代表大会", "place": "市科技馆", "due": 80}
    verbs.record_meeting(OPERATES, scene.council, meeting)
    pack = pack_of(made)
    assert [one.person.name for one in pack.officers] == ["覃亮"]
    assert pack.elected
    said = text_of(paper(PaperKind.MINUTES, pack))
    for word in ("第四次会员代表大会", "市科技馆", "80人", "秘书长"):
        assert word in said


def test_the_request_says_how_many_sit_now_and_leaves_a_line_for_how_many_will(scene: Scene, made: Renewal) -> None:
    for _place in range(3):
        scene.seat(scene.term, "director")
    said = text_of(paper(PaperKind.REQUEST, pack_of(made)))
    assert "本届现有理事3人。" in said
    assert "理事＿＿＿＿人" in said


def test_the_audit_is_asked_for_with_the_income_on_record(scene: Scene, made: Renewal) -> None:
    came = {"year": scene.today.year, "kind": "grant", "level": "municipal"}
    for amount in (12_000_00, 8_000_00):
        record_funding(OPERATES, scene.cast.society, {**came, "amount": amount})
    pack = pack_of(made)
    assert scene.term.starts is not None
    assert pack.funding[0] == (scene.term.starts.year, 0)
    assert pack.funding[-1] == (scene.today.year, 20_000_00)
    assert "2万元" in text_of(paper(PaperKind.AUDIT, pack))


def test_the_charter_in_force_is_named(scene: Scene, made: Renewal) -> None:
    file_rules(scene.clerk, scene.cast.society, {"kind": "charter", "title": "学会章程", "starts": "2022-03-01"})
    assert "（学会章程，2022年3月1日起施行）" in text_of(paper(PaperKind.CHARTER, pack_of(made)))


def test_a_term_that_ran_out_is_told_of_as_past(scene: Scene) -> None:
    body = scene.body("members_congress", ends=scene.today - dt.timedelta(days=9)).body
    said = text_of(paper(PaperKind.REQUEST, pack_of(open_renewal(scene.clerk, body, {}))))
    assert "任期已于" in said
    assert "选举产生第四届理事会" in said


def test_an_association_asks_the_party_committee_and_elects_a_committee(scene: Scene) -> None:
    city, clerk = scene.cast.liuzhou, scene.clerk
    term, congress = scene.cast.term, scene.cast.term.body
    chairs = open_term(clerk, form_body(clerk, city, {"kind": "chair_meeting"}), {"number": 9, "starts": term.starts})
    chair = PersonFactory(keeper=city, name="覃主席")
    EmploymentFactory(person=chair, starts=dt.date(2015, 3, 1))
    elect(clerk, term, {"person": chair.pk, "role": "delegate"})
    elect(clerk, chairs, {"person": chair.pk, "role": "vice_chair"})
    one = open_renewal(clerk, congress, {"term_ends": "2027-01-10"})
    name_officer(clerk, one, {"person": chair.pk, "role": "chair"})
    pack = pack_of(one)
    said = {kind: text_of(paper(kind, pack)) for kind in BUILDERS}
    assert "中共柳州市委员会：" in said[PaperKind.REQUEST]
    assert f"选举产生第{spelled(term.number + 1)}届委员会" in said[PaperKind.REQUEST]
    assert "上级科协意见" in said[PaperKind.OFFICERS]
    assert pack.officers[0].former == "副主席"
    assert "2015年3月—至今" in said[PaperKind.OFFICERS]
    assert "社会组织" not in "".join(said.values())


def test_nothing_unknown_is_printed_as_none(scene: Scene, made: Renewal) -> None:
    for one in (pack_of(made), pack_of(scene_without(scene, made))):
        assert not [kind for kind in BUILDERS if "None" in text_of(paper(kind, one))]


def test_an_official_needs_the_approval_on_the_form(scene: Scene, made: Renewal) -> None:
    official = scene.somebody(name="局长", leading_official=True)
    name_officer(scene.clerk, made, {"person": official.pk, "role": "vice_chair"})
    sheet = pack_of(made).officers[1]
    assert sheet.official
    assert "领导干部兼职的批准文件" in sheet.lacking


def test_births_are_told_as_far_as_they_are_known() -> None:
    month = Person(birth_from=dt.date(1970, 5, 1), birth_to=dt.date(1970, 5, 31))
    year = Person(birth_from=dt.date(1970, 1, 1), birth_to=dt.date(1970, 12, 31))
    assert [birth_word(one) for one in (month, year, Person())] == ["1970年5月", "1970年", ""]


def test_an_article_said_again_replaces_it_and_an_empty_one_is_refused(scene: Scene, made: Renewal) -> None:
    change_article(scene.clerk, made, {**ARTICLE, "after": "学术交流、科技评价、团体标准。"})
    assert made.charter_changes.get().after.endswith("团体标准。")
    with pytest.raises(VerbError, match="都没有填写"):
        change_article(scene.clerk, made, {"article": "第七条"})


def test_nobody_is_named_twice_and_one_alone_represents(scene: Scene, made: Renewal) -> None:
    chair = made.officers.get()
    with pytest.raises(VerbError, match="没有重复登记"):
        name_officer(scene.clerk, made, {"person": chair.person_id, "role": "chair"})
    other = scene.somebody()
    name_officer(scene.clerk, made, {"person": other.pk, "role": "secretary_general", "legal": True})
    assert made.officers.get(legal=True).person == other
    stranger = PersonFactory(keeper=scene.cast.guilin)
    with pytest.raises(Refused, match="没有查看此人记录的权限"):
        name_officer(scene.clerk, made, {"person": stranger.pk, "role": "vice_chair"})


def test_signed_copies_are_kept_and_the_list_gets_shorter(scene: Scene, made: Renewal) -> None:
    assert lacking_of(made)[0] == "换届请示"
    kept = attach(scene.clerk, scene.cast.society, {"name": "请示.pdf", "content": b"%PDF-1.4"})
    one = keep_paper(scene.clerk, made, {"kind": "request", "attachment": kept.pk})
    assert lacking_of(made)[0] == "章程修改说明"
    drop_paper(scene.clerk, one)
    assert lacking_of(made)[0] == "换届请示"
    other = attach(scene.clerk, scene.cast.liuzhou, {"name": "请示.pdf", "content": b"%PDF-1.4"})
    with pytest.raises(VerbError, match="没有找到所附的文件"):
        keep_paper(scene.clerk, made, {"kind": "request", "attachment": other.pk})


def test_a_county_prepares_its_papers_itself(scene: Scene) -> None:
    watched = watch_unit(scene.clerk, scene.cast.liuzhou, {"unit": scene.cast.luzhai.code, "term_ends": scene.today})
    with pytest.raises(VerbError, match="由该单位自己办理"):
        change_article(scene.clerk, watched, ARTICLE)


def test_the_audit_keeps_that_papers_left(scene: Scene, made: Renewal) -> None:
    assert take_papers(scene.clerk, made, {"what": "all", "people": 1}) == made
    with pytest.raises(Refused):
        take_papers(acts(scene.cast.reader), made, {"what": "all"})
