"""What a package answers about its parts."""

from __future__ import annotations

import pytest

from plans.folder import Folder


def test_parts_are_found_by_name(folder: Folder) -> None:
    package = folder.read()
    assert package.clause("二.1").printed == "第二部分第1条"
    assert package.commitment("one").clause == "一"
    for find in (package.clause, package.commitment):
        with pytest.raises(KeyError):
            find("nothing")


def test_a_package_binds_where_its_plan_says(folder: Folder) -> None:
    scope = folder.read().scope
    assert (scope.plan, scope.jurisdiction, str(scope.subject), scope.adopted) == (
        "small",
        "990100",
        "association@municipal",
        20170601,
    )
