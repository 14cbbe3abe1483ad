"""Registers and provisions beside the small plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from plans.starting import Starting, entry


def provision(number: int, *by: str, **more: Any) -> dict[str, Any]:
    """A provision as a package lists it."""
    made = {"id": f"small/{number:03}", "clause": "二.1", "zh": f"规定{number}", "en": f"Provision {number}"}
    return made | ({"by": list(by)} if by else {}) | more


def feature(name: str = "register", **more: Any) -> dict[str, Any]:
    """A feature that is there unless told otherwise."""
    made = {"id": name, "zh": "单位登记", "en": "Register", "verbs": ["organisations.register"]}
    return made | {"pages": ["organisations"], "facts": ["organisations"]} | more


def system(name: str, *by: str) -> dict[str, Any]:
    """A system that plans call for."""
    made = {"id": name, "theme": "network", "block": "registry", "zh": f"系统{name}", "en": f"System {name}"}
    return made | ({"by": list(by)} if by else {})


class Books:
    """Writes the files of the small plan that coverage is told from."""

    def __init__(self, starting: Starting) -> None:
        self.starting = starting
        self.plans = starting.folder.path.parent
        self.starting.write(entry("series", system="training"), entry("channel", "liaison.channel", system="voices"))

    def provisions(self, *listed: dict[str, Any]) -> Path:
        """The plan's list."""
        return self._write(self.starting.folder.path / "provisions.yaml", listed)

    def features(self, *listed: dict[str, Any]) -> Path:
        """What the software does by itself."""
        return self._write(self.plans / "features.yaml", listed)

    def systems(self, *listed: dict[str, Any]) -> Path:
        """What the plans call for."""
        return self._write(self.plans / "systems.yaml", listed)

    def _write(self, path: Path, listed: tuple[dict[str, Any], ...]) -> Path:
        path.write_text(yaml.safe_dump(list(listed), allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path
