"""Whether the time of a refused login tells if there is somebody of that name: medians of both, and their ratio.

python -m benchmarks.login
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from rushlight.auth.hashes import hashed
from rushlight.auth.users import Directory, User, Users, write_users
from rushlight.config.login import LoginSettings

TRIES = 200


def main() -> None:
    """Try a name that is known and one that is not in turns, and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "users.json"
        write_users(path, Users(users={name: User(hashed(f"password of {name}")) for name in ("ada", "bob", "eve")}))
        directory = Directory(LoginSettings(users=path))
        known, unknown = [], []
        for n in range(TRIES):
            known.append(_milliseconds(directory, "eve"))
            unknown.append(_milliseconds(directory, f"nobody{n}"))
    a, b = statistics.median(known), statistics.median(unknown)
    print(f"a wrong password   {a:7.2f} ms (median of {TRIES})")
    print(f"an unknown name    {b:7.2f} ms")
    print(f"ratio {a / b:.3f}, difference {abs(a - b):.2f} ms (promised: less than 5)")


def _milliseconds(directory: Directory, name: str) -> float:
    begun = time.perf_counter()
    directory.check(name, "wrong")
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
