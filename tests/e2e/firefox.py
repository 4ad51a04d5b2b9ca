"""Firefox, steered over WebDriver BiDi, which it speaks by itself: nothing stands between, nothing is downloaded."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

PATIENCE = 120
"""Seconds until what is waited for is given up: machines that run tests are busy."""
PREFERENCES = {
    # Whatever is not on this machine is refused at once, be it of a page or of the browser's own.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 1,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 1,
    # Nothing is asked for at the start. Firefox itself sets much of this kind, but only when it is first steered.
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.newtabpage.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "toolkit.telemetry.server": "",
    # A few pictures a second are enough, as nobody looks on; each costs the layout of the whole page.
    "layout.frame_rate": 10,
    # What a page looks like depends on no machine's settings.
    "ui.prefersReducedMotion": 0,
    "ui.systemUsesDarkTheme": 0,
}
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Control": "\ue009",
    "Escape": "\ue00c",
    "Space": " ",
    "End": "\ue010",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
"""Names of keys, and what the protocol writes for them."""
POLICY = "Content-Security-Policy"
"""What Firefox says at the beginning when the page's policy has forbidden something."""
EVENTS = ["log.entryAdded", "browsingContext.userPromptOpened"]


class Refused(Exception):
    """Firefox has refused a command, or a script in the page has failed."""


class Gone(Refused):
    """The page has gone meanwhile."""


