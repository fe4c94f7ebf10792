"""Which code may import what, read from the sources without running them.

Dependencies point one way: functions -> use cases -> domain <- store, gateways. What is costly to
import, or ties code to somebody's SDK, stays inside the module that speaks for it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.package import ROOT

# From the bottom up: code imports what stands below it, and from its own package.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"base"}),
    frozenset({"domain"}),
    frozenset({"outbound", "sealed", "words"}),
    frozenset({"calendars", "documents", "mail", "webhooks"}),
    frozenset({"gateways", "store"}),
    frozenset({"use_cases"}),
    frozenset({"forms", "views"}),
    frozenset({"http", "wiring"}),
    frozenset({"api"}),
    frozenset({"functions"}),
)

# The subjects of the domain, likewise.
DOMAIN = ("people", "business", "money", "selling", "booking")

# What only some may import, and whether only while running (inside a function), so that importing
# the module costs nothing.
ADAPTERS: dict[str, tuple[tuple[str, ...], bool]] = {
    "boto3": (("store", "gateways"), True),
    "botocore": (("store", "gateways"), True),
    "stripe": (("gateways.stripe_payments",), True),
    "fastapi": (("api", "http.collection", "http.desk", "http.web"), False),
    "starlette": (("http.web",), False),
    "mangum": (("http.web",), False),
    "pydantic": (("api", "forms"), False),
    "pydantic_core": (("forms",), False),
    "typst": (("documents",), False),
    "babel": (("words",), False),
    "liquid": (("mail",), False),
    "icalendar": (("calendars", "mail"), False),
    "recurring_ical_events": (("calendars",), False),
}
# The domain decides in plain Python: it asks nobody, and knows of no wire.
NOT_IN_DOMAIN = frozenset({"http", "urllib", "socket", "ssl", "os", "subprocess", "pathlib"})
NOT_IN_PRODUCT = frozenset({"local", "tests", "tools", "moto", "ministack", "pytest"})


@dataclass(frozen=True)
class Import:
    """One import: of what, where, and when it happens."""

    name: str
    line: int
    lazy: bool
    typing_only: bool


@dataclass(frozen=True)
class Module:
    """A module of the product. ``lobby.`` is left out of its name: ``store.outbox``."""

    name: str
    path: Path
    imports: tuple[Import, ...]

    @property
    def package(self) -> str:
        """The first part of the name, which is what layers are made of."""
        return self.name.split(".")[0]

    @property
    def subject(self) -> str | None:
        """Of a module of the domain, the folder that it is in: ``domain.booking``."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if self.package == "domain" and len(parts) > 2 else None

    def place(self, found: Import) -> str:
        """Where an import stands, for people."""
        return f"{self.path}:{found.line}"


Rule = Callable[[dict[str, Module]], Iterator[str]]


def read_modules(root: Path = ROOT) -> dict[str, Module]:
    """All modules of the product by name."""
    found = {}
    package = root / "layers" / "lobby" / "lobby"
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = _module(name, path, root)
    for path in sorted((root / "functions").glob("*/app.py")):
        name = f"functions.{path.parent.name}"
        found[name] = _module(name, path, root)
    return found


def _module(name: str, path: Path, root: Path) -> Module:
    return Module(name, path.relative_to(root), _imports(path))


