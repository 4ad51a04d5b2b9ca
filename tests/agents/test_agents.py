"""Apps that are used by software: over real HTTP, as agents do."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pyarrow as pa
import pytest

from tests.server.running import running

ON = {"server__enableAgentApi": True}
INTERACT = "/_stcore/agent/interact"

SCRIPT = """
import datetime as dt
import pandas as pd
import rushlight as st
st.title("Orders")
n = st.slider("Number", 0, 10, 3, key="n")
city = st.selectbox("City", ["Oslo", "Rome"], index=None, key="city")
st.text_input("Secret", type="password", key="secret")
st.date_input("Days", (dt.date(2026, 1, 1), dt.date(2026, 1, 2)), key="days")
st.multiselect("Tags", [1, 2, 3], [2], key="tags", format_func=lambda n: f"tag {n}")
st.pills("Size", ["S", "M"], key="size")
st.text_input("Off", key="off", disabled=True)
st.file_uploader("File", key="file")
if st.button("Go", key="go"):
    st.session_state.clicks = st.session_state.get("clicks", 0) + 1
st.text(f"{n} {city} {st.session_state.days} {st.session_state.tags} {st.session_state.size} {st.session_state.get('clicks', 0)}")
with st.form("f"):
    st.number_input("Amount", 0, 5, key="amount")
    sent = st.form_submit_button("Send", key="send")
if sent:
    st.success(f"sent {st.session_state.amount}")
st.dataframe(pd.DataFrame({"a": range(250), "when": [dt.date(2026, 1, 1)] * 250}))
st.table(pd.DataFrame({"b": [1.5]}))
if st.sidebar.checkbox("Fail", key="fail"):
    raise ValueError("bad")
message = st.chat_input("Say", key="say")
if message:
    st.markdown(f"You said {message}")
"""


class Agent:
    """Asks an app, and keeps its session."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self.page: dict[str, Any] = {}

    def ask(self, **request: Any) -> httpx2.Response:
        if self.page and "session_id" not in request:
            request["session_id"] = self.page["session_id"]
        answer = self.client.post(INTERACT, json=request)
        if answer.status_code == 200:
            self.page = answer.json()
        return answer

    def code(self, **request: Any) -> tuple[int, str]:
        """Ask what is refused; return how."""
        answer = self.ask(**request)
        return answer.status_code, answer.json()["error"]["code"]

    def nodes(self, node: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        node = node or self.page["tree"]
        yield node
        for child in node.get("children", ()):
            yield from self.nodes(child)

    def at(self, key: str) -> dict[str, Any]:
        """Return the element with a key."""
        return next(node for node in self.nodes() if node.get("key") == key)

    def texts(self, type: str = "text") -> list[str]:
        return [node["props"]["body"] for node in self.nodes() if node["type"] == type]


@contextmanager
def asking(folder: Path, script: str = SCRIPT, **settings: Any) -> Iterator[Agent]:
    with (
        running(folder, script, **{**ON, **settings}) as server,
        httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30) as client,
    ):
        yield Agent(client)


def test_the_first_answer_has_the_page_and_what_can_be_done(tmp_path: Path) -> None:
    with asking(tmp_path) as agent:
        answer = agent.ask()
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        page = agent.page
        assert (page["schema_version"], page["status"], page["query_params"]) == (1, "ready", {})
        assert page["pages"] == [{"url_path": "", "title": "app"}]
        assert [child["type"] for child in page["tree"]["children"]] == ["main", "sidebar", "event", "bottom"]
        kinds = {action["key"]: (action["kind"], action["type"]) for action in page["actions"]}
        assert kinds == {
            "n": ("value", "slider"), "city": ("value", "selectbox"), "secret": ("value", "text_input"),
            "days": ("value", "date_input"), "tags": ("value", "multiselect"), "size": ("value", "pills"),
            "go": ("trigger", "button"), "amount": ("value", "number_input"), "send": ("trigger", "form_submit_button"),
            "fail": ("value", "checkbox"), "say": ("trigger", "chat_input"),
        }  # fmt: skip
        assert page["actions"][0]["label"] == "Number"
        slider = agent.at("n")
        assert (slider["value"], slider["value_schema"]) == (3, {"type": "integer"})
        assert (slider["props"]["min_value"], slider["props"]["max_value"]) == (0, 10)
        assert (agent.at("city")["value"], agent.at("city")["clearable"]) == (None, True)
        assert agent.at("city")["props"]["options"] == ["Oslo", "Rome"]
        assert agent.at("days")["value"] == ["2026-01-01", "2026-01-02"]
        assert agent.at("tags")["value"] == ["tag 2"]
        assert "value" not in agent.at("secret")
        assert agent.at("file")["support"] == "action_unsupported"
        assert agent.at("amount")["form_id"] == "f"
        assert agent.texts("title") == ["Orders"]


