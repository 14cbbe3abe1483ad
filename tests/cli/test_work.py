"""``keqiao work``: what pages leave to the background is done, by a worker or by the chores."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from cli.conftest import Keqiao
from keqiao.cli import work
from keqiao.registry.imports.jobs import read_list

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kept_in_the_database(settings: Settings) -> None:
    """As the running site has it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_what_waits_is_done_once(keqiao: Keqiao) -> None:
    read_list.enqueue(10**9, 1, "zh-hans")  # nobody's list any more: there is nothing to do
    assert "已办完1项后台工作" in keqiao("work", "--once").out
    assert "已办完0项后台工作" in keqiao("work", "--once").out
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_chores_take_what_lies_too_long_and_forget_what_is_done() -> None:
    read_list.enqueue(10**9, 1, "zh-hans")
    work.work_left_lying()
    assert DBTaskResult.objects.ready().count() == 1
    DBTaskResult.objects.update(enqueued_at=timezone.now() - dt.timedelta(minutes=5))
    work.work_left_lying()
    assert DBTaskResult.objects.ready().count() == 0
    work.forget_finished()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at=timezone.now() - dt.timedelta(days=8))
    work.forget_finished()
    assert DBTaskResult.objects.count() == 0
