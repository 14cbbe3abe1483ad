"""One statement for all that the six plans count, as somebody who knows the tables well would write it by hand.

It reads the snapshot's tables and nothing of the engine's. Rows are (what, organisation, period, yes, no, unknown,
amount, band); ``what`` names the first commitment that asks, or what is returned or attested.
"""

from __future__ import annotations

from . import analyst_units
from .analyst_posts import POSTS, POSTS_WANTED

OURS = "('enterprise_association', 'park_association', 'university_association', 'institute_association', "
OURS += "'township_association', 'village_association', 'rural_technical_association')"

ORGANISATIONS = """
said AS (
    SELECT organisation_id AS org, kind, value FROM organisations_attribute
    WHERE (starts IS NULL OR starts <= {day}) AND (ends IS NULL OR ends > {day})
    QUALIFY row_number() OVER (PARTITION BY organisation_id, kind ORDER BY coalesce(starts, 0) DESC, id DESC) = 1
), sayings AS (
    SELECT org, max(value) FILTER (WHERE kind = 'size_band') AS size_band,
        max(value) FILTER (WHERE kind = 'party_conditions') AS party_conditions,
        max(value) FILTER (WHERE kind = 'poor') AS poor,
        max(value) FILTER (WHERE kind = 'full_time_staff') AS staffed
    FROM said GROUP BY org
), councils AS (
    SELECT b.organisation_id AS org, t.ends FROM posts_body b JOIN posts_term t ON t.body_id = b.id
    WHERE b.kind = 'council' AND t.starts <= {day}
    QUALIFY row_number() OVER (PARTITION BY b.organisation_id ORDER BY t.starts DESC, t.id DESC) = 1
), organisations AS (
    SELECT o.id AS org, o.kind, o.level, nullif(o.founding, '') AS founding, c.ends AS council_ends, s.size_band,
        CASE s.party_conditions WHEN '1' THEN TRUE WHEN '0' THEN FALSE END AS party_conditions,
        CASE s.poor WHEN '1' THEN TRUE WHEN '0' THEN FALSE END AS poor,
        CASE s.staffed WHEN '1' THEN TRUE WHEN '0' THEN FALSE END AS staffed
    FROM organisations_organisation o LEFT JOIN sayings s ON s.org = o.id LEFT JOIN councils c ON c.org = o.id
    WHERE (o.founded IS NULL OR o.founded <= {day}) AND (o.closed IS NULL OR o.closed > {day})
), disciplines AS (
    SELECT organisation_id AS org, value FROM organisations_attribute
    WHERE kind = 'discipline_based' AND (starts IS NULL OR starts <= 20220929) AND (ends IS NULL OR ends > 20220929)
    QUALIFY row_number() OVER (PARTITION BY organisation_id ORDER BY coalesce(starts, 0) DESC, id DESC) = 1
)"""

PLACES = """
places AS (
    SELECT p.organisation_id AS org, p.kind, nullif(p.partner, '') AS partner, p.level, p.opened,
        a.value AS area, w.value AS days
    FROM places_place p
        LEFT JOIN places_placeattribute a ON a.place_id = p.id AND a.kind = 'floor_area'
            AND (a.starts IS NULL OR a.starts <= {day}) AND (a.ends IS NULL OR a.ends > {day})
        LEFT JOIN places_placeattribute w ON w.place_id = p.id AND w.kind = 'weekend_days'
            AND (w.starts IS NULL OR w.starts <= {day}) AND (w.ends IS NULL OR w.ends > {day})
    WHERE (p.opened IS NULL OR p.opened <= {day}) AND (p.closed IS NULL OR p.closed > {day})
), venues AS (
    SELECT org, kind, partner = CASE kind WHEN 'earthquake_hall' THEN 'seismology' WHEN 'fire_safety_base' THEN 'fire'
        WHEN 'traffic_safety_base' THEN 'public_security' WHEN 'meteorology_hall' THEN 'meteorology' END AS fits
    FROM places WHERE kind IN ('earthquake_hall', 'fire_safety_base', 'traffic_safety_base', 'meteorology_hall')
)"""

