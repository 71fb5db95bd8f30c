#!/usr/bin/env bash
# Installs what is missing, builds, and decides messages by the rules of Perm: the shipped examples or the given files.
#   ./run.sh                  ./run.sh FILE…
set -euo pipefail

# File names are the caller's: make them absolute before going home.
inputs=()
for file in "$@"; do
  if [[ $file == - ]]; then inputs+=(-); else inputs+=("$(realpath -- "$file")"); fi
done
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")"
# shellcheck source=cmake/packages.sh
source cmake/packages.sh

install_packages packages.txt
build release autorules
[[ ${#inputs[@]} -gt 0 ]] || inputs=(examples/appeals/*.jsonl)
exec build/release/autorules run rules/perm --input "${inputs[@]}"
