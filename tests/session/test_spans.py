"""Spans of OpenTelemetry, collected by its own SDK."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from rushlight.redaction import hide
from tests.session.harness import Browser, Host, play

SCRIPT = """
import rushlight as st
from opentelemetry import trace

@st.cache_data
def square(n):
    return n * n

n = st.number_input("n", value=1)
with trace.get_tracer("mine").start_as_current_span("query"):
    st.text(f"{square(2)} {square(2)}")
if n == 3:
    raise ValueError("canary-91 is wrong")
"""


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def facts(span: ReadableSpan) -> dict[str, Any]:
    return {name.removeprefix("rushlight."): value for name, value in (span.attributes or {}).items()}


def test_each_answer_is_a_span_around_what_the_script_does(tmp_path: Path, collected: InMemorySpanExporter) -> None:
    async def journey(host: Host) -> None:
        hide(["canary-91"])
        browser = await (await Browser(host).connect()).settle()
        first = browser.bytes
        browser.change(n=2)
        await browser.settle()
        second = browser.bytes - first
        browser.change(n=3)
        await browser.settle()
        await browser.until(lambda: len(collected.get_finished_spans()) == 6)
        spans = collected.get_finished_spans()
        runs = [span for span in spans if span.name == "rushlight.run"]
        queries = [span for span in spans if span.name == "query"]
        for run, query in zip(runs, queries, strict=True):
            assert query.parent is not None
            assert query.parent.span_id == run.get_span_context().span_id
        session = browser.session.id[:8]
        found = [facts(run) for run in runs]
        assert [each["run"] for each in found] == [f"{session}.1", f"{session}.2", f"{session}.3"]
        assert [each["ending"] for each in found] == ["complete", "complete", "failed"]
        assert [(each["cache.misses"], each["cache.hits"]) for each in found] == [(1, 1), (0, 2), (0, 2)]
        assert [each["statements"] for each in found] == [6, 6, 6]
        assert found[1]["bytes"] == second
        assert runs[2].status.description == "ValueError: ******** is wrong"
        assert "canary" not in "".join(span.to_json() for span in spans if span.name == "rushlight.run")

    play(tmp_path, SCRIPT, journey)


def test_a_span_ends_with_its_connection(tmp_path: Path, collected: InMemorySpanExporter) -> None:
    source = "import rushlight as st, time\nst.button('x')\ntime.sleep(0.1)\n"

    async def journey(host: Host) -> None:
        browser = await Browser(host).connect()
        await browser.until(lambda: any(node.kind == "button" for node in browser.nodes()))
        browser.lose()
        await browser.until(lambda: len(collected.get_finished_spans()) == 1)

    play(tmp_path, source, journey)


def test_nothing_is_loaded_for_spans() -> None:
    code = (
        "import sys, rushlight.session.worker, rushlight.server.serve\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry', 'prometheus_client', 'boto3', 'hvac'))])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
