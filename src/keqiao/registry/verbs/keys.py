"""The verb that begins a rotation of keys; sealing anew goes on behind it (``kernel/privacy/rotation.py``)."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.privacy.models import KeyRotation
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb


class RotateKeys(VerbData):
    """``new_keys`` false: everything is sealed as the keyring seals now, after a change of its algorithm."""

    new_keys: bool = True


@verb(
    "keys.rotate",
    does=gettext_lazy("更换了密钥"),
    needs="owner",
    on=lambda target, data: [],
    owner=lambda act, *_rest: act.actor.operator,
)
def rotate(act: Act, target: None, data: RotateKeys) -> KeyRotation:
    """Make new versions of the keys of sealed fields and begin to seal everything with them. Only the operator can."""
    if KeyRotation.objects.filter(finished=None).exists():
        raise VerbError(_("上一次换钥还没有做完。请先运行 keqiao keys rotate 把它做完，再换新的密钥。"))
    ring = settings.KEYRING
    made = KeyRotation(actor=act.actor.label, algorithm=ring.algorithm)
    if data.new_keys:
        # Last of all that can fail here; a version that is made and never used does no harm.
        made.versions = " ".join(f"{purpose}={version}" for purpose, version in ring.add_versions().items())
    made.save()
    return made
