"""What the system lacks is installed where that may be done, and else the command is said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "provide.sh"
# What the script itself calls, as it is on this machine
SHELL = ("sh", "dirname", "env", "grep", "chmod")
PYTHON = """\
case "$*" in
  *version_info*) [ -z "${OLD:-}" ] ;;
  --version) echo "Python 3.9.2" ;;
  *ensurepip*) [ -z "${NO_VENV:-}" ] ;;
  tools/browser.py) command -v chromium ;;
esac
"""
APT = """\
echo "$(id -u): apt-get $*" >> "$LOG"
case "$*" in *install*chromium*) echo > "$BIN/chromium"; chmod +x "$BIN/chromium" ;; esac
"""
FONTS = "DejaVuSans.ttf: DejaVu Sans"


class Machine:
    """A machine with the commands in its one folder, and no others."""

    def __init__(self, folder: Path, uid: int, system: str) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in SHELL:
            (self.bin / name).symlink_to(str(shutil.which(name)))
        self.log = folder / "apt.log"
        self.log.touch()
        release = folder / "os-release"
        release.write_text(f"ID={system}\n")
        self.environment = {
            "PATH": str(self.bin),
            "BIN": str(self.bin),
            "LOG": str(self.log),
            "HOME": str(folder),
            "OS_RELEASE": str(release),
        }
        self.has("id", f"echo {uid}")
        self.has("uname", "echo Linux")
        self.has("make")
        self.has("python3", PYTHON)
        self.has("fc-list", f"echo '{FONTS}'")

    def has(self, command: str, script: str = "exit 0") -> None:
        """Puts a command there."""
        path = self.bin / command
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def lacks(self, command: str) -> None:
        """Takes one away."""
        (self.bin / command).unlink()

    def provide(self, purpose: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs the script."""
        return subprocess.run(
            [str(self.bin / "sh"), str(SCRIPT), purpose],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def installed(self) -> list[str]:
        """The calls of apt-get, with the user's number."""
        return self.log.read_text().splitlines()


@pytest.fixture
def root(tmp_path: Path) -> Machine:
    """A Debian, used as root."""
    machine = Machine(tmp_path, 0, "debian")
    machine.has("apt-get", APT)
    return machine


@pytest.fixture
def user(tmp_path: Path) -> Machine:
    """A Debian, used by somebody who has no sudo."""
    machine = Machine(tmp_path, 1000, "debian")
    machine.has("apt-get", APT)
    return machine


@pytest.mark.parametrize("purpose", ["run", "test", "bench"])
def test_a_machine_that_has_everything_is_left_alone(user: Machine, purpose: str) -> None:
    user.has("chromium")
    user.has("valgrind")
    done = user.provide(purpose)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert user.installed == []


def test_root_gets_what_is_missing_and_no_more(root: Machine) -> None:
    done = root.provide("test")
    assert (done.returncode, done.stderr) == (0, "")
    assert root.installed == [
        "0: apt-get update -qq",
        "0: apt-get install -y -qq --no-install-recommends chromium",
    ]


def test_sudo_that_asks_nothing_is_used(user: Machine) -> None:
    user.has("sudo", '[ "$1" != -n ] || exit 0\nexec "$@"')
    assert user.provide("test").returncode == 0
    assert user.installed[-1].endswith("install -y -qq --no-install-recommends chromium")


@pytest.mark.parametrize("sudo", [None, "exit 1"], ids=["no sudo", "sudo that asks"])
def test_others_are_told_the_command(user: Machine, sudo: str | None) -> None:
    user.lacks("fc-list")
    if sudo:
        user.has("sudo", sudo)
    done = user.provide("test")
    assert done.returncode == 1
    assert "For 'make test' this machine lacks: chromium fonts\n" in done.stderr
    assert (
        "  sudo apt-get install -y chromium fontconfig fonts-noto-core fonts-dejavu-core\n"
        in done.stderr
    )
    assert user.installed == []


def test_running_the_product_wants_no_browser(user: Machine) -> None:
    assert user.provide("run").returncode == 0


def test_measuring_wants_valgrind(user: Machine) -> None:
    assert "sudo apt-get install -y valgrind\n" in user.provide("bench").stderr


def test_a_python_without_venv_gets_the_package_of_its_version(user: Machine) -> None:
    user.has("python3.13", PYTHON)
    done = user.provide("run", NO_VENV="yes", PYTHON="python3.13")
    assert "sudo apt-get install -y python3.13-venv\n" in done.stderr


def test_without_python_everything_is_said_at_once(user: Machine) -> None:
    user.lacks("python3")
    done = user.provide("test")
    assert "sudo apt-get install -y python3-venv chromium\n" in done.stderr


def test_an_old_python_is_not_enough(root: Machine) -> None:
    done = root.provide("run", OLD="yes")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and python3 is Python 3.9.2" in done.stderr
    assert root.installed == []


def test_what_does_not_run_after_installing_is_said(root: Machine) -> None:
    root.has("apt-get", 'echo "0: apt-get $*" >> "$LOG"')
    done = root.provide("test")
    assert done.returncode == 1
    assert done.stderr == "For 'make test' this machine lacks: chromium\n"


def test_an_installation_that_fails_ends_it(root: Machine) -> None:
    root.has("apt-get", "echo 'no network' >&2; exit 100")
    done = root.provide("test")
    assert done.returncode == 100
    assert "no network" in done.stderr


@pytest.mark.parametrize(
    ("manager", "system", "command"),
    [
        ("dnf", "fedora", "sudo dnf install -y chromium"),
        ("brew", "macos", "brew install google-chrome"),
        (
            "apt-get",
            "ubuntu",
            "make setup && .lobby/venv/bin/playwright install --with-deps chromium",
        ),
    ],
)
def test_other_systems_are_told_theirs(
    tmp_path: Path, manager: str, system: str, command: str
) -> None:
    machine = Machine(tmp_path, 1000, system)
    machine.has(manager)
    assert f"\n  {command}\n" in machine.provide("test").stderr


def test_a_system_without_packages_is_told_what_is_missing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, 0, "nixos")
    done = machine.provide("test")
    assert (done.returncode, done.stderr) == (
        1,
        "For 'make test' this machine lacks: chromium\n",
    )