# What is asked of reports: by indicator and day, by topic and day, and by topic each year since.
LATELY = (
    "academician_reserve_support_years citizens_literacy e_popularisation_channels earmarked_funds expert_no_shows "
    "full_committees_attended_by_leaders grass_roots_service_centres headquarters_seconded_officials "
    "headquarters_support_posts_cut institutions_dissolved institutions_made_enterprises "
    "leading_industries_with_summits literacy_projects parks_with_association popularisation_facilities_growth "
    "posts_kept_for_secondees poverty_batches related_meetings_with_association_head resident_secretary_terms "
    "rural_demonstration_parts secondees_overdue "
    "site_meeting_counties small_frontier_meetings townships_with_association "
    "townships_with_rural_technical_association visits_by_higher_societies young_talent_support_years"
)
BY_2020 = (
    "citizens_literacy heifer_villages high_tech_enterprises_with_association industrial_enterprises_with_association"
)
INDICATORS = [
    ("affiliated_institution_posts", "20161231"),
    ("small_frontier_meetings", "{ago}"),
    *((one, "20201231") for one in BY_2020.split()),
    *((one, "{day}") for one in LATELY.split()),
]
TOPICS = {
    "20181231": "regional-forum.established",
    "20201231": "popularisation.art-troupe popularisation.camp-base",
    "{day}": "county-associations.consultative-conference government.deputy-head government.liaison-leader "
    "officials.contact-rules party-committee.deputy-secretary party-committee.leader-in-charge "
    "society.party-working-committee",
}
EACH_YEAR = (
    ("chuzhou-draft/regional-forum-yearly", "regional-forum.rhythm", 2016),
    ("hunan/party-committee-hearing", "party-committee.hearing", 2017),
    ("cast-2016/society-party-building-classes", "society.party.classes", 2017),
    ("cast-2016/society-democratic-life-meetings", "society.party.democratic-life-meetings", 2017),
    ("cast-2016/society-party-building-exchanges", "society.party.exchanges", 2017),
    ("taizhou-2017/government-hearing", "government.hearing", 2018),
    ("taizhou-2017/literacy-in-yearly-appraisal", "literacy.annual-appraisal", 2018),
    ("taizhou-2017/party-committee-hearing", "party-committee.hearing", 2018),
)

REPORTS = f"""
asked (indicator, day) AS (VALUES {", ".join(f"('{one}', {day})" for one, day in INDICATORS)}),
decided AS (
    SELECT organisation_id AS org, r.indicator, a.day, value, per
    FROM returns_return r JOIN asked a ON a.indicator = r.indicator AND r.decided_on <= a.day
    WHERE r.status = 'approved'
    QUALIFY row_number() OVER (
        PARTITION BY organisation_id, r.indicator, a.day ORDER BY r.year DESC, decided_on DESC, r.id DESC) = 1
), waiting AS (
    SELECT organisation_id AS org, r.indicator, a.day, count(*) AS n
    FROM returns_return r JOIN asked a ON a.indicator = r.indicator AND r.submitted_on <= a.day
    WHERE r.status = 'submitted' OR (r.status = 'approved' AND r.decided_on > a.day) GROUP BY ALL
), returned AS (
    SELECT coalesce(d.org, w.org) AS org, coalesce(d.indicator, w.indicator) AS indicator,
        coalesce(d.day, w.day) AS day, CASE WHEN d.org IS NULL THEN 0 ELSE 1 END AS yes, coalesce(w.n, 0) AS no,
        coalesce(d.value, 0) AS value, coalesce(d.per, 0) AS per
    FROM decided d FULL JOIN waiting w ON w.org = d.org AND w.indicator = d.indicator AND w.day = d.day
), attested AS (
    SELECT organisation_id AS org, topic, status = 'approved' AND decided_on <= {{day}} AS approved, submitted_on,
        status, decided_on
    FROM returns_attestation WHERE status <> 'rejected' AND submitted_on <= {{day}}
)"""

