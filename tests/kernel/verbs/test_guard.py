"""No way of writing passes by the verbs: whatever reaches the database is looked at."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client

from cast import OPERATES, PASSWORD, Cast
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.guard import WRITE, WriteOutsideVerb, refuse_stray_writes
from keqiao.kernel.verbs.models import Event
from kernel.verbs import trial
from threads import at_once

refused = pytest.raises(WriteOutsideVerb, match=r"Table \w+ was written outside a verb\. Call the verb")


def new(code: str = "new") -> Organisation:
    """An organisation that isn't stored."""
    return Organisation(code=code, name="新学会", kind="society", level="municipal")


def run(sql: str) -> None:
    """Carry out raw SQL."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


# What is refused outside a verb


def test_saving_a_record_is_refused(cast: Cast) -> None:
    cast.liuzhou.name = "偷偷改"
    with refused, transaction.atomic():
        cast.liuzhou.save()
    with refused, transaction.atomic():
        new().save()
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "柳州市科学技术协会"
    assert not Organisation.objects.filter(code="new").exists()


def test_update_and_bulk_create_are_refused(cast: Cast) -> None:
    with refused, transaction.atomic():
        Organisation.objects.update(name="偷偷改")
    with refused, transaction.atomic():
        Organisation.objects.bulk_create([new()])
    with refused, transaction.atomic():
        Organisation.objects.bulk_create([new()], ignore_conflicts=True)
    with refused, transaction.atomic():
        Organisation.objects.bulk_update([cast.liuzhou], ["name"])
    assert not Organisation.objects.filter(name="偷偷改").exists()


def test_deleting_is_refused(cast: Cast) -> None:
    with refused, transaction.atomic():
        cast.engineer.delete()
    with refused, transaction.atomic():
        Person.objects.all().delete()
    with refused, transaction.atomic():
        Person.objects.all()._raw_delete("default")
    assert Person.objects.filter(pk=cast.engineer.pk).exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE people_person SET name = 'x'",
        'update "people_person" set name = 1',
        "  \n UPDATE people_person SET name = 'x'",
        "DELETE FROM people_person",
        "INSERT INTO people_person (name) VALUES ('x')",
        "SELECT 1; DELETE FROM people_person",
        "WITH gone AS (DELETE FROM people_person RETURNING 1) SELECT 1",
        "WITH some AS (SELECT 1) UPDATE people_person SET name = 'x'",
        "TRUNCATE people_person",
        "TRUNCATE TABLE people_person",
        "INSERT OR REPLACE INTO people_person (name) VALUES ('x')",
        "REPLACE INTO people_person (name) VALUES ('x')",
    ],
)
def test_raw_sql_is_refused(cast: Cast, sql: str) -> None:
    with refused:
        run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM people_person WHERE name = 'DELETE FROM people_person'",
        'SELECT "updated" FROM (SELECT 1 AS "updated") t',
        "SELECT id FROM people_person FOR UPDATE",
    ],
)
def test_reading_is_no_writing(sql: str) -> None:
    assert not WRITE.findall(sql)


def test_many_rows_at_once_are_looked_at_too(cast: Cast) -> None:
    with refused, connection.cursor() as cursor:
        cursor.executemany("UPDATE people_person SET name = %s", [["x"], ["y"]])


# What passes


def test_within_a_verb_everything_may_be_written(cast: Cast) -> None:
    trial.rename(OPERATES, cast.liuzhou, {"name": "新名"})
    with ledger.opened():
        Organisation.objects.filter(pk=cast.liuzhou.pk).update(short_name="新")
        Organisation.objects.bulk_create([new()])
        run("UPDATE organisations_organisation SET code = 'raw' WHERE code = 'new'")
    stored = Organisation.objects.get(pk=cast.liuzhou.pk)
    assert (stored.name, stored.short_name) == ("新名", "新")
    assert Organisation.objects.filter(code="raw").exists()


def test_after_the_verb_it_is_refused_again(cast: Cast) -> None:
    trial.rename(OPERATES, cast.liuzhou, {"name": "新名"})
    with refused, transaction.atomic():
        cast.liuzhou.save()


@pytest.mark.django_db(transaction=True)
def test_a_verb_in_one_thread_lets_no_other_thread_write(cast: Cast) -> None:
    def write() -> None:
        Organisation.objects.update(name="偷偷改")

    with ledger.opened():
        [answer] = at_once(write)
    assert isinstance(answer, WriteOutsideVerb)


def test_an_exemption_holds_as_long_as_its_block(cast: Cast) -> None:
    with ledger.exempt("given"):
        Organisation.objects.filter(pk=cast.liuzhou.pk).update(name="给定")
    with refused, transaction.atomic():
        Organisation.objects.update(name="偷偷改")
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "给定"


def test_an_exemption_ends_when_its_block_fails(cast: Cast) -> None:
    with pytest.raises(OSError, match="no line"), ledger.exempt("given"):
        raise OSError("no line")
    with refused, transaction.atomic():
        cast.liuzhou.save()


def test_what_frameworks_and_jobs_keep_for_themselves_is_exempt(db: None) -> None:
    SessionStore().create()
    Event.objects.create(name="trial.founded", payload="{}")
    Dirty.objects.create(fact="trial", organisation=1)
    assert not Entry.objects.exists()


def test_logging_in_notes_its_time_and_nothing_else_of_the_user(cast: Cast, client: Client) -> None:
    assert client.login(username="clerk", password=PASSWORD)
    cast.clerk.refresh_from_db()
    assert cast.clerk.last_login is not None
    cast.clerk.display_name = "偷偷改"
    with refused, transaction.atomic():
        cast.clerk.save()
    with refused, transaction.atomic():
        cast.clerk.save(update_fields=["last_login", "display_name"])


def test_a_new_connection_is_guarded_once(db: None) -> None:
    connection.close()
    connection.ensure_connection()
    assert connection.execute_wrappers.count(refuse_stray_writes) == 1
