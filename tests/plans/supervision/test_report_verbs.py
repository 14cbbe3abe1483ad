"""A report leaves under the eyes of the audit, and an office keeps its own template."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django.fixtures import Settings

from cast import Cast, acts
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.supervision.models import ReportTemplate
from keqiao.plans.supervision.report_sample import sample_template
from keqiao.plans.supervision.report_verbs import content_of, keep_template, own_template, write_report

DATA = {"form": "word", "plan": "liuzhou-2017", "day": dt.date(2026, 11, 30), "tasks": 31, "people": 4}


def test_the_audit_keeps_what_left_without_a_word_of_it(cast: Cast) -> None:
    write_report(acts(cast.clerk), cast.liuzhou, DATA)
    entry = Entry.objects.get(verb="supervision.write_report")
    assert entry.outcome == "done"
    assert "progress report as word: liuzhou-2017, 2026-11-30, 31 tasks, 4 people" in str(entry.__dict__)


def test_who_may_not_export_is_refused_and_that_is_kept(cast: Cast) -> None:
    with pytest.raises(Refused):
        write_report(acts(cast.reader), cast.liuzhou, DATA)
    assert Entry.objects.get(verb="supervision.write_report").outcome == "refused"


def test_no_more_rows_leave_than_the_role_may_take(cast: Cast) -> None:
    most = ROLES["leader"].export_rows
    write_report(acts(cast.leader), cast.liuzhou, DATA | {"tasks": most})
    with pytest.raises(Refused, match=f"最多导出{most}项"):
        write_report(acts(cast.leader), cast.liuzhou, DATA | {"tasks": most + 1})


def test_a_template_is_kept_and_used_until_another_comes(cast: Cast) -> None:
    first = keep_template(acts(cast.clerk), cast.liuzhou, {"name": "一.docx", "content": sample_template()})
    assert own_template(cast.liuzhou) == first
    second = keep_template(acts(cast.clerk), cast.liuzhou, {"name": r"C:\文\二.docx", "content": sample_template()})
    assert own_template(cast.liuzhou) == second
    assert (second.name, second.attachment.organisation) == ("二.docx", cast.liuzhou)
    former = ReportTemplate.objects.get(pk=first.pk)
    assert former.ends is not None
    assert content_of(former) == sample_template()


def test_a_broken_template_leaves_the_former_in_use(cast: Cast) -> None:
    first = keep_template(acts(cast.clerk), cast.liuzhou, {"name": "一.docx", "content": sample_template()})
    with pytest.raises(VerbError, match="不是Word文档"):
        keep_template(acts(cast.clerk), cast.liuzhou, {"name": "二.docx", "content": b"x"})
    assert own_template(cast.liuzhou) == first


def test_a_template_past_the_limit_is_refused(cast: Cast, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(VerbError, match=r"一\.docx"):
        keep_template(acts(cast.clerk), cast.liuzhou, {"name": "一.docx", "content": sample_template()})


def test_who_does_not_manage_the_ledger_keeps_no_template(cast: Cast) -> None:
    for user in (cast.reader, cast.outsider, cast.nobody):
        with pytest.raises(Refused):
            keep_template(acts(user), cast.liuzhou, {"name": "一.docx", "content": sample_template()})
    assert own_template(cast.liuzhou) is None


def test_each_office_has_its_own(cast: Cast) -> None:
    keep_template(acts(cast.clerk), cast.liuzhou, {"name": "一.docx", "content": sample_template()})
    assert own_template(cast.guilin) is None


def test_a_template_gone_from_the_store_is_told(cast: Cast) -> None:
    kept = keep_template(acts(cast.clerk), cast.liuzhou, {"name": "一.docx", "content": sample_template()})
    kept.attachment.content.storage.delete(kept.attachment.content.name)
    with pytest.raises(VerbError, match="请重新上传模板"):
        content_of(kept)
