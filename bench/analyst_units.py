"""The analyst's part about units that others reach: counties with stations, societies with Party groups."""

from __future__ import annotations

TABLES = (
    """
years AS (SELECT unnest(range(2017, {last} + 1)) AS year),
halves AS (SELECT year * 10 + half AS half FROM years, (VALUES (1), (2)) h(half)
    UNION ALL SELECT ({last} + 1) * 10 + 1),
tied AS (
    SELECT l.source_id AS org, o.kind FROM organisations_link l JOIN organisations_organisation o ON o.id = l.target_id
    WHERE l.kind = 'party_organisation_of'
        AND (l.starts IS NULL OR l.starts <= {day}) AND (l.ends IS NULL OR l.ends > {day})
    UNION ALL
    SELECT l.target_id, o.kind FROM organisations_link l JOIN organisations_organisation o ON o.id = l.source_id
    WHERE l.kind = 'party_organisation_of'
        AND (l.starts IS NULL OR l.starts <= {day}) AND (l.ends IS NULL OR l.ends > {day})
), party AS (
    SELECT org, bool_or(kind = 'leading_party_group') AS council, bool_or(kind = 'party_work_group') AS working,
        bool_or(kind = 'party_branch') AS branch, bool_or(kind IN ('party_committee', 'party_branch')) AS office,
        bool_or(kind IN ('leading_party_group', 'party_committee', 'party_branch', 'party_work_group')) AS any_of_them
    FROM tied GROUP BY org
), topics AS (
    SELECT org, bool_or(topic = 'reform.local-measures') AS measures,
        bool_or(topic = 'association-heads.standing-committees') AS heads
    FROM attested WHERE approved GROUP BY org
)""",
    """
served AS (
    SELECT served_id AS org, bool_or(kind = 'training' AND date >= 20170929) AS trained,
        bool_or(kind = 'training' AND date >= 20250301) AS trained_lately,
        bool_or(kind = 'popularisation' AND date BETWEEN 20160101 AND 20201231) AS visited
    FROM activities_activity WHERE date <= {day} AND served_id IS NOT NULL GROUP BY served_id
), poor_then AS (
    SELECT organisation_id AS org, value FROM organisations_attribute
    WHERE kind = 'poor' AND (starts IS NULL OR starts <= 20201231) AND (ends IS NULL OR ends > 20201231)
    QUALIFY row_number() OVER (PARTITION BY organisation_id ORDER BY coalesce(starts, 0) DESC, id DESC) = 1
), rated AS (
    SELECT organisation_id AS org, value FROM organisations_attribute
    WHERE kind = 'rating' AND (starts IS NULL OR starts <= 20200324) AND (ends IS NULL OR ends > 20200324)
    QUALIFY row_number() OVER (PARTITION BY organisation_id ORDER BY coalesce(starts, 0) DESC, id DESC) = 1
), uplinks AS (
    SELECT l.source_id, l.target_id, o.kind FROM organisations_link l
        JOIN organisations_organisation o ON o.id = l.target_id
    WHERE l.kind = 'uplink' AND (l.starts IS NULL OR l.starts <= 20200324) AND (l.ends IS NULL OR l.ends > 20200324)
), up AS (
    SELECT source_id AS org, count(DISTINCT target_id) AS n FROM uplinks WHERE kind = 'society' GROUP BY source_id
), down AS (SELECT target_id AS org, count(*) AS n FROM uplinks GROUP BY target_id),
secretaries AS (SELECT org, sum(full_time) AS n FROM posts WHERE role = 'secretary_general' AND place = 1 GROUP BY org),
budgeted AS (
    SELECT organisation_id AS org, year, bool_or(purpose = 'popularisation') AS sure,
        bool_or(coalesce(purpose, '') = '') AS perhaps
    FROM money_funding WHERE kind = 'budget' AND year <= {day} // 10000 GROUP BY organisation_id, year
)""",
    """
then_open AS (
    SELECT division_id AS id, bool_or(kind = 'workstation') AS station,
        bool_or(kind = 'science_hall' AND opened IS NOT NULL) AS hall, bool_or(kind = 'science_hall') AS perhaps_hall
    FROM places_place WHERE (opened IS NULL OR opened <= 20201231) AND (closed IS NULL OR closed > 20201231)
    GROUP BY division_id
), sited AS (
    SELECT division_id AS id, bool_or(site = 'community') AS a, bool_or(site = 'campus') AS b,
        bool_or(site = 'village') AS c, bool_or(site = 'base') AS d, bool_or(coalesce(site, '') = '') AS unsaid
    FROM places_place WHERE kind = 'e_station' AND (opened IS NULL OR opened <= {day})
        AND (closed IS NULL OR closed > {day})
    GROUP BY division_id
), guided AS (
    SELECT DISTINCT division_id AS id FROM activities_activity
    WHERE kind = 'guidance' AND date BETWEEN 20170929 AND {day}
), bases AS (
    SELECT id, organisation_id AS org FROM places_place
    WHERE kind = 'education_base' AND (opened IS NULL OR opened <= {day}) AND (closed IS NULL OR closed > {day})
), themed AS (
    SELECT DISTINCT place, date // 10000 AS year, CASE WHEN date % 10000 < 701 THEN 1 ELSE 2 END AS half
    FROM activities_activity WHERE themed AND date <= {day}
), did AS (
    SELECT h.org, h.body, d.year, count(*) AS n FROM held h JOIN (
        SELECT DISTINCT a.person_id, b.kind AS body, a.date // 10000 AS year
        FROM assemblies_dutyact a JOIN posts_body b ON b.id = a.body_id WHERE a.date <= {day}
            AND ((b.kind = 'congress' AND a.kind IN ('report', 'proposal'))
                OR (b.kind = 'full_committee' AND a.kind = 'duty_report'))
    ) d ON d.person_id = h.person_id AND d.body = h.body
    WHERE h.place = 1 AND h.role = CASE h.body WHEN 'congress' THEN 'delegate' ELSE 'member' END
    GROUP BY h.org, h.body, d.year
), sat AS (
    SELECT b.organisation_id AS org, b.kind AS body, a.person_id, m.date, a.status,
        max(CASE WHEN a.status <> 'absent' THEN m.date ELSE 0 END)
            OVER (PARTITION BY b.organisation_id, b.kind, a.person_id) AS came
    FROM assemblies_attendance a JOIN assemblies_meeting m ON m.id = a.meeting_id JOIN posts_body b ON b.id = m.body_id
    WHERE m.date <= {day} AND a.status <> 'excused' AND b.kind IN ('full_committee', 'standing_committee')
), missed AS (
    SELECT org, body, person_id, count(*) FILTER (WHERE status = 'absent' AND date > came) AS n
    FROM sat GROUP BY org, body, person_id
), seconded AS (
    SELECT organisation_id, direction, starts, 12 * (ends // 10000 - starts // 10000) + ends // 100 % 100
        - starts // 100 % 100 - CASE WHEN ends % 100 < starts % 100 THEN 1 ELSE 0 END AS months
    FROM posts_secondment WHERE starts <= {day}
)""",
)


