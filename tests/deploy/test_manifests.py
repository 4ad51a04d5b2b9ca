"""Manifests, checked against the schemas of Kubernetes and of Compose, as published."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy.projects import files_of, project

KUBERNETES = ("1.28", "1.30", "1.34")
APPS: list[tuple[dict[str, str], dict[str, object]]] = [
    ({}, {}),
    (
        {".rushlight/secrets.toml": "", ".rushlight/users.json": "{}", ".htpasswd": ""},
        {"server.baseUrlPath": "sales", "server.port": 9000, "server.maxUploadSize": 10, "login.htpasswd": ".htpasswd"},
    ),
]
"""A plain app, and one of everything."""


def made(tmp_path: Path, number: int) -> Path:
    files, settings = APPS[number]
    return project(tmp_path / "sales", files, **settings)


def manifests(root: Path, **wishes: object) -> dict[str, Any]:
    files = files_of(root, "kubernetes", **wishes)
    found = [yaml.safe_load(file.whole) for path, file in files.items() if path.endswith(".yaml")]
    return {each["kind"]: each for each in found}


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("wishes", [{}, {"domain": "sales.example.org", "image": "registry.example.org/sales:2"}])
@pytest.mark.parametrize("number", range(len(APPS)))
def test_manifests_follow_the_schemas_of_kubernetes(
    tmp_path: Path, number: int, wishes: dict[str, object], version: str
) -> None:
    found = manifests(made(tmp_path, number), **wishes)
    assert set(found) == {"Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget"}
    for manifest in found.values():
        kubernetes_validate.validate(manifest, version, strict=True)


def test_a_manifest_with_an_error_would_be_found(tmp_path: Path) -> None:
    wrong = manifests(made(tmp_path, 0))["Deployment"]
    wrong["spec"]["template"]["spec"]["containers"][0]["readinesProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES[-1], strict=True)


def test_what_one_manifest_names_is_in_the_other(tmp_path: Path) -> None:
    found = manifests(made(tmp_path, 1), domain="sales.example.org")
    pod = found["Deployment"]["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    labels = pod["metadata"]["labels"]
    for selector in (
        found["Deployment"]["spec"]["selector"]["matchLabels"],
        found["Service"]["spec"]["selector"],
        found["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert ports == {"http": 9000}
    (service_port,) = found["Service"]["spec"]["ports"]
    assert service_port["targetPort"] in ports
    (rule,) = found["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"] == {"name": found["Service"]["metadata"]["name"], "port": {"name": "http"}}
    assert (rule["host"], path["path"]) == ("sales.example.org", "/sales")
    assert found["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == found["Deployment"]["metadata"]["name"]
    volumes = {volume["name"] for volume in pod["spec"]["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["path"].startswith("/sales/_rushlight/")
    # The pod is not killed while the app still ends what it does.
    assert pod["spec"]["terminationGracePeriodSeconds"] > 5 + 10


def test_a_pod_runs_as_nobody_and_writes_nowhere_but_in_its_volumes(tmp_path: Path) -> None:
    spec = manifests(made(tmp_path, 0))["Deployment"]["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize("number", range(len(APPS)))
def test_the_compose_file_follows_the_published_schema(tmp_path: Path, number: int) -> None:
    file = files_of(made(tmp_path, number), "compose", domain="sales.example.org")["compose.yaml"]
    (tmp_path / "compose.yaml").write_text(file.whole)
    answer = checked("vendor.compose-spec", tmp_path / "compose.yaml")
    assert answer.returncode == 0, answer.stdout
    (tmp_path / "compose.yaml").write_text(file.whole.replace("restart:", "restrat:"))
    assert checked("vendor.compose-spec", tmp_path / "compose.yaml").returncode == 1


def checked(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_what_the_services_of_compose_name_is_there(tmp_path: Path) -> None:
    root = made(tmp_path, 1)
    files = files_of(root, "compose", domain="sales.example.org")
    found = yaml.safe_load(files["compose.yaml"].whole)
    app, proxy = found["services"]["app"], found["services"]["proxy"]
    assert "ports" not in app, "nobody reaches the app but by the proxy"
    assert set(app["secrets"]) == set(found["secrets"]) == {"secrets.toml", "users.json", "htpasswd"}
    assert all((root / each["file"]).is_file() for each in found["secrets"].values())
    mounted = [volume.split(":")[0] for volume in (*app["volumes"], *proxy["volumes"])]
    assert {name for name in mounted if not name.startswith(".")} == set(found["volumes"])
    assert [name.removeprefix("./") in files for name in mounted if name.startswith(".")] == [True]
    assert proxy["environment"]["DOMAIN"] == "${DOMAIN:-sales.example.org}"
    assert "{$APP:app:9000}" in files["deploy/Caddyfile"].text


@pytest.mark.parametrize("number", range(len(APPS)))
def test_cloud_run_is_told_what_kubernetes_is(tmp_path: Path, number: int) -> None:
    """No schema of Cloud Run's is published as a package: what it shares with Kubernetes is checked as a pod of Kubernetes."""
    file = files_of(made(tmp_path, number), "cloud-run", image="europe-docker.pkg.dev/p/a/s:1")["deploy/cloud-run.yaml"]
    found = yaml.safe_load(file.whole)
    assert (found["apiVersion"], found["kind"]) == ("serving.knative.dev/v1", "Service")
    spec = dict(found["spec"]["template"]["spec"])
    assert 0 < spec.pop("containerConcurrency") <= 1000
    assert 0 < spec.pop("timeoutSeconds") <= 3600
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": spec}
    kubernetes_validate.validate(pod, KUBERNETES[-1], strict=True)
    annotations = found["spec"]["template"]["metadata"]["annotations"]
    assert all(isinstance(value, str) for value in annotations.values())
    (container,) = spec["containers"]
    volumes = {volume["name"] for volume in spec["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes
    folders = [mount["mountPath"] for mount in container["volumeMounts"]]
    assert len(set(folders)) == len(folders)
    environment = {each["name"]: each["value"] for each in container["env"]}
    limited = environment.get("RUSHLIGHT_SERVER_MAX_UPLOAD_SIZE")
    assert limited == ("31" if number == 0 else None), "200 MB is too much there, 10 is not"
