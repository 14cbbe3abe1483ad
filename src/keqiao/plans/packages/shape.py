"""Whether a file has the shape its JSON Schema asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from keqiao.plans.packages.located import Located
from keqiao.plans.packages.problems import Problem

_REMEDIES = {
    "required": "Add the missing key.",
    "additionalProperties": "Remove it, or correct its name.",
    "enum": "Use one of the values listed.",
    "type": "Write a value of that kind; words that YAML reads otherwise go in quotes.",
    "pattern": "Correct the spelling.",
    "not": "Choose another name.",
    "minItems": "Add at least one, or leave the key out.",
    "oneOf": "Write one of the forms in the description of packages.",
    "anyOf": "Write one of the forms in the description of packages.",
}


@cache
def schema(name: str) -> Draft202012Validator:
    """The validator of ``plan``, ``clauses``, ``commitments``, ``notes`` or ``cases``."""
    text = (files("keqiao.plans.packages") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def check_shape(name: str, content: Any, shown: str) -> list[Problem]:
    """Every place where the content of a file departs from its schema."""
    return shape_problems(schema(name), content, shown)


def shape_problems(validator: Draft202012Validator, content: Any, shown: str) -> list[Problem]:
    """The same by any schema."""
    errors = sorted(validator.iter_errors(content), key=lambda error: [str(step) for step in error.absolute_path])
    return [_problem(error, content, shown) for error in errors]


def _problem(error: ValidationError, content: Any, shown: str) -> Problem:
    path = list(error.absolute_path)
    found = list(_along(content, path))
    line = next((one.line for one in reversed(found) if isinstance(one, Located)), 0)
    named = next((f"{one['id']}" for one in reversed(found) if isinstance(one, dict) and "id" in one), "")
    place = " ".join(part for part in (named, _spelled(path, named)) if part)
    return Problem(shown, line, place, _message(error), _REMEDIES.get(str(error.validator), "Correct the value."))


def _message(error: ValidationError) -> str:
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        unknown = sorted(map(str, set(error.instance) - set(properties)))
        known = ", ".join(properties)
        return f"unknown key {', '.join(map(repr, unknown))}; known are {known}"
    if error.validator == "not":
        return f"{error.instance!r} is the address of a page"
    if len(error.message) > 200:
        return f"{str(error.instance)[:80]!r} has none of the forms allowed here"
    return error.message


def _along(content: Any, path: Sequence[Any]) -> Iterator[Any]:
    """The content and what the path leads through."""
    yield content
    for step in path:
        content = content[step]
        yield content


def _spelled(path: Sequence[Any], named: str) -> str:
    """The path in words, without the number of an item that has a name."""
    steps = [str(step) for step in path if not (named and isinstance(step, int))]
    return ".".join(steps)