RESPONSIBLE = """
stands AS (
    SELECT d.code, arg_min(o.id, CASE WHEN o.level = d.level THEN o.id ELSE o.id + 1000000000000 END) AS org
    FROM organisations_placement p JOIN organisations_organisation o ON o.id = p.organisation_id
        JOIN divisions_division d ON d.id = p.division_id
    WHERE o.kind = 'association' AND (p.starts IS NULL OR p.starts <= {day}) AND (p.ends IS NULL OR p.ends > {day})
        AND (o.founded IS NULL OR o.founded <= {day}) AND (o.closed IS NULL OR o.closed > {day})
    GROUP BY d.code
), answers AS (
    SELECT d.id, d.level, d.poor, coalesce(own.org, above.org, higher.org, top.org) AS org
    FROM divisions_division d LEFT JOIN divisions_division a ON a.id = d.parent_id
        LEFT JOIN divisions_division h ON h.id = a.parent_id LEFT JOIN divisions_division t ON t.id = h.parent_id
        LEFT JOIN stands own ON own.code = d.code LEFT JOIN stands above ON above.code = a.code
        LEFT JOIN stands higher ON higher.code = h.code LEFT JOIN stands top ON top.code = t.code
    WHERE (d.starts IS NULL OR d.starts <= {day}) AND (d.ends IS NULL OR d.ends > {day})
)"""


def statement(day: int) -> str:
    """The statement as of a day after 2025."""
    ctes = [POSTS, ORGANISATIONS, PLACES, REPORTS, RESPONSIBLE, *analyst_units.TABLES]
    wanted = [*POSTS_WANTED, *_organisations(), *_places(), *_reports(), *_yearly(), *_money(), *analyst_units.WANTED]
    last, ago = day // 10000 - 1, day - 10000
    half = last * 10 + 2 if day % 10000 < 701 else last * 10 + 11
    return f"WITH {','.join(ctes)} {' UNION ALL '.join(wanted)}".format(day=day, ago=ago, last=last, half=half)


def _organisations() -> list[str]:
    def overdue(what: str, which: str) -> str:
        return f"""SELECT '{what}', org, 0, CASE WHEN council_ends < {{day}} THEN 1 ELSE 0 END, 0,
            CASE WHEN council_ends IS NULL THEN 1 ELSE 0 END, 0, ''
            FROM organisations WHERE kind = 'society' {which} AND (council_ends IS NULL OR council_ends < {{day}})"""

    def county(what: str, said: str) -> str:
        return f"""SELECT '{what}', org, 0, CASE WHEN {said} THEN 1 ELSE 0 END, CASE WHEN NOT {said} THEN 1 ELSE 0 END,
            CASE WHEN {said} IS NULL THEN 1 ELSE 0 END, 0, '' FROM organisations
            WHERE kind = 'association' AND level = 'county'"""

    def existing(what: str, which: str, day: str) -> str:
        return f"""SELECT '{what}', id, 0, 1, 0, 0, 0, '' FROM organisations_organisation WHERE {which}
            AND (founded IS NULL OR founded <= {day}) AND (closed IS NULL OR closed > {day})"""

    return [
        overdue("liuzhou-2017/societies-overdue-elections", ""),
        overdue("hunan/societies-overdue-elections", "AND level = 'provincial'"),
        overdue("cast-2016/societies-overdue-elections", "AND level = 'national'"),
        county("hunan/county-associations-independent", "(founding = 'independent')"),
        county("chuzhou-draft/county-associations-independent", "(founding = 'independent')"),
        county("chuzhou-draft/county-associations-staffed", "staffed"),
        existing("luzhai-fictional/enterprise-associations", "kind = 'enterprise_association'", "{day}"),
        existing("luzhai-fictional/township-associations", "kind = 'township_association'", "{day}"),
        existing("chuzhou-draft/society-party-work-groups-number", "kind = 'party_work_group'", "20201231"),
        existing(
            "cast-2016/affiliated-institutions-cut",
            "kind = 'affiliated_institution' AND level = 'national'",
            "20161231",
        ),
        f"""SELECT 'liuzhou-2017/discipline-based-associations', o.id, 0, CASE WHEN s.value = '1' THEN 1 ELSE 0 END, 0,
            CASE WHEN s.value = '1' THEN 0 ELSE 1 END, 0, '' FROM organisations_organisation o
            LEFT JOIN disciplines s ON s.org = o.id WHERE o.kind IN {OURS} AND (s.value IS NULL OR s.value <> '0')
            AND (o.founded IS NULL OR o.founded <= 20220929) AND (o.closed IS NULL OR o.closed > 20220929)""",
        """SELECT 'taizhou-2017/new-members-by-size', m.organisation_id, 0, count(*) FILTER (WHERE m.starts > {ago}),
            count(*) FILTER (WHERE m.starts <= {ago}), count(*) FILTER (WHERE m.starts IS NULL), 0,
            coalesce(any_value(s.size_band), '') FROM memberships_membership m
            LEFT JOIN sayings s ON s.org = m.organisation_id
            WHERE (m.starts IS NULL OR m.starts <= {day}) AND (m.ends IS NULL OR m.ends > {day})
            GROUP BY m.organisation_id""",
    ]


