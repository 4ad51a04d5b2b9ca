"""All of it on this machine: the pipeline once, then the API and both dashboards until Ctrl+C."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

HERE = Path(__file__).parents[1]


def commands(api: int, predictions: int, monitoring: int) -> dict[str, list[str]]:
    """Return what is started, by the address it is found at."""
    python = [sys.executable, "-m"]

    def dashboard(name: str, port: int) -> list[str]:
        flags = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        return [*python, "rushlight", "run", str(HERE / "dashboards" / f"{name}.py"), *flags]

    return {
        f"http://127.0.0.1:{api}/api/v1/docs": [
            *python,
            "uvicorn",
            "energy.api:create_app",
            "--factory",
            "--port",
            str(api),
        ],
        f"http://127.0.0.1:{predictions}": dashboard("predictions", predictions),
        f"http://127.0.0.1:{monitoring}": dashboard("monitoring", monitoring),
    }


def main() -> int:
    """Start all; end all when one ends, or when told to."""
    parser = argparse.ArgumentParser(description="Run the pipeline, then serve the API and both dashboards.")
    parser.add_argument("--api", type=int, default=8001, metavar="PORT")
    parser.add_argument("--predictions", type=int, default=8501, metavar="PORT")
    parser.add_argument("--monitoring", type=int, default=8502, metavar="PORT")
    words = parser.parse_args()
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "ENERGY_API_URL": f"http://127.0.0.1:{words.api}/api/v1",
        "APP_API_VERSION_PREFIX": "/api/v1",
    }
    print("Forecasting ...", flush=True)
    subprocess.run([sys.executable, "-m", "energy.pipeline"], env=environment, check=True)
    for name in {"SIGINT", "SIGTERM", "SIGHUP"} & set(dir(signal)):
        signal.signal(getattr(signal, name), _interrupt)
    started: list[subprocess.Popen[bytes]] = []
    try:
        for address, command in commands(words.api, words.predictions, words.monitoring).items():
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
                print(f"{' '.join(process.args[2:5])} has ended with {code}; so do the others.", file=sys.stderr)  # pyright: ignore
                return code or 1
        time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main())
