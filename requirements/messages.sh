#!/usr/bin/env bash
# Collects the texts of each room with a locale folder into its English catalogue; existing translations stay.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v xgettext >/dev/null || { echo "xgettext was not found. Install it (on Debian: apt-get install gettext)." >&2; exit 1; }
django=$PWD/.venv/bin/django-admin
for folder in src/keqiao/*/locale src/keqiao/*/*/locale src/keqiao/*/*/*/locale; do
  [ -d "$folder" ] || continue
  # A room inside this one that has a catalogue of its own collects its own texts.
  inner=()
  for other in "${folder%/locale}"/*/locale; do
    [ -d "$other" ] && inner+=(--ignore "$(basename "${other%/locale}")/*")
  done
  (cd "$folder/.." && "$django" makemessages --locale en --no-location --no-obsolete --ignore "migrations/*" "${inner[@]}" --verbosity 0)
  # The day of the collecting changes nothing that people read.
  sed -i '/^"POT-Creation-Date:/d' "$folder/en/LC_MESSAGES/django.po"
done
