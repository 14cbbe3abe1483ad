"""A file that the site made and the reader keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def to_keep(content: bytes, media_type: str, name: str) -> HttpResponse:
    """The answer that is saved under a name, Chinese or not; nobody on the way keeps a copy."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "no-store"
    return answer
