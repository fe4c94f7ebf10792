"""`/`: what there is to open on this machine."""

from __future__ import annotations

import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from local.gateway.pages import Pages, wants_json


class Start:
    """The start page, made from the stack's description."""

    def __init__(self, description: Path, pages: Pages) -> None:
        self._description = description
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = self._answer(request)
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        stack = json.loads(self._description.read_text()) if self._description.is_file() else {}
        if wants_json(request):
            return JSONResponse(stack)
        return self._pages.show("start.html", stack=stack)
