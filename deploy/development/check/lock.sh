#!/bin/sh
# A lock holds names, versions and hashes: no registry, no address, no local path.
set -eu
cd "$(dirname "$0")/../../.."
if grep -nE '[a-z]+://|file:|--(extra-)?index-url|--find-links|^-e' requirements*.lock; then
    echo "The lines above name a place. Remove them (make lock writes clean files)." >&2
    exit 1
fi
for lock in requirements*.lock; do
    awk -v lock="$lock" '
        /^[a-z0-9]/ { if (name && !hashed) bad = 1; name = $0; hashed = 0 }
        /--hash=sha256:/ { hashed = 1 }
        END { if (!name || !hashed || bad) { print lock ": a requirement has no hash"; exit 1 } }' "$lock" >&2
done
