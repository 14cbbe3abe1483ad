"""A gateway over HTTP, tried against a server of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.exchange.channels.gateway import HttpGateway

MESSAGE = Message("a1", "mobile", "13800000001", "验证码123456", {"code": "123456", "minutes": "5"})


class Server(HTTPServer):
    """Keeps what was posted, and answers what the test says."""

    taken: list[tuple[dict[str, str], Any]]
    answer: tuple[int, str]


class Handler(BaseHTTPRequestHandler):
    """Takes a post."""

    server: Server

    def do_POST(self) -> None:
        """Keep it and answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), json.loads(body)))
        self.send_response(self.server.answer[0])
        self.end_headers()
        self.wfile.write(self.server.answer[1].encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A gateway that says yes."""
    made = Server(("127.0.0.1", 0), Handler)
    made.taken, made.answer = [], (200, '{"code": "OK"}')
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def address(server: Server) -> str:
    """Where it listens."""
    return f"http://127.0.0.1:{server.server_port}/send"


def test_a_message_is_posted_as_the_setting_says(server: Server) -> None:
    body = {"phone": "{to}", "template": "T-1", "params": [{"code": "{code}", "for": "{minutes}分钟"}], "retry": 1}
    HttpGateway(address(server), headers={"Authorization": "Bearer t"}, body=body, success='"OK"').send(MESSAGE)
    ((headers, posted),) = server.taken
    assert headers["Authorization"] == "Bearer t"
    assert posted == {
        "phone": "13800000001",
        "template": "T-1",
        "params": [{"code": "123456", "for": "5分钟"}],
        "retry": 1,
    }


def test_without_a_setting_number_and_text_are_posted(server: Server) -> None:
    HttpGateway(address(server)).send(MESSAGE)
    assert server.taken[0][1] == {"id": "a1", "to": "13800000001", "text": "验证码123456"}


@pytest.mark.parametrize("answer", [(200, '{"code": "LIMIT"}'), (500, "down"), (403, '"OK"')])
def test_a_gateway_that_says_no_is_told(server: Server, answer: tuple[int, str]) -> None:
    server.answer = answer
    with pytest.raises(ChannelError, match="didn't take message a1"):
        HttpGateway(address(server), success='"OK"').send(MESSAGE)


def test_a_gateway_out_of_reach_is_told() -> None:
    with pytest.raises(ChannelError, match="didn't take message a1"):
        HttpGateway("http://127.0.0.1:9/").send(MESSAGE)


def test_only_the_web_is_an_address() -> None:
    with pytest.raises(ChannelError, match="https://"):
        HttpGateway("file:///etc/passwd").send(MESSAGE)