def _said(yes: str, no: str = "") -> str:
    """One unit's answer in three columns."""
    no = no or f"NOT coalesce({yes}, FALSE)"
    yes_column = f"CASE WHEN {yes} THEN 1 ELSE 0 END"
    return f"{yes_column}, CASE WHEN {no} THEN 1 ELSE 0 END, CASE WHEN {yes} OR {no} THEN 0 ELSE 1 END, 0, ''"


def _of_party(what: str, which: str, yes: str) -> str:
    return f"""SELECT '{what}', o.org, 0, {_said(yes)} FROM organisations o LEFT JOIN party p ON p.org = o.org
        WHERE {which}"""


def _of_topic(what: str, yes: str) -> str:
    return f"""SELECT '{what}', o.org, 0, {_said(yes)} FROM organisations o LEFT JOIN topics t ON t.org = o.org
        WHERE o.kind = 'association' AND o.level IN ('municipal', 'county')"""


def _of_counties(what: str, found: str, yes: str, no: str, where: str = "") -> str:
    return f"""SELECT '{what}', org, 0, count(*) FILTER (WHERE {yes}), count(*) FILTER (WHERE {no}),
        count(*) FILTER (WHERE NOT coalesce({yes}, FALSE) AND NOT coalesce({no}, FALSE)), 0, ''
        FROM answers LEFT JOIN {found} f ON f.id = answers.id
        WHERE answers.level = 'county' AND org IS NOT NULL {where} GROUP BY org"""