def _places() -> list[str]:
    def number(what: str, which: str, maybe: str, amount: str = "") -> str:
        sure = f"({which})" if not amount else f"({which} AND {amount} IS NOT NULL)"
        perhaps = f"({maybe})" if not amount else f"({maybe} OR ({which} AND {amount} IS NULL))"
        added = f"coalesce(CAST(sum({amount}) FILTER (WHERE {sure}) AS BIGINT), 0)" if amount else "0"
        return f"""SELECT '{what}', org, 0, count(*) FILTER (WHERE {sure}), 0, count(*) FILTER (WHERE {perhaps}),
            {added}, '' FROM places WHERE {which} OR {maybe} GROUP BY org"""

    hall = "kind = 'science_hall' AND level = 'municipal'"
    since = f"{hall} AND opened >= 20170929"
    county = "kind = 'science_hall' AND level = 'county'"
    return [
        number("luzhai-fictional/e-stations", "kind = 'e_station'", "FALSE"),
        number("liuzhou-2017/municipal-survey-station", "kind = 'survey_station' AND level = 'municipal'", "FALSE"),
        number(
            "liuzhou-2017/earthquake-hall",
            "kind = 'earthquake_hall' AND partner = 'seismology'",
            "kind = 'earthquake_hall' AND partner IS NULL",
        ),
        number(
            "liuzhou-2017/youth-traffic-safety-base",
            "kind = 'traffic_safety_base' AND partner = 'public_security'",
            "kind = 'traffic_safety_base' AND partner IS NULL",
        ),
        number(
            "luzhai-fictional/science-hall-floor-area",
            f"{county} AND opened IS NOT NULL",
            f"{county} AND opened IS NULL",
            "area",
        ),
        number("liuzhou-2017/new-science-hall-floor-area", since, f"{hall} AND opened IS NULL", "area"),
        number(
            "liuzhou-2017/science-hall-weekend-opening",
            f"{hall} AND opened IS NOT NULL",
            f"{hall} AND opened IS NULL",
            "days",
        ),
        """SELECT 'liuzhou-2017/co-built-venues', org, 0, count(DISTINCT kind) FILTER (WHERE fits), 0,
            count(DISTINCT kind) FILTER (WHERE fits OR fits IS NULL) - count(DISTINCT kind) FILTER (WHERE fits), 0, ''
            FROM venues WHERE fits OR fits IS NULL GROUP BY org""",
        """SELECT 'chuzhou-draft/stations-twenty', organisation_id, 0, count(*) FILTER (WHERE opened >= 20160101), 0,
            count(*) FILTER (WHERE opened IS NULL), 0, '' FROM places_place WHERE kind = 'workstation'
            AND (opened IS NULL OR opened BETWEEN 20160101 AND 20201231) AND (closed IS NULL OR closed > 20201231)
            GROUP BY organisation_id""",
    ]


