"""Databases, the gateway in the test's process, and people who are logged in."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from starlette.testclient import TestClient

from tests.examples.energy.conftest import free_port

HOME = Path(__file__).parents[3] / "examples" / "market"
sys.path.insert(0, str(HOME))

ADMIN_PASSWORD, USER_PASSWORD = "a word of an operator", "a word of somebody"
SECRET = "0123456789abcdef0123456789abcdef"
SETTINGS: dict[str, Any] = {
    "secret": SECRET,
    "admin_password": ADMIN_PASSWORD,
    "user_password": USER_PASSWORD,
    "first_model": False,
}


@pytest.fixture(autouse=True, scope="package")
def quick_hashes() -> Iterator[None]:
    """Hash passwords as they are hashed, but with a little of the memory."""
    from argon2 import PasswordHasher

    from market.gateway import passwords

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))
        patch.setattr(passwords, "_NOBODYS", passwords.hashed("nobody"))
        yield


class People:
    """The gateway, as it answers to an admin, a user and nobody."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.pairs = {
            "admin": self.logged_in("admin", ADMIN_PASSWORD),
            "ada": self.logged_in("ada", USER_PASSWORD),
        }

    def logged_in(self, name: str, password: str) -> dict[str, Any]:
        """Log somebody in; return the answer."""
        answer = self.client.post("/api/v1/auth/login", json={"name": name, "password": password})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ask(self, who: str | None, method: str, path: str, **options: Any) -> Any:
        """Return the answer to somebody, or with `token=` to whoever has that."""
        token = options.pop("token", self.pairs[who]["access_token"] if who else None)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.client.request(method, f"/api/v1/{path}", headers=headers, **options)

    def did(self, who: str, method: str, path: str, status: int = 200, **options: Any) -> Any:
        """Return what somebody is answered, if with this status."""
        answer = self.ask(who, method, path, **options)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def refused(self, who: str | None, method: str, path: str, status: int, **options: Any) -> str:
        """Return why somebody is refused."""
        answer = self.ask(who, method, path, **options)
        assert answer.status_code == status, answer.text
        return answer.json()["detail"]


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a PostgreSQL of its own; yield the address below which its databases are."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    port = free_port()
    # It refuses to run as root.
    as_whom: dict[str, Any] = {"user": "nobody"} if os.geteuid() == 0 else {}
    if as_whom:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    data, log = str(folder / "data"), str(folder / "log")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **as_whom}
    subprocess.run([_program("initdb"), "-D", data, "-U", "market", "--no-sync", "-E", "UTF8"], **quiet)
    options = f"-c fsync=off -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    control = [_program("pg_ctl"), "-D", data, "-w"]
    subprocess.run([*control, "-l", log, "-o", options, "start"], **quiet)
    try:
        yield f"postgresql://market@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder)


def _program(name: str) -> str:
    places = [os.environ.get("PATH", ""), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
    path = shutil.which(name, path=os.pathsep.join(places))
    assert path, f"The tests need PostgreSQL ({name}): apt-get install postgresql"
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as url:
        yield url


def new_database(server: str) -> str:
    """Return the address of an empty database."""
    name = f"d{uuid.uuid4().hex}"
    engine = sqlalchemy.create_engine(
        f"{server}/postgres".replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(f"create database {name}"))
    engine.dispose()
    return f"{server}/{name}"


Gateway = Callable[..., AbstractContextManager[People]]


@pytest.fixture(params=["sqlite", "postgres"])
def gateway(request: pytest.FixtureRequest, tmp_path: Path) -> Gateway:
    """Start the gateway over a database of its own, which stays the same from start to start."""
    url = "" if request.param == "sqlite" else new_database(request.getfixturevalue("postgres"))

    @contextmanager
    def start(**settings: Any) -> Iterator[People]:
        from market.gateway import Settings, create_app

        app = create_app(Settings(**{**SETTINGS, "folder": tmp_path, "database_url": url, **settings}))
        with TestClient(app) as client:
            yield People(client)
        app.state.sessions.kw["bind"].dispose()

    return start


@pytest.fixture
def people(gateway: Gateway) -> Iterator[People]:
    with gateway() as people:
        yield people
