# shellcheck shell=bash
# Sourced by run.sh and test.sh: installs what of the lists of packages is missing. Removes nothing, asks nothing.

# missing_packages LIST…
missing_packages() {
  local package
  while read -r package _; do
    [[ -z $package || $package == \#* ]] && continue
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed' || echo "$package"
  done < <(cat "$@")
}

# install_packages LIST…
install_packages() {
  if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
    echo "This system has no apt-get. Install what $* lists (Debian names) and run cmake --preset release." >&2
    command -v cmake > /dev/null && return 0  # perhaps everything is here under other names
    return 1
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -eq 0 ]] && return 0

  local root=()
  if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo > /dev/null; then
      echo "Missing packages: ${missing[*]}" >&2
      echo "Install them as root: apt-get install --no-install-recommends ${missing[*]}" >&2
      return 1
    fi
    root=(sudo)
  fi
  echo "Installing: ${missing[*]}" >&2
  local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  local options=(install -y --no-remove --no-install-recommends)
  # A simulated run tells whether the package lists are there and fresh enough.
  if ! "${apt[@]}" "${options[@]}" --simulate "${missing[@]}" > /dev/null 2>&1; then
    "${apt[@]}" update >&2
  fi
  if "${apt[@]}" "${options[@]}" "${missing[@]}" >&2 < /dev/null; then
    return 0
  fi
  # Lists older than the mirror name files that are gone.
  "${apt[@]}" update >&2
  if ! "${apt[@]}" "${options[@]}" "${missing[@]}" >&2 < /dev/null; then
    echo "apt-get could not install the packages above without removing something of yours (--no-remove) or" >&2
    echo "they are not available. Nothing was removed; install them your way and run this script again." >&2
    return 1
  fi
}

# build PRESET TARGET…: configures only the first time.
build() {
  local preset=$1
  shift
  if [[ ! -f build/$preset/build.ninja ]]; then
    cmake --preset "$preset" >&2
  fi
  cmake --build --preset "$preset" --parallel "$(nproc)" --target "$@" >&2
}
