"""E-mail, through the server that the settings name."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMessage

from .contract import ChannelError, Message


@dataclass(frozen=True)
class Mail:
    """Sends each message as a mail. ``subject``: the first line people see, where a message has none of its own."""

    subject: str

    def send(self, message: Message) -> None:
        """Hand it to the mail server. Raises ChannelError when that doesn't take it."""
        subject = " ".join(
            (message.subject or self.subject).split()
        )  # what people called a meeting may hold line breaks
        try:
            EmailMessage(subject, message.text, to=[message.to], headers={"X-Keqiao-Id": message.id}).send()
        except (smtplib.SMTPException, OSError) as error:
            raise ChannelError(f"The mail server didn't take message {message.id}: {error}") from error
