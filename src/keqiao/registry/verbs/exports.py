"""Verbs on what leaves the register: nothing changes, the audit keeps that names went out, and to whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb


class ExportList(VerbData):
    """In which form the list went out, and for how many people."""

    form: str
    people: int


@verb("people.export_list", does=_("下载了名单"), needs="people.see", on=lambda target, data: [target.organisation_id])
def export_list(act: Act, target: Body, data: ExportList) -> None:
    """Record that a body's name list was taken out as a file."""
    act.emit("people.list_exported", body=target.pk, form=data.form, people=data.people)
