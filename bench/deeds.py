"""What the country's organisations did and reported, so that every commitment of every plan has something to count."""

from __future__ import annotations

import duckdb

from . import analyst

PARTY_KINDS = "['leading_party_group', 'party_committee', 'party_branch', 'party_work_group']"
OTHERS = (  # kinds of organisations beside associations and societies: how many, at which level
    ("school", 3000, "county"),
    ("village", 3000, "village"),
    ("enterprise_association", 2000, "county"),
    ("township_association", 2000, "township"),
    ("affiliated_institution", 40, "national"),
)
INSTITUTIONS = 2_000_000  # their numbers begin here, those of Party organisations a million later


def make_others(duck: duckdb.DuckDBPyConnection) -> None:
    """Schools, villages and their like, a Party organisation for two in three counties and societies, what is said."""
    for place, (kind, many, level) in enumerate(OTHERS):
        first = INSTITUTIONS + place * 10_000
        duck.execute(
            f"""INSERT INTO organisations_organisation SELECT {first} + n, '{kind}' || n, '{kind}' || n, '{kind}',
                '{level}', NULL, CASE WHEN n % 7 = 0 THEN 20190101 END, CASE WHEN n % 11 = 0 THEN 20240101 END
            FROM range({many}) r(n)"""
        )
    duck.execute(
        f"""CREATE TABLE led AS SELECT id, id + 3000000 AS party, {PARTY_KINDS}[1 + draw(id, 40) % 4] AS kind, level
        FROM organisations_organisation WHERE draw(id, 41) < 66
            AND (kind = 'society' OR (kind = 'association' AND level = 'county'))"""
    )
    duck.execute(
        """INSERT INTO organisations_organisation
        SELECT party, 'p' || id, '党组织' || id, kind, level, NULL,
            CASE WHEN id % 3 = 0 THEN 20220101 END, NULL FROM led"""
    )
    duck.execute("UPDATE organisations_organisation SET founding = 'independent' WHERE level = 'county' AND id % 3 = 0")


def make_said(duck: duckdb.DuckDBPyConnection) -> None:
    """Attributes that began, ended and are unknown, and ties to Party organisations recorded from either end."""
    for salt, (kind, owners) in enumerate(
        {
            "poor": "'school', 'village'",
            "party_conditions": "'association'",
            "full_time_staff": "'association', 'society'",
            "discipline_based": "'enterprise_association', 'township_association'",
        }.items()
    ):
        duck.execute(
            f"""INSERT INTO organisations_attribute
            SELECT {INSTITUTIONS} * {salt + 1} * 5 + id * 2 + again, id, '{kind}',
                CASE WHEN draw(id + again, {50 + salt}) < 60 THEN '1' ELSE '0' END,
                CASE WHEN again = 1 THEN 20210101 END, CASE WHEN again = 1 AND id % 13 = 0 THEN 20230101 END
            FROM organisations_organisation, range(2) r(again)
            WHERE kind IN ({owners}) AND draw(id, {60 + salt}) < 80"""
        )
    duck.execute(
        """INSERT INTO organisations_attribute
        SELECT 900000000 + id, id, 'size_band', ['small', 'medium', 'large'][1 + id % 3], NULL, NULL
        FROM organisations_organisation WHERE kind = 'society' AND id % 9 > 0"""
    )
    duck.execute(
        """INSERT INTO organisations_link
        SELECT 1000000 + row_number() OVER (), 'party_organisation_of', CASE WHEN id % 2 = 0 THEN id ELSE party END,
            CASE WHEN id % 2 = 0 THEN party ELSE id END, NULL, CASE WHEN id % 17 = 0 THEN 20250101 END FROM led
        UNION ALL
        SELECT 2000000 + row_number() OVER (), 'uplink', id, 1000000 + (id + 7) % 30000, 20180101, NULL
        FROM organisations_organisation WHERE kind = 'society' AND id % 2 = 0"""
    )


