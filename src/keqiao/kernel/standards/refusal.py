"""How a standard says no: one exception that tells what is wrong, where in the value, and what to do next."""

from __future__ import annotations


class Refused(ValueError):
    """A value that a standard doesn't accept.

    ``code`` is stable and meant for programs; ``message`` is the Chinese sentence shown to the user.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
