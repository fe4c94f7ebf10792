"""Reads `template.yaml` as plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tools.package import ROOT

TEMPLATE = ROOT / "template.yaml"


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms (`!Ref x`) as their long ones."""


def _long_form(loader: _Loader, tag: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]
    return {tag if tag in {"Ref", "Condition"} else f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _long_form)


def read_template(path: Path = TEMPLATE) -> dict[str, Any]:
    """The template as plain data."""
    return dict(yaml.load(path.read_text(), Loader=_Loader))  # noqa: S506 (a SafeLoader)
