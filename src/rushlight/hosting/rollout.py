"""How another release of an app comes to serve: made apart, tried, and switched to in one moment.

Until the switch nothing that serves is touched, and after it nothing more has to happen here: whoever ends in between
leaves folders that the next one deletes, and a process that the keeper ends.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

import msgspec

from rushlight.errors import HostError
from rushlight.hosting.entry import Entry, read_entry
from rushlight.hosting.environment import Builder
from rushlight.hosting.fetch import fetch, find_script
from rushlight.hosting.owner import Owner, seal
from rushlight.hosting.place import Place
from rushlight.hosting.priority import standing_back
from rushlight.hosting.probe import Health, Probe
from rushlight.hosting.process import launcher, program_of
from rushlight.hosting.release import Releases
from rushlight.hosting.supervisor import Program, State, Supervisor

TRIAL_SECONDS = 180
STEPS = ("fetch", "packages", "seal", "start", "try", "switch", "prune")
_LOOK_SECONDS = 0.1
_LINES = 25
"""Of the log, that say why a release has failed."""


class Rollout(msgspec.Struct, frozen=True):
    """Changes which release of an app serves."""

    place: Place
    supervisor: Supervisor
    begin_step: Callable[[str], None] = lambda step: None
    """Told of each of STEPS before it is done."""
    seconds: float = TRIAL_SECONDS

    def update(self, name: str) -> str:
        """Make a release of the app's source as it is now and have it serve; return it.

        Raises HostError if it cannot be made or does not work: the one before goes on.
        """
        with self.place.lock(name):
            entry, releases = read_entry(self.place, name), Releases(self.place, name)
            release = releases.begin()
            try:
                with standing_back():
                    self._make(entry, releases, release)
                    self._try(name, release)
            except BaseException as error:
                self._give_up(releases, release)
                if isinstance(error, OSError | shutil.Error):
                    raise HostError(f"{name}: the release cannot be made: {error}") from None
                raise
            self._switch(releases, release)
            return release

    def rollback(self, name: str, release: str | None = None) -> str:
        """Have an earlier release serve, by default the one before; return it. Nothing is fetched.

        Raises HostError if there is none, or if it does not work any more: the present one goes on.
        """
        with self.place.lock(name):
            releases = Releases(self.place, name)
            target = release or releases.before()
            releases.facts(target)
            if target == releases.current():
                raise HostError(f"{name} is at release {target} already.")
            try:
                self._try(name, target)
            except BaseException:
                self._end(name, target)
                raise
            self._switch(releases, target)
            return target

    # --- inside ------------------------------------------------------------------------------------------------------

    def _make(self, entry: Entry, releases: Releases, release: str) -> None:
        host, name = self.place.host(), releases.name
        owner = Owner.of(host, entry.number)
        self.begin_step("fetch")
        source = releases.source(release)
        commit = fetch(entry, source)
        script = "" if entry.command else find_script(entry, source)
        self.begin_step("packages")
        owner.give(releases.folder(release))
        cache = owner.own(self.place.root / "cache" / name, 0o700)
        builder = Builder(owner, cache, host.environment == "shared" or bool(entry.command))
        packages = builder.make(source, script, releases.environment(release))
        self.begin_step("seal")
        releases.complete(release, commit, script, packages)
        seal(releases.folder(release), owner)

    def _try(self, name: str, release: str) -> None:
        """Start a release on a socket of its own, and wait until its script has run."""
        self.begin_step("start")
        program = program_of(name, release)
        define(self.place, self.supervisor, name, release)
        while self.supervisor.states().get(program) is State.ENDING:
            time.sleep(_LOOK_SECONDS)
        self.supervisor.start(program)
        self.begin_step("try")
        probe, end = Probe(self.place, name, release), time.monotonic() + self.seconds
        while (health := probe.health()) is not Health.READY:
            state = self.supervisor.states().get(program, State.UNKNOWN)
            if health is Health.FAILED or state in (State.FAILED, State.UNKNOWN):
                raise HostError(f"{name}: release {release} does not work. Its log says:\n{self.log(program)}")
            if time.monotonic() > end:
                raise HostError(
                    f"{name}: release {release} was not ready in {self.seconds:.0f} seconds. Its log says:\n"
                    f"{self.log(program)}"
                )
            time.sleep(_LOOK_SECONDS)

    def _switch(self, releases: Releases, release: str) -> None:
        self.begin_step("switch")
        self.place.visited(releases.name)
        releases.switch(release)
        self.begin_step("prune")
        releases.prune()

    def _give_up(self, releases: Releases, release: str) -> None:
        self._end(releases.name, release)
        releases.discard(release)

    def _end(self, name: str, release: str) -> None:
        program = program_of(name, release)
        try:
            if program in self.supervisor.states():
                self.supervisor.stop(program)
                self.supervisor.forget(program)
        except HostError:
            pass  # the keeper sees to it once the supervisor answers again
        self.place.socket(name, release).unlink(missing_ok=True)

    def log(self, program: str) -> str:
        """Return the end of a program's log."""
        try:
            lines = self.place.log(program).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "(nothing)"
        return "\n".join(lines[-_LINES:]) or "(nothing)"


def define(place: Place, supervisor: Supervisor, name: str, release: str) -> None:
    """Make the program of a release known to the supervisor, and the folders that it needs."""
    entry, host = read_entry(place, name), place.host()
    owner, program = Owner.of(host, entry.number), program_of(name, release)
    owner.share_with_proxy(place.run / name)
    owner.own(place.data(name), 0o700)
    place.log(program).parent.mkdir(parents=True, exist_ok=True)
    supervisor.define(
        Program(program, launcher(place, name, release), place.log(program), memory=entry.memory, cpu=entry.cpu)
    )
