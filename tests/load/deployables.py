"""The functions and layers as Lambda gets them: built, zipped, and unpacked again."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tools.package import (
    ROOT,
    build_function,
    build_lobby_layer,
    build_requirements_layer,
    folder_of,
    target_from,
)
from tools.template import read_template

BENCH = ROOT / ".lobby" / "bench"
# SAM gives every file of a zip this date; what depends on dates breaks here as it would there.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Function:
    """A function unpacked: its own folder, and those of its layers in the order of the search."""

    name: str
    task: Path
    layers: tuple[Path, ...]
    memory: int

    @property
    def python_path(self) -> list[Path]:
        """Where the runtime looks for modules."""
        return [self.task, *(layer / "python" for layer in self.layers)]


@dataclass(frozen=True)
class Deployables:
    """Everything that is deployed, unpacked, with the sizes of the zips in bytes."""

    functions: dict[str, Function]
    layers: dict[str, Path]
    sizes: dict[str, int]


def make_deployables() -> Deployables:
    """Builds everything for this machine's interpreter, and unpacks the zips."""
    target = target_from({"LOBBY_TARGET": "local"})
    template = read_template()
    shutil.rmtree(BENCH, ignore_errors=True)
    sizes: dict[str, int] = {}
    layers: dict[str, Path] = {}
    functions: dict[str, Function] = {}
    for logical_id, resource in template["Resources"].items():
        built = BENCH / "built" / logical_id
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            if (name := folder_of(logical_id)) == "lobby":
                build_lobby_layer(built, target)
            else:
                build_requirements_layer(name, built, target)
            sizes[f"layer {name}"], layers[logical_id] = _through_a_zip(built)
    given = template["Globals"]["Function"]
    for logical_id, resource in template["Resources"].items():
        built = BENCH / "built" / logical_id
        if resource["Type"] == "AWS::Serverless::Function":
            build_function(logical_id, built, target)
            name = folder_of(logical_id)
            sizes[name], task = _through_a_zip(built)
            own = resource["Properties"]
            used = [*given["Layers"], *own.get("Layers", [])]
            functions[name] = Function(
                name=name,
                task=task,
                layers=tuple(layers[layer["Ref"]] for layer in used),
                memory=own.get("MemorySize", given["MemorySize"]),
            )
    return Deployables(functions, {folder_of(name): path for name, path in layers.items()}, sizes)


def _through_a_zip(built: Path) -> tuple[int, Path]:
    packed, unpacked = BENCH / f"{built.name}.zip", BENCH / "unpacked" / built.name
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(built.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(str(path.relative_to(built)), ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, path.read_bytes())
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(unpacked)
    size = packed.stat().st_size
    packed.unlink()
    shutil.rmtree(built)
    return size, unpacked