CHANGES: list[tuple[str, Any, str]] = [
    ("n", 7, "7 None"),
    ("n", 7.0, "7 None"),
    ("n", [8], "8 None"),
    ("city", "Rome", "3 Rome"),
    ("size", "M", "[2] M 0"),
    ("tags", ["tag 1", "tag 3"], "[1, 3]"),
    ("tags", [], "[] None 0"),
    ("days", ["2026-03-01", "2026-03-05"], "(datetime.date(2026, 3, 1), datetime.date(2026, 3, 5))"),
]


@pytest.mark.parametrize(("key", "value", "shown"), CHANGES)
def test_a_value_is_set_and_put_back(tmp_path: Path, key: str, value: Any, shown: str) -> None:
    with asking(tmp_path) as agent:
        agent.ask()
        before = agent.texts()
        assert agent.ask(widget_state={key: value}).status_code == 200
        assert shown in agent.texts()[0]
        again = agent.at(key)["value"]
        agent.ask(widget_state={key: again})
        assert agent.at(key)["value"] == again, "what is told can be sent"
        agent.ask(widget_state={key: None})
        assert agent.texts() == before


def test_a_click_counts_once_and_a_form_is_sent_as_a_whole(tmp_path: Path) -> None:
    with asking(tmp_path) as agent:
        agent.ask()
        agent.ask(trigger={"key": "go"})
        assert agent.texts()[0].endswith(" 1")
        agent.ask()
        assert agent.texts()[0].endswith(" 1")
        agent.ask(widget_state={"amount": 4}, trigger={"key": "send"})
        assert agent.texts("success") == ["sent 4"]
        agent.ask(trigger={"key": "say", "value": "hello"})
        assert agent.texts("markdown") == ["You said hello"]


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        ({"session_id": "none"}, (404, "unknown_session")),
        ({"nonsense": 1}, (400, "invalid_request")),
        ({"widget_state": [1]}, (400, "invalid_request")),
        ({"trigger": {}}, (400, "invalid_request")),
        ({"context": {"timezone": "Mars/Olympus"}}, (400, "invalid_request")),
        ({"context": {"locale": "x" * 99}}, (400, "invalid_request")),
        ({"page": "", "widget_state": {"n": 1}}, (400, "invalid_request")),
        ({"widget_state": {"nobody": 1}}, (404, "unknown_key")),
        ({"widget_state": {"n": "three"}}, (400, "invalid_value")),
        ({"widget_state": {"n": True}}, (400, "invalid_value")),
        ({"widget_state": {"n": 1.5}}, (400, "invalid_value")),
        ({"widget_state": {"n": 99}}, (400, "invalid_value")),
        ({"widget_state": {"city": "Paris"}}, (400, "invalid_value")),
        ({"widget_state": {"days": ["soon"]}}, (400, "invalid_value")),
        ({"widget_state": {"secret": 5}}, (400, "invalid_value")),
        ({"widget_state": {"go": True}}, (400, "not_a_value")),
        ({"trigger": {"key": "n"}}, (400, "not_a_trigger")),
        ({"trigger": {"key": "say"}}, (400, "invalid_value")),
        ({"trigger": {"key": "go", "value": "x"}}, (400, "invalid_value")),
        ({"widget_state": {"off": "x"}}, (409, "disabled_widget")),
        ({"widget_state": {"file": "x"}}, (400, "unsupported_element")),
        ({"widget_state": {"f": "x"}}, (400, "unsupported_element")),
        ({"widget_state": {"amount": 1}}, (400, "missing_form_submit")),
        ({"widget_state": {"amount": 1, "n": 1}}, (400, "cross_form_batch")),
        ({"page": "none"}, (404, "unknown_page")),
    ],
    ids=lambda given: json.dumps(given)[:60],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    tmp_path: Path, request_: dict[str, Any], refusal: tuple[int, str]
) -> None:
    with asking(tmp_path) as agent:
        agent.ask()
        before = agent.texts()
        assert agent.code(**request_) == refusal
        agent.ask()
        assert agent.texts() == before


