"""What supervisors are told of a program."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from rushlight.errors import HostError
from rushlight.hosting.place import Place
from rushlight.hosting.process import parts_of, program_of
from rushlight.hosting.supervisor import Activity, Program, State, Supervisord, Systemd, unit_text

WORDS = ["/usr/bin/env", "a b", "it's", '"quoted"', "100%", "$HOME", "back\\slash"]


def test_names_of_programs_say_which_app_and_release_they_are() -> None:
    assert parts_of(program_of("a-b", "12")) == ("a-b", "12")
    assert parts_of("gate") is None


def test_supervisord_is_told_words_as_they_are(tmp_path: Path) -> None:
    Supervisord(Place(tmp_path)).write(Program("app_a_1", WORDS, tmp_path / "log", variables={"A": "1%"}))
    path = tmp_path / "supervisord.d" / "app_a_1.conf"
    parser = configparser.RawConfigParser()
    parser.read(path)
    section = parser["program:app_a_1"]
    assert shlex.split(section["command"].replace("%%", "%")) == WORDS
    assert section["autostart"] == "false"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_supervisord_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="rushlight host start"):
        Supervisord(Place(tmp_path)).states()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("at_once", [True, False])
def test_systemd_takes_the_unit(tmp_path: Path, at_once: bool) -> None:
    unit = tmp_path / "rushlight-app_a_1.service"
    unit.write_text(unit_text(Program("app_a_1", WORDS, tmp_path / "log", at_once, 800, 0.5, {"A": "b c"})))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "rushlight" in line] == []
    assert "MemoryMax=800M" in unit.read_text() and "CPUQuota=50%" in unit.read_text()


def test_units_of_apps_fail_and_those_of_the_host_are_started_for_ever(tmp_path: Path) -> None:
    app, own = (unit_text(Program(name, WORDS, tmp_path / "log")) for name in ("app_a_1", "gate"))
    assert "StartLimitBurst=2" in app
    assert "StartLimitIntervalSec=0" in own and "Burst" not in own
    # The bit that has what is made in a folder belong to its group is one that this forbids.
    assert "RestrictSUIDSGID=true" in app and "RestrictSUIDSGID" not in own


@pytest.mark.parametrize(
    ("code", "seconds", "state"),
    [(10, 0, State.STARTING), (10, 5, State.UP), (20, 50, State.UP), (30, 0, State.STARTING), (200, 9, State.FAILED)],
)
def test_supervisord_says_what_a_program_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, seconds: int, state: State
) -> None:
    told = [{"name": "app_a_1", "state": code, "start": 100, "now": 100 + seconds, "pid": 0}]
    monkeypatch.setattr(Supervisord, "_call", lambda *_: told)
    supervisor = Supervisord(Place(tmp_path))
    assert supervisor.states() == {"app_a_1": state}
    assert supervisor.activities() == {"app_a_1": Activity(state)}


def test_supervisord_is_asked_once_for_what_apps_do_and_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    facts = {"state": 20, "start": 100, "now": 150}
    told = [{"name": "app_a_1", "pid": os.getpgid(0), **facts}, {"name": "gate", "pid": 1, **facts}]
    monkeypatch.setattr(Supervisord, "_call", lambda _, method: asked.append(method) or told)
    activities = Supervisord(Place(tmp_path)).activities()
    assert asked == ["getAllProcessInfo"]
    assert activities["app_a_1"].state is State.UP
    assert (activities["app_a_1"].seconds or 0) > 0
    assert activities["gate"] == Activity(State.UP)


def test_systemd_is_asked_by_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    program = tmp_path / "systemctl"
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {said}\n[ "$1" = show ] && '
        'printf "Id=rushlight-app_a_1.service\\nActiveState=active\\nCPUUsageNSec=1500000000\\n\\nId=rushlight-app_b_2.service\\nActiveState=failed\\nCPUUsageNSec=18446744073709551615\\n"\n'
        'case "$*" in *=idle) echo no such weight; exit 1;; esac\n'  # as before its version 252
        "exit 0\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    units = tmp_path / "units"
    systemd = Systemd(units)
    assert systemd.states() == {}
    systemd.define(Program("app_a_1", ["/bin/true"], tmp_path / "log"))
    systemd.start("app_a_1")
    assert systemd.states() == {"app_a_1": State.UP, "app_b_2": State.FAILED}
    assert systemd.activities() == {"app_a_1": Activity(State.UP, 1.5), "app_b_2": Activity(State.FAILED)}
    systemd.place("app_a_1", forward=True)
    systemd.place("app_a_1", forward=False)
    systemd.stop("app_a_1")
    systemd.forget("app_a_1")
    assert list(units.iterdir()) == []
    assert said.read_text().splitlines() == [
        "daemon-reload",
        "reset-failed rushlight-app_a_1.service",
        "start --no-block rushlight-app_a_1.service",
        *["show --property=Id --property=ActiveState --property=CPUUsageNSec rushlight-app_a_1.service"] * 2,
        "set-property --runtime rushlight-app_a_1.service CPUWeight=100",
        "set-property --runtime rushlight-app_a_1.service CPUWeight=idle",
        "set-property --runtime rushlight-app_a_1.service CPUWeight=10",
        "stop rushlight-app_a_1.service",
        "disable rushlight-app_a_1.service",
        "revert rushlight-app_a_1.service",
        "daemon-reload",
    ]
