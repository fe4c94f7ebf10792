#!/bin/sh
# `tools/provide.sh run|test|bench`: bring what the system itself has to have for `make` of that.
#
# Debian's packages are installed where that may be done: as root, or by a sudo that asks nothing.
# Elsewhere the command to type is said, and this ends with 1. All that is not named here comes
# from requirements/ and the package-lock.json files, into the project's own folders.
#
# PYTHON names the interpreter (python3 if it is unset), CHROMIUM a browser.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
python=${PYTHON:-python3}
# shellcheck source=/dev/null
system=$(. "${OS_RELEASE:-/etc/os-release}" 2>/dev/null && echo "${ID:-}") || true

has() { command -v "$1" >/dev/null 2>&1; }

# Prints what is missing, one word each.
missing() {
  has make || echo make
  "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || echo python
  case $purpose in
    test)
      "$python" tools/browser.py >/dev/null 2>&1 || echo chromium
      # names are written in many scripts; macOS has fonts for them
      [ "$(uname)" = Darwin ] || fc-list 2>/dev/null | grep -qi -e noto -e dejavu || echo fonts
      ;;
    bench) has valgrind || echo valgrind ;;
  esac
}

# Prints what this system's packages for a need are called.
packages_for() {
  case $manager-$1 in
    apt-get-python) echo "${python##*/}-venv" ;;
    dnf-python) echo python3 ;;
    apt-get-fonts) echo fontconfig fonts-noto-core fonts-dejavu-core ;;
    dnf-fonts) echo fontconfig google-noto-sans-fonts ;;
    brew-chromium) echo google-chrome ;;
    *) echo "$1" ;;
  esac
}

if has "$python" && ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Lobby needs Python 3.11 or newer, and $python is $("$python" --version)." >&2
  echo "Name a newer one: make $purpose PYTHON=/path/to/python3" >&2
  exit 1
fi
needs=$(missing)
[ -n "$needs" ] || exit 0

manager=
for name in apt-get dnf brew; do
  if has "$name"; then manager=$name && break; fi
done
packages=
playwright=
for need in $needs; do
  if [ "$need-$system" = chromium-ubuntu ]; then
    # Ubuntu's own is a snap, which sees none of the folders that tests make
    playwright="make setup && .lobby/venv/bin/playwright install --with-deps chromium"
  else
    packages="$packages $(packages_for "$need")"
  fi
done
sudo=
[ "$(id -u)" -eq 0 ] || sudo="sudo "

# shellcheck disable=SC2086 # $packages and $sudo are lists of words
if [ "$manager" = apt-get ] && [ -n "$packages" ] &&
  { [ -z "$sudo" ] || sudo -n true 2>/dev/null; }; then
  echo "Installing$packages"
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
  needs=$(missing)
  [ -n "$needs" ] || exit 0
  packages=
fi

command=$playwright
if [ -n "$packages" ] && [ -n "$manager" ]; then
  case $manager in
    brew) command="brew install$packages" ;;
    *) command="$sudo$manager install -y$packages${playwright:+ && $playwright}" ;;
  esac
fi
{
  echo "For 'make $purpose' this machine lacks:" $needs
  [ -z "$command" ] || printf 'Type this, and then make %s again:\n\n  %s\n\n' "$purpose" "$command"
} >&2
exit 1
