"""YAML as packages use it: every mapping knows its line; days, and yes, no, on, off, stay the text that was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from keqiao.plans.packages.problems import PackageError, Problem

_MERGE = "tag:yaml.org,2002:merge"
_TEXT = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")


class Located(dict[str, Any]):
    """A mapping that knows the line on which it begins."""

    line: int = 0


# The C parser reads the packages in a fifth of the time; a PyYAML built without it reads them as well.
_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc, valid-type]  # whichever the library was built with
    """The library's safe loader with lines, without dates, and with no switches but true and false."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Put merged keys (``<<``) in place: own keys win, then those of the first mapping merged.

        Done here because the library tells keys apart by identity, so that a mapping varied twice can lose a value.
        """
        own = {key.value: (key, value) for key, value in node.value if key.tag != _MERGE}
        merged: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        written, node.value = node.value, list(own.values())
        for key, value in written:
            for one in _merged(key, value) if key.tag == _MERGE else ():
                self.flatten_mapping(one)
                for pair in one.value:
                    merged.setdefault(pair[0].value, pair)
        node.value += [pair for name, pair in merged.items() if name not in own]


def _merged(key: yaml.Node, value: yaml.Node) -> list[yaml.MappingNode]:
    found = value.value if isinstance(value, yaml.SequenceNode) else [value]
    if not all(isinstance(one, yaml.MappingNode) for one in found):
        raise yaml.constructor.ConstructorError(None, None, "only mappings can be merged", key.start_mark)
    return list(found)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _TEXT]
    for first, resolvers in _Safe.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Iterator[Located]:
    made = Located()
    made.line = node.start_mark.line + 1
    yield made
    _refuse_keys(node)
    loader.flatten_mapping(node)
    made.update({str(key): value for key, value in loader.construct_mapping(node, deep=True).items()})


def _refuse_keys(node: yaml.MappingNode) -> None:
    """Keys are words, each once."""
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} stands twice", key.start_mark)
        seen.add(key.value)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


Stamp = tuple[str, int, int]


def stamp(path: Path) -> Stamp:
    """What tells whether a file changed."""
    stat = path.stat()
    return str(path), stat.st_mtime_ns, stat.st_size


def load(path: Path, shown: str) -> Any:
    """The contents of a YAML file. Raises PackageError naming the line when it isn't YAML."""
    return loaded(path.read_bytes, shown)


def loaded(read: Callable[[], bytes], shown: str) -> Any:
    """The same of whatever gives the file's bytes or raises OSError."""
    try:
        return yaml.load(read().decode("utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"this isn't YAML: {error.problem or error.context}"
        raise PackageError(
            [Problem(shown, line, "", message, "Check indentation, quotes and brackets here.")]
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = f"this can't be read: {error}"
        raise PackageError([Problem(shown, 0, "", message, "Save the file as UTF-8 YAML.")]) from None
    except OSError as error:
        message = f"the file can't be opened: {error.strerror}"
        raise PackageError([Problem(shown, 0, "", message, "Every package needs this file.")]) from None
