"""The same package out of a folder and out of texts: nobody can tell which."""

from __future__ import annotations

from pathlib import Path

import pytest

from keqiao.plans.packages.files import FolderFiles, WrittenFiles, digest_of
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.packages.read import read_files
from plans.facts_fixture import FACTS
from plans.folder import Folder


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder as texts, in another order."""
    files = FolderFiles(folder)
    return {name: files.data(name).decode() for name in reversed(files.names())}


def test_texts_make_the_same_package_as_their_files(tmp_path: Path) -> None:
    path = Folder(tmp_path).write()
    written = WrittenFiles("small", texts(path))
    assert written.names() == FolderFiles(path).names()
    assert digest_of(written) == digest_of(FolderFiles(path))
    assert read_files(written, FACTS) == read_files(FolderFiles(path), FACTS)


def test_the_commitments_are_kept_as_they_were_written(tmp_path: Path) -> None:
    package = Folder(tmp_path).read()
    assert package.written["one"]["where"] == "sitting"


def test_a_text_that_is_missing_is_told_like_a_file(tmp_path: Path) -> None:
    left = {name: text for name, text in texts(Folder(tmp_path).write()).items() if name != "clauses.yaml"}
    with pytest.raises(PackageError, match=r"small/clauses\.yaml: the file can't be opened"):
        read_files(WrittenFiles("small", left), FACTS)
