"""A start and a visit without any network: neither the server nor its pages ask for anything of another machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.alone import APPS
from tests.real.alone import UNSHARE, may_be_alone

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]


def test_the_gallery_is_served_where_there_is_no_network() -> None:
    if not may_be_alone():
        pytest.skip("this machine lets nobody make a network namespace (unshare -n)")
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.e2e.alone"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert found["routes"] == [], "there is a network after all"
    assert found["shown"] == list(APPS.values())
    assert found["foreign"] == [], "a page has asked another machine"
    assert found["attempts"] == ["watched"], "the server has tried to reach somebody"
    assert found["errors"] == []
    assert "Traceback" not in found["log"]
