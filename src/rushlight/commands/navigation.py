"""Pages of an app: declared by the script, shown in a navigation, gone to by scripts and users."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Never

import msgspec

from rushlight.elements import markup
from rushlight.elements.field import choice
from rushlight.elements.status.toast import toast
from rushlight.errors import (
    APIError,
    IncompatibleParametersError,
    InvalidLayoutContextError,
    InvalidParameterTypeError,
    InvalidValueError,
    MissingRequiredParameterError,
    PageNotFoundError,
)
from rushlight.run.context import RunContext, current
from rushlight.run.fragment import running
from rushlight.run.pages import PageEntry, QueryParams, check_addresses, entry_of, may_see, no_page, query_of, read_name
from rushlight.run.signals import RerunRequested
from rushlight.tree.build import NavigationItem, NavigationSection
from rushlight.tree.build import Page as PageProps

POSITIONS = ("sidebar", "top", "hidden")


class Page:
    """A page of the app, to be given to `navigation`.

    Args:
        page: path of a script (relative to the app's script), a function, or an address of a page elsewhere.
        title: its title in the navigation and the browser's tab; else made of the file's or function's name.
        icon: an emoji or `:material/name:`.
        url_path: the part of the address that names it, without slashes; else made of the file's or function's name.
        default: the page of the app's own address; else that is the first.
        visibility: "hidden" leaves it out of the navigation; it can still be gone to.
        help: a tooltip.
        roles: roles of which one is needed: for people who have none of them the page is not there, neither in the
            navigation nor by its address. Everybody may see it when empty. `[access.pages]` of config.toml says the same.

    Attributes:
        title, icon, url_path (empty for the default page), visibility, help, is_external, external_url.

    Raises:
        PageNotFoundError: for a path where there is no file.
        MissingRequiredParameterError: for an empty title or `url_path`, a function without a name or an address without a
            title.
        IncompatibleParametersError: for an address elsewhere as default page.
        APIError: for a `url_path` with a slash, or an icon that is none.

    Example:
        >>> page = st.navigation([st.Page("home.py", title="Home", default=True), st.Page(settings, icon="⚙️")])
        >>> page.run()
    """

    def __init__(
        self,
        page: str | Path | Callable[[], Any],
        *,
        title: str | None = None,
        icon: str | None = None,
        url_path: str | None = None,
        default: bool = False,
        visibility: Literal["visible", "hidden"] = "visible",
        help: str | None = None,
        roles: Iterable[str] = (),
    ) -> None:
        self.roles = _roles(roles)
        self._visibility: Literal["visible", "hidden"] = choice("visibility", visibility, ("visible", "hidden"))
        self._help = help
        self._default = bool(default)
        self._function: Callable[[], Any] | None = None
        self._path: Path | None = None
        self._external_url: str | None = None
        self._may_run = False
        if callable(page):
            self._function, name = page, _name_of(page, title)
        elif _is_address(page):
            self._external_url, name = str(page), _name_of_address(page, title, default)
        else:
            self._path = _path_of(page)
            name = read_name(self._path)
        self._title = title if title and title.strip(" _") else _not_blank("title", title or name.title)
        self._icon = name.icon if icon is None else icon
        markup.icon(self._icon)
        self._url_path = name.url_path if url_path is None else _checked_path(url_path, self._default)

    @property
    def title(self) -> str:
        """Its title."""
        return self._title

    @property
    def icon(self) -> str:
        """Its icon; "" for none."""
        return self._icon or ""

    @property
    def help(self) -> str:
        """The text of its tooltip; "" for none."""
        return self._help or ""

    @property
    def visibility(self) -> Literal["visible", "hidden"]:
        """Whether the navigation shows it."""
        return self._visibility

    @property
    def external_url(self) -> str | None:
        """The address of a page elsewhere."""
        return self._external_url

    @property
    def url_path(self) -> str:
        """The part of the address that names the page; "" for the default page."""
        return "" if self._default else self._url_path

    @property
    def is_external(self) -> bool:
        """Whether it is an address elsewhere."""
        return self.external_url is not None

    def run(self) -> None:
        """Run the page. Raises APIError for a page that `navigation` did not return, and the second time."""
        context = current()
        if context is None:
            return
        if not self._may_run:
            raise APIError(f"The page {self.title!r} cannot be run: run what navigation() returned, once.")
        self._may_run = False
        before, context.page_scope = context.page_scope, self.url_path
        try:
            self._run(context)
        finally:
            context.page_scope = before

    def _run(self, context: RunContext) -> None:
        if self._function is None:
            assert self._path is not None
            context.execute(self._path)
        else:
            result = self._function()
            if inspect.isawaitable(result):
                context.wait(result)

    def _entry(self) -> PageEntry:
        hidden = self.visibility == "hidden"
        return PageEntry(
            self.title, self.url_path, self._path, self._icon, self._help, hidden, self.external_url, self.roles
        )

    def __repr__(self) -> str:
        return f"Page(title={self.title!r}, url_path={self.url_path!r})"


def navigation(
    pages: Sequence[Any] | Mapping[str, Sequence[Any]],
    *,
    position: Literal["sidebar", "hidden", "top"] = "sidebar",
    expanded: bool | int = False,
) -> Page:
    """Declare the app's pages and return the one that the address names; the script runs it with `run()`.

    The script is then a frame around every page.

    Args:
        pages: pages (or paths or functions), or a mapping of section titles to lists of them.
        position: "sidebar", "top" for the bar above the page, or "hidden".
        expanded: in the sidebar, True shows all pages, a number that many before "more"; False all but many.

    Returns:
        The page to run; the default page (with a notice) where the address names none.

    Raises:
        MissingRequiredParameterError: for no page.
        APIError: for two pages of one address, two default pages, or only pages elsewhere.
        InvalidValueError: for another position, or a number of pages below 0.
        InvalidParameterTypeError: for an `expanded` that is neither True, False nor a number.

    Example:
        >>> st.navigation({"Work": [st.Page("tasks.py")], "You": [st.Page("account.py")]}, position="top").run()
    """
    choice("position", position, POSITIONS)
    sections = _sections(pages)
    every = [page for _, listed in sections for page in listed]
    if not every:
        raise MissingRequiredParameterError("navigation() needs at least one page; given: none. Add a st.Page(...).")
    default = _default_of(every)
    check_addresses(page._entry() for page in every)  # pyright: ignore[reportPrivateUsage]
    _check_names(every)
    context = current()
    if context is None:
        return default
    entries = {page: page._entry() for page in every}  # pyright: ignore[reportPrivateUsage]
    every = [page for page in every if may_see(context, entries[page])]
    context.closed_pages = [entry for page, entry in entries.items() if page not in every]
    context.app.declares_pages.set()
    context.pages = [entries[page] for page in every]
    default = _first_of(every, default)
    wanted = context.page.strip("/")
    found = [page for page in every if not page.is_external and page.url_path == wanted]
    page = found[0] if found else default
    if not found and wanted:
        say_not_found(wanted)
    context.page = page.url_path
    shown = [(title, [entries[each] for each in listed if each in every]) for title, listed in sections]
    show_navigation(context, shown, page._entry(), position, expanded)  # pyright: ignore[reportPrivateUsage]
    page._may_run = True  # pyright: ignore[reportPrivateUsage]
    return page


def switch_page(page: str | Path | Page, *, query_params: QueryParams | None = None) -> Never:
    """Go to another page of the app.

    Args:
        page: a page, or the path of its script relative to the app's script.
        query_params: the query parameters to go with; those of this page are dropped.

    Raises:
        PageNotFoundError: for a page that the app does not have.

    Example:
        >>> if st.button("Settings"):
        ...     st.switch_page("pages/settings.py")
    """
    context = current()
    if context is None:
        raise SystemExit(0)
    fragment = running()
    if fragment is not None and fragment.is_parallel and not fragment.reruns:
        raise InvalidLayoutContextError("switch_page() cannot be called in a parallel fragment.")
    entry = entry_of(context, page)
    raise RerunRequested(page=entry.url_path, query=query_of(query_params))


def show_navigation(
    context: RunContext,
    sections: Sequence[tuple[str, Sequence[PageEntry]]],
    page: PageEntry,
    position: str,
    expanded: bool | int,
) -> None:
    """Show a navigation with one page as the current one."""
    listed = [
        NavigationSection(title, [_item(each) for each in entries if not each.hidden]) for title, entries in sections
    ]
    props = context.tree.root.props
    assert isinstance(props, PageProps)
    changed = msgspec.structs.replace(
        props,
        page=page.url_path,
        page_title=page.title,
        page_icon=_tab_icon(page.icon),
        navigation=listed if sum(len(section.items) for section in listed) > 1 or position == "top" else [],
        navigation_position=position,
        navigation_expanded=_shown_pages(expanded),
    )
    context.tree.update(context.tree.root, changed)


def hide_navigation(context: RunContext) -> None:
    """Show no navigation: the script has declared no pages."""
    props = context.tree.root.props
    assert isinstance(props, PageProps)
    if props.page is not None:
        changed = msgspec.structs.replace(props, page=None, page_title="", page_icon=None, navigation=[])
        context.tree.update(context.tree.root, changed)


def _item(entry: PageEntry) -> NavigationItem:
    return NavigationItem(
        title=markup.label(entry.title),
        path=entry.url_path,
        icon=markup.icon(entry.icon),
        help=markup.hint(entry.help),
        address=entry.external,
    )


def _tab_icon(icon: str | None) -> Any:
    found = markup.icon(icon)
    if found is None:
        return None
    return {"emoji": found.emoji} if found.emoji else {"path": found.path, "box": found.box}


def say_not_found(wanted: str) -> None:
    """Tell the user that the address names no page."""
    toast(f"The page `{wanted[:100]}` was not found. This is the app's first page.", icon=":material/explore_off:")


# --- reading what was given -------------------------------------------------------------------------------------------


def _sections(pages: Any) -> list[tuple[str, list[Page]]]:
    if isinstance(pages, Mapping):
        given: list[tuple[Any, Any]] = list(pages.items())  # pyright: ignore[reportUnknownArgumentType]
    else:
        given = [("", pages)]
    return [(markup.label(title) if title else "", [_as_page(page) for page in listed]) for title, listed in given]


def _first_of(seen: list[Page], default: Page) -> Page:
    """Return the page to show where the address names none: the default one, if this person may see it."""
    own = [page for page in seen if not page.is_external]
    if default in own:
        return default
    if not own:
        raise no_page()
    return own[0]


def _roles(given: Iterable[str]) -> frozenset[str]:
    return frozenset([given] if isinstance(given, str) else map(str, given))


def _check_names(pages: list[Page]) -> None:
    """Raise APIError if another page has the name by which the default page would be found if it were not the default."""
    names = [page._url_path for page in pages if not page.is_external]  # pyright: ignore[reportPrivateUsage]
    twice = [name for place, name in enumerate(names) if name in names[:place]]
    if twice:
        raise APIError(f"Two pages have the address {twice[0]!r}. Give one of them another `url_path` or file name.")


def _shown_pages(expanded: Any) -> int:
    """Return how many pages are shown at first: 0 for as many as are usual, -1 for all."""
    if not isinstance(expanded, int):
        raise InvalidParameterTypeError.of("expanded", expanded, "True, False or a number of pages")
    if expanded < 0:
        raise InvalidValueError.of("expanded", expanded, "True, False or a number of pages")
    return -1 if expanded is True else int(expanded)


def _as_page(page: Any) -> Page:
    return page if isinstance(page, Page) else Page(page)


def _default_of(pages: list[Page]) -> Page:
    own = [page for page in pages if not page.is_external]
    if not own:
        raise APIError("navigation() needs at least one page of the app itself; given: none. Add a st.Page(...).")
    marked = [page for page in own if page._default]  # pyright: ignore[reportPrivateUsage]
    if len(marked) > 1:
        raise APIError(f"Only one page can be the default; given: {', '.join(page.title for page in marked)}.")
    if not marked:
        own[0]._default = True  # pyright: ignore[reportPrivateUsage]
    return marked[0] if marked else own[0]


def _name_of(function: Callable[..., Any], title: str | None) -> Any:
    name = getattr(function, "__name__", None)
    if name is None and title is None:
        raise MissingRequiredParameterError(
            f"A page of a function without a name needs a `title`; given: {function!r}."
        )
    own = name if name is not None and name != "<lambda>" else title or "lambda"
    return read_name(Path(f"{own.replace('/', ' ')}.py"))


def _name_of_address(page: Any, title: str | None, default: bool) -> Any:
    if title is None:
        raise MissingRequiredParameterError(f"A page elsewhere needs a `title`; given: {page!r}.")
    if default:
        raise IncompatibleParametersError(f"A page elsewhere cannot be the default page; given: {page!r}.")
    return read_name(Path(f"{title.replace('/', ' ')}.py"))


def _is_address(page: Any) -> bool:
    return isinstance(page, str) and page.startswith(("http://", "https://"))


def _path_of(page: str | Path) -> Path:
    context = current()
    if not isinstance(page, (str, Path)):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidParameterTypeError.of("page", page, "a path, a function or an address")
    path = Path(page)
    if context is not None:
        path = context.app.script.parent / path
    if not path.is_file():
        raise PageNotFoundError(
            f"There is no page {str(page)!r}: no file at {path}. Paths are relative to the app's script."
        )
    return path


def _not_blank(parameter: str, text: str) -> str:
    if not text.strip(" _"):
        raise MissingRequiredParameterError(f"`{parameter}` of a page must not be empty.")
    return text


def _checked_path(url_path: str, default: bool) -> str:
    path = url_path.strip().strip("/")
    if "/" in path:
        raise APIError(f"`url_path` must not hold a slash; given: {url_path!r}. Give one name, such as 'sales'.")
    if not path and not default:
        raise MissingRequiredParameterError("`url_path` must not be empty, but for the default page.")
    return path
