"""The register of menu entries: each floor above says what it adds, the layouts show what the reader may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from keqiao.kernel.access.rules import Actor

AREAS = ("portal", "home", "desk", "user")


@dataclass(frozen=True)
class MenuItem:
    """An entry of a menu. ``needs`` is a grant's need, ``login``, or empty for anyone."""

    area: str
    label: str | Promise
    url_name: str
    needs: str = ""
    order: int = 100
    icon: str = ""

    @property
    def url(self) -> str:
        """The address. Raises NoReverseMatch when the page isn't there."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class Menu:
    """A main menu: ``shown`` stands in one line, ``folded`` opens below 更多."""

    shown: Sequence[MenuItem]
    folded: Sequence[MenuItem]


IN_SIGHT = 7  # entries of a main menu that fit beside the brand and one's own name on 1280 pixels

_items: dict[tuple[str, str], MenuItem] = {}


def register_menu_item(
    area: str, label: str | Promise, url_name: str, needs: str = "", order: int = 100, icon: str = ""
) -> None:
    """Adds an entry; call it in an application's ``ready``. Saying the same page twice replaces the entry.

    Raises ValueError for an area that isn't portal, home, desk or user.
    """
    if area not in AREAS:
        raise ValueError(f"No menu {area!r}: use one of {', '.join(AREAS)}.")
    _items[area, url_name] = MenuItem(area, label, url_name, needs, order, icon)


def menu_items(area: str, actor: Actor) -> list[MenuItem]:
    """The entries of an area that this reader may open, in order."""
    items = sorted(
        (item for item in _items.values() if item.area == area), key=lambda item: (item.order, item.url_name)
    )
    allowed = {"", *actor.needs, *(() if actor.user is None else ("login",))}
    return [item for item in items if item.needs in allowed]


def folded(items: Sequence[MenuItem]) -> Menu:
    """A main menu of these entries; a single one too many isn't folded away."""
    if len(items) <= IN_SIGHT + 1:
        return Menu(items, ())
    return Menu(items[:IN_SIGHT], items[IN_SIGHT:])
