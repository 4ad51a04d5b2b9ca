"""Settings of the API, from the environment and from .env of the working folder."""

from __future__ import annotations

from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is `APP_API_` and its name in capitals, such as APP_API_STORAGE_URL."""

    model_config = SettingsConfigDict(env_prefix="APP_API_", env_file=".env", extra="ignore")

    name: str = "Energy forecasts"
    version_prefix: str = Field(default="/api/v1", pattern=r"^(/[\w.-]+)+$")
    """Below which all routes are."""
    storage_url: str = "data"
    """Where the pipeline writes: a folder, or a URL that fsspec knows."""
    storage_options: dict[str, Any] = {}
    """Of the file system, as JSON: keys that may only read are enough."""
    check_seconds: float = Field(default=5, ge=0)
    """How long a table is taken as unchanged without asking the storage."""
    observed_hours: int = Field(default=24 * 7, ge=1)
    """How many hours of observations go with the predictions."""
