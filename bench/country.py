"""A country of a given size as a snapshot, made by DuckDB in seconds: real division codes, everything else drawn."""

from __future__ import annotations

from pathlib import Path

import duckdb

from keqiao.kernel.organisations.tree import today
from keqiao.kernel.standards.divisions import read_divisions
from keqiao.plans.snapshots.description import Description, schema_of
from keqiao.plans.snapshots.tables import tables

from . import deeds

SOCIETIES = 30_000
ADOPTED, BEGAN = 20170101, 20211122
LEVELS = ("national", "provincial", "municipal", "county")

# Draws that repeat: a hash of the row's number and a salt, 0 to 99.
DRAW = "CREATE MACRO draw(n, salt) AS CAST(hash(n * 1000003 + salt) % 100 AS BIGINT)"
NOTHING = "CREATE MACRO nothing() AS CAST(NULL AS BIGINT)"


def make_country(folder: Path, people: int) -> Path:
    """A snapshot of the country with that many people and half as many posts, in a folder that doesn't exist yet."""
    folder.mkdir(mode=0o700, parents=True)
    duck = duckdb.connect(":memory:")
    duck.execute(DRAW)
    duck.execute(NOTHING)
    _divisions(duck)
    _organisations(duck)
    deeds.make_others(duck)
    deeds.make_said(duck)
    _bodies(duck)
    _people(duck, people)
    _posts(duck, people, people // 2)
    _rest(duck)
    deeds.make_records(duck)
    for table in tables():
        _write(duck, table.name, [(column.name, column.type) for column in table.columns], folder)
    duck.close()
    files = {path.name: path.stat().st_size for path in sorted(folder.glob("*.parquet"))}
    Description("bench", today() + 10000, schema_of(tables()), files).write(folder)
    return folder


def _divisions(duck: duckdb.DuckDBPyConnection) -> None:
    now = today()
    rows = [("100000", "national", None)]
    rows += [
        (row.code, row.level, row.parent or "100000")
        for row in read_divisions()
        if row.level in LEVELS and (row.valid_to is None or row.valid_to > now)
    ]
    duck.execute("CREATE TABLE given(code VARCHAR, level VARCHAR, parent VARCHAR)")
    duck.executemany("INSERT INTO given VALUES (?, ?, ?)", rows)
    duck.execute(
        """CREATE TABLE divisions_division AS
        WITH numbered AS (
            SELECT *, row_number() OVER (ORDER BY code) AS id FROM (SELECT DISTINCT ON (code) * FROM given))
        SELECT n.id, n.code, n.level, p.id AS parent_id, draw(n.id, 1) < 10 AS poor,
            nothing() AS starts, nothing() AS ends
        FROM numbered n LEFT JOIN numbered p ON p.code = n.parent"""
    )
    duck.execute(
        """CREATE TABLE divisions_population AS
        SELECT row_number() OVER () AS id, d.id AS division_id, y.year, 100000 + draw(d.id, 2) * 10000 AS people
        FROM divisions_division d, (SELECT unnest(range(2016, 2026)) AS year) y"""
    )


def _organisations(duck: duckdb.DuckDBPyConnection) -> None:
    duck.execute(
        f"""CREATE TABLE organisations_organisation AS
        SELECT id, code, '科协' || code AS name, 'association' AS kind, level,
            CAST(NULL AS VARCHAR) AS founding, nothing() AS founded, nothing() AS closed FROM divisions_division
        UNION ALL
        SELECT 1000000 + n, 's' || n, '学会' || n, 'society',
            CASE WHEN n % 100 < 1 THEN 'national' WHEN n % 100 < 20 THEN 'provincial' ELSE 'municipal' END,
            NULL, 20000101, NULL FROM range({SOCIETIES}) r(n)"""
    )
    duck.execute(
        """CREATE TABLE organisations_placement AS
        WITH leaders AS (
            SELECT id, level, row_number() OVER (PARTITION BY level ORDER BY id) - 1 AS place,
                count(*) OVER (PARTITION BY level) AS among FROM divisions_division
        )
        SELECT d.id, d.id AS organisation_id, d.parent_id AS leading_id, d.id AS division_id, nothing() AS starts,
            nothing() AS ends FROM divisions_division d
        UNION ALL
        SELECT o.id, o.id, l.id, NULL, NULL, NULL FROM organisations_organisation o
            JOIN leaders l ON l.level = o.level AND l.place = o.id % l.among WHERE o.kind = 'society'"""
    )
    duck.execute(
        """CREATE TABLE organisations_attribute AS
        SELECT row_number() OVER () AS id, id AS organisation_id, 'rating' AS kind,
            (1 + draw(id, 3) % 5) || 'A' AS value, nothing() AS starts, nothing() AS ends
        FROM organisations_organisation WHERE kind = 'society' AND id % 10 > 0"""
    )
    duck.execute(
        """CREATE TABLE organisations_link AS
        SELECT row_number() OVER () AS id, 'uplink' AS kind, id AS source_id, 1000000 + draw(id, 4) AS target_id,
            nothing() AS starts, nothing() AS ends FROM organisations_organisation WHERE kind = 'society'"""
    )


def _bodies(duck: duckdb.DuckDBPyConnection) -> None:
    duck.execute(
        """CREATE TABLE posts_body AS
        SELECT row_number() OVER (ORDER BY o.id, b.kind) AS id, o.id AS organisation_id, b.kind, b.weight, b.role
        FROM organisations_organisation o JOIN (VALUES
            ('association', 'congress', 60, 'delegate'), ('association', 'full_committee', 25, 'member'),
            ('association', 'standing_committee', 8, 'member'),
            ('association', 'chair_meeting', 2, 'vice_chair'), ('association', 'secretariat', 1, 'secretary'),
            ('society', 'council', 5, 'director'),
            ('society', 'standing_council', 2, 'standing_director'), ('society', 'members_congress', 10, 'delegate')
        ) b(owner, kind, weight, role) ON b.owner = o.kind"""
    )
    duck.execute(
        f"""CREATE TABLE posts_term AS
        SELECT id * 2 AS id, id AS body_id, 8 AS number, 20161122 AS starts, {BEGAN} AS ends FROM posts_body
        UNION ALL SELECT id * 2 + 1, id, 9, {BEGAN}, 20261122 FROM posts_body"""
    )


def _people(duck: duckdb.DuckDBPyConnection, people: int) -> None:
    duck.execute(
        f"""CREATE TABLE people_person AS
        SELECT n + 1 AS id, 1 AS keeper_id, CASE WHEN draw(n, 5) < 62 THEN 'male' ELSE 'female' END AS sex,
            CASE WHEN draw(n, 6) < 90 THEN '01' ELSE '08' END AS ethnicity, b.day AS birth_from,
            CASE WHEN draw(n, 7) < 5 THEN b.day // 10000 * 10000 + 1231 ELSE b.day END AS birth_to
        FROM (SELECT n, (1950 + draw(n, 8) % 50) * 10000 + (1 + draw(n, 9) % 12) * 100 + 1 + draw(n, 10) % 28 AS day
            FROM range({people}) r(n)) b"""
    )
    duck.execute(
        """CREATE TABLE people_employment AS
        SELECT id, id AS person_id, nothing() AS unit_id,
            list_value('enterprise', 'university', 'institute', 'rural', 'medical', 'school', 'government',
                'public_institution')[1 + draw(id, 11) % 8] AS source_class,
            draw(id, 12) < 20 AS leading_official, draw(id, 13) < 97 AS confirmed,
            nothing() AS starts, nothing() AS ends
        FROM people_person"""
    )
    duck.execute(
        """CREATE TABLE people_trait AS
        SELECT id, id AS person_id, 'political_affiliation' AS kind, '01' AS value,
            nothing() AS starts, nothing() AS ends
        FROM people_person WHERE draw(id, 14) < 60"""
    )


def _posts(duck: duckdb.DuckDBPyConnection, people: int, posts: int) -> None:
    """Posts spread over the bodies by their weight; a fifth of them in the term before."""
    duck.execute(
        f"""CREATE TABLE posts_post AS
        WITH seats AS (
            SELECT b.id, b.role, CAST(ceil(b.weight * {posts} * 1.0 / sum(b.weight) OVER ()) AS BIGINT) AS many
            FROM posts_body b
        ), filled AS (SELECT id, role, unnest(range(many)) AS seat FROM seats)
        SELECT row_number() OVER () AS id, 1 + CAST(hash(id * 7919 + seat) % {people} AS BIGINT) AS person_id,
            id * 2 + CASE WHEN seat % 5 = 0 THEN 0 ELSE 1 END AS term_id, role, nothing() AS starts, nothing() AS ends,
            seat % 3 = 0 AS part_time, seat % 11 = 0 AS resident, seat % 2 = 0 AS elected_by_unit FROM filled"""
    )
    duck.execute(
        f"""CREATE TABLE posts_secondment AS
        SELECT n AS id, 1 + n % {people} AS person_id, d.id AS organisation_id, 'in' AS direction,
            20190101 AS starts, 20210101 + draw(n, 15) AS ends
        FROM range(10000) r(n) JOIN divisions_division d ON d.id = 1 + n % 3000"""
    )


def _rest(duck: duckdb.DuckDBPyConnection) -> None:
    """Meetings, places, activities and money of every association."""
    duck.execute(
        """CREATE TABLE assemblies_meeting AS
        SELECT b.id * 20 + y.year - 2017 AS id, b.id AS body_id, 'session' AS kind, y.year * 10000 + 315 AS date,
            y.year, nothing() AS due, TRUE AS quorate
        FROM posts_body b, (SELECT unnest(range(2017, 2026)) AS year) y WHERE b.role <> 'director'"""
    )
    duck.execute(
        """CREATE TABLE places_place AS
        SELECT d.id * 10 + k.n AS id, d.id AS organisation_id, d.id AS division_id, k.kind, k.site,
            CAST(NULL AS VARCHAR) AS partner, d.level, 20180101 AS opened, nothing() AS closed,
            CAST(NULL AS BOOLEAN) AS lead_of_kind
        FROM divisions_division d, (VALUES (0, 'science_hall', NULL), (1, 'education_base', NULL),
            (2, 'e_station', 'community'), (3, 'e_station', 'campus'), (4, 'e_station', 'village'),
            (5, 'e_station', 'base')) k(n, kind, site) WHERE draw(d.id, 16 + k.n) < 85"""
    )
    duck.execute(
        """CREATE TABLE places_placeattribute AS
        SELECT id, id AS place_id, 'floor_area' AS kind, 500 + draw(id, 30) * 100 AS value,
            nothing() AS starts, nothing() AS ends
        FROM places_place"""
    )
    duck.execute(
        """CREATE TABLE activities_activity AS
        SELECT row_number() OVER () AS id, p.organisation_id, 'popularisation' AS kind, y.year * 10000 + 601 AS date,
            y.year, 'public' AS audience, TRUE AS themed, p.id AS place, p.division_id, nothing() AS served_id
        FROM places_place p, (SELECT unnest(range(2017, 2026)) AS year) y WHERE draw(p.id + y.year, 31) < 70"""
    )
    duck.execute(
        """CREATE TABLE money_funding AS
        SELECT row_number() OVER () AS id, d.id AS organisation_id, y.year, 'budget' AS kind, d.level,
            'popularisation' AS purpose, (50000 + draw(d.id + y.year, 32) * 10000) * 100 AS amount
        FROM divisions_division d, (SELECT unnest(range(2016, 2026)) AS year) y"""
    )


def _write(duck: duckdb.DuckDBPyConnection, name: str, columns: list[tuple[str, str]], folder: Path) -> None:
    """A table in the snapshot's columns; one that wasn't made is empty."""
    made = duck.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone()
    kept = ", ".join(f'CAST("{column}" AS {kind}) AS "{column}"' for column, kind in columns)
    empty = ", ".join(f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in columns)
    select = f"SELECT {kept} FROM {name}" if made else f"SELECT {empty} WHERE FALSE"
    target = str(folder / f"{name}.parquet").replace("'", "''")
    duck.execute(f"COPY ({select}) TO '{target}' (FORMAT parquet)")
