"""The gateway's own pages: templates, their style, and how they are sent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "pages"

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Pages:
    """Renders the pages that show what happens on this machine."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["moment"] = moment

    def show(self, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page with these values."""
        headers = {"content-security-policy": POLICY, "cache-control": "no-store"}
        content = self._templates.get_template(name).render(values)
        return HTMLResponse(content, status, headers)

    def files(self) -> StaticFiles:
        """Their style sheet."""
        return StaticFiles(directory=FOLDER / "files")


def moment(instant: str) -> str:
    """An instant as people read it: the time today, else the date too. In this machine's zone."""
    at = datetime.fromisoformat(instant).astimezone()
    same_day = at.date() == datetime.now(UTC).astimezone().date()
    return at.strftime("%H:%M:%S") if same_day else at.strftime("%-d %b %Y, %H:%M")


def wants_json(request: Request) -> bool:
    """Whether the caller prefers JSON: programs ask for it, browsers for HTML."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted
