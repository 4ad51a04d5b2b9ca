"""A first app."""

from __future__ import annotations

from pathlib import Path

from rushlight.cli.project import write_new

_APP = """import rushlight as st

st.title("My app")
name = st.text_input("Your name", placeholder="Ada")
count = st.slider("How many squares?", 1, 50, 10)

if name:
    st.write(f"Hello, **{name}**!")

st.line_chart({"square": [n * n for n in range(count)]})
"""

_CONFIG = """# All settings: rushlight config show
[server]
# port = 8501

[theme]
# primaryColor = "#b8440a"
"""


def write_starter(folder: Path) -> list[Path]:
    """Write a first app and its settings; return the files. Raises ScriptError if there are such files already."""
    return write_new({folder / "app.py": _APP, folder / ".rushlight" / "config.toml": _CONFIG})
