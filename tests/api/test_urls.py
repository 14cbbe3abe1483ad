"""The interface's description: OpenAPI 3.1, served plainly, without scripts."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_it_is_described() -> None:
    answer = Client().get("/api/openapi.json")
    described = answer.json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/api/plans",
        "/api/plans/{plan}/{code}/figures",
        "/api/plans/{plan}/{code}/figures/{commitment}",
        "/api/organisations/{code}/bodies/{kind}/repair",
    }
    assert all(set(methods) == {"get"} for methods in described["paths"].values())
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_its_own_address_leads_there() -> None:
    assert Client().get("/api/")["Location"] == "/api/openapi.json"


def test_there_is_no_page_whose_scripts_the_policy_would_have_to_let_in() -> None:
    assert Client().get("/api/docs").status_code == 404
