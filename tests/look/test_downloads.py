"""A file to be kept comes under its own name and isn't stored on the way."""

from __future__ import annotations

from urllib.parse import unquote

from keqiao.look.downloads import to_keep


def test_a_file_comes_under_its_chinese_name() -> None:
    answer = to_keep(b"content", "application/pdf", "督查台账.pdf")
    assert answer.content == b"content"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert unquote(answer["Content-Disposition"]).endswith("督查台账.pdf")
    assert answer["Cache-Control"] == "no-store"