def test_a_script_that_fails_says_so_and_the_session_goes_on(tmp_path: Path) -> None:
    with asking(tmp_path) as agent:
        agent.ask()
        agent.ask(widget_state={"fail": True})
        assert agent.page["status"] == "error"
        (error,) = [node for node in agent.nodes() if node["type"] == "exception"]
        assert error["props"]["message"] == "bad"
        assert agent.code(trigger={"key": "say", "value": "x"})[1] in ("not_on_page", "unknown_key")
        agent.ask(widget_state={"fail": False})
        assert agent.page["status"] == "ready"


def test_tables_are_described_and_had_wholly(tmp_path: Path) -> None:
    with asking(tmp_path, server__agentPreviewRows=2) as agent:
        agent.ask()
        (table,) = [node for node in agent.nodes() if node["type"] == "dataframe"]
        data = table["data"]
        assert [column["name"] for column in data["columns"]] == ["_index", "a", "when"]
        assert data["columns"][1] == {"name": "a", "type": "int64"}
        assert (data["row_count"], data["complete"]) == (250, False)
        assert data["preview"]["rows"] == [[0, 0, "2026-01-01"], [1, 1, "2026-01-01"]]
        whole = agent.client.get(f"/_stcore/agent/{data['url']}")
        assert pa.ipc.open_stream(io.BytesIO(whole.content)).read_all().num_rows == 250
        stolen = data["url"].replace(agent.page["session_id"], "s_other")
        assert agent.client.get(f"/_stcore/agent/{stolen}").status_code == 404
    with asking(tmp_path, server__agentPreviewRows=500) as agent:
        agent.ask()
        (table,) = [node for node in agent.nodes() if node["type"] == "dataframe"]
        assert (table["data"]["complete"], "url" in table["data"]) == (True, False)


PAGES = """
import rushlight as st
def one(): st.text(f"one {st.query_params.to_dict()} {st.context.locale} {st.context.timezone}")
def two(): st.text("two"); st.text_input("Where", key="where")
st.navigation([st.Page(one), st.Page(two, title="Second", icon="🎈")]).run()
"""


def test_pages_addresses_and_facts_of_the_browser(tmp_path: Path) -> None:
    with asking(tmp_path, PAGES) as agent:
        agent.ask(query_params={"a": ["x"]}, context={"locale": "de-DE", "timezone": "Europe/Oslo"})
        assert agent.texts() == ["one {'a': 'x'} de-DE Europe/Oslo"]
        assert agent.page["pages"][1] == {"url_path": "two", "title": "Second", "icon": "🎈"}
        agent.ask(page="two")
        assert (agent.page["page"]["title"], agent.texts()) == ("Second", ["two"])
        agent.ask(page="", query_params={})
        assert agent.texts() == ["one {} de-DE Europe/Oslo"]
        assert agent.code(widget_state={"where": "x"})[1] in ("not_on_page", "unknown_key")
        late = agent.client.post(INTERACT, json={"page": "none"}).json()
        assert (late["error"]["code"], len(late["error"]["pages"])) == ("unknown_page", 2)
        assert agent.ask(session_id=late["session_id"]).status_code == 200


PART = """
import rushlight as st
st.session_state.whole = st.session_state.get("whole", 0) + 1
@st.fragment
def part():
    st.checkbox("inside", key="inside")
part()
st.checkbox("outside", key="outside")
st.text(st.session_state.whole)
@st.dialog("Ask")
def ask():
    st.text_input("name", key="name")
    if st.button("ok", key="ok"):
        st.rerun()
if st.button("open", key="open"):
    ask()
"""


def test_fragments_run_alone_and_dialogs_are_answered(tmp_path: Path) -> None:
    with asking(tmp_path, PART) as agent:
        agent.ask()
        assert agent.at("inside")["fragment"] != agent.at("outside").get("fragment")
        agent.ask(widget_state={"inside": True})
        assert agent.texts() == ["1"]
        agent.ask(widget_state={"outside": True})
        assert agent.texts() == ["2"]
        agent.ask(trigger={"key": "open"})
        assert agent.code(widget_state={"name": "x", "outside": False}) == (400, "cross_dialog_batch")
        agent.ask(widget_state={"name": "Ada"}, trigger={"key": "ok"})
        assert all(node.get("key") != "name" for node in agent.nodes())