def make_records(duck: duckdb.DuckDBPyConnection) -> None:
    """Second employments, members, duties, attendance, publications, awards, more activities, reports."""
    duck.execute(
        """INSERT INTO people_employment SELECT id + 100000000, id, NULL, 'township', id % 2 = 0, id % 5 > 0,
            20200101 + (id % 4) * 10000, CASE WHEN id % 3 = 0 THEN 20240101 END
        FROM people_person WHERE id % 20 = 0"""
    )
    duck.execute(
        """INSERT INTO posts_post SELECT 100000000 + b.id, 1 + b.id % 100000, b.id * 2 + 1, 'secretary_general', NULL,
            NULL, b.id % 4 = 0, FALSE, FALSE FROM posts_body b WHERE b.kind = 'council' AND b.id % 5 > 0"""
    )
    duck.execute(
        """CREATE TABLE memberships_membership AS
        SELECT row_number() OVER () AS id, o.id AS organisation_id, 1 + (o.id * 7 + n) % 100000 AS person_id,
            NULL AS member_id, 'individual' AS kind, 'paid' AS fee,
            CASE WHEN n % 5 > 0 THEN 20150101 + (o.id + n) % 12 * 10000 END AS starts, NULL AS ends
        FROM organisations_organisation o, range(10) r(n) WHERE o.kind = 'society'"""
    )
    duck.execute(
        """CREATE TABLE sitting AS SELECT p.id, p.person_id, b.id AS body_id, b.kind
        FROM posts_post p JOIN posts_body b ON p.term_id = b.id * 2 + 1
        WHERE b.kind IN ('congress', 'full_committee', 'standing_committee')"""
    )
    duck.execute(
        """CREATE TABLE assemblies_dutyact AS
        SELECT row_number() OVER () AS id, body_id, person_id,
            CASE WHEN kind = 'full_committee' THEN 'duty_report' WHEN id % 2 = 0 THEN 'report' ELSE 'proposal' END
                AS kind, y.year * 10000 + 901 AS date, y.year
        FROM sitting, (SELECT unnest(range(2017, 2026)) AS year) y WHERE draw(id + y.year, 70) < 60"""
    )
    duck.execute(
        """CREATE TABLE assemblies_attendance AS
        SELECT row_number() OVER () AS id, m.id AS meeting_id, s.person_id,
            CASE WHEN draw(s.id + m.year, 71) < 60 THEN 'present' WHEN draw(s.id + m.year, 71) < 90 THEN 'absent'
                ELSE 'excused' END AS status
        FROM sitting s JOIN assemblies_meeting m ON m.body_id = s.body_id
        WHERE s.kind <> 'congress' AND m.year > 2020"""
    )
    _published_and_awarded(duck)
    _served(duck)
    _reported(duck)


def _published_and_awarded(duck: duckdb.DuckDBPyConnection) -> None:
    duck.execute(
        """CREATE TABLE resources_title AS SELECT id * 3 + n AS id, id AS organisation_id,
            ['popular_work', 'periodical_issue', 'theory_result'][n + 1] AS kind
        FROM divisions_division, range(3) r(n)"""
    )
    duck.execute(
        """CREATE TABLE resources_publication AS SELECT row_number() OVER () AS id, t.id AS title_id,
            y.year * 10000 + (1 + draw(t.id + y.year, 72) % 12) * 100 + 1 AS date, y.year
        FROM resources_title t, (SELECT unnest(range(2016, 2027)) AS year) y WHERE draw(t.id + y.year, 73) < 70"""
    )
    duck.execute(
        """CREATE TABLE calls_award AS SELECT row_number() OVER () AS id, d.id AS organisation_id,
            ['academician_reserve', 'key_popularisation_project', 'other'][1 + draw(d.id + y.year, 74) % 3]
                AS programme,
            y.year * 10000 + 501 AS date, y.year, d.id AS division_id
        FROM divisions_division d, (SELECT unnest(range(2016, 2026)) AS year) y"""
    )
    duck.execute(
        """INSERT INTO money_funding SELECT 10000000 + id, organisation_id, year, kind, level,
            CASE WHEN id % 3 = 0 THEN 'exhibition' WHEN id % 3 = 1 THEN '' END, amount // 2 FROM money_funding
        WHERE id % 4 = 0"""
    )


