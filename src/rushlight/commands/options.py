"""Settings as scripts see them."""

from __future__ import annotations

from typing import Any

from rushlight.run.settings import config


def get_option(key: str) -> Any:
    """Return a setting's value.

    Args:
        key: its name, such as "server.port".

    Raises:
        ConfigError: for an unknown name.

    Example:
        >>> st.get_option("theme.base")
    """
    return config().get(key)


def set_option(key: str, value: Any) -> None:
    """Change one of the few settings that may change while the app runs.

    Args:
        key: "client.showErrorDetails", "client.toolbarMode", "client.disableDataExport" or
            "client.showSidebarNavigation".
        value: its new value.

    Raises:
        ConfigError: for any other setting, or a value that it cannot have.

    Example:
        >>> st.set_option("client.showErrorDetails", "none")
    """
    config().set(key, value)
