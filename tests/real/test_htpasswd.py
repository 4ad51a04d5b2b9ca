"""Files of Apache's own htpasswd, in every format that it writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from rushlight.auth.users import Directory
from rushlight.config.login import LoginSettings

FORMATS = {"bcrypt": "-B", "MD5": "-m", "SHA-1": "-s", "crypt": "-d", "plain": "-p"}
ACCEPTED = {"bcrypt", "MD5", "SHA-1"}


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    if shutil.which("htpasswd") is None:
        pytest.fail("This test needs htpasswd: apt-get install apache2-utils")
    path = tmp_path / ".htpasswd"
    path.touch()
    for name, flag in FORMATS.items():
        subprocess.run(["htpasswd", "-b", flag, path, name, f"pass {name}"], check=True, capture_output=True)
    return Directory(LoginSettings(htpasswd=path))


@pytest.mark.parametrize("name", FORMATS)
def test_passwords_of_good_formats_count_and_others_do_not(directory: Directory, name: str) -> None:
    found = directory.check(name, f"pass {name}")
    assert (found is not None) == (name in ACCEPTED)
    assert directory.check(name, "wrong") is None


def test_formats_that_are_weak_or_refused_are_said(directory: Directory, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", "rushlight.auth"):
        directory.check("bcrypt", "x")
    said = " ".join(caplog.messages)
    assert "SHA-1 is kept as SHA-1" in said
    assert "plain is plain or of an unknown kind" in said and "crypt is plain or of an unknown kind" in said
    assert "pass " not in said
