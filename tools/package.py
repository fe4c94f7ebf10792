"""Make what is deployed: one folder per function, and the layers.

`sam build` calls this through `functions/Makefile` and `layers/*/Makefile`, with the folder to
fill in `ARTIFACTS_DIR`. Two targets exist, chosen by `LOBBY_TARGET`:

- `aws` (default): the Lambda runtime's Python on arm64, whatever machine builds;
- `local`: the interpreter that runs this, which is the one that runs the local stack.

Every module is shipped with its bytecode, as unchecked-hash files: SAM writes zips with a fixed
date, so bytecode that is checked by date is stale in the deployed function and each cold start
would compile it again.
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import importlib.util
import io
import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".lobby" / "cache" / "layers"
AWS_PYTHON = "3.13"
AWS_PLATFORM = "aarch64-manylinux_2_28"

# Folders and files of installed packages that no import ever needs.
USELESS_FOLDERS = {"tests", "test", "__pycache__", "bin", "examples"}
USELESS_FILES = {"RECORD", "INSTALLER", "REQUESTED", "WHEEL", "direct_url.json", "py.typed"}
USELESS_SUFFIXES = {".pyi", ".pyx", ".pxd", ".c", ".h", ".md", ".rst"}


class PackagingError(Exception):
    """The deployable can't be made; the message says what to do about it."""


@dataclass(frozen=True)
class Target:
    """A Python that deployed code runs on.

    `interpreter` is the command of a Python of that very version on this machine: bytecode is
    only valid for the version that wrote it. `platform` is None for this machine itself.
    """

    name: str
    version: str
    interpreter: str
    platform: str | None

    @property
    def tag(self) -> str:
        """What makes its artifacts differ from another target's."""
        return f"{self.name}-{self.version}-{self.platform or sys.platform}"


def target_from(environment: dict[str, str]) -> Target:
    """The target that `LOBBY_TARGET` asks for; `LOBBY_TARGET_PYTHON` may name its interpreter."""
    name = environment.get("LOBBY_TARGET", "aws")
    if name == "local":
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return Target(name, version, sys.executable, None)
    if name == "aws":
        interpreter = find_python(AWS_PYTHON, environment.get("LOBBY_TARGET_PYTHON"))
        return Target(name, AWS_PYTHON, interpreter, AWS_PLATFORM)
    raise PackagingError(f"LOBBY_TARGET is 'aws' or 'local', not '{name}'.")


def find_python(version: str, named: str | None = None) -> str:
    """A Python of exactly this minor version, to write the target's bytecode with."""
    homes = [Path.home() / ".pyenv" / "versions", Path("/opt/python"), Path("/usr/local/lib/pyenv")]
    candidates = [named] if named else [shutil.which(f"python{version}")]
    if not named:
        for home in homes:
            candidates += [str(path / "bin" / "python") for path in home.glob(f"{version}*")]
    for candidate in candidates:
        if candidate and _minor_version(candidate) == version:
            return candidate
    raise PackagingError(
        f"Python {version} is needed to compile for AWS Lambda, and there is none here. Install "
        f"it (pyenv install {version}, or your system's python{version} package) or name one in "
        "LOBBY_TARGET_PYTHON."
    )


def _minor_version(interpreter: str) -> str | None:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [interpreter, "-c", code], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def folder_of(logical_id: str) -> str:
    """The folder of a function or layer: `CreateBookingFunction` lives in `create_booking`."""
    stem = re.sub(r"(Function|Layer)$", "", logical_id)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", stem).lower()


def build_function(logical_id: str, out: Path, target: Target) -> None:
    """Copy a function's own files. The lobby package comes from its layer."""
    source = ROOT / "functions" / folder_of(logical_id)
    if not (source / "app.py").is_file():
        raise PackagingError(f"{logical_id} needs {source.relative_to(ROOT)}/app.py.")
    copy(source, out)
    compile_tree(out, target)


def build_lobby_layer(out: Path, target: Target) -> None:
    """The lobby package itself, with its data files."""
    copy(ROOT / "layers" / "lobby" / "lobby", out / "python" / "lobby", "*.po")
    compile_tree(out, target)


def build_requirements_layer(name: str, out: Path, target: Target) -> None:
    """A layer of installed packages, kept between builds by the hash of what it is made of."""
    folder = ROOT / "layers" / name
    inputs = [Path(__file__), *sorted(folder.glob("*.txt"))]
    made = CACHE / f"{name}-{target.tag}-{digest_of(inputs)[:16]}"
    if not made.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            packages = Path(scratch) / "layer" / "python"
            install(folder / "requirements.txt", packages, target)
            strip(packages)
            leave_out(packages, folder / "leave-out.txt")
            services = folder / "botocore-services.txt"
            if services.is_file():
                trim_botocore(packages / "botocore", set(_lines(services)))
            compile_tree(packages, target)
            for old in CACHE.glob(f"{name}-{target.tag}-*"):
                shutil.rmtree(old)
            packages.parent.rename(made)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(made, out, copy_function=_link)


