"""All of it on this machine: the gateway and the app, until Ctrl+C."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from market.gateway.application import PREFIX

HERE = Path(__file__).parents[1]


def main() -> int:
    """Start both; end both when one ends, or when told to."""
    parser = argparse.ArgumentParser(description="Serve the gateway and the app.")
    parser.add_argument("--gateway", type=int, default=8001, metavar="PORT")
    parser.add_argument("--app", type=int, default=8501, metavar="PORT")
    words = parser.parse_args()
    gateway = f"http://127.0.0.1:{words.gateway}{PREFIX}"
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path, "MARKET_URL": gateway}
    for name in {"SIGINT", "SIGTERM", "SIGHUP"} & set(dir(signal)):
        signal.signal(getattr(signal, name), _interrupt)
    serve = [sys.executable, "-m", "uvicorn", "market.gateway:create_app", "--factory", "--port", str(words.gateway)]
    flags = ["--server.port", str(words.app), "--server.address", "127.0.0.1", "--server.headless", "true"]
    run = [sys.executable, "-m", "rushlight", "run", str(HERE / "app.py"), *flags]
    started: list[subprocess.Popen[bytes]] = []
    try:
        for address, command in {f"{gateway}/docs": serve, f"http://127.0.0.1:{words.app}": run}.items():
            # Ctrl+C reaches this process alone, which ends each of the others once.
            started.append(subprocess.Popen(command, env=environment, start_new_session=True))
            print(f"  {address}", flush=True)
        return _first_to_end(started)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _first_to_end(started: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in started:
            if (code := process.poll()) is not None:
                print(
                    f"{' '.join(map(str, process.args))[:100]} has ended with {code}; so do the others.",
                    file=sys.stderr,
                )
                return code or 1
        time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main())
