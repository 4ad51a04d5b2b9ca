"""The pages of an app: what the address names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlencode

import msgspec

from rushlight.errors import APIError, InvalidValueError, PageNotFoundError

if TYPE_CHECKING:
    from rushlight.run.context import RunContext

QueryParams: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]]

_NUMBER = re.compile(r"^(\d+)[ _-]*(.*)$")
FOLDER = "pages"


class PageEntry(msgspec.Struct, frozen=True):
    """One page: a script or a function of the app, or an address elsewhere."""

    title: str
    url_path: str
    """The part of the address that names it; "" for the first page of the app."""
    path: Path | None = None
    icon: str | None = None
    help: str | None = None
    hidden: bool = False
    external: str | None = None
    """Address of a page elsewhere."""
    roles: frozenset[str] = frozenset()
    """Roles of which one is needed to see it; none for everybody's."""


class FileName(msgspec.Struct, frozen=True):
    """What the name of a page's file says."""

    order: tuple[float, str]
    title: str
    url_path: str
    icon: str | None


def read_name(path: Path) -> FileName:
    """Return what a file's name says: `1_📈_Sales_by_region.py` is first, has an icon, and is titled "Sales by region"."""
    found = _NUMBER.match(path.stem)
    number, rest = (float(found[1]), found[2]) if found and found[2] else (float("inf"), path.stem)
    icon = _leading_emoji(rest)
    name = rest[len(icon or "") :].lstrip("️ _-") or rest
    return FileName((number, name.lower()), " ".join(name.replace("_", " ").split()), name.replace(" ", "_"), icon)


def _leading_emoji(text: str) -> str | None:
    """Return the symbol that a text begins with (with what modifies it), if it begins with one."""
    end = 0
    while end < len(text) and (ord(text[end]) >= 0x2190 and not text[end].isalnum()):
        end += 1
    return text[:end] or None


def in_folder(script: Path) -> list[PageEntry]:
    """Return the pages of the folder `pages` beside a script, the script first; none where there is no such folder.

    Raises APIError for two files of one address.
    """
    folder = script.parent / FOLDER
    if not os.path.isdir(folder):
        return []
    files = [path for path in folder.iterdir() if path.suffix == ".py" and _is_page(path)]
    if not files:
        return []
    named = sorted(((read_name(path), path) for path in files), key=lambda each: each[0].order)
    first = read_name(script)
    entries = [PageEntry(first.title, "", script, first.icon)]
    entries += [PageEntry(name.title, name.url_path, path, name.icon) for name, path in named]
    check_addresses(entries)
    return entries


def _is_page(path: Path) -> bool:
    return not path.name.startswith(".") and path.name != "__init__.py"


def check_addresses(entries: Iterable[PageEntry]) -> None:
    """Raise APIError if two pages have one address."""
    seen: dict[str, PageEntry] = {}
    for entry in entries:
        if entry.external is not None:
            continue
        other = seen.setdefault(entry.url_path, entry)
        if other is not entry:
            raise APIError(
                f"Two pages have the address {entry.url_path!r}: {other.title!r} and {entry.title!r}. "
                "Give one of them another `url_path` or file name."
            )


def may_see(context: RunContext, entry: PageEntry) -> bool:
    """Tell whether the person of this session may see a page; else it is not there for them."""
    roles = context.client.roles
    if entry.roles and entry.roles.isdisjoint(roles):
        return False
    return entry.external is not None or context.app.login.may_see_page(entry.url_path, roles)


def is_closed(context: RunContext, page: Any) -> bool:
    """Tell whether a page, given as a page or as the path of its script, is one that this person may not see."""
    if isinstance(page, (str, Path)):
        return of_path(context.closed_pages, context.app.script.parent / page) is not None
    return of_address(context.closed_pages, getattr(page, "url_path", "")) is not None


def no_page() -> APIError:
    """Return what to say to somebody who may see none of the pages."""
    return APIError("No page of this app is open to you. Ask whoever runs it.")


def of_address(entries: Iterable[PageEntry], url_path: str) -> PageEntry | None:
    """Return the page that an address names, or None."""
    for entry in entries:
        if entry.external is None and entry.url_path == url_path:
            return entry
    return None


def of_path(entries: Iterable[PageEntry], path: Path) -> PageEntry | None:
    """Return the page whose script is at a path, or None."""
    wanted = os.path.normcase(os.path.abspath(path))
    for entry in entries:
        if entry.path is not None and os.path.normcase(os.path.abspath(entry.path)) == wanted:
            return entry
    return None


def entry_of(context: RunContext, page: Any) -> PageEntry:
    """Return a page of the app, given as a page or as the path of its script.

    Raises PageNotFoundError for one the app does not have, InvalidValueError for something else.
    """
    if isinstance(page, (str, Path)):
        found = _of_script(context, context.app.script.parent / page)
    elif hasattr(page, "url_path"):
        found = of_address(context.pages, page.url_path)
    else:
        raise InvalidValueError.of("page", page, "a Page or the path of a page's script")
    if found is None:
        known = sorted(str(each.path.name) if each.path else each.title for each in context.pages)
        raise PageNotFoundError(
            f"The app has no page {str(page)!r}. Pages: {', '.join(known) or 'none'}. "
            "Give the path of its script relative to the app's script, or a Page of navigation()."
        )
    return found


def _of_script(context: RunContext, path: Path) -> PageEntry | None:
    own = PageEntry(read_name(context.app.script).title, "", context.app.script)
    return of_path([*context.pages, own], path)


def query_of(params: QueryParams | None) -> str:
    """Return query parameters as a query string."""
    if params is None:
        return ""
    pairs = params.items() if isinstance(params, Mapping) else params
    return urlencode([(str(key), value) for key, value in pairs], doseq=True)
