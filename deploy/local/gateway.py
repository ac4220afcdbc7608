"""nginx without an installation, run from the configuration the container uses."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from . import debian, place
from .place import REPO, CannotRun

TEMPLATE: Final = REPO / "deploy" / "gateway" / "parley.conf.template"
MAIN_CONFIGURATION: Final = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/parley.conf;
}}
"""


def find_program(state: Path) -> Path:
    if installed := shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin:/usr/bin"):
        return Path(installed)
    unpacked = debian.unpack_package("nginx", state)
    if unpacked is not None and (program := unpacked / "usr" / "sbin" / "nginx").exists():
        return program
    raise CannotRun(
        "No nginx found for the gateway. Install nginx, or run everything in one process: make run EMBEDDED=1"
    )


def fill_template(listen: str, addresses: Mapping[str, str]) -> str:
    """Fills the addresses into the template."""
    values = {f"{service.upper()}_ADDRESS": address for service, address in addresses.items()}
    values |= {"GATEWAY_LISTEN": listen, "UPSTREAM_RESOLVE": "", "NGINX_LOCAL_RESOLVERS": "127.0.0.1"}
    return re.sub(r"\$\{([A-Z_]+)\}", lambda variable: values[variable[1]], TEMPLATE.read_text())


@dataclass(frozen=True)
class Gateway:
    program: Path
    folder: Path
    listen: str
    addresses: Mapping[str, str]

    def start(self) -> subprocess.Popen[bytes]:
        """Starts nginx in the foreground, and without root even when started by root."""
        self.folder.mkdir(exist_ok=True)
        place.give_to_postgres(self.folder).chmod(0o700)
        (self.folder / "nginx.conf").write_text(MAIN_CONFIGURATION.format(folder=self.folder))
        (self.folder / "parley.conf").write_text(fill_template(self.listen, self.addresses))
        with (self.folder / "output.log").open("ab") as log:
            return subprocess.Popen(
                [self.program, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "nginx.log"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                **place.unprivileged_arguments(),
            )  # fmt: skip
