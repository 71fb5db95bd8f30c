#!/usr/bin/env bash
# Installs what is missing, builds everything, runs all tests and fuzzes a little.
#   ./test.sh
#   ./test.sh --asan                       (the tests under the address and undefined behaviour sanitizers)
#   ./test.sh --fuzz SECONDS [TARGET…]     (fuzzing only, that long each; docs/fuzzing.md)
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")"
# shellcheck source=cmake/packages.sh
source cmake/packages.sh

usage() {
  echo "usage: ./test.sh [--asan | --fuzz SECONDS [TARGET…]]" >&2
  exit 2
}

run_tests() {
  build "$1" all
  ctest --preset "$1" --parallel "$(nproc)"
}

run_fuzz() {
  build fuzz fuzz
  tests/fuzz/run.sh "$@"
}

case ${1-} in
  "" | --asan) [[ $# -le 1 ]] || usage ;;
  --fuzz) [[ ${2-} =~ ^[1-9][0-9]*$ ]] || usage ;;
  *) usage ;;
esac

lists=(packages.txt)
[[ ${1-} == --asan ]] || lists+=(packages-fuzz.txt)
install_packages "${lists[@]}"
case ${1-} in
  "")
    run_tests release
    # The same seed each time: a red run is about the change at hand. Exploring is for --fuzz.
    SEED=20260112 run_fuzz 20
    ;;
  --asan) run_tests asan ;;
  --fuzz) run_fuzz "${@:2}" ;;
esac