SLOW = """
import time
import rushlight as st
from tests.agents import waiting
st.text("begun")
if st.button("slow", key="slow"):
    waiting.GATE.wait(20)
    st.text("done")
"""


def test_who_does_not_wait_collects_later(tmp_path: Path) -> None:
    from tests.agents import waiting

    with asking(tmp_path, SLOW, server__agentWaitTimeout=1) as agent:
        agent.ask()
        waiting.GATE.clear()
        late = agent.ask(trigger={"key": "slow"})
        assert (late.status_code, late.json()["error"]["code"]) == (202, "wait_timed_out")
        assert late.json()["session_id"] == agent.page["session_id"]
        assert agent.code(trigger={"key": "slow"}) == (409, "session_busy")
        waiting.GATE.set()
        assert agent.ask().status_code == 200
        assert agent.texts() == ["begun", "done"]
        agent.ask()
        assert agent.texts() == ["begun"]


def test_there_are_so_many_sessions_and_they_end_when_nobody_asks(tmp_path: Path) -> None:
    with asking(tmp_path, PART, server__agentMaxSessions=1, server__agentSessionTTL=1) as agent:
        agent.ask()
        assert agent.client.post(INTERACT, json={}).json()["error"]["code"] == "too_many_sessions"
        import time

        end = time.monotonic() + 20
        while agent.client.post(INTERACT, json={}).status_code == 429:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert agent.code() == (404, "unknown_session")


def test_it_is_off_by_default_and_not_for_foreign_pages_and_hosts(tmp_path: Path) -> None:
    with asking(tmp_path, PART, server__enableAgentApi=False) as agent:
        assert agent.code() == (403, "not_available")
        assert agent.client.get("/_stcore/agent/openapi.json").status_code == 403
    with asking(tmp_path, PART, server__allowedHosts=["127.0.0.1"]) as agent:
        post: Callable[..., Any] = agent.client.post
        assert post(INTERACT, json={}, headers={"host": "evil.example"}).json()["error"]["code"] == "host_not_allowed"
        foreign = post(INTERACT, json={}, headers={"origin": "https://evil.example"})
        assert foreign.json()["error"]["code"] == "origin_not_allowed"
        plain = {"sec-fetch-site": "cross-site", "content-type": "text/plain"}
        assert post(INTERACT, content="{}", headers=plain).json()["error"]["code"] == "invalid_request"
        assert post(INTERACT, content="{").json()["error"]["code"] == "invalid_request"
        assert post(INTERACT, content="[" * 100_000).json()["error"]["code"] == "invalid_request"
    with asking(tmp_path, PART, server__maxWidgetStateSize=1) as agent:
        large = agent.client.post(INTERACT, content=b" " * (2 << 20))
        assert (large.status_code, large.json()["error"]["code"]) == (413, "request_too_large")


def test_the_document_describes_every_answer(tmp_path: Path) -> None:
    with asking(tmp_path) as agent:
        document = agent.client.get("/_stcore/agent/openapi.json").json()
        assert document["openapi"] == "3.1.0"
        assert set(document["paths"]) == {
            "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"
        }  # fmt: skip
        agent.ask()
        told = document["components"]["schemas"]
        assert set(agent.page) == set(told["Snapshot"]["properties"])
        known = {*told["Node"]["properties"]}
        assert {name for node in agent.nodes() for name in node} <= known


# --- the Model Context Protocol ---------------------------------------------------------------------------------------


def rpc(agent: Agent, method: str, id: int | None = 1, **params: Any) -> httpx2.Response:
    message = {"jsonrpc": "2.0", "method": method, **({} if id is None else {"id": id}), "params": params}
    return agent.client.post("/_stcore/agent/mcp", json=message)


def use(agent: Agent, tool: str, **arguments: Any) -> tuple[bool, Any]:
    """Use a tool; return whether it was refused, and what it says."""
    result = rpc(agent, "tools/call", name=tool, arguments=arguments).json()["result"]
    content = result["content"][0]
    return result["isError"], json.loads(content["text"]) if content["type"] == "text" else content