def _duties(what: str, body: str, role: str) -> str:
    return f"""SELECT '{what}', p.org, y.year, coalesce(d.n, 0), p.n - coalesce(d.n, 0), 0, 0, ''
        FROM posts p CROSS JOIN years y LEFT JOIN did d ON d.org = p.org AND d.body = p.body AND d.year = y.year
        WHERE p.body = '{body}' AND p.role = '{role}' AND p.place = 1"""


def _absent(what: str, body: str, times: int) -> str:
    return f"""SELECT '{what}', org, 0, count(*) FILTER (WHERE n >= {times}), count(*) FILTER (WHERE n < {times}),
        0, 0, '' FROM missed WHERE body = '{body}' GROUP BY org"""


SOCIETY = "o.kind = 'society'"
COUNTY = "o.kind = 'association' AND o.level = 'county'"
ALL_SITES = "coalesce(a AND b AND c AND d, FALSE)"
WANTED = [
    _of_party("hunan/county-associations-leading-party-group", COUNTY, "p.council"),
    _of_party("hunan/society-party-work-groups", f"{SOCIETY} AND o.level = 'provincial'", "p.working"),
    _of_party("hunan/society-office-party-organisations", f"{SOCIETY} AND o.level = 'provincial'", "p.office"),
    _of_party("hunan/society-party-work", f"{SOCIETY} AND o.level = 'provincial'", "p.any_of_them"),
    _of_party("chuzhou-draft/society-party-work-groups-all", SOCIETY, "p.working"),
    _of_party("taizhou-2017/society-party-work-groups", f"{SOCIETY} AND o.level = 'municipal'", "p.working"),
    _of_party("taizhou-2017/society-office-branches", f"{SOCIETY} AND o.level = 'municipal'", "p.branch"),
    _of_party("cast-2016/society-office-party-organisation", f"{SOCIETY} AND o.level = 'national'", "p.office"),
    _of_party("cast-2016/society-party-work", f"{SOCIETY} AND o.level = 'national'", "p.any_of_them"),
    f"""SELECT 'liuzhou-2017/county-associations-party-organisation', o.org, 0,
        {_said("party_conditions AND p.any_of_them", "party_conditions AND NOT coalesce(p.any_of_them, FALSE)")}
        FROM organisations o LEFT JOIN party p ON p.org = o.org WHERE {COUNTY} AND coalesce(party_conditions, TRUE)""",
    _of_topic("hunan/local-measures", "measures"),
    _of_topic("taizhou-2017/association-heads-in-standing-committees", "heads"),
    f"""SELECT 'luzhai-fictional/training-in-villages', o.org, 0, {_said("trained_lately")}
        FROM organisations o LEFT JOIN served s ON s.org = o.org WHERE o.kind = 'village'""",
    f"""SELECT 'liuzhou-2017/training-in-poor-villages', o.org, 0,
        {_said("poor AND trained", "poor AND NOT coalesce(trained, FALSE)")}
        FROM organisations o LEFT JOIN served s ON s.org = o.org WHERE o.kind = 'village' AND coalesce(poor, TRUE)""",
    f"""SELECT 'chuzhou-draft/caravan-schools', o.id, 0,
        {_said("p.value = '1' AND visited", "p.value = '1' AND NOT coalesce(visited, FALSE)")}
        FROM organisations_organisation o LEFT JOIN served s ON s.org = o.id LEFT JOIN poor_then p ON p.org = o.id
        WHERE o.kind = 'school' AND (p.value IS NULL OR p.value <> '0')
            AND (o.founded IS NULL OR o.founded <= 20201231) AND (o.closed IS NULL OR o.closed > 20201231)""",
    f"""SELECT 'taizhou-2017/societies-linked-up-and-down', o.id, 0, {
        _said(
            "r.value IS NOT NULL AND up.n >= 2 AND down.n >= 1",
            "r.value IS NOT NULL AND (coalesce(up.n, 0) < 2 OR coalesce(down.n, 0) < 1)",
        )
    }
        FROM organisations_organisation o LEFT JOIN rated r ON r.org = o.id LEFT JOIN up ON up.org = o.id
            LEFT JOIN down ON down.org = o.id
        WHERE o.kind = 'society' AND o.level = 'municipal' AND (r.value IS NULL OR r.value IN ('3A', '4A', '5A'))
            AND (o.founded IS NULL OR o.founded <= 20200324) AND (o.closed IS NULL OR o.closed > 20200324)""",
    f"""SELECT 'taizhou-2017/societies-with-professional-secretariat', o.org, 0,
        {_said("coalesce(s.n, 0) >= 1 AND o.staffed", "coalesce(s.n, 0) < 1 OR NOT o.staffed")}
        FROM organisations o LEFT JOIN secretaries s ON s.org = o.org WHERE {SOCIETY} AND o.level = 'municipal'""",
    f"""SELECT 'hunan/popularisation-budget-lines', o.org, y.year,
        {_said("coalesce(b.sure, FALSE)", "NOT coalesce(b.sure, FALSE) AND NOT coalesce(b.perhaps, FALSE)")}
        FROM organisations o CROSS JOIN years y LEFT JOIN budgeted b ON b.org = o.org AND b.year = y.year
        WHERE o.kind = 'association' AND o.level IN ('provincial', 'municipal', 'county')""",
    _of_counties(
        "chuzhou-draft/academician-station-in-every-county", "then_open", "f.station", "NOT coalesce(f.station, FALSE)"
    ),
    _of_counties(
        "chuzhou-draft/science-halls-in-counties", "then_open", "f.hall", "NOT coalesce(f.perhaps_hall, FALSE)"
    ),
    _of_counties(
        "liuzhou-2017/guidance-in-poor-counties",
        "guided",
        "poor AND f.id IS NOT NULL",
        "poor AND f.id IS NULL",
        "AND coalesce(poor, TRUE)",
    ),
    _of_counties(
        "liuzhou-2017/e-stations-in-every-county",
        "sited",
        ALL_SITES,
        f"NOT {ALL_SITES} AND NOT coalesce(unsaid, FALSE)",
    ),
    """SELECT 'liuzhou-2017/bases-themed-activity', b.org, y.year, count(t.place), count(*) - count(t.place), 0, 0, ''
        FROM bases b CROSS JOIN years y
            LEFT JOIN (SELECT DISTINCT place, year FROM themed) t ON t.place = b.id AND t.year = y.year
        WHERE y.year >= 2018 GROUP BY b.org, y.year""",
    """SELECT 'luzhai-fictional/bases-themed-activity', b.org, y.half, count(t.place),
        count(*) - count(t.place), 0, 0, '' FROM bases b CROSS JOIN halves y LEFT JOIN themed t
            ON t.place = b.id AND t.year * 10 + t.half = y.half
        WHERE y.half BETWEEN 20252 AND {half} GROUP BY b.org, y.half""",
    _duties("hunan/delegates-report-or-propose", "congress", "delegate"),
    _duties("hunan/members-duty-reports", "full_committee", "member"),
    _absent("hunan/members-absent-twice", "full_committee", 2),
    _absent("hunan/standing-members-absent-three-times", "standing_committee", 3),
]
