"""Files that are handed in: refused when too large, given back to be kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.pages.uploads import FileForm, answer_file
from keqiao.registry.verbs.files import attach


def test_a_file_over_the_limit_is_refused_before_it_is_read(settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2**20
    form = FileForm({}, {"file": SimpleUploadedFile("请示.pdf", b"x" * (2**20 + 1))})
    assert not form.is_valid()
    assert "超过上限1MB" in form.errors["file"][0]


def test_no_file_is_told() -> None:
    assert "没有选择文件" in FileForm({}, {}).errors["file"][0]


@pytest.mark.django_db
def test_a_kept_file_is_never_shown_inside_the_site(scene: Scene) -> None:
    kept = attach(scene.clerk, scene.cast.society, {"name": "请示.pdf", "content": b"%PDF-1.4"})
    answer = answer_file(kept)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
