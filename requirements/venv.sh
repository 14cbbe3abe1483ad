#!/usr/bin/env bash
# Makes the virtual environment at .venv with the first Python that is new enough.
set -euo pipefail
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
  if new_enough "$candidate"; then python=$candidate; break; fi
done
if [ -z "${python:-}" ]; then
  echo "No Python 3.11 or newer was found. Install it (on Debian: apt-get install python3), or name it: make PYTHON=/path" >&2
  exit 1
fi
if "$python" -m venv --clear .venv >/dev/null 2>&1; then exit 0; fi

# Debian keeps the part of Python that makes environments in a package of its own.
version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
echo "Python can't make virtual environments yet; installing $version."
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$version" >/dev/null
"$python" -m venv --clear .venv
