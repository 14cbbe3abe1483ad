"""A form as people meet it: half filled, two things wrong."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SpecimenForm(forms.Form):
    """Registers a delegate: every kind of control once."""

    name = forms.CharField(label=_("姓名"), max_length=50)
    birth = forms.CharField(
        label=_("出生年月"), help_text=_("写到月即可，如1975.06。用于核算45周岁以下代表比例。"), required=False
    )
    kind = forms.ChoiceField(
        label=_("来源"), choices=[("", _("请选择")), ("enterprise", _("企业")), ("rural", _("农村"))]
    )
    sex = forms.ChoiceField(
        label=_("性别"), choices=[("f", _("女")), ("m", _("男"))], widget=forms.RadioSelect, required=False
    )
    duties = forms.MultipleChoiceField(
        label=_("拟任职务"),
        choices=[("delegate", _("代表")), ("committee", _("全委会委员")), ("standing", _("常委会委员"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    deeds = forms.CharField(label=_("主要事迹"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    roster = forms.FileField(
        label=_("推荐表"), help_text=_("Word或PDF，不超过30MB。请勿上传涉密材料。"), required=False
    )
    official = forms.BooleanField(
        label=_("担任处级以上领导职务"), help_text=_("担任的，不计入基层一线科技工作者。"), required=False
    )

    def clean_birth(self) -> str:
        """Refuses what the specimen gets wrong."""
        raise forms.ValidationError(_("“1975.13”不是一个月份。请改为1975.01至1975.12之间的年月。"))


def bound() -> SpecimenForm:
    """The form with its two faults."""
    return SpecimenForm({"name": "韦晓岚", "birth": "1975.13", "sex": "f", "duties": ["delegate"]})
