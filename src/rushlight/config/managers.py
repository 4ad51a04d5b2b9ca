"""Secret managers: AWS Secrets Manager, Google Secret Manager, HashiCorp Vault.

Their client libraries are extras of the package, imported when a secret of theirs is read. They find credentials as they
always do: in the environment, in files of their own, or from the machine they run on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any, cast

from rushlight.config.sources import of_toml, parameters
from rushlight.errors import ConfigError, SecretNotFoundError

_CONNECT_SECONDS = 3
_ANSWER_SECONDS = 5


class ManagedSecret:
    """A secret at a manager, by an address such as `aws://name?region=eu-west-1`."""

    def __init__(self, address: str) -> None:
        """Raises ConfigError for an address that names no secret."""
        self.name = address
        scheme, _, rest = address.partition("://")
        path, _, query = rest.partition("?")
        if scheme not in _MANAGERS or not path.strip("/"):
            raise ConfigError(f"secrets.sources: {address!r} names no secret of a manager.")
        make, names = _MANAGERS[scheme]
        self._given = parameters(query, (*names, "key", "format"), address)
        if self._given.get("format", "json") not in ("json", "toml", "text"):
            raise ConfigError(f"secrets.sources: {address!r}: format must be json, toml or text.")
        self._extra = scheme
        self._fetch = make(path.strip("/"), self._given, address)

    def read(self) -> dict[str, Any] | None:
        """Return what the manager has. Raises SecretNotFoundError that names the source and says nothing of its content."""
        try:
            last, content = self._fetch()
            return self._table(last, content)
        except SecretNotFoundError:
            raise
        except ImportError as error:
            reason = f"it needs the package {error.name}. Install it: pip install 'rushlight[{self._extra}]'"
        except Exception as error:
            reason = _reason(error)
        raise SecretNotFoundError(f"The source of secrets {self.name!r} cannot be read: {reason}.")

    def stamp(self) -> object:
        """Nothing but reading it tells whether a secret has changed."""
        return None

    def _table(self, last: str, content: str | dict[str, Any]) -> dict[str, Any]:
        """Return the tables that a secret holds or, if it is a plain text, that text by its name."""
        value = self._parsed(content) if isinstance(content, str) else content
        key = self._given.get("key")
        if isinstance(value, dict) and not key:
            return value
        return {key or last: value}

    def _parsed(self, text: str) -> str | dict[str, Any]:
        wanted = self._given.get("format")
        if wanted == "text":
            return text
        if wanted == "toml":
            return of_toml(text, self.name)
        try:
            content = json.loads(text)
        except ValueError:
            content = None
        if isinstance(content, dict):
            return cast(dict[str, Any], content)
        if wanted == "json":
            raise SecretNotFoundError(f"The source of secrets {self.name!r} cannot be read: it is no JSON object.")
        return text


_Fetch = Callable[[], tuple[str, str | dict[str, Any]]]
"""Returns a secret's own name and its content."""


def _aws(name: str, given: dict[str, str], address: str) -> _Fetch:
    """AWS Secrets Manager: `aws://name-or-ARN?region=...&profile=...&stage=AWSCURRENT`."""
    clients: list[Any] = []

    def connect() -> Any:
        import boto3
        from botocore.config import Config

        patience = Config(
            connect_timeout=_CONNECT_SECONDS, read_timeout=_ANSWER_SECONDS, retries={"total_max_attempts": 2}
        )
        session = boto3.Session(profile_name=given.get("profile"), region_name=given.get("region"))
        return session.client("secretsmanager", config=patience)

    def fetch() -> tuple[str, str]:
        if not clients:
            clients.append(connect())
        answer = clients[0].get_secret_value(SecretId=name, VersionStage=given.get("stage", "AWSCURRENT"))
        text = answer["SecretString"] if "SecretString" in answer else answer["SecretBinary"].decode("utf-8")
        return name.rpartition(":")[2].rpartition("/")[2], text

    return fetch


