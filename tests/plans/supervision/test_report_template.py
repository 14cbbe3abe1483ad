"""The office's own template: what it may use, and how a broken one is told at once."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans.supervision.report_sample import sample_template
from keqiao.plans.supervision.report_template import NAMES, TOP, check_template, context_of, rendered, sample_values
from plans.supervision.given import content

REFERENCE = Path("docs/reference/reports.md")


def template(*texts: str) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(name: str, text: str) -> bytes:
    """A Word file with one more part."""
    made = io.BytesIO(template("{{ unit }}"))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, text)
    return made.getvalue()


def words(made: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs]


def refused(made: bytes) -> str:
    with pytest.raises(VerbError) as error:
        check_template(made)
    return str(error.value)


def test_placeholders_are_filled() -> None:
    made = rendered(template("{{ unit }}：{{ day }}，共{{ total }}项"), content())
    assert words(made) == ["柳州市科学技术协会：2026年11月30日，共4项"]


def test_lists_are_gone_through() -> None:
    loop = ("{%p for part in parts %}", "{{ part.number }}、{{ part.title }}", "{%p endfor %}")
    assert words(rendered(template(*loop), content())) == ["一、第二部分　联系服务"]


def test_what_people_wrote_is_text_and_never_markup() -> None:
    loop = ("{%p for task in tasks %}", "{{ task.progress }}", "{%p endfor %}")
    assert words(rendered(template(*loop), content())) == ["已完成初稿 & <征求意见>"]


def test_the_sample_is_a_template_that_passes_its_own_trial() -> None:
    sample = sample_template()
    check_template(sample)
    said = words(rendered(sample, content(tasks=2)))
    assert "柳州市科学技术协会改革任务进展报告" in said
    assert not any("{" in text for text in said)


def test_every_documented_name_can_be_used() -> None:
    values = sample_values()
    for name, _said in NAMES:
        loops = [step.removesuffix("[]") for step in name.split(".") if step.endswith("[]")]
        assert loops or name in values
    assert set(context_of(content())) == set(TOP) == set(values)


def test_the_documented_names_are_those_that_a_report_has() -> None:
    told = context_of(content())

    def has(value: Any, steps: list[str]) -> bool:
        for step in steps:
            value = value[step.removesuffix("[]")]
            if step.endswith("[]"):
                value = value[0]
        return True

    assert all(has(told, name.split(".")) for name, _said in NAMES)


def test_the_reference_lists_every_name() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert [name for name, _said in NAMES if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("{{ danwei }}", "danwei"),
        ("{% for part in parts %}{{ part.mingcheng }}{% endfor %}", "mingcheng"),
        ("{{ date }}", "date"),
    ],
)
def test_a_name_that_does_not_exist_is_named(wrong: str, named: str) -> None:
    assert refused(template("{{ unit }}", wrong)) == (
        f"模板中的占位符“{named}”不存在。请对照占位符说明改正名称后重新上传。"
    )


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("{{ unit }", "{{ unit }"),
        ("{{ unit。}}", "{{ unit。}}"),
        ("{% for part in parts %}{{ part.title }}", ""),
        ("{{ unit | shout }}", "{{ unit | shout }}"),
    ],
)
def test_a_broken_placeholder_is_shown_with_what_to_do(wrong: str, near: str) -> None:
    said = refused(template("{{ title }}", wrong))
    assert said.startswith("模板中的占位符写法有误")
    assert near in said
    assert said.endswith("改正后重新上传。")


@pytest.mark.parametrize(
    "attack",
    [
        "{{ unit.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ unit.upper() }}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 999999 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ range(9) }}",
        "{% include 'x' %}",
        "{% for x in parts %}{{ loop.__init__ }}{% endfor %}",
    ],
)
def test_a_template_reaches_nothing_but_the_report(attack: str) -> None:
    assert re.match("模板", refused(template(attack)))


def test_a_loop_that_starts_and_ends_in_different_places_is_explained() -> None:
    said = refused(template("{%p for part in parts %}{{ part.title }}", "x {% endfor %}"))
    assert said.startswith("模板填入内容后不能成为有效的Word文件")
    assert "{%p endfor %}" in said


@pytest.mark.parametrize("wrong", [b"", b"no file", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused(wrong: bytes) -> None:
    assert "不是Word文档" in refused(wrong)


def test_another_zip_file_is_no_word_file() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "不是Word文档" in refused(made.getvalue())


def test_macros_and_links_to_other_files_are_refused() -> None:
    assert "宏" in refused(with_part("word/vbaProject.bin", "x"))
    link = '<Relationship Id="r" Type="http://x/attachedTemplate" Target="http://x" TargetMode="External"/>'
    assert "外部文件" in refused(with_part("word/_rels/settings.xml.rels", f"<Relationships>{link}</Relationships>"))


def test_links_to_be_clicked_are_harmless() -> None:
    link = '<Relationship Id="r" Type="http://x/hyperlink" Target="http://x" TargetMode="External"/>'
    made = with_part("word/_rels/extra.xml.rels", f"<Relationships>{link}</Relationships>")
    check_template(made)


def test_what_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keqiao.plans.supervision.report_template.UNPACKED", 1000)
    assert "太大" in refused(template("{{ unit }}"))
