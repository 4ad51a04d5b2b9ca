"""The application of the gateway, and what its first start makes."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from sqlalchemy.exc import IntegrityError

from market.gateway import accounts, forecasts, passwords
from market.gateway.answers import Health, NewTraining
from market.gateway.database import Sessions, User, connect
from market.gateway.settings import Settings
from market.gateway.tokens import Tokens
from market.gateway.trainer import Trainer
from market.history import shipped

VERSION = "1.0.0"
PREFIX = "/api/v1"

router = APIRouter()


@router.get("/health", tags=["health"])
def health() -> Health:
    """That the gateway runs."""
    return Health(name="Market gateway", version=VERSION)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the gateway.

    Example:
        >>> create_app(Settings(database_url="postgresql://market:...@db/market"))
    """
    settings = settings or Settings()
    secret = settings.key()
    sessions = connect(settings.database())
    prices = shipped()
    trainer = Trainer(sessions, prices, secret, settings.stale_seconds)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        _first_start(settings, sessions)
        trainer.start()
        try:
            yield
        finally:
            trainer.stop()

    app = FastAPI(
        title="Market gateway",
        version=VERSION,
        description="Prices, models and predictions for those who may see them. The prices are made up.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=f"{PREFIX}/docs",
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.sessions = sessions
    app.state.tokens = Tokens(settings)
    app.state.market = forecasts.Market(prices, secret)
    app.state.trainer = trainer
    for each in (router, accounts.router, forecasts.router):
        app.include_router(each, prefix=PREFIX)
    return app


def _first_start(settings: Settings, sessions: Sessions) -> None:
    """Make an admin and a user, where there is nobody yet, and say once what passwords were made up for them."""
    people = {"admin": ("admin", settings.admin_password), "ada": ("user", settings.user_password)}
    with sessions() as session:
        if accounts.count(session):
            return
        made_up: dict[str, str] = {}
        for name, (role, given) in people.items():
            password = given.get_secret_value() or made_up.setdefault(name, passwords.made_up())
            if given.get_secret_value() and (problem := passwords.objection(password, name)):
                raise ValueError(f"MARKET_{role.upper()}_PASSWORD: {problem}")
            hash = passwords.hashed(password)
            session.add(User(name=name, role=role, password=hash, disabled=False, created=time.time()))
        try:
            session.commit()
        except IntegrityError:
            return  # another process was first
        if settings.first_model:
            forecasts.queued(session, NewTraining(title="First model"), "admin")
    for name, password in made_up.items():
        print(f"  {people[name][0]:<6} {name:<6} password {password}   (shown this once)", flush=True)
