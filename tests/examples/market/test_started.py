"""One command that starts all, and what containers are made of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
import yaml

from tests.examples.energy.conftest import free_port, started, wait_for
from tests.examples.market.conftest import HOME
from tests.programs import beside_python


def test_one_command_starts_both_says_the_passwords_and_ends_both(tmp_path: Path) -> None:
    app, gateway = free_port(), free_port()
    words = ("-m", "market", "--app", str(app), "--gateway", str(gateway))
    urls = f"http://127.0.0.1:{app}/_rushlight/health", f"http://127.0.0.1:{gateway}/api/v1/health"
    log = tmp_path / "log.txt"
    path = os.pathsep.join([str(HOME), *filter(None, [os.environ.get("PYTHONPATH")])])
    with started(*words, url=urls[1], folder=tmp_path, PYTHONPATH=path) as process:
        wait_for(urls[0], process, log)
        said = {line.split()[1]: line.split()[3] for line in log.read_text().splitlines() if "shown this once" in line}
        for name in ("admin", "ada"):
            given = {"name": name, "password": said[name]}
            answer = requests.post(urls[1].replace("health", "auth/login"), json=given, timeout=20)
            assert answer.json()["user"]["name"] == name
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert "Traceback" not in log.read_text()
    for url in urls:
        with pytest.raises(requests.ConnectionError):
            requests.get(url, timeout=5)


def test_the_compose_file_follows_the_published_schema_and_names_what_there_is() -> None:
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(HOME / "compose.yaml")]
    answer = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    services = yaml.safe_load((HOME / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "gateway", "app"}
    assert [name for name, service in services.items() if "ports" in service] == ["app"]
    for name in ("gateway", "app"):
        root = (HOME / services[name]["build"]["context"]).resolve()
        assert (root / services[name]["build"]["dockerfile"]).is_file()


def test_the_image_is_made_as_is_good_practice() -> None:
    found = subprocess.run(
        [beside_python("hadolint"), str(HOME / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout
