"""What a clerk does at the desk in these tests: choose a file, check, import."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from registry.imports.tables.lists import save

NEW = "/desk/imports/new/"
TERM = {"mode": "new_term", "number": "9", "starts": "2026-09-20", "ends": "", "seen": ""}
# Puts every wrong cell of the messy roster right.
PUT_RIGHT = {
    "cell-E8": "1979.12",
    "was-E8": "1979.13",
    "cell-H9": "",
    "was-H9": "450223197506030011",
    "cell-C10": "男",
    "was-C10": "南",
    "drop-11": "on",
}


def send(
    client: Client, content: bytes, name: str = "代表名册.xlsx", body: str = "new:congress", query: str = ""
) -> Any:
    """Post a file on the first page."""
    return client.post(NEW + query, {"body": body, "file": SimpleUploadedFile(name, content)})


def upload(client: Client, path: Path, body: str = "new:congress", query: str = "") -> str:
    """Upload a roster; gives the address of its draft."""
    answer = send(client, path.read_bytes(), path.name, body, query)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def import_roster(client: Client, address: str, **more: str) -> Any:
    """Put the messy roster right and import it."""
    client.post(address, {"action": "check", **PUT_RIGHT})
    return client.post(address, {"action": "import", **TERM, **more})


def imported(client: Client, path: Path, **more: str) -> uuid.UUID:
    """Import the messy roster; gives the number of the import."""
    answer = import_roster(client, upload(client, path), **more)
    assert answer.status_code == 302, answer.content.decode()
    return uuid.UUID(answer["Location"].rstrip("/").rsplit("/", 1)[-1])


HEADER = ("姓名", "性别", "工作单位", "职务", "出生年月")
PEOPLE = (("莫一", "男", "龙城重工机械有限公司", "工程师", "1975.06"), ("莫二", "女", "柳州市科学技术局", "局长", ""))


def listed_people(folder: Path, *rows: tuple[Any, ...], name: str = "名单.xlsx") -> Path:
    """A list of people in a file."""
    return save(folder / name, HEADER, *(rows or PEOPLE))


def sent(client: Client, path: Path, kind: str = "people", query: str = "") -> str:
    """Upload a list; gives the address of its page."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post(f"/desk/imports/new/{kind}/{query}", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def meanings(client: Client, address: str) -> dict[str, str]:
    """What the columns are read as, as the page would send it."""
    page = client.get(address).content.decode()
    found: dict[str, str] = {}
    for piece in page.split('name="column-')[1:]:
        index, _quote, rest = piece.partition('"')
        choices = rest.partition("</select>")[0]
        chosen = choices.partition(" selected")[0]
        found[f"column-{index}"] = chosen.rpartition('value="')[2].partition('"')[0] if chosen != choices else ""
    return found


def checked(client: Client, address: str, **more: str) -> str:
    """Have a list checked with the columns as proposed; gives the page that follows."""
    answer = client.post(address, meanings(client, address) | more)
    assert answer.status_code == 302, answer.content.decode()
    return str(client.get(answer["Location"]).content.decode())


def page_of(name: str, *args: object) -> str:
    """The address of a page of the register."""
    return reverse(f"registry:{name}", args=args)
