"""Settings in force: of the app that runs, or of the working folder where none does."""

from __future__ import annotations

from typing import Any

from rushlight import log
from rushlight.config import Config, load
from rushlight.errors import ConfigError
from rushlight.run.context import current

_logger = log.logger("config")
_bare: list[Config] = []


def config() -> Config:
    """Return the settings of the app that runs; of a script that was started by `python`, those of its working folder."""
    running = current()
    if running is not None:
        return running.app.config
    if not _bare:
        _bare.append(_of_folder())
    return _bare[0]


def _of_folder() -> Config:
    try:
        return load()
    except ConfigError as error:
        _logger.warning("%s The settings are left as they are by default.", error)
        return Config()


def setting(name: str) -> Any:
    """Return a setting's value. Raises ConfigError for an unknown name."""
    return config().get(name)
