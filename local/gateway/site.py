"""The site's files, its configuration and the media, by CloudFront's path rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from local.settings import ROOT

SITE = ROOT / "site"
SERVED = ("portal", "book", "admin", "shared", "generated", "vendor")
BOOKING_PAGE = re.compile(r"^/b/[^/]+/?$")
BOOK_PAGE = re.compile(r"^/book/?$")
ADMIN_PAGE = re.compile(r"^/admin(/[^.]*)?$")


def file_of(path: str) -> str | None:
    """The file that a path of the site shows, or None where there is none."""
    if BOOKING_PAGE.match(path):
        return "portal/index.html"
    if BOOK_PAGE.match(path):
        return "book/index.html"
    if ADMIN_PAGE.match(path):
        return "admin/index.html"
    folder = path.lstrip("/").split("/", 1)[0]
    return path.lstrip("/") if folder in SERVED else None


class Site:
    """Static files; nothing is cached, so that a reload shows what was just edited."""

    def __init__(self, headers: Mapping[str, str], book_headers: Mapping[str, str]) -> None:
        self._headers = headers
        self._book_headers = book_headers
        self._files = StaticFiles(directory=SITE, check_dir=False)
        self._compressed: ASGIApp = GZipMiddleware(self._answer, minimum_size=500)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._compressed(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = file_of(scope["path"])
        response: Response = Response("Not found", 404, media_type="text/plain")
        if file is not None:
            try:
                response = await self._files.get_response(file, scope)
            except HTTPException as error:
                response = Response(error.detail, error.status_code, media_type="text/plain")
        response.headers["cache-control"] = "no-cache"
        book = file is not None and file.startswith("book/")
        response.headers.update(self._book_headers if book else self._headers)
        await response(scope, receive, send)


def site_config(
    config: Mapping[str, Any], headers: Mapping[str, str]
) -> Callable[[Request], Response]:
    """`/config.json`, which a deployment writes for the site."""

    def answer(_: Request) -> Response:
        return JSONResponse(config, headers={"cache-control": "no-cache", **headers})

    return answer


class Media:
    """Objects of the media bucket."""

    def __init__(self, s3: Any, bucket: str, headers: Mapping[str, str]) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await run_in_threadpool(self._read, scope["path"].lstrip("/"))
        await response(scope, receive, send)

    def _read(self, key: str) -> Response:
        try:
            found = self._s3.get_object(Bucket=self._bucket, Key=key)
        except self._s3.exceptions.ClientError:
            return Response("Not found", 404, media_type="text/plain")
        cache = found.get("CacheControl") or "no-cache"
        headers = {"cache-control": cache, **self._headers}
        return Response(found["Body"].read(), media_type=found["ContentType"], headers=headers)
