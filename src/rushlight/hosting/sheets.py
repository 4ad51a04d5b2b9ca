"""The pages of the gate: the index, what is said in an app's stead, and how all apps do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from starlette.responses import HTMLResponse, Response

from rushlight.config import site
from rushlight.hosting.entry import Entry
from rushlight.hosting.place import Host
from rushlight.hosting.process import program_of
from rushlight.hosting.supervisor import State, said
from rushlight.server.plain import fill

_BASE = "/_gate/"
"""Where the files of these pages are found on every host, whatever the app there does."""
_AGAIN = '<meta http-equiv="refresh" content="{seconds}">'


class Sheets:
    """Makes the pages."""

    def __init__(self, host: Host, theme: Callable[[], Mapping[str, object]]) -> None:
        self._host = host
        self.theme = theme

    def index(self, apps: Mapping[str, Entry], log_out: str | None, is_admin: bool) -> Response:
        """Return the list of the apps that somebody may see."""
        links = "".join(
            f'<li><a class="button button-secondary fill" href="{escape(self._host.address_of(name))}">'
            f"{escape(title_of(name, entry))}</a></li>"
            for name, entry in apps.items()
        )
        more = '<a class="button button-tertiary fill" href="/status">Status</a>' if is_admin else ""
        more += f'<a class="button button-tertiary fill" href="/{escape(log_out)}">Log out</a>' if log_out else ""
        body = f"<ul>{links}</ul>" if links else "<p>There are no apps for you here.</p>"
        return self._page(self._host.title, body + more)

    def missing(self) -> Response:
        """Say that there is no such app."""
        return self._page("There is no such app", f"<p>Check the address.</p>{self._home()}", 404)

    def refused(self, who: str) -> Response:
        """Say that an app is not for somebody."""
        text = f"<p>This app is not open to you, <strong>{escape(who)}</strong>. Ask whoever runs it.</p>"
        return self._page("Not open to you", text + self._home(), 403)

    def starting(self, name: str, entry: Entry) -> Response:
        """Say that an app is being started; the page looks again by itself."""
        text = '<p role="status">It is being started. This page looks again every two seconds.</p>'
        return self._later(title_of(name, entry), text, 2)

    def failing(self, name: str, entry: Entry) -> Response:
        """Say that an app has ended again and again and is tried again later."""
        text = '<p role="status">It has ended unexpectedly and is restarted, after longer and longer pauses. '
        return self._later(title_of(name, entry), f"{text}This page looks again every ten seconds.</p>", 10)

    def broken(self, name: str, entry: Entry) -> Response:
        """Say that no release of an app has ever worked."""
        return self._page(title_of(name, entry), f"<p>It has not worked yet. Its log says why.</p>{self._home()}", 503)

    def status(self, apps: Mapping[str, tuple[Entry, str | None]], states: Mapping[str, State]) -> Response:
        """Return what all apps do."""
        rows = "".join(
            f'<tr><th scope="row">{escape(title_of(name, entry))}</th><td>{escape(release or "none")}</td>'
            f"<td>{said(states.get(program_of(name, release)) if release else None)}</td>"
            f"<td>{entry.memory} MB, {entry.cpu:g} CPU</td></tr>"
            for name, (entry, release) in apps.items()
        )
        head = "".join(f'<th scope="col">{each}</th>' for each in ("App", "Release", "State", "May use"))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return self._page(
            "Status", f'<div class="wide" role="region" aria-label="All apps" tabindex="0">{table}</div>{self._home()}'
        )

    def _home(self) -> str:
        return f'<a class="button button-secondary fill" href="{escape(self._host.address_of_index)}">All apps</a>'

    def _later(self, title: str, text: str, seconds: int) -> Response:
        response = self._page(title, text, 503, _AGAIN.format(seconds=seconds))
        response.headers["retry-after"] = str(seconds)
        return response

    def _page(self, title: str, body: str, status: int = 200, head: str = "") -> Response:
        response = HTMLResponse(status_code=status)
        fill(response, _BASE, title, f"<h1>{escape(title)}</h1>{body}", self.theme(), head)
        return response


def title_of(name: str, entry: Entry) -> str:
    """Return how an app is called."""
    return entry.title or site.title_of(name)
