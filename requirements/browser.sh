#!/usr/bin/env bash
# Installs what the browser's journeys need, from Debian's packages: Chromium and a Chinese font.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

missing=()
command -v chromium >/dev/null || missing+=(chromium)
[ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
if [ ${#missing[@]} = 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]}. Install a Chromium called 'chromium' and a Chinese font, then run this again." >&2
  exit 1
fi
echo "Installing ${missing[*]}."
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
