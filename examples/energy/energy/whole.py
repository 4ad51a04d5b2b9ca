"""The API with both dashboards inside, as one application: `python -m energy.whole`."""

from __future__ import annotations

import argparse
import os
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

import rushlight as st
from energy.api import Settings, create_app

DASHBOARDS = Path(__file__).parents[1] / "dashboards"


def whole(settings: Settings | None = None) -> FastAPI:
    """Return the API with the dashboards at /predictions and /monitoring."""
    apps = {name: st.App(DASHBOARDS / f"{name}.py") for name in ("predictions", "monitoring")}

    @asynccontextmanager
    async def lifespan(host: FastAPI) -> AsyncGenerator[None]:
        async with AsyncExitStack() as running:
            for app in apps.values():
                await running.enter_async_context(app.lifespan()(host))
            yield

    host = create_app(settings, lifespan=lifespan)
    for name, app in apps.items():
        host.mount(f"/{name}", app)
    return host


def main() -> None:
    """Serve it. The dashboards ask the API of this very process."""
    parser = argparse.ArgumentParser(description="Serve the API and both dashboards in one process.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    words = parser.parse_args()
    settings = Settings()
    os.environ.setdefault("ENERGY_API_URL", f"http://127.0.0.1:{words.port}{settings.version_prefix}")
    uvicorn.run(whole(settings), host=words.host, port=words.port)


if __name__ == "__main__":
    main()
