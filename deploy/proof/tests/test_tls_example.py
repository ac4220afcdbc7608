"""DOR-W25: the example for TLS is one that nginx takes, beside the gateway's own configuration."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.local import gateway, place
from deploy.local.place import REPO
from deploy.local.suite import SERVICES


def write_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "parley.example")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "tls_certificate").write_bytes(certificate.public_bytes(pem))
    (folder / "tls_key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder / "tls_certificate", folder / "tls_key"


def test_dor_w25_nginx_takes_the_example_beside_the_gateway(tmp_path: Path) -> None:
    write_certificate(tmp_path)
    addresses = {service: f"127.0.0.1:{9000 + number}" for number, service in enumerate(SERVICES)}
    example = (REPO / "deploy" / "gateway" / "tls.conf.example").read_text().replace("/run/secrets/", f"{tmp_path}/")
    (tmp_path / "parley.conf").write_text(gateway.fill_template("127.0.0.1:8080", addresses) + example)
    (tmp_path / "nginx.conf").write_text(gateway.MAIN_CONFIGURATION.format(folder=tmp_path))

    tried = subprocess.run(
        [gateway.find_program(place.state_folder()), "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"],
        capture_output=True, text=True,
    )  # fmt: skip

    assert tried.returncode == 0, tried.stderr
