"""The forms of a plan that is drafted: upload, head, clause, and what becomes of a figure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import Actor
from keqiao.look.picking import PickerField
from keqiao.plans.drafting.demands import FORCES, SIGNS, UNITS, due_day
from keqiao.plans.drafting.written import subject_of
from keqiao.plans.engine import days
from keqiao.plans.library import library
from keqiao.plans.models import DraftClause, DraftFinding, PlanDraft
from keqiao.plans.reading.source import ReadError, Source, read_data
from keqiao.plans.shown import in_language

from .draft_choices import Choices, Offered, subjects

SUFFIXES = (".docx", ".pdf", ".txt", ".md", ".html", ".htm")
DATE = {"type": "date"}


class DraftForm(forms.Form):
    """A form that carries along which version the reader saw, and a key by which it counts once."""

    use_required_attribute = False
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, version: int, data: Mapping[str, Any] | None, initial: Mapping[str, Any], **more: Any) -> None:
        """``version``: of the record as the page shows it."""
        own = {"seen_version": version, "key": str(uuid.uuid4())}
        super().__init__(data, initial={**own, **initial}, **more)

    def given(self) -> dict[str, Any]:
        """The verb's data."""
        return {**self.cleaned_data, "key": self.cleaned_data.get("key") or None}


class UploadForm(forms.Form):
    """A plan's file and whose plan it is. Cleaned, ``source`` is what was read of the file."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("方案文件"),
        help_text=gettext_lazy("Word（.docx）、有文字的PDF、网页或纯文本。扫描件请先做文字识别。"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={
            "required": gettext_lazy("没有选择文件。请选择方案文件。"),
            "empty": gettext_lazy("文件是空的（0字节），可能没有保存或上传中断。请重新保存后再选择。"),
        },
    )

    def __init__(self, actor: Actor, data: Any = None, files: Any = None, *, own: str = "") -> None:
        """``own``: the code of the reader's own association."""
        super().__init__(data, files, initial={"organisation": own})
        self.fields["organisation"] = PickerField(
            "organisation",
            ("association",),
            actor=actor,
            number=False,
            label=_("哪个科协的方案"),
            error_messages={"required": _("没有填写哪个科协的方案。")},
        )

    def clean_file(self) -> Any:
        """Read it. What can't be read is told beside the field."""
        file = self.cleaned_data["file"]
        limit = int(settings.UPLOAD_LIMIT)
        if (file.size or 0) > limit:
            told = {"size": f"{file.size / 2**20:.1f}", "limit": limit // 2**20}
            said = _("文件有%(size)sMB，超过上限%(limit)dMB。请去掉图片和附件，只保留方案正文。")
            raise forms.ValidationError(said % told)
        try:
            self.source: Source = read_data(file.read(), file.name or "")
        except ReadError as error:
            raise forms.ValidationError(str(error)) from None
        return file


class HeadForm(DraftForm):
    """What the plan says of itself."""

    title = forms.CharField(label=gettext_lazy("方案名称"), max_length=200)
    issuer = forms.CharField(label=gettext_lazy("发文机关"), max_length=200)
    adopted = forms.DateField(
        label=gettext_lazy("印发日期"),
        help_text=gettext_lazy("从这一天起计算年度和期限。"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("停止施行日期"),
        help_text=gettext_lazy("仍在施行的不填。"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    distribution = forms.CharField(
        label=gettext_lazy("发送范围"),
        help_text=gettext_lazy("例如“公开发布”“印发至县级单位”。"),
        max_length=200,
        required=False,
    )
    binding = forms.ChoiceField(
        label=gettext_lazy("发布后"),
        choices=[
            ("no", gettext_lazy("作为草案：看得到指标，不产生任务，不代替其他方案")),
            ("yes", gettext_lazy("施行：产生任务，计入改革任务进展和报送")),
        ],
        widget=forms.RadioSelect,
    )
    follows = forms.ChoiceField(label=gettext_lazy("上级方案"), required=False)
    replaces = forms.ChoiceField(
        label=gettext_lazy("代替的方案"),
        help_text=gettext_lazy("本单位原来施行的方案，从本方案印发之日起不再适用。"),
        required=False,
    )
    about = forms.IntegerField(
        label=gettext_lazy("“约”“左右”允许相差百分之几"), min_value=0, max_value=99, widget=forms.NumberInput
    )
    plan = forms.CharField(
        label=gettext_lazy("方案编号"),
        help_text=gettext_lazy("网址中使用，只用小写字母、数字和短横线；发布后不能再改。"),
        max_length=60,
    )
    title_en = forms.CharField(label=gettext_lazy("方案名称（英文）"), max_length=300, required=False)
    issuer_en = forms.CharField(label=gettext_lazy("发文机关（英文）"), max_length=300, required=False)

    def __init__(self, draft: PlanDraft, data: Mapping[str, Any] | None = None) -> None:
        """Filled with what was read and corrected."""
        names = ("title", "issuer", "distribution", "follows", "replaces", "about", "plan", "title_en", "issuer_en")
        initial = {name: getattr(draft, name) for name in names}
        initial |= {name: _date(getattr(draft, name)) for name in ("adopted", "until")}
        super().__init__(draft.version, data, initial | {"binding": "yes" if draft.binding else "no"})
        others = [one for one in library().all() if one.id != draft.plan]
        here = [one for one in others if one.jurisdiction == draft.jurisdiction]
        none = ("", _("没有"))
        above = [(one.id, in_language(one.title)) for one in others if one not in here]
        self.fields["follows"].choices = [none, *above]  # type: ignore[attr-defined]  # a choice field
        self.fields["replaces"].choices = [none, *((one.id, in_language(one.title)) for one in here)]  # type: ignore[attr-defined]  # the same

    def given(self) -> dict[str, Any]:
        """The verb's data."""
        return super().given() | {"binding": self.cleaned_data["binding"] == "yes"}


def _date(day: int) -> Any:
    return days.to_date(day) if day else None


class ClauseForm(DraftForm):
    """What a clause is called and what it says in one's own words."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("概要"),
        help_text=gettext_lazy("用自己的话说这一条要做什么。不写时以标题代替。"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title_en = forms.CharField(label=gettext_lazy("标题（英文）"), max_length=300, required=False)
    summary_en = forms.CharField(
        label=gettext_lazy("概要（英文）"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, clause: DraftClause, data: Mapping[str, Any] | None = None) -> None:
        """Filled with what stands."""
        names = ("title", "summary", "title_en", "summary_en")
        super().__init__(clause.version, data, {name: getattr(clause, name) for name in names}, auto_id="clause_%s")


class AddForm(DraftForm):
    """A demand that the reader missed."""

    text = forms.CharField(
        label=gettext_lazy("补充一处要求"),
        help_text=gettext_lazy("照抄条目中的几个字，会在原文中标出；也可以自己概括。"),
        max_length=300,
        error_messages={"required": gettext_lazy("没有填写要求。请写出条目中的几个字。")},
    )

    def __init__(self, clause: DraftClause, data: Mapping[str, Any] | None = None) -> None:
        """Empty."""
        super().__init__(clause.version, data, {}, auto_id="add_%s")


class DismissForm(DraftForm):
    """Why a figure binds nobody."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        help_text=gettext_lazy("随方案公开，例如“这是活动名称里的数”。"),
        max_length=300,
        error_messages={"required": gettext_lazy("没有填写理由。请写明为什么不作为任务指标。")},
    )

    def __init__(self, finding: DraftFinding, data: Mapping[str, Any] | None = None) -> None:
        """Filled with the reason given before."""
        super().__init__(finding.version, data, {"reason": finding.reason}, auto_id=f"d{finding.pk}_%s")


class ConfirmForm(DraftForm):
    """A figure as a commitment."""

    title = forms.CharField(
        label=gettext_lazy("指标名称"),
        max_length=200,
        error_messages={"required": gettext_lazy("没有填写指标名称，例如“代表大会代表中基层一线人员比例”。")},
    )
    measured = forms.ChoiceField(
        label=gettext_lazy("怎样统计"),
        help_text=gettext_lazy("照已有方案的办法从记录自动统计；没有合适的，凭材料认定或上报数据。"),
        error_messages={"required": gettext_lazy("没有选择怎样统计。请选择一个统计办法。")},
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("议题"),
        help_text=gettext_lazy("各地方案按议题比较。"),
        required=False,
    )
    owed_by = forms.ChoiceField(label=gettext_lazy("责任单位"))
    comparator = forms.ChoiceField(label=gettext_lazy("要求"), required=False)
    value = forms.CharField(label=gettext_lazy("数值，如70、2/3、3—5"), max_length=60, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("计量单位"), required=False)
    baseline = forms.CharField(label=gettext_lazy("原值"), max_length=40, required=False)
    deadline = forms.DateField(
        label=gettext_lazy("完成时限，长期任务不填"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    next_congress = forms.BooleanField(label=gettext_lazy("到下次换届"), required=False)
    force = forms.ChoiceField(label=gettext_lazy("语气"))
    title_en = forms.CharField(label=gettext_lazy("指标名称（英文）"), max_length=300, required=False)

    def __init__(self, finding: DraftFinding, offered: Offered, data: Mapping[str, Any] | None = None) -> None:
        """Filled with what the reader found or somebody wrote."""
        draft = finding.clause.draft
        names = ("measured", "comparator", "value", "unit", "baseline", "next_congress", "force")
        initial = {name: getattr(finding, name) for name in names}
        initial |= {
            "title": finding.title or finding.about,
            "topic": offered.topic,
            "title_en": finding.title_en,
            "owed_by": finding.owed_by or subject_of(draft),
            "deadline": _date(due_day(finding, draft.adopted)),
            "value": finding.value.replace(";", "—"),
        }
        super().__init__(finding.version, data, initial, auto_id=f"f{finding.pk}_%s")
        words: dict[str, Choices] = {
            "measured": [("", _("请选择")), *offered.measurements],
            "topic": offered.topics,
            "owed_by": subjects(draft),
            "comparator": [("", _("请选择")), *((sign, word) for sign, (_key, word) in SIGNS.items())],
            "unit": list(UNITS.items()),
            "force": list(FORCES.items()),
        }
        for name, choices in words.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields

    def what(self) -> list[forms.BoundField]:
        """The fields of what is counted."""
        return [self[name] for name in ("title", "measured", "topic", "owed_by")]

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of what is demanded, two side by side where there is room."""
        pairs = (("comparator", "value"), ("unit", "baseline"), ("deadline", "force"))
        return [[self[name] for name in pair] for pair in pairs]
