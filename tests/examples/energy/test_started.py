"""One process that has all, one command that starts all, and what containers are made of."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
import yaml

from tests.examples.energy.conftest import HOME, Bucket, free_port, started, wait_for
from tests.programs import beside_python
from tests.server.running import Tab


async def shown(address: str, kind: str) -> int:
    """Return how many elements of a kind a page has, once it has one."""
    tab = await Tab.open(f"{address}/_rushlight/socket".replace("http", "ws", 1))
    await tab.until_kind(kind)
    assert tab.page is not None
    count = sum(node.kind == kind for node in tab.page.root.walk())
    await tab.socket.close()
    return count


def seen(address: str, kind: str = "plotly_chart") -> int:
    import asyncio

    return asyncio.run(asyncio.wait_for(shown(address, kind), 60))


def test_one_process_has_the_api_and_both_dashboards(bucket: Bucket, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = ("-m", "energy.whole", "--port", str(port))
    with started(*words, url=f"{url}/api/v1/health", folder=tmp_path, **bucket.environment()) as process:
        assert requests.get(f"{url}/api/v1/area_values", timeout=20).json() == {"values": [1, 2]}
        assert requests.get(f"{url}/predictions/", timeout=20).status_code == 200
        assert seen(f"{url}/predictions") >= 1
        assert seen(f"{url}/monitoring") >= 1
        process.terminate()
        assert process.wait(30) in (0, -15)
    assert "Traceback" not in (tmp_path / "log.txt").read_text()


def test_one_command_starts_all_and_ends_all(tmp_path: Path) -> None:
    ports = [free_port() for _ in range(3)]
    flags = [
        word
        for name, port in zip(("--api", "--predictions", "--monitoring"), ports, strict=True)
        for word in (name, str(port))
    ]
    api, predictions, monitoring = (f"http://127.0.0.1:{port}" for port in ports)
    with started("-m", "energy", *flags, url=f"{api}/api/v1/health", folder=tmp_path, patience=180) as process:
        for address in (predictions, monitoring):
            wait_for(f"{address}/_rushlight/health", process, tmp_path / "log.txt")
        assert seen(predictions) == 1
        assert seen(monitoring) >= 1
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert "Traceback" not in (tmp_path / "log.txt").read_text()
    for address in (api, predictions, monitoring):
        with pytest.raises(requests.ConnectionError):
            requests.get(address, timeout=5)
    assert (tmp_path / "data" / "predictions.parquet").is_file()


def test_the_compose_file_follows_the_published_schema_and_names_what_there_is() -> None:
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(HOME / "compose.yaml")]
    answer = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    services = yaml.safe_load((HOME / "compose.yaml").read_text())["services"]
    assert set(services) == {"pipeline", "api", "predictions", "monitoring"}
    for service in services.values():
        root = (HOME / service["build"]["context"]).resolve()
        assert (root / service["build"]["dockerfile"]).is_file()
        assert (root / "pyproject.toml").is_file()
        for word in service["command"]:
            assert not word.endswith(".py") or (HOME / word).is_file()


def test_the_image_is_made_as_is_good_practice() -> None:
    found = subprocess.run(
        [beside_python("hadolint"), str(HOME / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout
