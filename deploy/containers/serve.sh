#!/bin/sh
# Runs the service named by SERVICE, in the foreground, so that the container's signals reach it.
set -eu
: "${SERVICE:?says which service this container runs: escrow, disputes, evidence, mediation or notifications}"
exec uvicorn --factory "$SERVICE.app:create_app" --host 0.0.0.0 --port 8000 --loop uvloop --http common.http_protocol:ProblemProtocol \
    --timeout-graceful-shutdown 20 --timeout-keep-alive 75 --no-server-header --no-access-log \
    --forwarded-allow-ips "${GATEWAY_IP:?is the only address whose X-Forwarded-For is believed}"
