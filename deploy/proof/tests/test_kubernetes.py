"""DOR-W25: the manifests hold against the schemas of Kubernetes, and say what docker-compose.yml says."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import kubernetes_validate
import pytest
import yaml

from deploy.local import gateway, place, ports
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

from .test_gateway import gateway_before

FOLDER: Final = REPO / "deploy" / "kubernetes"
KUSTOMIZATION: Final = yaml.safe_load((REPO / "deploy" / "kustomization.yaml").read_text())
VERSIONS: Final = ("1.32", "1.34")
COMPOSE: Final = yaml.safe_load((REPO / "docker-compose.yml").read_text())["services"]


def manifests() -> Iterator[dict[str, Any]]:
    for file in sorted(FOLDER.glob("*.yaml")):
        yield from yaml.safe_load_all(file.read_text())


EVERY: Final = list(manifests())
PODS: Final = {
    one["metadata"]["name"]: one["spec"]["template"]["spec"] for one in EVERY if one["kind"] in ("Deployment", "Job")
}


@pytest.mark.parametrize("manifest", EVERY, ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
@pytest.mark.parametrize("version", VERSIONS)
def test_dor_w25_a_manifest_is_as_kubernetes_says(manifest: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


def test_dor_w25_every_manifest_is_applied() -> None:
    assert {f"kubernetes/{file.name}" for file in FOLDER.glob("*.yaml")} == set(KUSTOMIZATION["resources"])
    assert all((REPO / "deploy" / file).is_file() for file in KUSTOMIZATION["configMapGenerator"][0]["files"])


@pytest.mark.parametrize("name", PODS)
def test_dor_w25_no_pod_may_do_more_than_it_needs(name: str) -> None:
    pod = PODS[name]
    [container] = pod["containers"]
    assert (pod["automountServiceAccountToken"], pod["securityContext"]["runAsNonRoot"]) == (False, True)
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    assert {"cpu", "memory"} == container["resources"]["limits"].keys()


@pytest.mark.parametrize("service", SERVICES)
def test_dor_w25_a_service_is_given_what_compose_gives_it(service: str) -> None:
    settings = next(one for one in EVERY if one["kind"] == "ConfigMap")["data"]
    for name in (service, f"{service}-worker"):
        [container] = PODS[name]["containers"]
        own = {one["name"]: one["value"] for one in container["env"]}
        theirs = COMPOSE[name]["environment"]
        assert secrets_of(name) == set(COMPOSE[name]["secrets"])
        assert {**settings, **own}.keys() >= theirs.keys()
        same = theirs.keys() - {"GATEWAY_IP", "PARLEY_PUBLIC_URL", "EVIDENCE_STORAGE", "ESCROW_SECURITY_CONTACT"}
        assert {key: {**settings, **own}[key] for key in same} == {key: theirs[key] for key in same}


def secrets_of(name: str) -> set[str]:
    [secrets] = [volume for volume in PODS[name]["volumes"] if volume["name"] == "secrets"]
    [source] = secrets["projected"]["sources"]
    return {item["key"] for item in source["secret"]["items"]}


@pytest.mark.parametrize("name", [*SERVICES, "migrate"])
def test_dor_w25_the_script_names_the_secrets_of_a_service(name: str) -> None:
    done = subprocess.run([FOLDER / "secrets.sh", name], capture_output=True, text=True, check=True)
    assert {one.rpartition("/")[2] for one in done.stdout.split()} == secrets_of(name)


def test_dor_w25_no_container_may_take_the_machine_or_fill_its_disk() -> None:
    for name, container in COMPOSE.items():
        assert container["mem_limit"], name
        assert container["pids_limit"], name
        assert container["logging"]["options"]["max-size"], name


def test_dor_w25_the_gateway_asks_for_names_anew() -> None:
    template = (REPO / "deploy" / "gateway" / "parley.conf.template").read_text()
    upstreams = [line for line in template.splitlines() if line.startswith("upstream ")]
    assert len(upstreams) == len(SERVICES)
    assert all("zone " in line and " ${UPSTREAM_RESOLVE};" in line for line in upstreams)
    assert "resolver ${NGINX_LOCAL_RESOLVERS} valid=5s;" in template
    [gateway] = PODS["gateway"]["containers"]
    for environment in (COMPOSE["gateway"]["environment"], {one["name"]: one["value"] for one in gateway["env"]}):
        assert (environment["NGINX_ENTRYPOINT_LOCAL_RESOLVERS"], environment["UPSTREAM_RESOLVE"]) == ("1", "resolve")


def test_dor_w25_the_gateway_believes_the_ingress_about_callers_and_nobody_else(tmp_path: Path) -> None:
    """Or all of them had the ingress's address, and shared one limit."""
    pod = PODS["gateway"]
    [container] = pod["containers"]
    settings = {one["name"]: one["value"] for one in container["env"]}
    [template] = [volume for volume in pod["volumes"] if volume["name"] == "template"]
    given = {item["key"]: item["path"] for item in template["configMap"]["items"]}
    generated = {file.rpartition("/")[2] for file in KUSTOMIZATION["configMapGenerator"][0]["files"]}
    assert given.keys() == generated
    assert all(path.endswith(".conf.template") for path in given.values()), "the image fills in what is named so"
    addresses = {service: f"127.0.0.1:{9000 + number}" for number, service in enumerate(SERVICES)}
    trusting = (REPO / "deploy" / "gateway" / "real-ip.conf.template").read_text()
    filled = trusting.replace("${TRUSTED_PROXIES}", settings["TRUSTED_PROXIES"])
    (tmp_path / "parley.conf").write_text(gateway.fill_template("127.0.0.1:8080", addresses) + filled)
    (tmp_path / "nginx.conf").write_text(gateway.MAIN_CONFIGURATION.format(folder=tmp_path))

    tried = subprocess.run(
        [gateway.find_program(place.state_folder()), "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"],
        capture_output=True, text=True,
    )  # fmt: skip

    assert tried.returncode == 0, tried.stderr
    assert "${" not in filled


def test_dor_w25_the_gateway_is_there_whichever_service_is_away() -> None:
    """Or all five were gone with the one by which it is looked at."""
    [probed] = PODS["gateway"]["containers"]
    path = probed["readinessProbe"]["httpGet"]["path"]
    assert COMPOSE["gateway"]["healthcheck"]["test"][-1].endswith(path)
    with gateway_before(dict.fromkeys(SERVICES, f"{ports.HOST}:{ports.pick_free_ports()[0]}")) as url:
        answers = [httpx.get(url + asked, trust_env=False).status_code for asked in (path, "/health/escrow/live")]

    assert answers == [204, 502]


def test_dor_w25_evidence_reaches_a_scanner_in_the_cluster() -> None:
    [policy] = [one for one in EVERY if one["kind"] == "NetworkPolicy" and one["metadata"]["name"] == "scanner"]
    [rule] = policy["spec"]["egress"]
    assert policy["spec"]["podSelector"]["matchLabels"] == {"app.kubernetes.io/name": "evidence"}
    assert rule["ports"] == [{"protocol": "TCP", "port": 3310}]