def install(requirements: Path, out: Path, target: Target) -> None:
    """Install wheels for the target; nothing is ever built from source."""
    command = ["uv", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", str(out)]
    command += ["--require-hashes", "--requirements", str(requirements)]
    if target.platform:
        command += ["--python-platform", target.platform, "--python-version", target.version]
    beside = str(Path(sys.executable).parent)
    search = os.pathsep.join([beside, os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": search, "UV_LINK_MODE": "copy"}
    if subprocess.run([*command, "--python", target.interpreter], env=environment).returncode:
        raise PackagingError(f"The packages of {requirements} could not be installed.")


def strip(packages: Path) -> None:
    """Remove what no import needs. Licences and package metadata stay."""
    for path in sorted(packages.rglob("*"), reverse=True):
        if path.is_dir():
            if path.name in USELESS_FOLDERS:
                shutil.rmtree(path)
        elif path.name in USELESS_FILES or path.suffix in USELESS_SUFFIXES:
            path.unlink()


def leave_out(packages: Path, listed: Path) -> None:
    """Remove what the layer lists as unused; a pattern that fits nothing is an error."""
    for pattern in _lines(listed) if listed.is_file() else ():
        found = list(packages.glob(pattern))
        if not found:
            raise PackagingError(f"{listed.relative_to(ROOT)} names {pattern}: there is none.")
        for path in found:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def trim_botocore(botocore: Path, services: set[str]) -> None:
    """Keep the models of these services only, in their newest version.

    A client reads the endpoints of all services when it is made, so that file is cut down too:
    with both a client is made a third faster.
    """
    data = botocore / "data"
    known = {path.name for path in data.iterdir() if path.is_dir()}
    if services - known:
        raise PackagingError(f"botocore has no service {', '.join(sorted(services - known))}.")
    for service in known - services:
        shutil.rmtree(data / service)
    for service in services:
        *older, newest = sorted(path for path in (data / service).iterdir() if path.is_dir())
        for version in older:
            shutil.rmtree(version)
        for examples in newest.glob("examples-*"):
            examples.unlink()
    endpoints = json.loads((data / "endpoints.json").read_text())
    prefixes = {_endpoint_prefix(data / service) for service in services}
    for partition in endpoints["partitions"]:
        partition["services"] = {
            name: entry for name, entry in partition["services"].items() if name in prefixes
        }
    (data / "endpoints.json").write_text(json.dumps(endpoints, separators=(",", ":")))


def _endpoint_prefix(service: Path) -> str:
    import gzip

    [model] = service.glob("*/service-2.json*")
    content = model.read_bytes()
    if model.suffix == ".gz":
        content = gzip.decompress(content)
    return str(json.loads(content)["metadata"]["endpointPrefix"])


def compile_tree(folder: Path, target: Target) -> None:
    """Write bytecode beside every module, and check that the target will take all of it."""
    # Tracebacks then name paths as they are in the deployed function, not of this machine.
    deployed = "/var/task" if (folder / "app.py").exists() else "/opt"
    options = ["-q", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", deployed]
    if target.platform is None:
        compiled = compileall.compile_dir(
            folder,
            quiet=1,
            stripdir=folder,
            prependdir=deployed,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    else:
        command = [target.interpreter, "-I", "-m", "compileall", *options, str(folder)]
        compiled = not subprocess.run(command, check=False).returncode
    if not compiled:
        raise PackagingError(f"{folder} does not compile with Python {target.version}.")
    for module in folder.rglob("*.py"):
        _check_bytecode(module, target)


def _check_bytecode(module: Path, target: Target) -> None:
    tag = f"cpython-{target.version.replace('.', '')}"
    compiled = module.parent / "__pycache__" / f"{module.stem}.{tag}.pyc"
    if not compiled.is_file():
        raise PackagingError(f"{module} has no bytecode for Python {target.version}.")
    with compiled.open("rb") as stream:
        magic, flags = stream.read(4), int.from_bytes(stream.read(4), "little")
    # Bit 0: invalidated by hash; bit 1: the hash is checked at import. Only the first may be set.
    if flags != 1 or (target.platform is None and magic != importlib.util.MAGIC_NUMBER):
        raise PackagingError(
            f"{compiled} is not unchecked-hash bytecode of Python {target.version}."
        )


def copy(source: Path, out: Path, *but: str) -> None:
    """Copy a folder without caches, and without the files that these patterns name."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", *but)
    shutil.copytree(source, out, ignore=ignored, dirs_exist_ok=True)


def _link(source: str, out: str) -> None:
    try:
        os.link(source, out)
    except OSError:
        shutil.copy2(source, out)


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def digest_of(paths: Iterable[Path], *extra: str) -> str:
    """A hash over the names and contents of files."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def sources() -> list[Path]:
    """Every file that what is deployed is made of."""
    found = [ROOT / "template.yaml", Path(__file__)]
    for folder in ("functions", "layers"):
        found += [
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".in"
        ]
    return sorted(found)


def zipped_size(folder: Path) -> int:
    """The size in bytes of the zip that a built folder becomes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, str(path.relative_to(folder)))
    return len(buffer.getvalue())


def print_sizes(build: Path) -> None:
    """The size of each deployable's zip, largest first."""
    sizes = {path.name: zipped_size(path) for path in build.iterdir() if path.is_dir()}
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{size / 1024:10.1f} KiB  {name}")


def main(arguments: list[str] | None = None) -> int:
    """The command line that the Makefiles call."""
    parser = argparse.ArgumentParser(prog="python -m tools.package", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for kind in ("function", "layer"):
        commands.add_parser(kind).add_argument("logical_id")
    commands.add_parser("sizes").add_argument("build", type=Path)
    asked = parser.parse_args(arguments)
    try:
        if asked.command == "sizes":
            print_sizes(asked.build)
            return 0
        target = target_from(dict(os.environ))
        out = Path(os.environ["ARTIFACTS_DIR"])
        out.mkdir(parents=True, exist_ok=True)
        if asked.command == "function":
            build_function(asked.logical_id, out, target)
        elif folder_of(asked.logical_id) == "lobby":
            build_lobby_layer(out, target)
        else:
            build_requirements_layer(folder_of(asked.logical_id), out, target)
    except PackagingError as error:
        print(f"{asked.command}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
