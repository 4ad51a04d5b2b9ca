"""Who asks: what each route demands of whoever calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from market.gateway.answers import Problem
from market.gateway.database import Login, User
from market.gateway.tokens import InvalidTokenError, Tokens

_bearer = HTTPBearer(auto_error=False, description="The access token of /auth/login.")

NO_TOKEN: dict[int | str, dict[str, Any]] = {401: {"model": Problem, "description": "No token, or one that has ended"}}
NOT_ALLOWED: dict[int | str, dict[str, Any]] = {**NO_TOKEN, 403: {"model": Problem, "description": "Only for admins"}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe answers that are a `Problem`, for the documentation."""
    return {status: {"model": Problem} for status in statuses}


def _session(request: Request) -> Iterator[Session]:
    with request.app.state.sessions() as session:
        yield session


def _tokens(request: Request) -> Tokens:
    return request.app.state.tokens


Database = Annotated[Session, Depends(_session)]
TokenMaker = Annotated[Tokens, Depends(_tokens)]


def _login(
    session: Database, tokens: TokenMaker, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Login:
    if given is None:
        raise unauthorized("Log in first: this needs an access token.")
    try:
        return tokens.check(session, given.credentials)
    except InvalidTokenError as error:
        raise unauthorized(str(error)) from error


CallerLogin = Annotated[Login, Depends(_login)]


def _caller(login: CallerLogin) -> User:
    return login.user


Caller = Annotated[User, Depends(_caller)]


def _admin(user: Caller) -> User:
    # The role is what the database says now, not what it was when the token was made.
    if user.role != "admin":
        raise HTTPException(403, "Only admins may do this.")
    return user


Admin = Annotated[User, Depends(_admin)]


def unauthorized(detail: str) -> HTTPException:
    """Return the answer to somebody who has to log in."""
    return HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})
