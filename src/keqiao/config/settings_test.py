"""Settings for the tests: a database of their own, fast passwords, every guard on."""

from __future__ import annotations

import os
import tempfile
from zlib import crc32

# A throw-away home, so that a test can never touch anyone's data.
os.environ["KEQIAO_HOME"] = tempfile.mkdtemp(prefix="keqiao-test-")
os.environ["KEQIAO_DATABASE_URL"] = os.environ.get("KEQIAO_TEST_DATABASE_URL", "")

from keqiao.config.settings import *  # noqa: F403 - the environment has to be set before the settings read it

GUARD_WRITES = True
# SQLite stands in a file: two connections to a database in memory would not wait for each other.
DATABASES["default"]["TEST"] = {  # noqa: F405 - the same
    # Two checkouts on one machine don't take each other's database away.
    "NAME": f"test_keqiao_{crc32(str(ROOT).encode()):08x}"  # noqa: F405 - the same
    if os.environ["KEQIAO_DATABASE_URL"]
    else str(HOME / "test.sqlite3")  # noqa: F405 - the same
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Background work is done on the spot; the worker has tests of its own.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