class Firefox:
    """A running Firefox: commands are sent, and events are heard whenever an answer is waited for."""

    def __init__(self, connection: ClientConnection) -> None:
        self.events: list[dict[str, Any]] = []
        self._connection = connection
        self._last = 0
        # A question of a page is answered no, as nobody is there; that it was asked is an event.
        self.command("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "dismiss"}}})

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have a command carried out; return its result. Raises Refused."""
        number = self._send(method, parameters)
        while True:
            message = json.loads(self._connection.recv(PATIENCE))
            if message.get("id") == number:
                break
            self._hear(message)
        if message["type"] == "error":
            kind = Gone if "AbortError" in message["message"] else Refused
            raise kind(f"{method} {parameters}: {message['error']}: {message['message']}")
        return message["result"]

    def _send(self, method: str, parameters: dict[str, Any]) -> int:
        self._last += 1
        self._connection.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        return self._last

    def _hear(self, message: dict[str, Any]) -> None:
        if message["type"] != "event":
            return  # the answer to a command that nobody waited for
        if message["params"].get("isBlocked"):
            self._send("network.continueResponse", _without_policy(message["params"]))
        else:
            self.events.append(message)


def _without_policy(response: dict[str, Any]) -> dict[str, Any]:
    headers = [each for each in response["response"]["headers"] if each["name"].lower() != "content-security-policy"]
    return {"request": response["request"]["request"], "headers": headers}


@contextmanager
def running(profile: Path) -> Iterator[Firefox]:
    """Start Firefox with a new profile in a folder, and end it."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    log = profile / "firefox.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [str(program()), "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
            stdout=written,
            stderr=written,
        )
    try:
        address = _address(process, profile / "WebDriverBiDiServer.json", log)
        with connect(f"{address}/session", max_size=None, compression=None, ping_interval=None) as connection:
            firefox = Firefox(connection)
            yield firefox
            firefox.command("browser.close")
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()


def program() -> str | None:
    """Return the path of Firefox, if there is one."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def _address(process: subprocess.Popen[bytes], written: Path, log: Path) -> str:
    """Return where Firefox listens, which it writes into its profile."""
    for _ in range(PATIENCE * 20):
        try:
            said = json.loads(written.read_text(encoding="utf-8"))
            return f"ws://{said['ws_host']}:{said['ws_port']}"
        except (FileNotFoundError, json.JSONDecodeError):
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError(f"Firefox has not started:\n{log.read_text(encoding='utf-8')}")


class Tab:
    """A page in Firefox with cookies and a window of its own, as hidden ones are slow; what is said and asked in it."""

    def __init__(self, firefox: Firefox, width: int = 1200, height: int = 900) -> None:
        self._firefox = firefox
        self._user = firefox.command("browser.createUserContext")["userContext"]
        self.id = firefox.command("browsingContext.create", type="window", userContext=self._user)["context"]
        self.resize(width, height)
        self._first = len(firefox.events)
        self._ends: list[tuple[str, dict[str, Any]]] = []
        self._begin("session.subscribe", "subscription", events=EVENTS, contexts=[self.id])

    def _begin(self, method: str, name: str, **parameters: Any) -> None:
        """Begin what has to be ended when the tab is closed."""
        got = self._firefox.command(method, **parameters)[name]
        ends = {"subscription": ("session.unsubscribe", {"subscriptions": [got]})}
        self._ends.append(ends.get(name, (method.replace(".add", ".remove"), {name: got})))

    def close(self) -> None:
        """Close it, and forget its cookies."""
        for method, parameters in reversed(self._ends):
            self._firefox.command(method, **parameters)
        self._firefox.command("browser.removeUserContext", userContext=self._user)

    def resize(self, width: int, height: int) -> None:
        """Give the page another size, in pixels."""
        self._firefox.command(
            "browsingContext.setViewport", context=self.id, viewport={"width": width, "height": height}
        )

    def before_pages(self, code: str) -> None:
        """Run code in every page and frame before its own."""
        self._begin("script.addPreloadScript", "script", functionDeclaration=f"() => {{{code}}}", contexts=[self.id])

    def lift_policy(self, url: str) -> None:
        """Take the policy (CSP) from every page at an address that comes from now on."""
        parts = urlsplit(url)
        pattern = {"type": "pattern", "protocol": parts.scheme, "hostname": parts.hostname, "port": str(parts.port)}
        self._begin("session.subscribe", "subscription", events=["network.responseStarted"], contexts=[self.id])
        self._begin(
            "network.addIntercept",
            "intercept",
            phases=["responseStarted"],
            urlPatterns=[pattern | {"pathname": parts.path}],
            contexts=[self.id],
        )

    def said(self, event: str) -> list[dict[str, Any]]:
        """Return what has been heard of one kind since the tab was opened."""
        return [each["params"] for each in self._firefox.events[self._first :] if each["method"] == event]

    def errors(self) -> list[str]:
        """Return the errors of pages and console, and what the policy has forbidden."""
        said = [{"text": "", **each} for each in self.said("log.entryAdded")]
        return [each["text"] for each in said if each["level"] == "error" or POLICY in each["text"]]

    def forget(self) -> None:
        """Forget what has been heard."""
        self._first = len(self._firefox.events)

    def goto(self, url: str) -> None:
        """Go to an address, and wait until its document is loaded."""
        # Its command `navigate` takes a frame of the old page that fails meanwhile for a failure of the new page.
        self.run("(url) => { window.left = true; location.assign(url) }", url)
        self.until("() => !window.left && document.readyState === 'complete'")

    def back(self) -> None:
        """Go back by one page."""
        self._firefox.command("browsingContext.traverseHistory", context=self.id, delta=-1)

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page; return what it returns, which JSON can carry. Raises Refused."""
        answer = self._firefox.command(
            "script.callFunction",
            functionDeclaration=f"async (...given) => JSON.stringify(await ({function})(...given)) ?? 'null'",
            arguments=[_local(each) for each in arguments],
            target={"context": self.id},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise Refused(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def until(self, function: str, *arguments: Any) -> None:
        """Wait until a JavaScript function returns something true."""
        asked = f"async (...given) => Boolean(await ({function})(...given))"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(Gone):
                if self.run(asked, *arguments):
                    return
            time.sleep(0.03)
        raise AssertionError(f"{function} {arguments} has not come true. The page: {self.run(TEXT)[:2000]}")

    def shows(self, text: str, within: str = "main") -> None:
        """Wait until a place shows a text."""
        self.until("(place, text) => document.querySelector(place)?.innerText.includes(text)", within, text)

    def find(self, role: str, name: str) -> dict[str, Any]:
        """Wait for an element with a role and a name, as those are told to assistive technology; return it."""
        return self._located({"type": "accessibility", "value": {"role": role, "name": name}})

    def select(self, selector: str) -> dict[str, Any]:
        """Wait for an element that a CSS selector finds; return the first."""
        return self._located({"type": "css", "value": selector})

    def _located(self, locator: dict[str, Any]) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(Gone):
                if found := self._now(locator):
                    return found[0]
            time.sleep(0.03)
        raise AssertionError(f"There is no {locator['value']}. The page: {self.run(TEXT)[:2000]}")

    def _now(self, locator: dict[str, Any]) -> list[dict[str, Any]]:
        found = self._firefox.command("browsingContext.locateNodes", context=self.id, locator=locator)["nodes"]
        return [{"sharedId": each["sharedId"]} for each in found]

    def all(self, selector: str) -> list[dict[str, Any]]:
        """Return the elements that a CSS selector finds now."""
        return self._now({"type": "css", "value": selector})

    def windows(self) -> list[str]:
        """Return the address of this tab, and of whatever it has opened besides."""
        trees = self._firefox.command("browsingContext.getTree", maxDepth=0)["contexts"]
        own = [each for each in trees if each["userContext"] == self._user]
        return [each["url"] for each in sorted(own, key=lambda each: each["context"] != self.id)]

    def click(self, element: dict[str, Any]) -> None:
        """Bring an element into view and click in its middle."""
        self._point(element, 0, 0, [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def hover(self, element: dict[str, Any], right: int = 0, down: int = 0) -> None:
        """Bring an element into view and move the pointer over it, so many pixels from its middle."""
        self._point(element, right, down, [])

    def _point(self, element: dict[str, Any], x: int, y: int, then: list[dict[str, Any]]) -> None:
        self.run("(each) => each.scrollIntoView({ block: 'center', behavior: 'instant' })", element)
        move = {"type": "pointerMove", "x": x, "y": y, "origin": {"type": "element", "element": element}}
        self._act({"type": "pointer", "id": "mouse", "actions": [move, *then]})

    def wheel(self, element: dict[str, Any], down: int) -> None:
        """Bring an element into view and turn the wheel over it by so many pixels."""
        self.hover(element)
        turn = {"type": "scroll", "x": 0, "y": 0, "deltaX": 0, "deltaY": down}
        self._act(
            {"type": "wheel", "id": "wheel", "actions": [turn | {"origin": {"type": "element", "element": element}}]}
        )

    def press(self, *names: str) -> None:
        """Press keys one after the other, by name (`Enter`, `Control+a`)."""
        for name in names:
            held = [KEYS.get(each, each) for each in name.split("+")]
            self._type([("keyDown", each) for each in held] + [("keyUp", each) for each in reversed(held)])

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self._type([(act, character) for character in text for act in ("keyDown", "keyUp")])

    def fill(self, element: dict[str, Any], text: str) -> None:
        """Click into a field and type a text instead of the one that is there."""
        self.click(element)
        self.press("Control+a")
        self.write(text)

    def choose_files(self, element: dict[str, Any], *files: Path) -> None:
        """Choose files in a file input."""
        names = [str(each) for each in files]
        self._firefox.command("input.setFiles", context=self.id, element=element, files=names)

    def picture(self, path: Path) -> None:
        """Keep a picture of the whole page, to be looked at."""
        path.parent.mkdir(exist_ok=True)
        answer = self._firefox.command("browsingContext.captureScreenshot", context=self.id, origin="document")
        path.write_bytes(base64.b64decode(answer["data"]))

    def _type(self, acts: list[tuple[str, str]]) -> None:
        self._act({"type": "key", "id": "keys", "actions": [{"type": act, "value": value} for act, value in acts]})

    def _act(self, source: dict[str, Any]) -> None:
        self._firefox.command("input.performActions", context=self.id, actions=[source])


TEXT = "() => document.body?.innerText ?? ''"


def _local(value: Any) -> dict[str, Any]:
    """Write a text, a number or an element for the protocol."""
    if isinstance(value, dict):
        return value
    return {"type": "string" if isinstance(value, str) else "number", "value": value}
