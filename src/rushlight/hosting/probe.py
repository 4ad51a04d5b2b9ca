"""What the process of a release says of itself, asked where it listens."""

from __future__ import annotations

import http.client
import json
import re
from enum import Enum
from http.client import HTTPConnection
from typing import NamedTuple

from rushlight.hosting.entry import Entry, read_entry
from rushlight.hosting.place import Place
from rushlight.hosting.process import port_of
from rushlight.hosting.supervisor import UnixConnection
from rushlight.server import paths
from rushlight.server.reasons import SCRIPT_FAILED

_SECONDS = 10
_LOCAL = {"Host": "localhost", "X-Forwarded-For": "127.0.0.1"}
"""The metrics are for this machine; the app takes the word of who asks by its socket."""


class Health(Enum):
    """What is known of a process."""

    SILENT = "silent"
    """It does not answer."""
    SERVES = "serves"
    """It answers, and its script has not been run yet, or fails."""
    FAILED = "failed"
    """Its script has failed."""
    READY = "ready"
    """Its script has run."""


class Answer(NamedTuple):
    """What was answered."""

    status: int
    body: bytes


class Probe:
    """Asks the process of a release."""

    def __init__(self, place: Place, name: str, release: str) -> None:
        self._entry: Entry = read_entry(place, name)
        base = place.host().base_of(name)
        self._base = f"/{base}" if base else ""
        self._socket = place.socket(name, release)
        self._port = port_of(self._entry, release) if any("{port}" in word for word in self._entry.command) else 0

    def health(self) -> Health:
        """Return whether it serves, and whether its script has run."""
        if self._entry.command:
            answer = self._get(self._entry.health)
            return Health.READY if answer is not None and answer.status == 200 else Health.SILENT
        answer = self._get(self._base + paths.READY)
        if answer is None:
            return Health.SILENT
        if answer.status == 200:
            return Health.READY
        return Health.FAILED if SCRIPT_FAILED in reasons(answer.body) else Health.SERVES

    def serves(self) -> bool:
        """Tell whether it answers, without having it run its script."""
        answer = self._get(self._entry.health if self._entry.command else self._base + paths.HEALTH)
        return answer is not None and answer.status == 200

    def connections(self) -> int:
        """Return how many browsers are connected; 0 where that cannot be known."""
        answer = None if self._entry.command else self._get(self._base + paths.METRICS)
        found = re.search(rb"^rushlight_connections (\S+)$", answer.body, re.MULTILINE) if answer else None
        return int(float(found[1])) if found else 0

    def _get(self, path: str) -> Answer | None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_SECONDS) if self._port else None
        return _answer(connection or UnixConnection(self._socket, _SECONDS), path)


def gate_answers(place: Place) -> bool:
    """Tell whether the gate of a host answers."""
    return _answer(UnixConnection(place.gate_socket, _SECONDS), paths.LOGIN) is not None


def _answer(connection: HTTPConnection, path: str) -> Answer | None:
    try:
        connection.request("GET", path, headers=_LOCAL)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def reasons(body: bytes) -> list[str]:
    """Return why a server says that it is not ready."""
    try:
        return [str(reason) for reason in json.loads(body)["reasons"]]
    except (ValueError, KeyError, TypeError):
        return []
