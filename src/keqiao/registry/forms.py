"""Forms of bringing in a roster: the file and where it goes, and the term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind, Term
from keqiao.registry.imports.people import ImportPeople
from keqiao.registry.wording import body_word, choice_word

SUFFIXES = (".xlsx", ".xls", ".csv")
FORMED = "new:"  # before the kind of a body that is formed by the import


def FILE(label: Any) -> forms.FileField:  # noqa: N802 - stands where a field's class would
    """A field for a spreadsheet as people keep it."""
    return forms.FileField(
        label=label,
        help_text=gettext_lazy(
            "Excel（.xlsx、.xls）或CSV，去年的名册原样放入即可：标题行、合并单元格、列的顺序都不用改。"
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={
            "required": gettext_lazy("没有选择文件。请选择名册文件。"),
            "empty": gettext_lazy("文件是空的（0字节），可能没有保存或上传中断。请重新保存后再选择。"),
        },
    )


def check_file(file: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """Refuse what is too large, and what is called otherwise than a spreadsheet."""
    limit = int(settings.UPLOAD_LIMIT)
    if (file.size or 0) > limit:
        size = f"{(file.size or 0) / 2**20:.1f}"
        raise forms.ValidationError(
            _("文件有%(size)sMB，超过上限%(limit)dMB。请删去图片和多余的工作表，或拆成几个文件。")
            % {"size": size, "limit": limit // 2**20}
        )
    if not (file.name or "").lower().endswith(SUFFIXES):
        raise forms.ValidationError(
            _("“%(name)s”不是Excel或CSV文件。请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再选择。")
            % {"name": file.name}
        )
    return file


class RosterForm(forms.Form):
    """A roster's file and the body it goes into."""

    body = forms.ChoiceField(
        label=gettext_lazy("导入到哪个机构"),
        help_text=gettext_lazy("还没有登记的机构，导入时一并登记。"),
    )
    file = FILE(gettext_lazy("名册文件"))

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        """The bodies of the organisation, and the kinds that it doesn't have yet."""
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.public_id): body for body in Body.objects.filter(organisation=organisation)}
        kinds = {body.kind for body in self.bodies.values()}
        missing = [(f"{FORMED}{kind.value}", choice_word(kind)) for kind in BodyKind if kind.value not in kinds]
        there = [(key, body_word(body)) for key, body in self.bodies.items()]
        choices: list[Any] = [(_("已有的机构"), there)] if there else []
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (_("尚未登记的机构"), missing)]

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large, and what is called otherwise than a spreadsheet."""
        return check_file(self.cleaned_data["file"])

    @property
    def chosen_body(self) -> Body | None:
        """The body chosen, if it exists already."""
        return self.bodies.get(self.cleaned_data["body"])

    @property
    def chosen_kind(self) -> str:
        """The kind of the body chosen."""
        body = self.chosen_body
        return body.kind if body is not None else str(self.cleaned_data["body"]).removeprefix(FORMED)


class TermForm(forms.Form):
    """Whether the roster completes the term that runs or opens the next one."""

    mode = forms.ChoiceField(label=gettext_lazy("名册是哪一届的"), widget=forms.RadioSelect)
    number = forms.IntegerField(label=gettext_lazy("届次"), min_value=1, max_value=999)
    starts = forms.DateField(
        label=gettext_lazy("开始日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends = forms.DateField(
        label=gettext_lazy("届满日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(
        self, body: Body | None, data: Mapping[str, str] | None = None, *, chosen: Mapping[str, str] | None = None
    ) -> None:
        """The choices that the body has; without a term that runs there is only a new one.

        ``chosen``: what was filled in before, shown without complaint.
        """
        self.current = current_term(body)
        last = body.terms.order_by("-number").first() if body is not None else None
        initial = {
            "mode": "complete" if self.current else "new_term",
            "number": last.number + 1 if last else None,
            "seen": str(self.current.number) if self.current else "",
        }
        super().__init__(
            data, initial=initial | {name: value for name, value in (chosen or {}).items() if name != "seen"}
        )
        for name, what in (("number", _("届次")), ("starts", _("开始日期"))):
            said = _("没有填写%(what)s。新一届要填写届次和开始日期。") % {"what": what}
            self.fields[name].error_messages["required"] = said
        field = self.fields["mode"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*self._complete(), ("new_term", _("新一届，导入时开始"))]

    def _complete(self) -> list[tuple[str, str]]:
        if self.current is None:
            return []
        told = _("补充当前这一届：第%(number)d届，自%(starts)s起")
        return [("complete", told % {"number": self.current.number, "starts": f"{self.current.starts:%Y-%m-%d}"})]

    def clean(self) -> dict[str, Any]:
        """A new term needs number and first day; the term that runs must still be the one that was shown."""
        given = super().clean() or {}
        if given.get("seen", "") != self.initial["seen"]:
            self.add_error("mode", self._changed())
        if given.get("mode") == "complete":  # nobody needs what only a new term takes
            for name in ("number", "starts", "ends"):
                self.errors.pop(name, None)
        elif given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("届满日期应晚于开始日期。请核对两个日期。"))
        return given

    def _changed(self) -> str:
        if self.current is None:
            return _("您打开本页之后，当前这一届已经结束或被撤销。请重新选择是哪一届，再导入。")
        return _("您打开本页之后，当前已是第%(number)d届。请核对名册是哪一届的，再导入。") % {
            "number": self.current.number
        }

    def import_data(self) -> dict[str, Any]:
        """What ``ImportPeople`` takes of the term."""
        given = self.cleaned_data
        if given["mode"] == "complete":
            return {"mode": "complete"}
        return {
            "mode": "new_term",
            "term": given["number"],
            "term_starts": given["starts"],
            "term_ends": given["ends"],
        }


def current_term(body: Body | None, day: dt.date | None = None) -> Term | None:
    """The term that runs on a day (default today)."""
    if body is None:
        return None
    day = day or timezone.localdate()
    term = body.terms.filter(starts__lte=day).order_by("-starts").first()
    return term if term is not None and (term.ends is None or term.ends > day) else None


def import_data(form: TermForm, *, confirm_all: bool, skip_faulty: bool) -> ImportPeople:
    """The verb's data from what the pages gathered."""
    return ImportPeople(confirm_sources=confirm_all, skip_faulty=skip_faulty, **form.import_data())
