"""A file that is handed in with a form: refused before it is read when it is too large."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.files.models import Attachment


class FileForm(forms.Form):
    """Base of the room's forms with a file."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("PDF、Word、Excel、图片或OFD。不得上传涉密文件。"),
        widget=forms.FileInput,
        error_messages={"required": gettext_lazy("没有选择文件。请选择文件。")},
    )

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        limit = int(settings.UPLOAD_LIMIT)
        if file is not None and (file.size or 0) > limit:
            said = _("文件超过上限%(limit)dMB。请压缩后重新选择。")
            raise forms.ValidationError(said % {"limit": limit // 2**20})
        return file


def answer_file(one: Attachment) -> FileResponse:
    """The file itself, to be kept and never shown inside the site."""
    answer = FileResponse(one.content.open("rb"), content_type=one.media_type, as_attachment=True, filename=one.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
