"""Modules, public classes and public functions say what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from habits.source import PACKAGE, TESTS, code, shown, told, tree

_Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_every_module_says_what_it_is() -> None:
    silent = [shown(path) for folder in (PACKAGE, TESTS) for path in code(folder) if not ast.get_docstring(tree(path))]
    assert not silent, told(silent, "A module begins with a docstring:")


def test_public_classes_and_functions_say_what_they_do() -> None:
    silent = [
        f"{shown(path, node.lineno)} {node.name}"
        for path in code(PACKAGE)
        for node in public(tree(path))
        if not ast.get_docstring(node)
    ]
    assert not silent, told(silent, "A public class, function or method has a docstring:")


def public(parent: ast.Module | ast.ClassDef) -> Iterator[_Documented]:
    """Public classes, functions and methods; not what stands inside a function, signatures alone, or Django's Meta."""
    for node in parent.body:
        if not isinstance(node, _Documented) or node.name.startswith("_") or node.name == "Meta" or is_signature(node):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from public(node)


def is_signature(node: _Documented) -> bool:
    """Whether a function only declares how it is called, as protocols and overloads do."""
    return not isinstance(node, ast.ClassDef) and len(node.body) == 1 and ast.unparse(node.body[0]) == "..."


def test_what_is_private_or_a_mere_signature_may_stay_silent() -> None:
    written = """
class Noun:
    class Meta: pass
    def save(self): pass
    def _hidden(self): pass
    def said(self): ...
def act():
    def inside(): pass
"""
    assert [node.name for node in public(ast.parse(written))] == ["Noun", "save", "act"]