def _reports() -> list[str]:
    def state(day: str, topics: str) -> str:
        approved = f"coalesce(status = 'approved' AND decided_on <= {day}, FALSE)"
        listed = ", ".join(f"'{one}'" for one in topics.split())
        return f"""SELECT 'attested ' || topic || ' {day}', org, 0, count(*) FILTER (WHERE {approved}),
            count(*) FILTER (WHERE NOT {approved}), 0, 0, '' FROM attested
            WHERE submitted_on <= {day} AND topic IN ({listed}) GROUP BY topic, org"""

    def yearly(what: str, topic: str, first: int) -> str:
        return f"""SELECT '{what}', org, decided_on // 10000 AS period, count(*), 0, 0, 0, '' FROM attested
            WHERE approved AND topic = '{topic}' GROUP BY org, period HAVING period BETWEEN {first} AND {{last}}"""

    return [
        "SELECT 'returned ' || indicator || ' value ' || day, org, 0, yes, no, 0, value, '' FROM returned",
        "SELECT 'returned ' || indicator || ' per ' || day, org, 0, yes, no, 0, per, '' FROM returned",
        *(state(day, topics) for day, topics in TOPICS.items()),
        *(yearly(*one) for one in EACH_YEAR),
        """SELECT 'taizhou-2017/progress-reports', org, decided_on // 10000 * 10
            + CASE WHEN decided_on % 10000 < 701 THEN 1 ELSE 2 END AS half, count(*), 0, 0, 0, '' FROM attested
            WHERE approved AND topic = 'reform.progress-report' GROUP BY org, half
            HAVING half BETWEEN 20172 AND {half}""",
    ]


def _yearly() -> list[str]:
    def meetings(what: str, body: str, period: str, first: int, last: str) -> str:
        return f"""SELECT '{what}', b.organisation_id, {period} AS period, count(*), 0, 0, 0, ''
            FROM assemblies_meeting m JOIN posts_body b ON b.id = m.body_id
            WHERE b.kind = '{body}' AND m.date <= {{day}} GROUP BY b.organisation_id, period
            HAVING period BETWEEN {first} AND {last}"""

    def published(what: str, kind: str, counted: str, period: str, first: int, last: str) -> str:
        return f"""SELECT '{what}', t.organisation_id, {period} AS period, {counted}, 0, 0, 0, ''
            FROM resources_publication m JOIN resources_title t ON t.id = m.title_id
            WHERE t.kind = '{kind}' AND m.date <= {{day}} GROUP BY t.organisation_id, period
            HAVING period BETWEEN {first} AND {last}"""

    def awards(what: str, programme: str, first: int) -> str:
        return f"""SELECT '{what}', organisation_id, date // 10000 AS period, count(*), 0, 0, 0, '' FROM calls_award
            WHERE programme = '{programme}' AND date <= {{day}} GROUP BY organisation_id, period
            HAVING period BETWEEN {first} AND {{last}}"""

    def literacy(what: str, since: int) -> str:
        groups = "('youth', 'farmers', 'urban_workers', 'officials')"
        return f"""SELECT '{what}', organisation_id, 0, count(DISTINCT audience) FILTER (WHERE audience IN {groups}), 0,
            count(*) FILTER (WHERE nullif(audience, '') IS NULL), 0, '' FROM activities_activity
            WHERE kind = 'literacy_action' AND date BETWEEN {since} AND {{day}}
            AND (audience IN {groups} OR nullif(audience, '') IS NULL) GROUP BY organisation_id"""

    year, half = "m.date // 10000", "m.date // 10000 * 10 + CASE WHEN m.date % 10000 < 701 THEN 1 ELSE 2 END"
    titles = "count(DISTINCT m.title_id)"
    return [
        meetings("hunan/full-committee-each-year", "full_committee", year, 2017, "{last}"),
        meetings("hunan/standing-committee-each-half-year", "standing_committee", half, 20171, "{half}"),
        meetings("luzhai-fictional/full-committee-each-half-year", "full_committee", half, 20252, "{half}"),
        """SELECT 'chuzhou-draft/county-elections-on-time', b.organisation_id, 0, max(m.date), 0, 0, 0, ''
            FROM assemblies_meeting m JOIN posts_body b ON b.id = m.body_id
            WHERE b.kind = 'congress' AND m.date <= {day} GROUP BY b.organisation_id""",
        published("liuzhou-2017/periodicals-kept-running", "periodical_issue", titles, year, 2018, "{last}"),
        published("liuzhou-2017/popular-works-published", "popular_work", "count(*)", year, 2018, "{last}"),
        published("liuzhou-2017/theory-results-published", "theory_result", "count(*)", half, 20181, "{half}"),
        awards("hunan/academician-reserve-selected", "academician_reserve", 2017),
        awards("liuzhou-2017/key-projects-per-year", "key_popularisation_project", 2018),
        literacy("taizhou-2017/literacy-key-groups", 20170324),
        literacy("liuzhou-2017/literacy-key-groups", 20170929),
    ]


