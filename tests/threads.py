"""Running things at once, each in a thread with a database connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(*bodies: Callable[[], Any]) -> list[Any]:
    """Run the bodies in threads; their answers, or the errors they raised, in order."""
    answers: list[Any] = [None] * len(bodies)

    def answer(place: int) -> None:
        try:
            answers[place] = bodies[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[place]) for place in range(len(bodies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
