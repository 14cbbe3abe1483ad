"""Columns that most facts share, and code lists made from the choices of models."""

from __future__ import annotations

from django.db import models

from .schema import Column, DataClass, FactError, Kind, Label

ORGANISATION = Column("organisation", Kind.REF, Label("单位", "organisation"), data_class=DataClass.PUBLIC)
PERSON = Column("person", Kind.REF, Label("人员", "person"), data_class=DataClass.PERSONAL)
DATE = Column("date", Kind.DATE, Label("日期", "date"))
YEAR = Column("year", Kind.INT, Label("年度", "year"))


def codes(choices: type[models.TextChoices], **english: str) -> dict[str, Label]:
    """The codes with their labels: Chinese from the choices, English as given.

    Raises FactError unless every choice, and nothing else, has its English.
    """
    if set(choices.values) != set(english):
        odd = ", ".join(sorted(set(choices.values) ^ set(english)))
        raise FactError(f"The choices of {choices.__name__} and their English labels differ in: {odd}.")
    return {choice.value: Label(str(choice.label), english[choice.value]) for choice in choices}
