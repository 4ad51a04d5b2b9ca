"""What `systemd.py` has done in its machine: a host with one app, kept by systemd. Ends with an error where something is not so."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import struct
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

RUSHLIGHT = "/opt/rushlight/bin/rushlight"
SOURCE = Path("/srv/small")
DATA = Path("/var/lib/rushlight/data/small")
APP = """
import os, pathlib
import rushlight as st
st.text("release {release}")
here = pathlib.Path(os.environ["RUSHLIGHT_DATA"])
if (here / "eat").exists():
    eaten = [b"x" * (1 << 20) for _ in range(2000)]
while (here / "compute").exists():
    sum(range(10_000))
"""
UNIT = "rushlight-app_small_{release}"


def main() -> None:
    """Do all of it in turn."""
    bring_up_loopback()
    say("host init", "init", "--domain", "localhost", "--shared")
    for name in ("keeper", "gate"):
        until(f"{name} is active", lambda name=name: shown(f"rushlight-{name}", "ActiveState") == "active")
    SOURCE.mkdir()
    write("1")
    say("host add", "add", "small", str(SOURCE), "--memory", "300", "--cpu", "0.5")
    look_at_the_unit()
    kill()
    eat()
    compute()
    change_over()
    take_away()


def bring_up_loopback() -> None:
    """There is no other network."""
    with socket.socket() as probe:
        fcntl.ioctl(probe, 0x8914, struct.pack("16sh", b"lo", 0x49))  # SIOCSIFFLAGS: up, loopback, running


def look_at_the_unit() -> None:
    """It runs as its own user, with its limits, and nginx hands its page on."""
    unit = UNIT.format(release="1")
    print(command("systemctl", "--no-pager", "status", unit))
    assert shown(unit, "ActiveState") == "active"
    assert shown(unit, "MemoryMax") == str(300 << 20), shown(unit, "MemoryMax")
    assert shown(unit, "CPUQuotaPerSecUSec") == "500ms", shown(unit, "CPUQuotaPerSecUSec")
    group = Path("/sys/fs/cgroup" + shown(unit, "ControlGroup"))
    assert (group / "memory.max").read_text().strip() == str(300 << 20)
    assert (group / "cpu.max").read_text().split() == ["50000", "100000"]
    user = Path(f"/proc/{shown(unit, 'MainPID')}").stat().st_uid
    assert user == 1_900_000_001, user
    until("nginx hands its page on", serves)
    until("it has come forward, being calm", lambda: shown(unit, "CPUWeight") == "100")
    print(command(RUSHLIGHT, "host", "list"))


def kill() -> None:
    """What is killed comes again by itself."""
    for unit in (UNIT.format(release="1"), "rushlight-keeper", "rushlight-gate", "nginx"):
        before = shown(unit, "MainPID")
        os.kill(int(before), signal.SIGKILL)
        until(f"{unit} runs again", lambda unit=unit, before=before: shown(unit, "MainPID") not in ("0", before))
        until("and serves", serves)


def eat() -> None:
    """What eats more than it may is ended by the kernel, and nobody else."""
    unit, gate = UNIT.format(release="1"), shown("rushlight-gate", "MainPID")
    eat_file = DATA / "eat"
    eat_file.touch()
    before = shown(unit, "MainPID")
    have_the_script_run()
    until("what eats is ended and comes again", lambda: shown(unit, "MainPID") not in ("0", before))
    print(command("journalctl", "--no-pager", "-n", "3", "-u", unit, "-g", "oom|killed|Failed"))
    eat_file.unlink()
    until("and serves", serves)
    assert shown("rushlight-gate", "MainPID") == gate


def compute() -> None:
    """What computes stands back, and comes forward again when it does not any more."""
    unit = UNIT.format(release="1")
    group, wish = Path("/sys/fs/cgroup" + shown(unit, "ControlGroup")), DATA / "compute"
    wish.touch()
    have_the_script_run()
    until("what computes stands back", lambda: (group / "cpu.idle").read_text().strip() == "1")
    wish.unlink()
    until("and comes forward again", lambda: shown(unit, "CPUWeight") == "100")
    assert (group / "cpu.idle").read_text().strip() == "0"


def have_the_script_run() -> None:
    """Ask a process whether it is ready, for the first time: its script then runs, which is not waited for."""
    with socket.socket(socket.AF_UNIX) as app:
        app.settimeout(5)
        app.connect("/var/lib/rushlight/run/small/1.sock")
        app.sendall(b"GET /small/_rushlight/ready HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n")
        with contextlib.suppress(OSError):
            app.recv(1000)


def change_over() -> None:
    """An update, a way back, a restart of all."""
    write("2")
    say("host update", "update", "small")
    until("release 1 has gone", lambda: units() == [f"{UNIT.format(release='2')}.service"])
    say("host rollback", "rollback", "small")
    until("release 2 has gone", lambda: units() == [f"{UNIT.format(release='1')}.service"])
    say("host restart", "restart")
    until("and serves", serves)
    print(command(RUSHLIGHT, "host", "logs", "small", "-n", "5"))


def take_away() -> None:
    """Nothing is left."""
    say("host remove", "remove", "small", "--yes", "--data")
    assert units() == [], units()
    assert not list(Path("/etc/systemd/system").glob("rushlight-app*"))
    known = command("systemctl", "--no-pager", "--all", "list-units", "rushlight-app_*")
    assert "rushlight-app_" not in known, known
    assert status("/small/") == 404


def write(release: str) -> None:
    """Write the source of the app."""
    (SOURCE / "app.py").write_text(APP.replace("{release}", release))


def say(what: str, *words: str) -> None:
    """Give a command of `rushlight host`."""
    begun = time.monotonic()
    print(command(RUSHLIGHT, "host", *words).rstrip())
    print(f"ok: {what}, {time.monotonic() - begun:.1f} s")


def command(*words: str) -> str:
    """Give a command; return what it says."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode and words[0] == RUSHLIGHT:
        raise SystemExit(f"{' '.join(words)}: {done.stdout}{done.stderr}\n{logs()}")
    return done.stdout + done.stderr


def logs() -> str:
    """Return what went to the journal."""
    nginx = command("systemctl", "--no-pager", "status", "nginx")
    return nginx + command("journalctl", "--no-pager", "-n", "60", "-u", "rushlight-*")


def shown(unit: str, property: str) -> str:
    """Return a property of a unit."""
    return command("systemctl", "show", "--value", f"--property={property}", unit).strip()


def units() -> list[str]:
    """Return the units of apps that are written."""
    return sorted(path.name for path in Path("/etc/systemd/system").glob("rushlight-app_*.service"))


def status(path: str) -> int:
    """Return how nginx answers."""
    try:
        request = urllib.request.Request(f"http://127.0.0.1{path}", headers={"host": "localhost"})
        return urllib.request.urlopen(request, timeout=60).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def serves() -> bool:
    """Tell whether the app's page is there."""
    return status("/small/") == 200


def until(what: str, is_so: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something is so."""
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() - begun > seconds:
            raise SystemExit(f"It is not so: {what}.\n{logs()}")
        time.sleep(0.1)
    print(f"ok: {what}, {time.monotonic() - begun:.1f} s")


if __name__ == "__main__":
    main()