@cache
def _imports(path: Path) -> tuple[Import, ...]:
    found: list[Import] = []

    def visit(node: ast.AST, lazy: bool, typing_only: bool) -> None:
        match node:
            case ast.Import(names=names):
                found.extend(Import(n.name, node.lineno, lazy, typing_only) for n in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                found.extend(
                    Import(f"{module}.{n.name}", node.lineno, lazy, typing_only) for n in names
                )
            case ast.ImportFrom():
                found.append(Import(".", node.lineno, lazy, typing_only))
        lazy = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for guarded in node.body:
                visit(guarded, lazy, True)
            for other in node.orelse:
                visit(other, lazy, typing_only)
            return
        for child in ast.iter_child_nodes(node):
            visit(child, lazy, typing_only)

    visit(ast.parse(path.read_text(), str(path)), False, False)
    return tuple(found)


def imported_names(path: Path) -> set[str]:
    """What a file imports while it runs: ``from a import b`` counts as ``a`` and ``a.b``."""
    names = {found.name for found in _imports(path) if not found.typing_only}
    return names | {name.rpartition(".")[0] for name in names}


def _target(name: str, modules: dict[str, Module]) -> str | None:
    """The product's module that ``lobby.a.b`` or ``lobby.a.Name`` is, or is in."""
    inner = name.removeprefix("lobby.")
    if inner == name:
        return None
    while inner not in modules and "." in inner:
        inner = inner.rpartition(".")[0]
    return inner if inner in modules else None


def layers_point_down(modules: dict[str, Module]) -> Iterator[str]:
    """Code imports only from its own package and from layers below its own."""
    level = {package: number for number, layer in enumerate(LAYERS) for package in layer}
    for module in modules.values():
        if module.package and module.package not in level:
            yield f"{module.path}: say in {__name__}.LAYERS where {module.package} stands"
            continue
        for found in module.imports:
            if found.name == ".":
                yield f"{module.place(found)}: a relative import; name the module in full"
            target = _target(found.name, modules)
            package = target.split(".")[0] if target else module.package
            if package == module.package or package not in level or found.typing_only:
                continue
            if level[package] >= level[module.package]:
                yield f"{module.place(found)}: {module.package} may not import {package}"


def subjects_point_down(modules: dict[str, Module]) -> Iterator[str]:
    """In the domain, a subject imports only those that stand below it."""
    level = {f"domain.{subject}": number for number, subject in enumerate(DOMAIN)}
    for module in modules.values():
        subject = module.subject
        if subject is None:
            continue
        if subject not in level:
            yield f"{module.path}: say in {__name__}.DOMAIN where {subject} stands"
            continue
        for found in module.imports:
            target = _target(found.name, modules)
            other = modules[target].subject if target else None
            if found.typing_only or other == subject or other not in level:
                continue
            if level[other] > level[subject]:
                yield f"{module.place(found)}: {subject} may not import {other}"


def modules_make_no_circle(modules: dict[str, Module]) -> Iterator[str]:
    """No module imports itself by way of others."""
    edges: dict[str, set[str]] = {
        name: {
            target
            for found in module.imports
            if not found.typing_only and (target := _target(found.name, modules))
        }
        - {name}
        for name, module in modules.items()
    }
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> Iterator[str]:
        if name in way:
            yield f"imports make a circle: {' -> '.join([*way[way.index(name) :], name])}"
        elif name not in done:
            for target in sorted(edges[name]):
                yield from walk(target, [*way, name])
            done.add(name)

    for name in sorted(edges):
        yield from walk(name, [])


def adapters_keep_their_sdk(modules: dict[str, Module]) -> Iterator[str]:
    """An SDK or a framework is imported by its adapter alone, and the costly ones when needed."""
    for module in modules.values():
        for found in module.imports:
            root = found.name.split(".")[0].removeprefix("mypy_")
            if root not in ADAPTERS:
                continue
            allowed, lazily = ADAPTERS[root]
            if not any(f"{module.name}.".startswith(f"{name}.") for name in allowed):
                yield f"{module.place(found)}: {root} belongs to {', '.join(allowed)}"
            elif lazily and not (found.lazy or found.typing_only):
                yield f"{module.place(found)}: import {root} where it is used, inside the function"


def domain_is_plain(modules: dict[str, Module]) -> Iterator[str]:
    """The domain reaches for no network and no file."""
    for module in modules.values():
        for found in module.imports if module.package == "domain" else ():
            if found.name.split(".")[0] in NOT_IN_DOMAIN:
                yield f"{module.place(found)}: the domain may not import {found.name}"


def product_stands_alone(modules: dict[str, Module]) -> Iterator[str]:
    """What is deployed knows nothing of stand-ins, tests and tools."""
    for module in modules.values():
        for found in module.imports:
            if found.name.split(".")[0] in NOT_IN_PRODUCT:
                yield f"{module.place(found)}: the product may not import {found.name}"


RULES: tuple[Rule, ...] = (
    layers_point_down,
    subjects_point_down,
    modules_make_no_circle,
    adapters_keep_their_sdk,
    domain_is_plain,
    product_stands_alone,
)


def findings(root: Path = ROOT) -> list[str]:
    """Every import that breaks a rule, once a statement."""
    modules = read_modules(root)
    return list(dict.fromkeys(finding for rule in RULES for finding in rule(modules)))
