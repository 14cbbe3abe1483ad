"""The fact publications."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import next_days

from .models import Publication, TitleKind

KINDS = codes(
    TitleKind,
    popular_work="popular works",
    periodical_issue="periodical issues",
    theory_result="theoretical results",
)


_PUBLISHED = "resources_publication p JOIN resources_title t ON t.id = p.title_id"


def publications(as_of: int) -> Sql:
    """What came out by the day."""
    text = f"""
        SELECT p.id AS "id", t.organisation_id AS "organisation", t.id AS "title", t.kind AS "kind",
            p.date AS "date", p.year AS "year"
        FROM {_PUBLISHED} WHERE p.date <= {as_of}"""
    return text, ()


def publication_days(as_of: int) -> Sql:
    """The day of each organisation's next publication, seen from a day of the past."""
    return next_days(as_of, f'SELECT t.organisation_id AS "organisation", p.date AS "day" FROM {_PUBLISHED}'), ()


def _of_publication(record: Publication) -> list[int]:
    # A title shows only through its publications, and neither its kind nor its organisation changes.
    return [record.title.organisation_id]


PUBLICATIONS = register(
    Fact(
        "publications",
        Label("出版物", "publications"),
        (
            ORGANISATION,
            Column("title", Kind.REF, Label("名称", "title")),
            Column("kind", Kind.CODE, Label("类型", "kind"), KINDS),
            DATE,
            YEAR,
        ),
        publications,
        touches={Publication._meta.label: _of_publication},
        changes=publication_days,
    )
)
