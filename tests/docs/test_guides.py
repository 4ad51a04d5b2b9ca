"""What the guides say of names is true, and their examples run."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from rushlight.cli import main
from rushlight.config import OPTIONS
from tests.testing.test_plugin import run_pytest

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs" / "guides"


def text_of(guide: str) -> str:
    return (GUIDES / f"{guide}.md").read_text(encoding="utf-8")


def commands(group: click.Group, prefix: str = "rushlight") -> Iterator[str]:
    """Yield all commands as they are typed."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group) and not found.invoke_without_command:
            yield from commands(found, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def test_the_command_line_is_described_wholly() -> None:
    assert [each for each in commands(main) if f"`{each}" not in text_of("command-line").replace("## ", "`")] == []


def test_the_command_line_has_no_other_commands() -> None:
    named = set(re.findall(r"`(rushlight (?:user |config |cache |host )?[a-z-]+)", text_of("command-line")))
    assert named <= {*commands(main), "rushlight user"}


def test_every_key_of_a_theme_is_described_and_those_that_stand_in_one_section_are_marked() -> None:
    guide = text_of("theming")
    keys = [option.name.removeprefix("theme.") for option in OPTIONS.values() if option.section == "theme"]
    assert [key for key in keys if f"`{key}`" not in guide] == []
    alone = {key for key in keys if f"theme.light.{key}" not in OPTIONS}
    assert set(re.findall(r"`(\w+)`\*", guide)) == alone


def test_every_setting_that_guides_name_is_one() -> None:
    sections = {option.section for option in OPTIONS.values() if not option.section.startswith("theme")}
    named = {
        name
        for path in GUIDES.glob("*.md")
        for name in re.findall(r"`(?:--)?((?:[a-z]+)\.[a-z][A-Za-z]+)(?: [^`]*)?`", path.read_text(encoding="utf-8"))
        if name.partition(".")[0] in sections
    }
    known = {*OPTIONS, "secrets.toml"}
    assert len(named & known) > 20
    assert sorted(named - known) == []


def test_the_page_of_settings_has_all() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import docs
    finally:
        sys.path.pop(0)
    page = docs.settings()
    shown = [option for option in OPTIONS.values() if not option.hidden and not option.section.startswith("theme")]
    assert [option.name for option in shown if f"| `{option.name}` |" not in page] == []


APP = """
import rushlight as st
st.session_state.setdefault("n", 0)
if st.button("Count", key="count"):
    st.session_state.n += 1
st.metric("Count", st.session_state.n)
name = st.text_input("Name", key="name")
st.markdown(f"Hello **{name}**")
"""
SHOP_PAGE = """
import rushlight as st
import shop
assert st.secrets.api_key == "for tests"
item = st.query_params.get("item", "")
st.text(f"{item}: {shop.price_of(item)}")
"""


def test_the_tests_in_the_guide_of_testing_pass(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", text_of("testing"), re.DOTALL)
    (tmp_path / "test_guide.py").write_text("\n".join(blocks), encoding="utf-8")
    (tmp_path / "app.py").write_text(APP, encoding="utf-8")
    (tmp_path / "shop_page.py").write_text(SHOP_PAGE, encoding="utf-8")
    (tmp_path / "shop.py").write_text("def price_of(name):\n    return 0\n", encoding="utf-8")
    answer = run_pytest(tmp_path)
    assert "3 passed" in answer.stdout, answer.stdout + answer.stderr