def _money() -> list[str]:
    def spent(what: str, period: str, which: str, maybe: str) -> str:
        return f"""SELECT '{what}', organisation_id, {period} AS period, count(*) FILTER (WHERE {which}), 0,
            count(*) FILTER (WHERE {maybe}), coalesce(CAST(sum(amount) FILTER (WHERE {which}) AS BIGINT), 0), ''
            FROM money_funding WHERE ({which}) OR ({maybe}) GROUP BY organisation_id, period"""

    def people(what: str, year: str, period: int) -> str:
        return f"""SELECT '{what}', org, {period}, count(*), 0, 0, CAST(sum(people) AS BIGINT), '' FROM answers JOIN (
                SELECT division_id, arg_max(people, year) AS people FROM divisions_population WHERE year <= {year}
                GROUP BY division_id) n ON n.division_id = answers.id
            WHERE org IS NOT NULL GROUP BY org"""

    budget = "kind = 'budget' AND purpose = 'popularisation'"
    unsaid = "kind = 'budget' AND coalesce(purpose, '') = ''"
    until = "year BETWEEN 2018 AND 2020"
    ahead = "year BETWEEN 2017 AND {day} // 10000"
    seconded = """SELECT '{what}', organisation_id, 0, count(*) FILTER (WHERE months >= 24),
        count(*) FILTER (WHERE months < 24), count(*) FILTER (WHERE months IS NULL), 0, '' FROM seconded
        WHERE {which} GROUP BY organisation_id""".format
    return [
        spent("taizhou-2017/money-by-the-head", "year", f"{budget} AND {until}", f"{unsaid} AND {until}"),
        spent(
            "luzhai-fictional/money-by-the-head",
            "0",
            f"{budget} AND year <= {{day}} // 10000",
            f"{unsaid} AND year <= {{day}} // 10000",
        ),
        spent(
            "liuzhou-2017/exhibition-investment",
            "0",
            f"purpose = 'exhibition' AND {ahead}",
            f"coalesce(purpose, '') = '' AND {ahead}",
        ),
        *(people("taizhou-2017/money-by-the-head over", str(year), year) for year in (2018, 2019, 2020)),
        people("luzhai-fictional/money-by-the-head over", "{day} // 10000", 0),
        seconded(what="cast-2016/secondments-two-years", which="direction = 'out' AND starts >= 20160327"),
        seconded(what="liuzhou-2017/secondments-two-years", which="starts >= 20170929"),
    ]
