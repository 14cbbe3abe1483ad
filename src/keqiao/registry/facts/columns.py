"""Columns and code lists that several facts share, with labels that read well inside a sentence."""

from __future__ import annotations

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.facts.codes import codes
from keqiao.kernel.facts.schema import Column, Kind, Label
from keqiao.kernel.organisations.models import FoundingMode, OrganisationKind

LEVELS = codes(
    Level,
    national="national",
    provincial="provincial",
    municipal="municipal",
    county="county",
    township="township",
    village="village",
) | {"township": Label("乡级", "township"), "village": Label("村级", "village")}

ORGANISATION_KINDS = codes(
    OrganisationKind,
    association="associations",
    society="societies",
    consortium="consortia of societies",
    alliance="alliances",
    federation="federations",
    enterprise_association="enterprise associations",
    park_association="park associations",
    university_association="university associations",
    institute_association="institute associations",
    township_association="township associations",
    village_association="village associations",
    rural_technical_association="rural technical associations",
    senior_association="senior scientists' associations",
    affiliated_institution="affiliated institutions",
    enterprise="enterprises",
    school="schools",
    village="villages",
    partner_department="partner departments",
    leading_party_group="leading Party groups",
    party_committee="Party committees",
    party_branch="Party branches",
    party_work_group="Party work groups",
    station="stations",
    workstation="workstations",
) | {
    "township_association": Label("乡镇街道科协", "township associations"),
    "village_association": Label("村级科协", "village associations"),
    "village": Label("村", "villages"),
}

FOUNDING_MODES = codes(
    FoundingMode,
    independent="founded by itself",
    regional_joint="founded jointly in an area",
    industry_wide="founded for a trade",
    attached="attached to a host",
)

SIZE_BANDS = {
    "small": Label("小型", "small"),
    "medium": Label("中型", "medium"),
    "large": Label("大型", "large"),
}

DIVISION = Column("division", Kind.REF, Label("区划", "division"))
LEVEL = Column("level", Kind.CODE, Label("层级", "level"), LEVELS)
POOR = Column("poor", Kind.FLAG, Label("贫困", "poor"), nullable=True)
SIZE_BAND = Column("size_band", Kind.CODE, Label("规模", "size"), SIZE_BANDS, nullable=True)
