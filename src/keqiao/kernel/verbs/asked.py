"""How a verb's data are asked for: the label of a field, a hint, and what kind of value people give.

Stands beside the type in the schema, ``name: Annotated[str, Asked(_("名称"))]``; pydantic passes it by,
``look.acts`` makes the form of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Kind = Literal[
    "", "long", "organisation", "person", "division", "term", "meeting", "discipline", "fen", "file", "radio"
]


@dataclass(frozen=True)
class Asked:
    """What stands beside a field of a form.

    ``kind``: ``long`` a text of several lines; ``organisation`` the code of an organisation, chosen by
    name (``kinds`` narrows it); ``person`` the id of a person, chosen by name; ``division`` a code of
    GB/T 2260; ``term`` the id of a body's term, chosen by body or organisation; ``meeting`` the id of a body's
    meeting, chosen by title; ``discipline`` a code of GB/T 13745; ``fen`` money, asked for in yuan; ``file`` a file
    that is sent along, given as its ``name`` and ``content`` (``kinds``: the suffixes proposed); ``radio`` one of a
    few choices, all of them in sight. A list of what is chosen by name is asked for line by line.
    ``words``: what the choices of a Literal are called.
    ``hidden``: not asked of people, the page fills it in or leaves the default.
    """

    label: str | Promise
    hint: str | Promise = ""
    kind: Kind = ""
    kinds: tuple[str, ...] = ()
    words: tuple[tuple[str, str | Promise], ...] = ()
    hidden: bool = False
