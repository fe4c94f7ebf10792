"""`/api/*`: passed to the REST API at the local AWS as it came, and back."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

# RFC 9110 7.6.1: what concerns one connection only is not passed on.
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}


class Api:
    """Forwards requests with their raw path, body and headers."""

    def __init__(self, origin: str, client: httpx.AsyncClient, headers: Mapping[str, str]) -> None:
        self._origin = origin
        self._client = client
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request with what the API answers."""
        request = Request(scope, receive)
        response = await self._forward(request)
        await response(scope, receive, send)

    async def _forward(self, request: Request) -> Response:
        # The raw path: a decoded one would turn %2F into a slash.
        path = request.scope["raw_path"].decode("ascii").removeprefix("/api")
        query = request.scope["query_string"].decode("ascii")
        passed = [
            (name, value)
            for name, value in request.headers.items()
            if name not in HOP_BY_HOP and name != "host"
        ]
        if request.client:
            passed.append(("x-forwarded-for", request.client.host))
        outgoing = self._client.build_request(
            request.method,
            f"{self._origin}{path}{f'?{query}' if query else ''}",
            headers=passed,
            content=await request.body(),
        )
        try:
            answer = await self._client.send(outgoing, stream=True)
        except httpx.TimeoutException:
            return JSONResponse({"message": "Endpoint request timed out"}, 504)
        except httpx.TransportError as error:
            return JSONResponse({"message": f"The local AWS does not answer: {error!r}"}, 502)
        response = StreamingResponse(
            answer.aiter_raw(), answer.status_code, background=BackgroundTask(answer.aclose)
        )
        response.raw_headers = [
            (name.lower(), value)
            for name, value in answer.headers.raw
            if name.lower().decode() not in HOP_BY_HOP
        ]
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)
        return response
