"""The running Rushlight as a wheel: a release gets the very one that the host has, whatever it was installed from."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib import metadata
from pathlib import Path

from rushlight import version

_ENTRIES = "[console_scripts]\nrushlight = rushlight.cli:main\n\n[pytest11]\nrushlight = rushlight.testing.plugin\n"
_TAG = "Wheel-Version: 1.0\nGenerator: rushlight\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder: Path) -> Path:
    """Write the wheel into a folder; return its path."""
    number = metadata.version("rushlight")
    package = Path(version.__file__).parent
    inner = f"rushlight-{number}.dist-info"
    path = folder / f"rushlight-{number}-py3-none-any.whl"
    record: list[str] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:

        def add(name: str, content: bytes) -> None:
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(content)}")
            archive.writestr(name, content)

        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                add(file.relative_to(package.parent).as_posix(), file.read_bytes())
        add(f"{inner}/METADATA", (metadata.distribution("rushlight").read_text("METADATA") or "").encode())
        add(f"{inner}/WHEEL", _TAG.encode())
        add(f"{inner}/entry_points.txt", _ENTRIES.encode())
        archive.writestr(f"{inner}/RECORD", "\n".join([*record, f"{inner}/RECORD,,", ""]))
    return path
