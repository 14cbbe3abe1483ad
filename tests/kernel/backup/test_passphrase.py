"""The keyring in a backup opens with its passphrase alone."""

from __future__ import annotations

import pytest

from keqiao.kernel.backup.passphrase import open_keys, seal_keys
from keqiao.kernel.backup.refusal import BackupError

PHRASE = "一座桥通向柳江对岸的青山"


def test_what_was_sealed_opens_again() -> None:
    assert open_keys(seal_keys(b"keys", PHRASE), PHRASE) == b"keys"


@pytest.mark.parametrize("change", [{"box": "AAAA"}, {"salt": ""}, {"n": "x"}, {"nonce": None}])
def test_another_phrase_or_a_damaged_box_is_refused(change: dict[str, object]) -> None:
    sealed = seal_keys(b"keys", PHRASE)
    with pytest.raises(BackupError, match="口令不对"):
        open_keys(sealed, f"{PHRASE}！")
    with pytest.raises(BackupError, match="口令不对"):
        open_keys(sealed | change, PHRASE)


def test_a_cost_that_would_take_all_memory_is_refused() -> None:
    with pytest.raises(BackupError, match="不认识的封法"):
        open_keys(seal_keys(b"keys", PHRASE) | {"n": 2**40}, PHRASE)
