"""Who keeps processes running: supervisord, or systemd where that is what the machine runs."""

from __future__ import annotations

import http.client
import os
import shlex
import socket
import subprocess
import xmlrpc.client
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

import msgspec

from rushlight.errors import HostError
from rushlight.hosting import limits, priority
from rushlight.hosting.entry import read_entry
from rushlight.hosting.place import Host, Place, write
from rushlight.hosting.process import parts_of

STOP_SECONDS = 25
"""Scripts that run may end first (`server.drainSeconds`)."""
STEADY_SECONDS = 10
"""What ends sooner after its start, twice in a row, has failed. Imports take long, and are where most apps fail."""
_CALL_SECONDS = 60
_NOT_KNOWN = 2**64 - 1
"""What systemd says of a unit that has used nothing yet."""
_SPAWNED = 10
"""What supervisord calls a process that has not run for long yet."""


class State(Enum):
    """What a program does."""

    UP = "up"
    STARTING = "starting"
    ENDING = "ending"
    """It was told to end; nobody can start it before it has."""
    DOWN = "down"
    FAILED = "failed"
    """It has ended again and again, and the supervisor tries no more."""
    UNKNOWN = "unknown"
    """The supervisor knows no such program."""


def said(state: State | None) -> str:
    """Return what a state is called."""
    words = {State.UP: "awake", State.STARTING: "starting", State.DOWN: "asleep", State.FAILED: "fails"}
    return words.get(state, "asleep") if state is not None else "has not worked yet"


class Activity(msgspec.Struct, frozen=True):
    """What a program does, and the seconds of processors that its processes have used; None where it has none."""

    state: State
    seconds: float | None = None


class Program(msgspec.Struct, frozen=True):
    """Something that a supervisor keeps running."""

    name: str
    words: list[str]
    log: Path
    at_once: bool = False
    """Started with the supervisor; else when somebody wants it."""
    memory: int = 0
    """Megabytes; 0 for any number."""
    cpu: float = 0.0
    variables: Mapping[str, str] = {}


class Supervisor(Protocol):
    """Keeps programs running, each in a process of its own. Every method may raise HostError."""

    def define(self, program: Program) -> None:
        """Make a program known."""
        ...

    def forget(self, name: str) -> None:
        """Forget a program that is down."""
        ...

    def start(self, name: str) -> None:
        """Start a program, if it is down."""
        ...

    def stop(self, name: str) -> None:
        """Ask a program to end, and wait until it has."""
        ...

    def reload_proxy(self) -> None:
        """Have nginx read its configuration anew; connections stay open."""
        ...

    def states(self) -> dict[str, State]:
        """Return what all programs of the host do."""
        ...

    def activities(self) -> dict[str, Activity]:
        """Return the same, and what the apps have used of the processors."""
        ...

    def place(self, name: str, *, forward: bool) -> None:
        """Bring a program's processes forward, or have them stand back behind those of others, where that can be undone."""
        ...


def supervisor_of(place: Place, host: Host) -> Supervisor:
    """Return the supervisor of a host."""
    return Systemd() if host.supervisor == "systemd" else Supervisord(place)


# --- supervisord -----------------------------------------------------------------------------------------------------


class Supervisord:
    """A supervisord of the host's own, asked over its unix socket."""

    _STATES = {
        0: State.DOWN,
        10: State.UP,  # its process runs; whether it will for long is another matter
        20: State.UP,
        30: State.STARTING,
        40: State.ENDING,
        100: State.DOWN,
        200: State.FAILED,
    }
    _IS_SO = {"ALREADY_STARTED", "NOT_RUNNING", "ALREADY_ADDED", "BAD_NAME", "SPAWN_ERROR", "ABNORMAL_TERMINATION"}
    """Faults that say that things are as they should be, or that `states` tells of."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._folder = place.root / "supervisord.d"
        self.socket = place.run / "supervisor.sock"

    def write_config(self) -> Path:
        """Write the configuration of supervisord itself."""
        root = self._place.root
        self._folder.mkdir(parents=True, exist_ok=True)
        path = root / "supervisord.conf"
        text = f"""; Written by `rushlight host init`.
[supervisord]
directory = {root}
pidfile = {self._place.run}/supervisord.pid
logfile = {root}/logs/supervisord.log
childlogdir = {root}/logs
identifier = rushlight
umask = 027
minfds = 4096

