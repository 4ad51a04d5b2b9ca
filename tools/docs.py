"""Builds the documentation: guides as they stand in docs/, and a page of every command made of its docstring and example.

Usage: python tools/docs.py [--pictures] [--serve]

With --pictures each example is run and photographed in Chromium.
"""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import rushlight as st
from rushlight.config import OPTIONS, Option

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "docs"
TARGET = ROOT / ".make" / "docs"
PICTURES = TARGET / "pictures"
FAMILIES = {
    "text": "Text",
    "data": "Data",
    "charts": "Charts",
    "media": "Media",
    "inputs": "Inputs",
    "layout": "Layout",
    "status": "Status",
    "commands": "Pages, state and control",
    "caching": "Caching",
    "connections": "Connections",
    "column_config": "Data",
}
_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes|Example|Yields):$", re.MULTILINE)


def main() -> int:
    """Write the pages and build the site."""
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(SOURCE, TARGET, ignore=shutil.ignore_patterns("examples"))
    (TARGET / "reference").mkdir()
    commands = {name: getattr(st, name) for name in sorted(st.__all__) if _example(name).exists()}
    if "--pictures" in sys.argv:
        _photograph(commands)
    for name, command in commands.items():
        (TARGET / "reference" / f"{name}.md").write_text(page(name, command), encoding="utf-8")
    (TARGET / "reference" / "index.md").write_text(index(commands), encoding="utf-8")
    (TARGET / "reference" / "settings.md").write_text(settings(), encoding="utf-8")
    how = ["serve"] if "--serve" in sys.argv else ["build", "--strict", "--clean"]
    zensical = str(Path(sys.executable).parent / "zensical")
    return subprocess.run([zensical, *how, "-f", "mkdocs.yml"], cwd=ROOT, check=False).returncode


def index(commands: dict[str, Any]) -> str:
    """Return the page that lists all commands by family."""
    rows: dict[str, list[str]] = {}
    for name, command in commands.items():
        summary = _parts(command)["summary"].split("\n")[0]
        rows.setdefault(family(name), []).append(f"- [`st.{name}`]({name}.md): {summary}")
    parts = [f"## {title}\n\n" + "\n".join(rows[title]) for title in dict.fromkeys(FAMILIES.values()) if title in rows]
    return "# Commands\n\n" + "\n\n".join(parts) + "\n"


def settings() -> str:
    """Return the page that lists all settings but hidden ones, a table for each section; themes have a guide of their own."""
    shown = [option for option in OPTIONS.values() if not option.hidden and not option.section.startswith("theme")]
    lines = ["# All settings", "", "How to set them: [Configuration](../guides/configuration.md).", ""]
    for section in dict.fromkeys(option.section for option in shown):
        rows = [_setting(option) for option in shown if option.section == section]
        lines += [f"## {section}", "", "| setting | kind | default | meaning |", "| --- | --- | --- | --- |", *rows, ""]
    return "\n".join([*lines, "## theme", "", "All keys: [Theming](../guides/theming.md).", ""])


def _setting(option: Option) -> str:
    notes = [
        f"One of {', '.join(f'`{choice}`' for choice in option.choices)}." if option.choices else "",
        "Read at the start." if option.at_start else "",
        "A script may set it." if option.scriptable else "",
        "Not on the command line." if option.sensitive else "",
    ]
    default = "" if option.default is None else f"`{json.dumps(option.default)}`"
    meaning = " ".join(each for each in (option.help, *notes) if each).replace("|", "\\|")
    return f"| `{option.name}` | {_KINDS[option.type]} | {default} | {meaning} |"


_KINDS = {"bool": "true or false", "int": "number", "float": "number", "str": "text", "list": "list", "table": "table"}


def family(name: str) -> str:
    """Return the title of the family that a command belongs to."""
    command = getattr(st, name)
    plain = inspect.isroutine(command) or inspect.isclass(command)
    module = inspect.unwrap(command).__module__ if plain else type(command).__module__
    words = [*reversed(module.split(".")), name]
    return next((FAMILIES[word] for word in words if word in FAMILIES), FAMILIES["commands"])


