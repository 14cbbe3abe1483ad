"""The analyst's part about posts: everybody who holds one is looked up once, and counted once for each kind of post."""

from __future__ import annotations

FRONT = "('enterprise', 'university', 'institute', 'rural')"
WIDE = "('enterprise', 'university', 'institute', 'rural', 'township', 'school', 'medical')"
SOCIAL = "('enterprise', 'university', 'institute', 'township', 'social_organisation')"

POSTS = f"""
terms AS (
    SELECT id, body_id, starts, row_number() OVER w AS place, coalesce(lag(starts) OVER w, {{day}} + 1) AS upto
    FROM posts_term WHERE starts <= {{day}} WINDOW w AS (PARTITION BY body_id ORDER BY starts DESC, number DESC)
), held AS (
    SELECT p.id, p.person_id, p.role, p.part_time, p.resident, b.organisation_id AS org, b.kind AS body, t.place,
        t.starts AS began, t.upto
    FROM terms t JOIN posts_body b ON b.id = t.body_id JOIN posts_post p ON p.term_id = t.id
    WHERE t.place <= 2 AND t.starts < t.upto
        AND (p.starts IS NULL OR p.starts < t.upto) AND (p.ends IS NULL OR p.ends >= t.upto)
), jobs AS (
    SELECT h.id, CASE WHEN e.confirmed THEN nullif(e.source_class, '') END AS class,
        CASE WHEN e.confirmed THEN e.leading_official END AS leads
    FROM held h JOIN people_employment e ON e.person_id = h.person_id
    WHERE (e.starts IS NULL OR e.starts < h.upto) AND (e.ends IS NULL OR e.ends >= h.upto)
    QUALIFY row_number() OVER (PARTITION BY h.id ORDER BY coalesce(e.starts, 0) DESC, e.id DESC) = 1
), seats AS (
    SELECT h.org, h.body, h.role, h.place, h.part_time, h.resident, j.class, j.leads,
        h.began - x.birth_from AS oldest, h.began - x.birth_to AS youngest
    FROM held h JOIN people_person x ON x.id = h.person_id LEFT JOIN jobs j ON j.id = h.id
), posts AS (
    SELECT org, body, role, place, count(*) AS n,
        count(*) FILTER (WHERE class IN {FRONT} AND NOT leads) AS front,
        count(*) FILTER (WHERE class NOT IN {FRONT} OR leads) AS not_front,
        count(*) FILTER (WHERE class IN {WIDE} AND NOT leads) AS wide,
        count(*) FILTER (WHERE class NOT IN {WIDE} OR leads) AS not_wide,
        count(*) FILTER (WHERE class IN {SOCIAL} AND NOT leads) AS social,
        count(*) FILTER (WHERE class NOT IN {SOCIAL} OR leads) AS not_social,
        count(*) FILTER (WHERE leads) AS officials, count(*) FILTER (WHERE NOT leads) AS not_officials,
        count(*) FILTER (WHERE oldest < 460000) AS young, count(*) FILTER (WHERE youngest >= 460000) AS not_young,
        count(*) FILTER (WHERE oldest < 560000) AS middle, count(*) FILTER (WHERE youngest >= 560000) AS not_middle,
        count(*) FILTER (WHERE part_time AND resident) AS stay, count(*) FILTER (WHERE part_time) AS part,
        count(*) FILTER (WHERE part_time AND class IN {FRONT} AND NOT leads) AS part_front,
        count(*) FILTER (WHERE part_time AND (class NOT IN {FRONT} OR leads)) AS part_not_front,
        count(*) FILTER (WHERE resident AND class IN ('institute', 'university', 'social_organisation')) AS scholars,
        count(*) FILTER (WHERE resident AND class IS NULL) AS perhaps_scholars,
        count(*) FILTER (WHERE NOT part_time) AS full_time
    FROM seats GROUP BY org, body, role, place
)"""

# What each commitment asks: its name, body and role, place of the term, and which counters.
ASKED = (
    ("cast-2016/congress-delegates-front-line", "congress delegate", 1, "front"),
    ("taizhou-2017/congress-delegates-front-line", "congress delegate", 1, "social"),
    ("luzhai-fictional/congress-delegates-front-line", "congress delegate", 1, "wide"),
    ("cast-2016/congress-delegates-young", "congress delegate", 1, "young"),
    ("liuzhou-2017/congress-delegates-young", "congress delegate", 1, "young"),
    ("cast-2016/congress-delegates-officials", "congress delegate", 1, "officials"),
    ("cast-2016/congress-delegates-officials baseline", "congress delegate", 2, "officials"),
    ("chuzhou-draft/congress-delegates-front-line baseline", "congress delegate", 2, "front"),
    ("cast-2016/society-council-front-line", "council director", 1, "front"),
    ("taizhou-2017/society-council-front-line", "council director", 1, "social"),
    ("cast-2016/society-council-young-middle-aged", "council director", 1, "middle"),
    ("cast-2016/society-council-young-middle-aged baseline", "council director", 2, "middle"),
    ("cast-2016/full-committee-front-line", "full_committee member", 1, "front"),
    ("luzhai-fictional/full-committee-front-line", "full_committee member", 1, "wide"),
    ("taizhou-2017/full-committee-front-line", "full_committee member", 1, "social"),
    ("chuzhou-draft/full-committee-front-line baseline", "full_committee member", 2, "front"),
    ("cast-2016/society-congress-front-line", "members_congress delegate", 1, "front"),
    ("taizhou-2017/society-congress-front-line", "members_congress delegate", 1, "social"),
    ("cast-2016/standing-committee-front-line", "standing_committee member", 1, "front"),
    ("taizhou-2017/standing-committee-front-line", "standing_committee member", 1, "social"),
    ("chuzhou-draft/standing-committee-front-line baseline", "standing_committee member", 2, "front"),
    ("cast-2016/society-standing-council-front-line", "standing_council standing_director", 1, "front"),
    ("taizhou-2017/society-standing-council-front-line", "standing_council standing_director", 1, "social"),
    ("cast-2016/society-standing-council-young-middle-aged", "standing_council standing_director", 1, "middle"),
    (
        "cast-2016/society-standing-council-young-middle-aged baseline",
        "standing_council standing_director",
        2,
        "middle",
    ),
)


def _asked(what: str, post: str, place: int, counter: str) -> str:
    body, role = post.split()
    return f"""SELECT '{what}' AS what, org, 0 AS period, {counter} AS yes, not_{counter} AS no,
        n - {counter} - not_{counter} AS unknown, 0 AS amount, '' AS band
        FROM posts WHERE body = '{body}' AND role = '{role}' AND place = {place}"""


POSTS_WANTED = [
    *(_asked(*one) for one in ASKED),
    """SELECT 'cast-2016/vice-chairs-in-residence', org, 0, stay, 0, 0, 0, '' FROM posts
        WHERE body = 'chair_meeting' AND role = 'vice_chair' AND place = 1 AND stay > 0""",
    """SELECT 'cast-2016/part-time-vice-chairs-front-line', org, 0, part_front, part_not_front,
        part - part_front - part_not_front, 0, '' FROM posts
        WHERE body = 'chair_meeting' AND role = 'vice_chair' AND place = 1 AND part > 0""",
    """SELECT 'cast-2016/resident-secretary', org, 0, scholars, 0, perhaps_scholars, 0, '' FROM posts
        WHERE body = 'secretariat' AND role = 'secretary' AND place = 1 AND scholars + perhaps_scholars > 0""",
]
