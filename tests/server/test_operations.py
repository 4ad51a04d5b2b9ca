"""Health, ready, metrics."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from rushlight.server.memory import size_of
from tests.server.running import Running, Tab, running

COUNTER = """
import rushlight as st

@st.cache_data
def square(n):
    return n * n

n = st.slider("n", 0, 10, 5)
st.text(f"n is {n}, {square(3)}")
"""


def value(server: Running, name: str) -> float:
    text = server.get("/_rushlight/metrics").body.decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"no {name} in {text}"
    return float(found[1])


def test_a_script_that_works_is_tried_once_before_the_server_is_ready(tmp_path: Path) -> None:
    source = "import rushlight as st, pathlib\nwith open('%s', 'a') as f: f.write('x')\n" % (tmp_path / "runs")
    with running(tmp_path, source) as server:
        first = server.get("/_rushlight/ready")
        assert first.status == 503
        assert first.json() == {"ready": False, "reasons": ["the script is tried"]}
        assert server.until("/_rushlight/ready", 200).json() == {"ready": True, "reasons": []}
        for _ in range(5):
            server.get("/_rushlight/ready")
        assert (tmp_path / "runs").read_text() == "x"
        assert len(server.worker.sessions) == 0


def test_a_script_that_fails_is_not_ready_and_the_answer_says_no_more_than_that(tmp_path: Path) -> None:
    with running(tmp_path, "raise ValueError('where the bodies are')") as server:
        server.get("/_rushlight/ready")
        answer = server.until("/_rushlight/ready", 503)
        while "tried;" not in answer.body.decode() and "failed" not in answer.body.decode():
            answer = server.get("/_rushlight/ready")
        assert answer.json()["reasons"] == ["the script failed when it was tried; the log says why"]
        assert server.get("/_rushlight/health").body == b"ok"


def test_a_script_that_asks_for_reruns_and_one_of_endless_length_are_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rushlight.session.trial.LONG_SECONDS", 0.2)
    rerun = "import rushlight as st\nif 'n' not in st.session_state:\n    st.session_state.n = 1\n    st.rerun()\n"
    for source in (rerun, "import rushlight as st, time\nwhile True:\n    st.text('x')\n    time.sleep(0.01)\n"):
        with running(tmp_path, source) as server:
            server.until("/_rushlight/ready", 200)


def test_who_has_been_served_is_proof_enough(tmp_path: Path) -> None:
    async def visit(url: str) -> None:
        await (await Tab.open(url)).until_text("n is 5, 9")

    with running(tmp_path, COUNTER) as server:
        asyncio.run(visit(server.socket))
        server.until("/_rushlight/ready", 200)


def test_a_store_that_does_not_answer_is_not_ready(tmp_path: Path) -> None:
    with running(tmp_path, COUNTER) as server:
        server.until("/_rushlight/ready", 200)

        def broken(session: str) -> str:
            raise ConnectionError("the store is away")

        server.worker._store.look = broken  # type: ignore[method-assign]
        assert server.get("/_rushlight/ready").json()["reasons"] == ["the store of sessions does not answer"]


def test_what_sessions_do_is_counted(tmp_path: Path) -> None:
    async def visit(url: str) -> None:
        tab = await Tab.open(url)
        await tab.until_text("n is 5, 9")
        await tab.change("slider", 7)
        await tab.until_text("n is 7, 9")
        assert value(server, "rushlight_connections") == 1
        assert value(server, "rushlight_patch_bytes_total") == tab.bytes

    with running(tmp_path, COUNTER) as server:
        asyncio.run(visit(server.socket))
        assert value(server, 'rushlight_runs_total{ending="complete"}') == 2
        assert value(server, 'rushlight_runs_total{ending="failed"}') == 0
        assert value(server, 'rushlight_events_total{kind="change"}') == 1
        assert value(server, "rushlight_cache_misses_total") == 1
        assert value(server, "rushlight_cache_hits_total") == 1
        assert value(server, "rushlight_run_seconds_count") == 2
        assert value(server, "rushlight_sessions") == 1
        assert value(server, "rushlight_statements_total") == 8
        assert value(server, "rushlight_frames_total") >= 2
        assert value(server, "process_resident_memory_bytes") > 1e6


def test_shown_frames_and_media_are_measured(tmp_path: Path) -> None:
    source = """
    import numpy as np, pandas as pd, polars as pl, rushlight as st
    st.dataframe(pd.DataFrame({"a": np.arange(10_000.0)}))
    st.dataframe(pl.DataFrame({"a": np.arange(10_000.0)}))
    st.dataframe(pl.DataFrame({"a": np.arange(10_000.0)}).lazy())
    st.download_button("d", b"x" * 5000)
    """

    async def visit(url: str) -> None:
        await (await Tab.open(url)).until_kind("download_button")

    with running(tmp_path, source) as server:
        asyncio.run(visit(server.socket))
        assert 160_000 <= value(server, "rushlight_shelf_bytes") < 330_000
        assert value(server, "rushlight_media_bytes") == 5000


def test_the_addresses_that_monitors_of_streamlit_know_work_too(tmp_path: Path) -> None:
    with running(tmp_path, COUNTER, server__scriptHealthCheckEnabled=True) as server:
        assert server.get("/_stcore/health").body == b"ok"
        assert server.get("/_stcore/health", "HEAD").status == 200
        assert b"rushlight_sessions" in server.get("/_stcore/metrics").body
        server.until("/_stcore/script-health-check", 200)


def test_the_format_of_metrics_is_the_one_asked_for(tmp_path: Path) -> None:
    with running(tmp_path, COUNTER) as server:
        answer = server.get("/_rushlight/metrics", Accept="application/openmetrics-text; version=1.0.0")
        assert answer.headers["content-type"].startswith("application/openmetrics-text")
        assert answer.body.rstrip().endswith(b"# EOF")
        assert server.get("/_rushlight/metrics", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("readers", "headers", "status"),
    [
        ("local", {}, 200),
        ("local", {"Host": "localhost:1"}, 200),
        ("local", {"Host": "rebound.example"}, 403),
        ("local", {"X_Forwarded_For": "127.0.0.1"}, 403),
        ("local", {"Forwarded": "for=127.0.0.1"}, 403),
        ("all", {"X_Forwarded_For": "203.0.113.9"}, 200),
        ("off", {}, 404),
    ],
)
def test_metrics_are_for_those_whom_the_setting_names(
    tmp_path: Path, readers: str, headers: dict[str, str], status: int
) -> None:
    with running(tmp_path, COUNTER, server__metrics=readers) as server:
        assert server.get("/_rushlight/metrics", **headers).status == status


def test_session_state_is_measured_where_that_is_wanted(tmp_path: Path) -> None:
    source = """
    import numpy as np, rushlight as st
    st.session_state.a = np.zeros(100_000)
    st.session_state.b = {"x": ["y" * 50_000]}
    st.button("b")
    """

    async def visit(url: str) -> None:
        await (await Tab.open(url)).until_kind("button")

    with running(tmp_path, source, server__enableExpensiveMemoryStats=True) as server:
        asyncio.run(visit(server.socket))
        assert 850_000 <= value(server, "rushlight_session_state_bytes") < 860_000
    with running(tmp_path, source) as server:
        assert b"session_state" not in server.get("/_rushlight/metrics").body


def test_a_value_that_holds_itself_or_fails_when_asked_is_measured_too() -> None:
    class Odd:
        nbytes = 5

        @property
        def memory_usage(self) -> object:
            raise ValueError

    circle: list[object] = [b"x" * 1000, Odd(), {"a": 1}, "text", int]
    circle.append(circle)
    assert 1000 < size_of(circle) < 3000


def test_a_file_of_sessions_that_cannot_be_used_is_said_and_browsers_are_served_all_the_same(tmp_path: Path) -> None:
    async def visit(url: str) -> None:
        await (await Tab.open(url)).until_text("n is 5, 9")

    (tmp_path / "sessions.sqlite").write_bytes(b"no database" * 500)
    settings = {"server__sessionStore": "sqlite", "server__sessionStoreFile": "sessions.sqlite"}
    with running(tmp_path, COUNTER, **settings) as server:
        asyncio.run(visit(server.socket))
        answer = server.until("/_rushlight/ready", 200).json()
        assert answer["ready"] is True
        assert answer["warnings"] == [
            "sessions are kept in memory only, since their file cannot be used; the log says why"
        ]
        assert value(server, "rushlight_store_trouble") == 1
