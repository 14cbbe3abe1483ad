"""The office's own Word template: which names it may use, whether a file is one, and a report set in it.

A template comes from outside: it is rendered in a sandbox that knows nothing but the report's texts and numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans.supervision.report_content import ReportContent

UNPACKED = 60 * 2**20  # bytes that the parts of a template may have together
_FILTERS = ("default", "d", "join", "length", "count", "first", "last", "trim")
_REFUSED = frozenset(("*", "**", "%"))  # with which a few characters make a text without end
_NAMED = re.compile(r"'([^']+)'")
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")

# Every name that a template may use, and what it says. Names after a dot are those of each item of a list.
NAMES: tuple[tuple[str, str | Promise], ...] = (
    ("unit", gettext_lazy("单位")),
    ("title", gettext_lazy("标题")),
    ("day", gettext_lazy("截止日期")),
    ("total", gettext_lazy("任务指标总数")),
    ("waiting", gettext_lazy("待审核的填报条数")),
    ("overall[]", gettext_lazy("总体情况各段")),
    ("states[].word", gettext_lazy("状态")),
    ("states[].count", gettext_lazy("该状态的指标数")),
    ("parts[].number", gettext_lazy("序号（一、二、三）")),
    ("parts[].title", gettext_lazy("方案部分")),
    ("parts[].summary", gettext_lazy("该部分概述")),
    ("parts[].notes[]", gettext_lazy("该部分任务进展各条")),
    ("parts[].figures[].title", gettext_lazy("指标名称")),
    ("parts[].figures[].value", gettext_lazy("数值")),
    ("parts[].figures[].target", gettext_lazy("要求")),
    ("parts[].figures[].state", gettext_lazy("状态")),
    ("parts[].figures[].change", gettext_lazy("较原值的变化")),
    ("parts[].figures[].due", gettext_lazy("时限")),
    ("parts[].figures[].proof", gettext_lazy("依据")),
    ("parts[].figures[].day", gettext_lazy("数值截止日期")),
    ("parts[].figures[].clause", gettext_lazy("条目")),
    ("parts[].figures[].sentence", gettext_lazy("整句")),
    ("leads[].unit", gettext_lazy("牵头单位")),
    ("leads[].all", gettext_lazy("任务数")),
    ("leads[].done", gettext_lazy("已办结数")),
    ("leads[].late", gettext_lazy("逾期数")),
    ("problems[]", gettext_lazy("存在问题各条")),
    ("next[]", gettext_lazy("下步措施各条")),
    ("tasks[].number", gettext_lazy("序号")),
    ("tasks[].title", gettext_lazy("任务")),
    ("tasks[].clause", gettext_lazy("条目")),
    ("tasks[].lead", gettext_lazy("牵头单位")),
    ("tasks[].partners", gettext_lazy("配合单位")),
    ("tasks[].responsible", gettext_lazy("责任人")),
    ("tasks[].due", gettext_lazy("时限")),
    ("tasks[].state", gettext_lazy("办理状态")),
    ("tasks[].records", gettext_lazy("按记录计算")),
    ("tasks[].progress", gettext_lazy("进展")),
    ("tasks[].problem", gettext_lazy("问题")),
    ("tasks[].next", gettext_lazy("下步措施")),
)
_NUMBERS = frozenset(("total", "waiting", "count", "all", "done", "late", "number"))
TOP = frozenset(re.split(r"[.\[]", name)[0] for name, _said in NAMES)


class Sandbox(ImmutableSandboxedEnvironment):
    """Knows loops, conditions and a few filters, and nothing that makes much out of little."""

    intercepted_binops = _REFUSED

    def __init__(self) -> None:
        """Without globals, tests of types or filters beyond those of the list."""
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> NoReturn:
        """Refuse to multiply, to raise to a power and to format."""
        raise SecurityError(operator)

    def call(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse to call anything: names stand for texts, numbers and lists."""
        raise SecurityError("()")


class _Strict(DocxTemplate):  # type: ignore[misc]  # untyped
    """Refuses what the library would mend silently: text that a loop tore out of its paragraph."""

    def fix_tables(self, xml: str) -> Any:
        """The body as a tree. Raises XMLSyntaxError."""
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
        return super().fix_tables(xml)


def rendered(template: bytes, report: ReportContent) -> bytes:
    """The report in a template. Raises VerbError that says where the template is broken and what to do."""
    return _rendered(template, context_of(report))


