"""Tables at URLs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from energy.storage import Storage

ONE, OTHER = pd.DataFrame({"x": [1.0, 2.0]}), pd.DataFrame({"x": [1.0, 3.0]})


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, s3: dict[str, Any]) -> Storage:
    places = {
        "folder": (str(tmp_path / "new" / "data"), {}),
        "file": (f"file://{tmp_path}/data", {}),
        "memory": (f"memory://{tmp_path.name}", {}),
        "s3": (f"s3://forecasts/{tmp_path.name}/", s3),
    }
    return Storage(*places[request.param])


def test_a_table_is_written_and_read_and_has_a_version(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        storage.read("y")
    with pytest.raises(FileNotFoundError):
        storage.version("y")
    storage.write("y", ONE)
    assert storage.read("y").equals(ONE)
    first = storage.version("y")
    assert storage.version("y") == first
    storage.write("y", OTHER)
    assert storage.read("y").equals(OTHER)
    assert storage.version("y") != first


def test_an_unknown_protocol_is_named() -> None:
    with pytest.raises(ValueError, match="'nowhere://x' has no protocol that fsspec knows"):
        Storage("nowhere://x")
