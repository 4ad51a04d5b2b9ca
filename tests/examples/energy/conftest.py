"""A bucket with a run of the pipeline, and the real API in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pandas as pd
import pytest
import requests

HOME = Path(__file__).parents[3] / "examples" / "energy"
sys.path.insert(0, str(HOME))

NOW = pd.Timestamp("2026-03-02T09:00", tz="UTC")
DAYS = 24


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Bucket:
    url: str
    options: dict[str, Any]

    def environment(self, **more: str) -> dict[str, str]:
        return {"APP_API_STORAGE_URL": self.url, "APP_API_STORAGE_OPTIONS": json.dumps(self.options), **more}


@contextmanager
def s3_server(folder: Path) -> Iterator[dict[str, Any]]:
    """Start a server that has S3's interface, with the bucket `forecasts`; yield the options of its file system."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with started("-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), url=f"{url}/moto-api/", folder=folder):
        client("s3", url).create_bucket(Bucket="forecasts")
        yield s3_options(url, "test", "test")


def client(service: str, url: str) -> Any:
    """Return AWS's own client of a service."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    return boto3.client(service, endpoint_url=url, **keys)


def s3_options(url: str, key: str, secret: str) -> dict[str, Any]:
    where = {"region": "us-east-1", "scheme": "http", "endpoint_override": url.removeprefix("http://")}
    return {"access_key": key, "secret_key": secret, **where}


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with s3_server(tmp_path_factory.mktemp("s3")) as options:
        yield options


@pytest.fixture(scope="session")
def bucket(s3: dict[str, Any]) -> Bucket:
    """A bucket that the pipeline has written to."""
    from energy.pipeline import run
    from energy.storage import Storage

    found = Bucket("s3://forecasts/dk", s3)
    run(Storage(found.url, found.options), NOW, DAYS)
    return found


@contextmanager
def started(
    *words: str, url: str, folder: Path, patience: float = 90, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """Start a command in a folder, and wait until an address answers, if there is one."""
    path = os.pathsep.join([str(HOME), *filter(None, [os.environ.get("PYTHONPATH")])])
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        if url:
            wait_for(url, process, log, patience)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(url: str, process: subprocess.Popen[str], log: Path, patience: float = 90) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            requests.get(url, timeout=5)
            return
        except requests.RequestException:
            assert process.poll() is None and time.monotonic() < end, log.read_text()
            time.sleep(0.1)


@contextmanager
def api(folder: Path, port: int | None = None, **environment: str) -> Iterator[str]:
    """Start the API; yield the address below which its routes are."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}/api/v1"
    words = ("-m", "uvicorn", "energy.api:create_app", "--factory", "--port", str(port))
    with started(*words, url=f"{url}/health", folder=folder, **environment):
        yield url


@pytest.fixture(scope="session")
def api_url(bucket: Bucket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with api(tmp_path_factory.mktemp("api"), **bucket.environment()) as url:
        yield url
