"""Metrics as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from rushlight import log
from rushlight.caching import held_bytes
from rushlight.metrics import SECONDS
from rushlight.run.context import Application
from rushlight.script.runner import Ending
from rushlight.server.memory import size_of
from rushlight.session.worker import Worker

if TYPE_CHECKING:
    from prometheus_client.core import Metric


_NO_RUNS = {ending.value: 0 for ending in Ending}


class Exposition:
    """Makes a text of what an app has counted, when it is asked for. Until then it costs nothing."""

    def __init__(self, app: Application, worker: Worker) -> None:
        self._app = app
        self._worker = worker
        self._registry: Any = None

    def text(self, accept: str) -> tuple[bytes, str]:
        """Return the metrics in the format that suits an Accept header, and its media type. Blocks."""
        from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector
        from prometheus_client.exposition import choose_encoder

        if self._registry is None:
            self._registry = CollectorRegistry()
            ProcessCollector(registry=self._registry)
            PlatformCollector(registry=self._registry)
            self._registry.register(self)
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics of the app, as the client library asks for them."""
        yield from self._gauges()
        yield from self._counters()
        yield self._lengths()

    def _gauges(self) -> Iterator[Metric]:
        from prometheus_client.core import GaugeMetricFamily

        app = self._app
        sessions, connections = self._worker.sessions.figures()
        values = {
            "sessions": ("Sessions, with those whose browsers may come back", sessions),
            "connections": ("Browsers that are connected", connections),
            "store_trouble": (
                "1 while the file of the sessions cannot be used",
                int(self._worker.store_trouble is not None),
            ),
            "draining": ("1 while the server is about to end", int(self._worker.is_draining)),
            "cache_bytes": ("Results of cached data in memory", held_bytes()),
            "shelf_bytes": ("Frames that pages show", app.shelf.size()),
            "media_bytes": ("Images, sounds, films and downloads that pages show", app.media.size()),
            "upload_bytes": ("Files that browsers have uploaded and that are kept", app.uploads.total()),
        }
        if app.config.get("server.enableExpensiveMemoryStats"):
            states = size_of(self._worker.sessions.entries())
            values["session_state_bytes"] = ("Session state of all sessions", states)
        for name, (help, value) in values.items():
            yield GaugeMetricFamily(f"rushlight_{name}", help, value)

    def _counters(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily

        metrics = self._app.metrics
        values = {
            "frames": ("Frames sent to browsers", metrics.frames),
            "patch_bytes": ("Bytes of the frames sent to browsers", metrics.patch_bytes),
            "statements": ("Top-level statements of scripts begun", metrics.statements),
            "cache_hits": ("Results of cached functions that were at hand", metrics.hits),
            "store_forged": (
                "Sessions given up, as somebody else has changed what is stored of them",
                self._worker.forged_sessions,
            ),
            "cache_misses": ("Results of cached functions that were made", metrics.misses),
        }
        for name, (help, value) in values.items():
            yield CounterMetricFamily(f"rushlight_{name}", help, value)
        labelled = {
            "runs": ("Runs of scripts by how they ended", "ending", {**_NO_RUNS, **metrics.runs}),
            "events": ("Events of browsers by kind", "kind", metrics.events),
            "errors": ("Errors in the log by the part that wrote them", "part", log.errors),
        }
        for name, (help, label, counts) in labelled.items():
            family = CounterMetricFamily(f"rushlight_{name}", help, labels=[label])
            for each, count in list(counts.items()):
                family.add_metric([each.lower()], count)
            yield family

    def _lengths(self) -> Metric:
        from prometheus_client.core import HistogramMetricFamily

        metrics = self._app.metrics
        bounds = [*map(str, map(float, SECONDS)), "+Inf"]
        buckets = list(zip(bounds, accumulate(metrics.lengths), strict=True))
        return HistogramMetricFamily(
            "rushlight_run_seconds", "Lengths of runs", buckets=buckets, sum_value=metrics.seconds
        )
