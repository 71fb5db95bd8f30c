#!/usr/bin/env bash
# Fuzzes with what the target `fuzz` built, two targets at a time, and says how many inputs each tried.
#   tests/fuzz/run.sh SECONDS [TARGET…]          BUILD=… for a build folder other than build/fuzz, SEED=… to repeat
# What is found to be new stays in BUILD/corpus; an input that crashes is kept in BUILD/crashes and fails the run.
set -euo pipefail
repository=$(dirname "$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")")
build=$(realpath "${BUILD:-$repository/build/fuzz}")
seconds=${1:?usage: tests/fuzz/run.sh SECONDS [TARGET…]}
shift
targets=("$@")
[[ ${#targets[@]} -gt 0 ]] || targets=(parser checker formatter csv message export)

# Short stacks of allocations and a small quarantine make a third more inputs; a replay by hand shows whole stacks.
export ASAN_OPTIONS=malloc_context_size=4:quarantine_size_mb=32${ASAN_OPTIONS:+:$ASAN_OPTIONS}

fuzz() {
  local target=$1 log=$build/$1.log
  local options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
    -artifact_prefix="$build/crashes/$target/")
  [[ -z ${SEED-} ]] || options+=(-seed="$SEED")
  case $target in
    parser | checker | formatter) options+=(-dict="$build/rules.dict") ;;
    message | export) options+=(-dict="$build/$target.dict") ;;
  esac
  # New inputs go to the first folder only: the corpus of the repository stays as it is.
  local folders=("$build/corpus/$target" "$repository/tests/fuzz/corpus/$target")
  [[ -d $repository/tests/fuzz/regressions/$target ]] && folders+=("$repository/tests/fuzz/regressions/$target")
  mkdir -p "$build/corpus/$target" "$build/crashes/$target"
  if "$build/fuzz_$target" "${options[@]}" "${folders[@]}" > "$log" 2>&1; then
    echo "fuzz $target: $(awk '/number_of_executed_units/ { print $2 }' "$log") inputs"
    return 0
  fi
  echo "fuzz $target: FAILED, see $log" >&2
  grep -E "broken invariant|SUMMARY|ERROR:" -A 1 "$log" >&2 || tail -5 "$log" >&2
  local input
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
  [[ -z $input ]] || echo "to replay it: $build/fuzz_$target $input" >&2
  return 1
}

running=()
failed=0
for target in "${targets[@]}"; do
  if [[ ! -x $build/fuzz_$target ]]; then
    echo "there is no fuzz target $target in $build" >&2
    exit 2
  fi
done
for target in "${targets[@]}"; do
  if [[ ${#running[@]} -ge 2 ]]; then
    wait "${running[0]}" || failed=1
    running=("${running[@]:1}")
  fi
  fuzz "$target" &
  running+=($!)
done
for process in "${running[@]}"; do wait "$process" || failed=1; done
exit "$failed"