def _served(duck: duckdb.DuckDBPyConnection) -> None:
    duck.execute(
        f"""INSERT INTO activities_activity SELECT 50000000 + row_number() OVER (), 1 + o.id % 3000,
            CASE WHEN o.kind = 'school' THEN 'popularisation' ELSE 'training' END, y.year * 10000 + 920, y.year,
            'youth', FALSE, NULL, NULL, o.id
        FROM organisations_organisation o, (SELECT unnest(range(2015, 2027)) AS year) y
        WHERE o.id BETWEEN {INSTITUTIONS} AND {INSTITUTIONS} + 20000 AND draw(o.id + y.year, 75) < 15"""
    )
    duck.execute(
        """INSERT INTO activities_activity SELECT 60000000 + row_number() OVER (), d.id,
            CASE WHEN n = 0 THEN 'guidance' ELSE 'literacy_action' END, y.year * 10000 + 305, y.year,
            ['youth', 'farmers', 'urban_workers', 'officials', 'public', ''][1 + draw(d.id + n + y.year, 76) % 6],
            FALSE, NULL, d.id, NULL
        FROM divisions_division d, range(3) r(n), (SELECT unnest(range(2016, 2026)) AS year) y
        WHERE draw(d.id + n + y.year, 77) < 30"""
    )
    duck.execute(
        """INSERT INTO places_place SELECT 100000000 + d.id * 10 + n, d.id, d.id,
            ['workstation', 'survey_station', 'earthquake_hall', 'traffic_safety_base', 'fire_safety_base'][n + 1],
            NULL, ['seismology', '', 'seismology', 'public_security', 'fire'][1 + (n + d.id % 2) % 5], d.level,
            CASE WHEN d.id % 8 > 0 THEN 20150101 + (d.id % 8) * 10000 END, CASE WHEN d.id % 19 = 0 THEN 20230101 END,
            NULL
        FROM divisions_division d, range(5) r(n) WHERE draw(d.id + n, 78) < 70"""
    )
    duck.execute(
        """INSERT INTO places_place SELECT 200000000 + id, id, id, 'e_station', '', NULL, level, NULL, NULL, NULL
        FROM divisions_division WHERE id % 6 = 0"""
    )


def _reported(duck: duckdb.DuckDBPyConnection) -> None:
    indicators = ", ".join(f"'{one}'" for one in sorted({one for one, _day in analyst.INDICATORS}))
    listed = [*analyst.TOPICS.values(), *(topic for _what, topic, _first in analyst.EACH_YEAR)]
    listed += ["reform.progress-report", "reform.local-measures", "association-heads.standing-committees"]
    topics = ", ".join(f"'{one}'" for one in sorted({one for topic in listed for one in topic.split()}))
    states = "['approved', 'approved', 'submitted', 'rejected']"
    duck.execute(
        f"""CREATE TABLE returns_return AS
        SELECT row_number() OVER () AS id, d.id AS organisation_id, {states}[1 + draw(d.id + y.year, 80) % 4] AS status,
            y.year * 10000 + 1110 AS submitted_on, y.year * 10000 + 1125 + draw(d.id, 81) % 5 AS decided_on,
            i.indicator, y.year, draw(d.id + y.year, 82) AS value, 1 + draw(d.id, 83) % 3 AS per
        FROM divisions_division d, (SELECT unnest([{indicators}]) AS indicator) i,
            (SELECT unnest(range(2016, 2026)) AS year) y WHERE draw(d.id + y.year + ord(i.indicator), 84) < 20"""
    )
    duck.execute(
        f"""CREATE TABLE returns_attestation AS
        SELECT row_number() OVER () AS id, d.id AS organisation_id, {states}[1 + draw(d.id + y.year, 85) % 4] AS status,
            y.year * 10000 + 620 AS submitted_on, y.year * 10000 + 620 + draw(d.id + y.year, 86) % 2 * 85 AS decided_on,
            t.topic
        FROM divisions_division d, (SELECT unnest([{topics}]) AS topic) t,
            (SELECT unnest(range(2015, 2027)) AS year) y WHERE draw(d.id + y.year + length(t.topic), 87) < 30"""
    )
