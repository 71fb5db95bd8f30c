#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests.
#   ./test.sh                 ./test.sh --asan     (address and undefined behaviour sanitizers)
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")"
# shellcheck source=cmake/packages.sh
source cmake/packages.sh

case ${1-} in
  "") preset=release ;;
  --asan) preset=asan ;;
  *)
    echo "usage: ./test.sh [--asan]" >&2
    exit 2
    ;;
esac

install_packages
build "$preset" all
ctest --preset "$preset" --parallel "$(nproc)"
