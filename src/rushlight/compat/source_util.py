"""The pages of an app, as packages ask for them."""

from __future__ import annotations

from pathlib import Path

from rushlight.run.context import current
from rushlight.run.pages import in_folder, read_name


def get_pages(main_script_path_str: str) -> dict[str, dict[str, str]]:
    """Return the pages beside a script by their addresses: script, name and icon of each."""
    context = current()
    known = context.pages if context is not None and context.pages else in_folder(Path(main_script_path_str))
    pages = {
        entry.url_path: {
            "page_script_hash": entry.url_path,
            "page_name": entry.title.replace(" ", "_"),
            "icon": entry.icon or "",
            "script_path": str(entry.path or ""),
        }
        for entry in known
    }
    name = read_name(Path(main_script_path_str)).title
    return pages or {"": {"page_script_hash": "", "page_name": name, "icon": "", "script_path": main_script_path_str}}