def _google(path: str, given: dict[str, str], address: str) -> _Fetch:
    """Google Secret Manager: `gcp://projects/x/secrets/y`, perhaps of a region, or one version."""
    del given
    parts = path.split("/")
    named = dict(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or not {"projects", "secrets"} <= named.keys() <= _GOOGLE_PARTS:
        raise ConfigError(
            f"secrets.sources: {address!r} must be gcp://projects/PROJECT/secrets/NAME, or "
            "gcp://projects/PROJECT/locations/REGION/secrets/NAME; /versions/NUMBER may follow."
        )
    version = path if "versions" in named else f"{path}/versions/latest"
    clients: list[Any] = []

    def fetch() -> tuple[str, str]:
        if not clients:
            clients.append(google_client(named.get("locations")))
        answer = clients[0].access_secret_version(name=version, timeout=_ANSWER_SECONDS)
        return named["secrets"], answer.payload.data.decode("utf-8")

    return fetch


_GOOGLE_PARTS = {"projects", "locations", "secrets", "versions"}


def google_client(region: str | None) -> Any:
    """Return a client for Google's secrets: those of the whole world, or of one region."""
    from google.cloud.secretmanager import SecretManagerServiceClient

    options = {"api_endpoint": f"secretmanager.{region}.rep.googleapis.com"} if region else None
    return SecretManagerServiceClient(client_options=options)


def _vault(path: str, given: dict[str, str], address: str) -> _Fetch:
    """Vault's (or OpenBao's) KV engine, version 2: `vault://mount/path`.

    VAULT_ADDR says where Vault is. VAULT_TOKEN (or the file .vault-token in the user's home) says who asks, or
    VAULT_ROLE_ID and VAULT_SECRET_ID do, by which a token is had, and had again when it has become too old.
    """
    mount, _, path = path.partition("/")
    if not path:
        raise ConfigError(f"secrets.sources: {address!r} must be vault://MOUNT/PATH.")
    clients: list[Any] = []

    def connect() -> Any:
        import hvac

        verify = os.environ.get("VAULT_CACERT", True)
        client: Any = hvac.Client(timeout=_ANSWER_SECONDS, namespace=os.environ.get("VAULT_NAMESPACE"), verify=verify)
        if role := os.environ.get("VAULT_ROLE_ID"):
            client.auth.approle.login(role_id=role, secret_id=os.environ.get("VAULT_SECRET_ID"))
        return client

    def ask() -> dict[str, Any]:
        if not clients:
            clients.append(connect())
        kv = clients[0].secrets.kv.v2
        answer = kv.read_secret_version(
            path, mount_point=mount, version=given.get("version"), raise_on_deleted_version=True
        )
        return answer["data"]["data"]

    def fetch() -> tuple[str, dict[str, Any]]:
        if not os.environ.get("VAULT_ADDR"):
            raise SecretNotFoundError(
                f"The source of secrets {address!r} cannot be read: VAULT_ADDR does not say where Vault is."
            )
        is_known = bool(clients)
        try:
            return path.rpartition("/")[2], ask()
        except Exception as error:
            clients.clear()
            if not is_known or type(error).__name__ not in ("Forbidden", "Unauthorized"):
                raise
        return path.rpartition("/")[2], ask()  # the token had become too old

    return fetch


_MANAGERS: dict[str, tuple[Callable[[str, dict[str, str], str], _Fetch], tuple[str, ...]]] = {
    "aws": (_aws, ("region", "profile", "stage")),
    "gcp": (_google, ()),
    "vault": (_vault, ("version",)),
}
"""By scheme: what makes a fetcher, and the parameters it takes."""


def _reason(error: Exception) -> str:
    """Return what kind of error a client met and what it says of it, on one line of a limited length."""
    kind = type(error).__name__
    if isinstance(error, (ValueError, KeyError)):
        return kind  # such messages may quote the content
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        code = cast(dict[str, dict[str, str]], response).get("Error", {}).get("Code", "")
        return f"{kind}: {code}"
    text = " ".join(str(error).split())[:200].rstrip(".")
    return f"{kind}: {text}" if text else kind