def check_template(template: bytes) -> None:
    """Raise VerbError for what can't be filled: it is tried with one of everything, and with nothing."""
    _check_file(template)
    for trial in (sample_values(), empty_values()):
        _rendered(template, trial)


def context_of(report: ReportContent) -> dict[str, Any]:
    """What a template may use of a report: the documented names and nothing else."""
    told = report.plain()
    return {name: told[name] for name in TOP}


def sample_values() -> dict[str, Any]:
    """One made-up item for each list, so that every name of a template is tried."""
    values: dict[str, Any] = {}
    for name, _said in NAMES:
        steps, here = name.split("."), values
        for step in steps[:-1]:
            here = here.setdefault(step.removesuffix("[]"), [{}])[0]
        last = steps[-1]
        one: Any = 1 if last in _NUMBERS else "示例"
        here[last.removesuffix("[]")] = [one] if last.endswith("[]") else one
    return values


def empty_values() -> dict[str, Any]:
    """A report with nothing in it."""
    return {name: type(value)() for name, value in sample_values().items()}


def _rendered(template: bytes, values: Mapping[str, Any]) -> bytes:
    made = io.BytesIO()
    try:
        document = _Strict(io.BytesIO(template))
        document.render(dict(values), Sandbox(), autoescape=True)
        document.save(made)
    except UndefinedError as error:
        raise VerbError(_unknown(error)) from None
    except SecurityError:
        said = _("模板中有不允许的运算或调用。模板只能写占位符、循环和判断，请对照占位符说明修改后重新上传。")
        raise VerbError(said) from None
    except TemplateSyntaxError as error:
        raise VerbError(_broken(error)) from None
    except (TemplateError, etree.XMLSyntaxError, TypeError, ValueError, KeyError, AttributeError):
        said = _(
            "模板填入内容后不能成为有效的Word文件，通常是循环的开始和结束不在同一层。"
            "请把“%(start)s”和“%(end)s”各放在单独一段，表格中各放在单独一行并写作“%(row)s”，再重新上传。"
        )
        raise VerbError(said % {"start": "{%p for … %}", "end": "{%p endfor %}", "row": "{%tr … %}"}) from None
    return made.getvalue()


def _unknown(error: UndefinedError) -> str:
    named = _NAMED.findall(error.message or "")
    said = _("模板中的占位符“%(name)s”不存在。请对照占位符说明改正名称后重新上传。")
    return said % {"name": named[-1] if named else (error.message or "")}


def _broken(error: TemplateSyntaxError) -> str:
    """What is wrong with a placeholder: the line of XML says nothing to anybody, the piece of text does."""
    named = _NAMED.findall(error.message or "")
    lines = (error.source or "").splitlines()
    line = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    text = " ".join(re.sub(r"<[^>]*>", " ", line).split())
    found = re.findall(r"\{[{%].*?[}%]\}|\{[{%].{0,40}", text)
    where = "、".join(dict.fromkeys(found[:3])) or text[:60] or (named[0] if named else "")
    said = _(
        "模板中的占位符写法有误，在“%(where)s”附近。请检查花括号是否成对、循环的开始（for）和结束（endfor）是否成对，"
        "占位符用英文标点，改正后重新上传。"
    )
    return said % {"where": where}


def _check_file(template: bytes) -> None:
    """Raise VerbError for anything but a Word document of a sensible size that stands by itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise VerbError(_not_word())
            if sum(part.file_size for part in archive.infolist()) > UNPACKED:
                raise VerbError(_("模板太大。请去掉其中的大图片后重新上传。"))
            if any("vbaProject" in name for name in archive.namelist()):
                raise VerbError(_("模板中有宏。请在Word中另存为不含宏的 .docx 文件后重新上传。"))
            if any(_leads_out(archive.read(name)) for name in archive.namelist() if name.endswith(".rels")):
                said = _("模板引用了外部文件（如链接的图片或附加的模板）。请改为嵌入，或去掉引用后重新上传。")
                raise VerbError(said)
        DocxTemplate(io.BytesIO(template)).get_docx()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError):
        raise VerbError(_not_word()) from None


def _not_word() -> str:
    return _("文件不是Word文档（.docx）。请在Word或WPS中另存为 .docx 后重新上传。")


def _leads_out(relations: bytes) -> bool:
    """Whether a part is linked with something outside the file; links to be clicked are harmless."""
    return any(b"/hyperlink" not in one for one in _EXTERNAL.findall(relations))
