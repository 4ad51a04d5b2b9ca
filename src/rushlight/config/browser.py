"""What the browser is told of the settings, before it connects and when they change."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from rushlight.config import maps
from rushlight.config.config import Config
from rushlight.config.theme import Theme, theme_of
from rushlight.version import VERSION


class BrowserSettings:
    """The settings that the browser needs, made anew after each change of them."""

    __slots__ = ("_config", "_digest", "_made", "_settings", "_theme")

    def __init__(self, config: Config) -> None:
        self._config = config
        self._theme = Theme({}, [])
        self._made = -1
        self._settings: dict[str, Any] = {}
        self._digest = ""

    @property
    def theme(self) -> Theme:
        """The theme."""
        self._make()
        return self._theme

    @property
    def settings(self) -> dict[str, Any]:
        """All, by name."""
        self._make()
        return self._settings

    @property
    def digest(self) -> str:
        """A text that is another one after a change."""
        self._make()
        return self._digest

    def _make(self) -> None:
        made = self._config.version
        if self._made == made:
            return
        self._theme = theme_of(self._config)
        get = self._config.get
        self._settings = {
            "theme": self._theme.sections,
            "sheets": self._theme.sheets,
            "toolbar": get("client.toolbarMode"),
            "top_bar": not get("ui.hideTopBar"),
            "run_on_save": get("server.runOnSave"),
            "allow_run_on_save": get("server.allowRunOnSave"),
            "max_upload_size": get("server.maxUploadSize"),
            "max_state_size": get("server.maxWidgetStateSize"),
            "error_links": get("client.showErrorLinks"),
            "map_hosts": maps.hosts(self._config),
            "version": VERSION,
        }
        text = json.dumps(self._settings, sort_keys=True, default=str)
        self._digest = blake2b(text.encode(), digest_size=8).hexdigest()
        self._made = made