[unix_http_server]
file = {self.socket}
chmod = 0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl = unix://{self.socket}

[include]
files = {self._folder}/*.conf
"""
        write(path, text, 0o600)
        return path

    def define(self, program: Program) -> None:
        self.write(program)
        self._call("reloadConfig")
        self._call("addProcessGroup", program.name)

    def write(self, program: Program) -> None:
        """Write the configuration of a program, for a supervisord that is to be started."""
        words = " ".join(shlex.quote(word) for word in program.words).replace("%", "%%")
        variables = ",".join(f'{name}="{value}"'.replace("%", "%%") for name, value in program.variables.items())
        text = f"""[program:{program.name}]
command = {words}
environment = {variables}
autostart = {str(program.at_once).lower()}
autorestart = true
startsecs = {STEADY_SECONDS if parts_of(program.name) else 1}
startretries = {1_000_000 if program.at_once else 1}
stopsignal = TERM
stopwaitsecs = {STOP_SECONDS}
killasgroup = true
redirect_stderr = true
stdout_logfile = {program.log}
stdout_logfile_maxbytes = 10MB
stdout_logfile_backups = 4
"""
        write(self._folder / f"{program.name}.conf", text, 0o600)

    def forget(self, name: str) -> None:
        (self._folder / f"{name}.conf").unlink(missing_ok=True)
        self._call("removeProcessGroup", name)
        self._call("reloadConfig")

    def start(self, name: str) -> None:
        self._call("startProcess", name, False)

    def stop(self, name: str) -> None:
        self._call("stopProcess", name, True)

    def reload_proxy(self) -> None:
        self._call("signalProcess", "nginx", "HUP")

    def states(self) -> dict[str, State]:
        return {str(each["name"]): self._state(each) for each in self._all()}

    def activities(self) -> dict[str, Activity]:
        found = self._all()
        leaders = {str(each["name"]): each["pid"] for each in found if each["pid"] and parts_of(each["name"])}
        used = priority.seconds_used(leaders)
        return {str(each["name"]): Activity(self._state(each), used.get(each["name"])) for each in found}

    def place(self, name: str, *, forward: bool) -> None:
        pid = next((each["pid"] for each in self._all() if each["name"] == name), 0)
        parts = parts_of(name)
        if pid and parts and not limits.weigh(name, forward=forward) and priority.may_come_forward():
            # Who uses little may use any core, and so finds one at which nobody computes.
            entry = read_entry(self._place, parts[0])
            cores = os.sched_getaffinity(0) if forward else limits.cores(entry.cpu, entry.number)
            priority.place(pid, cores, forward=forward)

    def _all(self) -> list[Any]:
        found: Any = self._call("getAllProcessInfo")
        return found or []

    def _state(self, facts: Any) -> State:
        is_new = facts["state"] == _SPAWNED and facts["now"] - facts["start"] < 1
        return State.STARTING if is_new else self._STATES.get(facts["state"], State.FAILED)

    def _call(self, method: str, *arguments: object) -> Any:
        # Its answers are numbers and texts of the program beside us, which we have configured.
        with xmlrpc.client.ServerProxy("http://supervisor", transport=_UnixTransport(self.socket)) as server:
            try:
                return getattr(server.supervisor, method)(*arguments)
            except xmlrpc.client.Fault as fault:
                if fault.faultString.partition(":")[0] in self._IS_SO:
                    return None
                raise HostError(f"supervisord: {fault.faultString}") from None
            except (OSError, http.client.HTTPException, xmlrpc.client.ProtocolError) as error:
                raise HostError(f"supervisord does not answer ({error}). Start it: rushlight host start") from None


class _UnixTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        return UnixConnection(self._path, _CALL_SECONDS)


class UnixConnection(http.client.HTTPConnection):
    """HTTP to a unix socket."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        """Connect."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


# --- systemd ---------------------------------------------------------------------------------------------------------


class Systemd:
    """The systemd of the machine, asked by systemctl; each program is a unit."""

    _STATES = {"active": State.UP, "activating": State.STARTING, "deactivating": State.ENDING, "failed": State.FAILED}

    def __init__(self, folder: Path = Path("/etc/systemd/system")) -> None:
        self._folder = folder

    def define(self, program: Program) -> None:
        write(self._folder / _unit(program.name), unit_text(program))
        self._call("daemon-reload")
        if program.at_once:
            self._call("enable", _unit(program.name))

    def forget(self, name: str) -> None:
        self._call("disable", _unit(name))
        self._call("revert", _unit(name), may_fail=True)  # its weight
        (self._folder / _unit(name)).unlink(missing_ok=True)
        self._call("daemon-reload")

    def start(self, name: str) -> None:
        self._call("reset-failed", _unit(name), may_fail=True)
        self._call("start", "--no-block", _unit(name))

    def stop(self, name: str) -> None:
        self._call("stop", _unit(name))

    def reload_proxy(self) -> None:
        self._call("reload-or-restart", "nginx")

    def states(self) -> dict[str, State]:
        return {name: each.state for name, each in self.activities().items()}

    def activities(self) -> dict[str, Activity]:
        return {name: self._activity(facts) for name, facts in self._facts("ActiveState", "CPUUsageNSec")}

    def _activity(self, facts: dict[str, str]) -> Activity:
        used = facts.get("CPUUsageNSec", "")
        seconds = int(used) / 1e9 if used.isdigit() and int(used) < _NOT_KNOWN else None
        return Activity(self._STATES.get(facts["ActiveState"], State.DOWN), seconds)

    def place(self, name: str, *, forward: bool) -> None:
        if forward:
            return self._weigh(name, priority.FORWARD_WEIGHT)
        try:
            self._weigh(name, "idle")
        except HostError:  # before systemd 252
            self._weigh(name, priority.BACK_WEIGHT)

    def _weigh(self, name: str, weight: int | str) -> None:
        self._call("set-property", "--runtime", _unit(name), f"CPUWeight={weight}")

    def _facts(self, *properties: str) -> list[tuple[str, dict[str, str]]]:
        """Return properties of each program's unit, of those that have the first one."""
        units = sorted(path.name for path in self._folder.glob("rushlight-*.service"))
        asked = [f"--property={name}" for name in ("Id", *properties)]
        said = self._call("show", *asked, *units) if units else ""
        facts = [dict(line.split("=", 1) for line in part.splitlines() if line) for part in said.split("\n\n")]
        return [(_program(each["Id"]), each) for each in facts if "Id" in each and properties[0] in each]

    def _call(self, *words: str, may_fail: bool = False) -> str:
        done = subprocess.run(["systemctl", *words], capture_output=True, text=True, check=False)
        if done.returncode and not may_fail:
            raise HostError(f"systemctl {words[0]}: {done.stderr.strip()}")
        return done.stdout


def unit_text(program: Program) -> str:
    """Return the unit of a program."""
    words = " ".join(_quoted(word) for word in program.words)
    limits = (
        f"MemoryMax={program.memory}M\nMemorySwapMax=0\nCPUQuota={program.cpu * 100:.0f}%\n"
        f"CPUWeight={priority.BACK_WEIGHT}\n"
        if program.memory
        else ""
    )
    variables = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in program.variables.items())
    is_app = parts_of(program.name) is not None
    install = "\n[Install]\nWantedBy=multi-user.target\n" if program.at_once else ""
    return f"""# Written by `rushlight host`.
[Unit]
Description={program.name}: {"an app of the Rushlight host" if is_app else "of the Rushlight host"}
After=network.target
{_APP_TRIES if is_app else _OWN_TRIES}
[Service]
ExecStart={words}
{variables}Restart=always
RestartSec=1
TimeoutStopSec={STOP_SECONDS}
KillMode=mixed
SyslogIdentifier={program.name}
{limits}PrivateTmp=true
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectControlGroups=true
{_APP_BOUNDS if is_app else ""}{install}"""


_APP_TRIES = f"""StartLimitIntervalSec={3 * STEADY_SECONDS}
StartLimitBurst=2
"""
"""After these the keeper says when it is tried again."""
_OWN_TRIES = "StartLimitIntervalSec=0\n"
_APP_BOUNDS = "RestrictSUIDSGID=true\n"
"""The host's own programs share folders with the proxy by a bit that this forbids."""


def _unit(name: str) -> str:
    return f"rushlight-{name}.service"


def _program(unit: str) -> str:
    return unit.removeprefix("rushlight-").removesuffix(".service")


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"'