def test_a_client_of_the_protocol_uses_the_app(tmp_path: Path) -> None:
    with asking(tmp_path, server__agentPreviewRows=1) as agent:
        welcome = rpc(agent, "initialize", protocolVersion="2025-06-18").json()["result"]
        assert (welcome["protocolVersion"], welcome["capabilities"]) == (
            "2025-06-18",
            {"tools": {"listChanged": False}},
        )
        assert rpc(agent, "initialize", protocolVersion="1999").json()["result"]["protocolVersion"] == "2025-11-25"
        assert rpc(agent, "notifications/initialized", None).status_code == 202
        assert rpc(agent, "ping").json()["result"] == {}
        listed = rpc(agent, "tools/list").json()["result"]["tools"]
        assert [tool["name"] for tool in listed] == ["interact", "get_data"]
        refused, page = use(agent, "interact")
        assert not refused
        refused, page = use(agent, "interact", session_id=page["session_id"], widget_state={"n": 9})
        agent.page = page
        assert agent.at("n")["value"] == 9
        (table,) = [node for node in agent.nodes() if node["type"] == "dataframe"]
        refused, rows = use(
            agent, "get_data", session_id=page["session_id"], url=table["data"]["url"], offset=248, limit=9
        )
        assert (rows["rows"], "next_offset" in rows) == ([[248, 248, "2026-01-01"], [249, 249, "2026-01-01"]], False)
        assert (
            use(agent, "get_data", session_id=page["session_id"], url="data/x/y")[1]["error"]["code"] == "unknown_file"
        )
        assert use(agent, "interact", session_id="none")[1]["error"]["code"] == "unknown_session"


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b"{", {}, 400, -32700),
        (b"[]", {}, 200, -32600),
        (b'{"id": 1}', {}, 200, -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "none"}', {}, 200, -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}}', {}, 200, -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": []}', {}, 200, -32600),
        (b"{}", {"mcp-protocol-version": "1999"}, 400, -32600),
        (b"{}", {"origin": "https://evil.example", "content-type": "application/json"}, 403, -32600),
    ],
)
def test_messages_that_are_none(
    tmp_path: Path, content: bytes, headers: dict[str, str], status: int, code: int
) -> None:
    with asking(tmp_path, PART) as agent:
        answer = agent.client.post("/_stcore/agent/mcp", content=content, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_pictures_are_content(tmp_path: Path) -> None:
    script = "import rushlight as st, numpy as np\nst.image(np.zeros((4, 4, 3), 'uint8'))\nst.download_button('d', 'text', 'a.txt', mime='text/plain')"
    with asking(tmp_path, script) as agent:
        agent.ask()
        (button,) = [node for node in agent.nodes() if node["type"] == "download_button"]
        url = button["props"]["url"]
        assert agent.client.get(f"/_stcore/agent/{url}").text == "text"
        told = rpc(agent, "tools/call", name="get_data", arguments={"session_id": agent.page["session_id"], "url": url})
        assert told.json()["result"]["content"][0]["text"] == "text"
        (picture,) = [node for node in agent.nodes() if node["type"] == "image"]
        found = json.dumps(picture["props"]).partition('"media/')[2].partition('"')[0]
        refused, content = use(agent, "get_data", session_id=agent.page["session_id"], url=f"media/{found}")
        assert not refused
        assert content["type"] == "image"


EVERYTHING = (Path(__file__).parents[1] / "testing" / "everything.py").read_text(encoding="utf-8")


def test_every_element_is_told_and_every_value_can_be_sent_back(tmp_path: Path) -> None:
    with asking(tmp_path, EVERYTHING) as agent:
        assert agent.ask().status_code == 200
        assert len({node["type"] for node in agent.nodes()}) > 60
        acted = 0
        for action in agent.page["actions"]:
            node = agent.at(action["key"])
            if action["kind"] == "trigger":
                continue
            assert node["value_schema"], action
            if node.get("form_id") or node["props"].get("type") == "password":
                continue
            answer = agent.ask(widget_state={action["key"]: node["value"]})
            assert answer.status_code == 200, (action, answer.text)
            assert agent.at(action["key"])["value"] == node["value"], action
            acted += 1
        assert acted > 20
