"""The ``verb`` decorator and the register of all verbs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import ValidationError

from keqiao.kernel.organisations.models import Organisation

from .contract import Act, VerbData, VerbError
from .faults import faults_told
from .run import Call, run

T = TypeVar("T")
D = TypeVar("D", bound=VerbData)
R = TypeVar("R")

# Organisations are given as records or as their ids.
On = Callable[[Any, Any], Iterable[Organisation | int]]

_register: dict[str, Verb[Any, Any, Any]] = {}


class Verb(Generic[T, D, R]):
    """A callable that changes data, ``verb(act, target, data)``: the same for forms, REST, commands and imports."""

    def __init__(
        self,
        body: Callable[[Act, T, D], R],
        *,
        name: str,
        needs: str,
        on: On,
        does: str | Promise = "",
        secret: bool = False,
        owner: Callable[[Act, T, D], bool] | None = None,
        note: Callable[[T, D], str] | None = None,
    ) -> None:
        """Wrap a function; its third parameter's annotation is the schema of the data."""
        self.body, self.name, self.needs, self.on, self.secret, self.owner = body, name, needs, on, secret, owner
        self.does, self.note = does, note
        self.__doc__ = body.__doc__
        self.__name__ = body.__name__
        self.__module__ = body.__module__

    @property
    def schema(self) -> type[D]:
        """The typed schema of the data: gives the form, the REST body and the command."""
        name = list(inspect.signature(self.body).parameters)[2]
        found: type[D] = get_type_hints(self.body)[name]
        return found

    def read(self, data: D | Mapping[str, Any] | None) -> D:
        """The data as its schema. Raises VerbError naming each wrong field."""
        if isinstance(data, VerbData):
            return data
        try:
            return self.schema.model_validate(dict(data or {}))
        except ValidationError as error:
            said = _("提交的内容有误，没有保存：%(faults)s。请改正后重新提交。")
            raise VerbError(said % {"faults": faults_told(error, self.schema)}) from None

    def organisations(self, target: T, data: D) -> tuple[int, ...]:
        """Ids of the organisations whose permission is checked."""
        return tuple(item if isinstance(item, int) else item.pk for item in self.on(target, data))

    def __call__(self, act: Act, target: T, data: D | Mapping[str, Any] | None = None) -> R:
        """Carry it out. Raises Refused, Stale or VerbError; then nothing half-written stays."""
        read = self.read(data)
        owner, note = self.owner, self.note
        result: R = run(
            Call(
                verb=self.name,
                needs=self.needs,
                act=act,
                target=target,
                data=read,
                organisations=self.organisations(target, read),
                body=lambda: self.body(act, target, read),
                secret=self.secret,
                owner=None if owner is None else lambda: owner(act, target, read),
                note=str if note is None else lambda: note(target, read),
            )
        )
        return result


def verb(
    name: str,
    *,
    needs: str,
    on: On,
    does: str | Promise = "",
    secret: bool = False,
    owner: Callable[[Any, Any, Any], bool] | None = None,
    note: Callable[[Any, Any], str] | None = None,
) -> Callable[[Callable[[Act, T, D], R]], Verb[T, D, R]]:
    """Make a function a verb. ``does``: what people read that somebody did (登记了场所).

    ``needs``: a need that grants give, ``"owner"`` (``owner`` decides) or ``"anyone"``. ``on`` names
    every organisation whose permission is checked. ``secret``: the audit keeps only that it happened.
    ``note``: what the audit's entry says beside the changed fields, without anybody's data.
    """

    def wrap(body: Callable[[Act, T, D], R]) -> Verb[T, D, R]:
        if name in _register:
            raise VerbError(f"Two verbs are called {name!r}.")
        made: Verb[T, D, R] = Verb(
            body, name=name, needs=needs, on=on, does=does, secret=secret, owner=owner, note=note
        )
        _register[name] = made
        return made

    return wrap


def all_verbs() -> dict[str, Verb[Any, Any, Any]]:
    """Every verb by name."""
    return dict(_register)
