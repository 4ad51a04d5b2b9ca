"""Settings of the gateway, from the environment and from .env of the working folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is `MARKET_` and its name in capitals, such as MARKET_DATABASE_URL."""

    model_config = SettingsConfigDict(env_prefix="MARKET_", env_file=".env", extra="ignore")

    folder: Path = Path("data")
    """Where the database and the secret are kept if the two settings below do not say otherwise."""
    database_url: SecretStr = SecretStr("")
    """A URL of SQLAlchemy, such as postgresql://market:...@db/market; SQLite in the folder when empty."""
    secret: SecretStr = SecretStr("")
    """Signs tokens and models, at least 32 characters; made up once and kept in the folder when empty."""
    access_seconds: int = Field(default=600, ge=1)
    """How long an access token holds."""
    refresh_seconds: int = Field(default=12 * 3600, ge=1)
    """How long a login lasts without a request."""
    login_seconds: int = Field(default=7 * 24 * 3600, ge=1)
    """How long a login lasts at all."""
    admin_password: SecretStr = SecretStr("")
    """Of `admin`, who is made at the first start; made up and printed once when empty."""
    user_password: SecretStr = SecretStr("")
    """Of `ada`, likewise."""
    first_model: bool = True
    """Whether the first start trains a model, so that there are predictions."""
    stale_seconds: float = Field(default=60, gt=0)
    """After how long without a sign of life a training is begun anew by whoever is there."""

    def database(self) -> str:
        """Return the URL of the database, with the driver that comes with the example."""
        url = self.database_url.get_secret_value()
        if not url:
            self.folder.mkdir(parents=True, exist_ok=True)
            return f"sqlite:///{self.folder / 'market.sqlite'}"
        scheme, rest = url.split("://", 1)
        return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url

    def key(self) -> bytes:
        """Return the secret. Raises ValueError for one that is too short to be one."""
        given = self.secret.get_secret_value()
        if given and len(given) < 32:
            raise ValueError(
                f"MARKET_SECRET has {len(given)} characters; it needs 32 or more. Make one: openssl rand -hex 32"
            )
        return (given or _kept_secret(self.folder / "secret")).encode()


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text()
