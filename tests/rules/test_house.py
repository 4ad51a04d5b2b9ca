"""What can be checked of how the house is kept."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import rushlight as st

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "rushlight"
FRONT = ROOT / "frontend" / "src" / "elements"
HEAVY = (
    "pandas", "polars", "pyarrow", "numpy", "narwhals", "plotly", "matplotlib", "altair", "starlette", "uvicorn", "duckdb",
)  # fmt: skip


def test_importing_the_package_loads_none_of_the_heavy_libraries() -> None:
    code = f"import sys, rushlight; print([m for m in {HEAVY!r} if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_generated_types_are_fresh() -> None:
    answer = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "gen_types.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout


def kinds() -> dict[str, list[str]]:
    """Return the Props classes by place: the module below `elements`."""
    found: dict[str, list[str]] = {}
    for path in sorted((PACKAGE / "elements").rglob("*.py")):
        place = path.relative_to(PACKAGE / "elements").with_suffix("").as_posix()
        if "/" not in place:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(
                isinstance(base, ast.Name) and base.id in ("Props", "Block", "Field", "Slot", "Windowed")
                for base in node.bases
            ):
                found.setdefault(place, []).append(node.name.rstrip("_"))
    return found


def test_every_element_has_a_component_of_the_same_name_in_a_file_of_the_same_name() -> None:
    missing = [
        f"{place}.tsx: {name}"
        for place, names in kinds().items()
        for name in names
        if not (FRONT / f"{place}.tsx").exists()
        or not re.search(rf"export function {name}\(", (FRONT / f"{place}.tsx").read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_every_component_belongs_to_an_element() -> None:
    known = set(kinds())
    files = {path.relative_to(FRONT).with_suffix("").as_posix() for path in FRONT.rglob("*.tsx")}
    assert {file for file in files if not file.endswith(".test") and file not in known} == set()


def test_every_public_name_is_documented_with_an_example() -> None:
    undocumented = [
        name
        for name in st.__all__
        if inspect.isfunction(getattr(st, name)) and "Example:" not in (getattr(st, name).__doc__ or "")
    ]
    assert undocumented == []


def test_nothing_names_a_path_of_the_machine_it_was_written_on() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    home = re.compile(r"/(?:home|root|work|Users)/[a-z.]")
    named = [
        name
        for name in tracked
        if name.endswith((".py", ".ts", ".tsx", ".css", ".md", ".toml", ".json", "Makefile"))
        and name != "tests/rules/test_house.py"
        and home.search((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert named == []


def test_no_submodule_hides_a_public_name() -> None:
    """Importing a submodule puts it on the package under its own name."""
    modules = {path.stem for path in PACKAGE.glob("*.py")} | {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert modules & set(st.__all__) <= {"column_config", "components", "connections", "errors", "typing"}


def test_every_command_is_found_without_importing_all_elements() -> None:
    code = (
        "import sys, rushlight as st; st.text; st.container; "
        "print(sorted(name for name in sys.modules if name.startswith('rushlight.elements.inputs')))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
    assert st.error is st.error
    assert not hasattr(st, "no_such_command")
    assert not hasattr(st.container(), "no_such_command")
