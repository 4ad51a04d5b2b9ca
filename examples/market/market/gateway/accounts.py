"""Routes of logins and users."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Response
from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from market.gateway import passwords
from market.gateway.answers import (
    Credentials,
    GivenPassword,
    NewPassword,
    NewUser,
    RefreshToken,
    TokenPair,
    UserAnswer,
    UserChange,
)
from market.gateway.callers import (
    NO_TOKEN,
    NOT_ALLOWED,
    Admin,
    Caller,
    CallerLogin,
    Database,
    TokenMaker,
    problems,
    unauthorized,
)
from market.gateway.database import User
from market.gateway.tokens import InvalidTokenError, Pair, end_logins

router = APIRouter()


@router.post("/auth/login", tags=["login"], responses=problems(401, 403, 429))
def log_in(given: Credentials, session: Database, tokens: TokenMaker) -> TokenPair:
    """Begin a login. Unknown names and wrong passwords are answered alike."""
    name = given.name.strip().lower()[:40]
    _admit(session, name)
    user = session.get(User, name)
    if not passwords.fits(given.password, user.password if user else None) or user is None:
        raise unauthorized("The name or the password is not right.")
    if user.disabled:
        raise HTTPException(403, "This account is disabled. Ask an admin.")
    passwords.succeeded(session, name)
    pair = tokens.begin(session, user)
    session.commit()
    return _pair(pair, user)


@router.post("/auth/refresh", tags=["login"], responses=problems(401))
def refresh(given: RefreshToken, session: Database, tokens: TokenMaker) -> TokenPair:
    """Change a refresh token for the next pair. Each can be used once."""
    try:
        pair, user = tokens.refresh(session, given.refresh_token)
    except InvalidTokenError as error:
        raise unauthorized(str(error)) from error
    finally:
        session.commit()
    return _pair(pair, user)


@router.post("/auth/logout", tags=["login"], status_code=204, responses=NO_TOKEN)
def log_out(login: CallerLogin, session: Database) -> Response:
    """End this login: neither of its tokens holds any more."""
    session.delete(login)
    session.commit()
    return Response(status_code=204)


@router.get("/me", tags=["account"], responses=NO_TOKEN)
def me(user: Caller) -> UserAnswer:
    """Who the token is of, as the database says now."""
    return _answer(user)


@router.put("/me/password", tags=["account"], status_code=204, responses=NO_TOKEN | problems(403, 422, 429))
def change_password(given: NewPassword, login: CallerLogin, session: Database) -> Response:
    """Change one's own password. All other logins of this account end."""
    user = login.user
    _admit(session, user.name)
    if not passwords.fits(given.current, user.password):
        raise HTTPException(403, "The current password is not right.")
    passwords.succeeded(session, user.name)
    _set_password(session, user, given.new, spared=login.id)
    return Response(status_code=204)


@router.get("/users", tags=["users"], responses=NOT_ALLOWED)
def users(_: Admin, session: Database) -> list[UserAnswer]:
    """Everybody who may log in, or might."""
    return [_answer(each) for each in session.scalars(select(User).order_by(User.name))]


@router.post("/users", tags=["users"], status_code=201, responses=NOT_ALLOWED | problems(409, 422))
def create_user(given: NewUser, _: Admin, session: Database) -> UserAnswer:
    """Let somebody log in."""
    _check_password(given.password, given.name)
    user = User(
        name=given.name, role=given.role, password=passwords.hashed(given.password), disabled=False, created=time.time()
    )
    session.add(user)
    try:
        session.commit()
    except IntegrityError as error:
        raise HTTPException(409, f"There is a user {given.name!r} already.") from error
    return _answer(user)


@router.patch("/users/{name}", tags=["users"], responses=NOT_ALLOWED | problems(404, 409))
def change_user(name: str, given: UserChange, admin: Admin, session: Database) -> UserAnswer:
    """Give somebody another role, or disable or enable them. Who is disabled is logged out everywhere."""
    _lock_admins(session)
    user = _found(session, name)
    if user.name == admin.name and (given.disabled or given.role == "user"):
        raise HTTPException(409, "You cannot take your own rights away. Another admin can.")
    user.role = given.role or user.role
    if given.disabled is not None:
        user.disabled = given.disabled
    if user.disabled:
        end_logins(session, user.name)
    _commit_with_an_admin(session)
    return _answer(user)


@router.put("/users/{name}/password", tags=["users"], status_code=204, responses=NOT_ALLOWED | problems(404, 409, 422))
def set_password(name: str, given: GivenPassword, admin: Admin, session: Database) -> Response:
    """Give somebody another password. All their logins end."""
    user = _found(session, name)
    if user.name == admin.name:
        raise HTTPException(409, "Change your own password with the current one.")
    _set_password(session, user, given.new)
    return Response(status_code=204)


@router.delete("/users/{name}", tags=["users"], status_code=204, responses=NOT_ALLOWED | problems(404, 409))
def delete_user(name: str, admin: Admin, session: Database) -> Response:
    """Delete somebody. What they have trained stays."""
    _lock_admins(session)
    user = _found(session, name)
    if user.name == admin.name:
        raise HTTPException(409, "You cannot delete yourself. Another admin can.")
    end_logins(session, user.name)
    session.delete(user)
    _commit_with_an_admin(session)
    return Response(status_code=204)


def _admit(session: Session, name: str) -> None:
    if seconds := math.ceil(passwords.admit(session, name)):
        told = f"Too many wrong passwords. Try again in {seconds} s."
        raise HTTPException(429, told, {"Retry-After": str(seconds)})


def _admins() -> Select[tuple[str]]:
    return select(User.name).where(User.role == "admin", User.disabled.is_(False)).order_by(User.name)


def _lock_admins(session: Session) -> None:
    """Have other processes that change admins wait, so that two do not take each other's rights away."""
    session.scalars(_admins().with_for_update()).all()


def _commit_with_an_admin(session: Session) -> None:
    """Commit, unless nobody would be left who may do so again."""
    session.flush()
    if not session.scalars(_admins()).first():
        session.rollback()
        raise HTTPException(409, "One admin has to stay.")
    session.commit()


def _found(session: Session, name: str) -> User:
    user = session.get(User, name.lower())
    if user is None:
        raise HTTPException(404, f"There is no user {name!r}.")
    return user


def _set_password(session: Session, user: User, new: str, spared: str = "") -> None:
    _check_password(new, user.name)
    user.password = passwords.hashed(new)
    end_logins(session, user.name, spared)
    session.commit()


def _check_password(password: str, name: str) -> None:
    if problem := passwords.objection(password, name):
        raise HTTPException(422, problem)


def _pair(pair: Pair, user: User) -> TokenPair:
    return TokenPair(access_token=pair.access, refresh_token=pair.refresh, expires_in=pair.seconds, user=_answer(user))


def _answer(user: User) -> UserAnswer:
    return UserAnswer(
        name=user.name,
        role="admin" if user.role == "admin" else "user",
        disabled=user.disabled,
        created=moment(user.created),
        last_login=None if user.last_login is None else moment(user.last_login),
    )


def moment(seconds: float) -> datetime:
    """Return seconds since 1970 as a time."""
    return datetime.fromtimestamp(seconds, UTC)


def count(session: Session) -> int:
    """Return how many users there are."""
    return session.scalar(select(func.count()).select_from(User)) or 0
