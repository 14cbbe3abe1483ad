"""Code lists of facts, made from the choices of models."""

from __future__ import annotations

from django.db import models

from .schema import FactError, Label


def codes(choices: type[models.TextChoices], **english: str) -> dict[str, Label]:
    """The codes with their labels: Chinese from the choices, English as given.

    Raises FactError unless every choice, and nothing else, has its English.
    """
    if set(choices.values) != set(english):
        odd = ", ".join(sorted(set(choices.values) ^ set(english)))
        raise FactError(f"The choices of {choices.__name__} and their English labels differ in: {odd}.")
    return {choice.value: Label(str(choice.label), english[choice.value]) for choice in choices}
