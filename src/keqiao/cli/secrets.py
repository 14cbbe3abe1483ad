"""Asking for what must not be seen."""

from __future__ import annotations

import sys

import click


def ask_passphrase(*, from_stdin: bool, twice: bool) -> str:
    """The passphrase, typed unseen (twice when a new one is chosen) or read from the standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = click.prompt("口令", hide_input=True, confirmation_prompt="再输入一次" if twice else False)
    return answer
