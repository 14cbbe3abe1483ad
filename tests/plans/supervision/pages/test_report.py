"""The page of the progress report: it reads like the document, makes files of it, and keeps the office's template."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, PersonFactory
from keqiao.exchange.documents.typeset import NoTypesetting
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry, Look
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.report_sample import sample_template
from keqiao.plans.supervision.report_verbs import own_template
from plans.supervision.given import Book

PAGE = "/supervision/450200/report/"


@pytest.fixture(autouse=True)
def mounted(settings: Settings) -> None:
    """No demo, and the addresses in place."""
    settings.DEMO = False
    settings.ROOT_URLCONF = "plans.supervision.pages.addresses"


def by(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str = PAGE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def told(answer: Any) -> str:
    """The page to which an answer leads."""
    return answer.content.decode()


def upload(client: Client, content: bytes, name: str = "本单位.docx") -> str:
    sent = {"template": SimpleUploadedFile(name, content)}
    return told(client.post(f"{PAGE}template/", sent, follow=True))


def test_the_page_reads_like_the_document(cast: Cast, book: Book) -> None:
    book.wrote(book.late, "已完成初稿")
    html = seen(by(cast.clerk))
    for text in ("一、总体情况", "二、各部分进展", "三、存在问题", "四、下步措施", "附件：督查台账", "已完成初稿"):
        assert text in html
    assert html.index("一、总体情况") < html.index("四、下步措施")


def test_a_reader_sees_it_without_the_buttons(cast: Cast, book: Book) -> None:
    html = seen(by(cast.reader))
    assert "生成 Word" not in html
    assert "启用这份模板" not in html


def test_another_associations_staff_is_refused(cast: Cast, book: Book) -> None:
    seen(by(cast.outsider), status=403)
    seen(by(cast.county_clerk), status=403)


def test_a_visitor_logs_in_first(book: Book) -> None:
    assert Client().get(PAGE).status_code == 302


def test_a_demo_shows_it_to_visitors_without_names(book: Book, settings: Settings) -> None:
    settings.DEMO = True
    person = PersonFactory(name="韦答应", keeper=book.city)
    tasks.assign(OPERATES, book.late, {"lead": "组织部", "responsible": person.pk})
    html = seen(Client())
    assert "附件：督查台账" in html
    assert "韦答应" not in html
    assert Client().get(f"{PAGE}document/word/").status_code == 302


def test_an_unknown_unit_is_not_found(cast: Cast, book: Book) -> None:
    seen(by(cast.clerk), "/supervision/nowhere/report/", 404)


def test_a_unit_with_nothing_says_so(cast: Cast, book: Book) -> None:
    assert "没有可以报告的内容" in seen(by(cast.county_clerk), "/supervision/450223/report/")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_of=gestern", "“gestern”不是日期"),
        ("?as_of=2099-01-01", "还不能计算将来的日期"),
        ("?as_of=1999-01-01", "这一天方案还没有印发"),
        ("?plan=nothing", "“nothing”不是本单位现行的方案"),
    ],
)
def test_what_makes_no_sense_is_told_and_today_is_shown(cast: Cast, book: Book, query: str, said: str) -> None:
    assert said in seen(by(cast.clerk), PAGE + query)


def test_plan_and_day_go_on_to_the_files(cast: Cast, book: Book) -> None:
    html = seen(by(cast.clerk), f"{PAGE}?plan=liuzhou-2017&as_of=2024-07-15")
    assert "document/word/?plan=liuzhou-2017&amp;as_of=2024-07-15" in html
    assert "截至2024年7月15日" in html


def test_the_word_file_is_named_after_the_report_and_audited(cast: Cast, book: Book) -> None:
    answer = by(cast.clerk).get(f"{PAGE}document/word/?plan=liuzhou-2017")
    assert answer.status_code == 200
    assert "柳州市科学技术协会改革任务进展报告" in unquote(answer["Content-Disposition"])
    assert answer["Cache-Control"] == "no-store"
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text.startswith("柳州市科学技术协会")
    entry = Entry.objects.get(verb="supervision.write_report")
    assert (entry.outcome, "liuzhou-2017" in str(entry.__dict__)) == ("done", True)


def test_the_document_is_chinese_on_an_english_page(cast: Cast, book: Book) -> None:
    client = by(cast.clerk)
    client.cookies["django_language"] = "en"
    answer = client.get(f"{PAGE}document/word/", HTTP_ACCEPT_LANGUAGE="en")
    assert "一、总体情况" in [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]


def test_those_named_in_it_find_the_look(cast: Cast, book: Book) -> None:
    person = PersonFactory(name="韦答应", keeper=book.city)
    tasks.assign(OPERATES, book.late, {"lead": "组织部", "responsible": person.pk})
    by(cast.clerk).get(f"{PAGE}document/word/")
    assert Look.objects.filter(person=person.pk).count() == 1


def test_a_reader_takes_no_file(cast: Cast, book: Book) -> None:
    assert by(cast.reader).get(f"{PAGE}document/word/").status_code == 403
    assert not Entry.objects.filter(verb="supervision.write_report", outcome="done").exists()


def test_who_exports_elsewhere_takes_no_file_of_a_unit_below(cast: Cast, book: Book) -> None:
    assert by(cast.clerk).get("/supervision/450223/report/document/word/").status_code == 403


def test_another_form_is_not_found(cast: Cast, book: Book) -> None:
    assert by(cast.clerk).get(f"{PAGE}document/odt/").status_code == 404


def test_the_pdf_is_a_pdf(cast: Cast, book: Book) -> None:
    pytest.importorskip("typst")
    answer = by(cast.clerk).get(f"{PAGE}document/pdf/")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_without_typesetting_the_page_says_so_plainly(cast: Cast, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = NoTypesetting("typeset.missing", "服务器上没有安装生成PDF的组件，请管理员安装 requirements/pdf.txt")

    def refuse(*_given: object) -> bytes:
        raise missing

    monkeypatch.setattr("keqiao.plans.supervision.pages.report.why_not", lambda: missing)
    monkeypatch.setattr("keqiao.plans.supervision.pages.report.pdf_report", refuse)
    html = seen(by(cast.clerk))
    assert "现在不能生成PDF：服务器上没有安装生成PDF的组件" in html
    assert "生成 PDF" not in html
    answer = by(cast.clerk).get(f"{PAGE}document/pdf/", follow=True)
    assert "没有生成PDF" in answer.content.decode()
    assert not Entry.objects.filter(verb="supervision.write_report").exists()


def test_an_own_template_is_uploaded_and_used(cast: Cast, book: Book) -> None:
    client = by(cast.clerk)
    assert "用本单位模板生成" not in seen(client)
    assert "模板“本单位.docx”已启用" in upload(client, sample_template())
    assert "用本单位模板生成" in seen(client)
    answer = client.get(f"{PAGE}document/template/")
    said = [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert "柳州市科学技术协会改革任务进展报告" in said
    assert client.get(f"{PAGE}template/own/").content == sample_template()


def test_a_broken_template_is_told_and_not_kept(cast: Cast, book: Book) -> None:
    document = docx.Document()
    document.add_paragraph("{{ danwei }}")
    made = io.BytesIO()
    document.save(made)
    assert "占位符“danwei”不存在" in upload(by(cast.clerk), made.getvalue())
    assert own_template(book.city) is None


def test_no_file_chosen_is_told(cast: Cast, book: Book) -> None:
    assert "没有选择文件" in told(by(cast.clerk).post(f"{PAGE}template/", {}, follow=True))


def test_without_a_template_there_is_none_to_use(cast: Cast, book: Book) -> None:
    client = by(cast.clerk)
    assert "还没有上传报告模板" in told(client.get(f"{PAGE}document/template/", follow=True))
    assert client.get(f"{PAGE}template/own/").status_code == 404
    assert client.get(f"{PAGE}template/sample/").content == sample_template()


def test_a_reader_keeps_no_template(cast: Cast, book: Book) -> None:
    sent = {"template": SimpleUploadedFile("x.docx", sample_template())}
    assert by(cast.reader).post(f"{PAGE}template/", sent).status_code == 403
