"""Columns that follow a person's name at each save, however it is saved: how it is folded, how it sounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

from keqiao.kernel.standards.likeness import fold_name, sound_of

if TYPE_CHECKING:
    TextBase = models.CharField[str, str]
else:
    TextBase = models.CharField


class FollowsName(TextBase):
    """Made of the record's ``name`` when it is about to be stored; nobody edits it."""

    made: Callable[[str], str] = staticmethod(fold_name)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Indexed, because people are looked for by it; empty until the first save."""
        given = {"max_length": 200, "editable": False, "blank": True, "default": "", "db_index": True}
        super().__init__(*args, **{**kwargs, **given})

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Make it of the name that is about to be stored."""
        value = type(self).made(model_instance.name)[: self.max_length or 0]
        setattr(model_instance, self.attname, value)
        return value


class NameKeyField(FollowsName):
    """The name in plain characters: 趙堅峯 and 赵坚峰 have the same."""


class NameSoundField(FollowsName):
    """How the name sounds, without tones: 韦晓 and 韦小 have the same."""

    made = staticmethod(sound_of)
