"""What the gate tells apps of logins that have ended: files whose names only the apps know that were told of them."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path

from rushlight.auth.guard import Guard, Visitor
from rushlight.auth.logins import Login

_SWEEP_SECONDS = 3600.0


class Endings:
    """Gives each login a name for apps, and says which have ended, or have other roles now."""

    def __init__(self, folder: Path, guard: Guard) -> None:
        self._folder = folder
        self._guard = guard
        self._given: dict[str, Login] = {}
        self._swept = 0.0

    def name(self, visitor: Visitor) -> str:
        """Return the name that apps know somebody's login by, with the roles that they have. "" for nobody."""
        if visitor.login is None:
            return ""
        name = _name(visitor.login, visitor.roles)
        if name not in self._given:
            self._given[name] = visitor.login
            # Of roles that were taken away and given back, what was said then is not so any more.
            (self._folder / name).unlink(missing_ok=True)
        return name

    def review(self) -> None:
        """Say what has ended since the last call. Blocks."""
        if not self._guard.have_people_changed():
            return
        for name, login in list(self._given.items()):
            roles = self._guard.still(login)
            if roles is None or _name(login, roles) != name:
                (self._folder / name).touch()
                self._given.pop(name, None)
        self._sweep()

    def _sweep(self) -> None:
        """Forget what ended so long ago that no login of that time is left."""
        now = time.time()
        if now - self._swept < _SWEEP_SECONDS:
            return
        self._swept = now
        for path in self._folder.iterdir():
            if path.stat().st_mtime < now - self._guard.settings.most_seconds:
                path.unlink(missing_ok=True)


def _name(login: Login, roles: tuple[str, ...]) -> str:
    words = "\n".join((login.id, *roles))
    return blake2b(words.encode(), digest_size=16).hexdigest()