def page(name: str, command: Any) -> str:
    """Return the page of a command."""
    parts = _parts(command)
    lines = [f"# st.{name}", "", parts["summary"], ""]
    signature = _signature(name, command)
    if signature:
        lines += ["```python", signature, "```", ""]
    lines += ["```python", _example(name).read_text(encoding="utf-8").strip(), "```", ""]
    if (PICTURES / f"{name}.png").exists():
        lines += [f"![What the example shows](../pictures/{name}.png)", ""]
    for title in ("Args", "Attributes", "Returns", "Yields", "Raises"):
        if parts.get(title):
            lines += [f"## {_TITLES[title]}", "", *_listed(title, parts[title]), ""]
    return "\n".join(lines)


_TITLES = {
    "Args": "Parameters",
    "Attributes": "Attributes",
    "Returns": "Returns",
    "Yields": "Yields",
    "Raises": "Errors",
}


def _parts(command: Any) -> dict[str, str]:
    """Return a docstring's sections; what comes between them belongs to the summary."""
    doc = inspect.getdoc(command) or ""
    pieces = _SECTION.split(doc)
    parts = {"summary": pieces[0].strip()}
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        held, rest = _indented(body)
        parts[title] = held
        if rest:
            parts["summary"] += f"\n\n{rest}"
    return parts


def _indented(body: str) -> tuple[str, str]:
    """Split a section's text into its own indented lines and what follows them."""
    lines = body.strip("\n").split("\n")
    end = next((at for at, line in enumerate(lines) if line and not line.startswith(" ")), len(lines))
    return inspect.cleandoc("\n" + "\n".join(lines[:end])), "\n".join(lines[end:]).strip()


def _listed(title: str, body: str) -> Iterator[str]:
    if title == "Returns":
        yield body
        return
    for line in re.sub(r"\n\s+", " ", body).split("\n"):
        name, sign, meaning = line.partition(":")
        names = ", ".join(f"`{each.strip()}`" for each in name.split(","))
        yield f"- {names}: {meaning.strip()}" if sign else line


def _signature(name: str, command: Any) -> str:
    """Return a command's signature, a parameter a line where it is long."""
    function = command.__init__ if inspect.isclass(command) else command
    if not callable(function) or not (inspect.isroutine(function) or inspect.isfunction(function)):
        return ""
    parameters = [
        _parameter(each)
        for each in inspect.signature(function).parameters.values()
        if each.name not in ("container", "self") and not each.name.startswith("_")
    ]
    first_keyword = next((at for at, each in enumerate(parameters) if each.keyword), None)
    texts = [each.text for each in parameters]
    if first_keyword is not None:
        texts.insert(first_keyword, "*")
    short = f"st.{name}({', '.join(texts)})"
    return short if len(short) < 90 else f"st.{name}(\n" + "".join(f"    {each},\n" for each in texts) + ")"


class _Shown(NamedTuple):
    text: str
    keyword: bool


def _parameter(parameter: inspect.Parameter) -> _Shown:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
    return _Shown(f"{stars}{parameter.name}{default}", parameter.kind is parameter.KEYWORD_ONLY)


def _example(name: str) -> Path:
    return SOURCE / "examples" / f"{name}.py"


# --- pictures ---------------------------------------------------------------------------------------------------------


def _photograph(commands: dict[str, Any]) -> None:
    """Run each example and take a picture of what it shows."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
        )
        for name in commands:
            _photograph_one(browser, name)
        browser.close()


def _photograph_one(browser: Any, name: str) -> None:
    command = [sys.executable, "-m", "rushlight", "run", str(_example(name)), "--server.address", "127.0.0.1"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = next(line.split()[-1] for line in server.stdout if "Local:" in line)
        shown = browser.new_page(viewport={"width": 720, "height": 900})
        shown.goto(address)
        shown.wait_for_selector(".node", state="attached")
        shown.wait_for_load_state("networkidle")
        time.sleep(1)
        bottom = shown.evaluate(
            "Math.max(...[...document.querySelectorAll('.node')].map(n => n.getBoundingClientRect().bottom))"
        )
        clip = {"x": 0, "y": 0, "width": 720, "height": min(900, max(160, bottom + 24))}
        shown.screenshot(path=PICTURES / f"{name}.png", clip=clip)
        shown.close()
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    sys.exit(main())
