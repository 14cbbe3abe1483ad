"""Every label and code that a person reads about themself has its English."""

from __future__ import annotations

import re

from django.utils.translation import gettext, override

from keqiao.registry.privacy.held import OWN, kind_of, personal_models
from keqiao.registry.privacy.labels import CODES, LABELS, RELATIONS

CHINESE = re.compile(r"[\u3400-\u9fff]")


def test_labels_and_codes_read_english() -> None:
    told = {*LABELS, *CODES}
    for model in personal_models():
        hidden = OWN | kind_of(model).hides
        fields = [
            one for one in model._meta.concrete_fields if one.name not in hidden and one.attname != model.personal
        ]
        told |= {str(one.verbose_name) for one in fields}
        told |= {str(label) for one in fields for _code, label in one.flatchoices}
    with override("en"):
        left = sorted(said for said in told if CHINESE.search(gettext(said)))
        assert not left, f"Collect these in registry/privacy/labels.py and translate them: {left}"
        assert {str(label) for label in RELATIONS.values()} >= {"Organisation", "Meeting"}


def test_no_field_is_shown_by_its_name_in_the_code() -> None:
    bare = [
        f"{model._meta.label}.{one.name}"
        for model in personal_models()
        for one in model._meta.concrete_fields
        if one.name not in OWN | kind_of(model).hides | set(RELATIONS)
        and one.attname != model.personal
        and not CHINESE.search(str(one.verbose_name))
    ]
    assert not bare, f"Give these a name or hide them in registry/privacy/kinds.py: {bare}"
