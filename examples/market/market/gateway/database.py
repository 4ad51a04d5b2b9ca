"""Tables of the gateway, in SQLite or PostgreSQL. Times are seconds since 1970."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Integer, String, Text, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker

Sessions = sessionmaker[Session]
# SQLite counts up only what it calls INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """What all tables share."""


class User(Base):
    """Somebody who may log in."""

    __tablename__ = "users"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    password: Mapped[str] = mapped_column(Text)
    """Its Argon2id hash."""
    disabled: Mapped[bool] = mapped_column(default=False)
    created: Mapped[float]
    last_login: Mapped[float | None]


class Login(Base):
    """One login, from the password to the log out. Its tokens hold as long as it does."""

    __tablename__ = "logins"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), index=True)
    refresh: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of the refresh token that counts; those before it do not."""
    began: Mapped[float]
    used: Mapped[float]
    user: Mapped[User] = relationship()


class Failure(Base):
    """Wrong passwords for a name, whether somebody has that name or not."""

    __tablename__ = "failures"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int]
    last: Mapped[float]


class Model(Base):
    """A trained model, with its backtest."""

    __tablename__ = "models"

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    title: Mapped[str] = mapped_column(String(60))
    author: Mapped[str] = mapped_column(String(40))
    created: Mapped[float]
    active: Mapped[bool] = mapped_column(default=False)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    backtest: Mapped[dict[str, Any]] = mapped_column(JSON)
    content: Mapped[bytes] = mapped_column(deferred=True)
    """Pickled and signed."""


class Training(Base):
    """A model that is made, was made, or will not be made after all."""

    __tablename__ = "trainings"

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    title: Mapped[str] = mapped_column(String(60))
    author: Mapped[str] = mapped_column(String(40))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), index=True)
    """queued, running, done, failed or cancelled."""
    progress: Mapped[float] = mapped_column(default=0.0)
    step: Mapped[str] = mapped_column(String(80), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    cancel: Mapped[bool] = mapped_column(default=False)
    """Whether somebody has asked for it to end."""
    worker: Mapped[str] = mapped_column(String(32), default="")
    seen: Mapped[float] = mapped_column(default=0.0)
    """When the worker last gave a sign of life."""
    created: Mapped[float]
    ended: Mapped[float | None]
    model: Mapped[int | None] = mapped_column(_Number)


def connect(url: str) -> Sessions:
    """Return what makes sessions of a database, with its tables made."""
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    Base.metadata.create_all(engine)
    return sessionmaker(engine, expire_on_commit=False)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")
