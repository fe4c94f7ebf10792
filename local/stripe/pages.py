"""The hosted payment page: what the guest sees at ``session.url``. It works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from local.stripe.account import Account
from local.stripe.cards import CARDS, card_of, is_card_number
from local.stripe.errors import ApiError
from local.stripe.money import readable
from local.stripe.state import Json

_FOLDER: Final = Path(__file__).with_name("templates")
_HEADERS: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@dataclass
class CardForm:
    """What the guest typed, and what is wrong with it, by field."""

    number: str = ""
    expiry: str = ""
    code: str = ""
    name: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def digits(self) -> str:
        """The card number without the spaces and dashes that people put in."""
        return re.sub(r"[\s-]", "", self.number)

    @property
    def first_error(self) -> str | None:
        """The field that wants attention first."""
        return next(iter(self.errors), None)

    def check(self, today: datetime) -> bool:
        """Fill in ``errors``, in the order of the fields."""
        self.errors = {}
        if not self.digits:
            self.errors["number"] = "Enter the card number."
        elif not is_card_number(self.digits):
            self.errors["number"] = "This is not a card number. Check the digits."
        expiry = _expiry(self.expiry)
        if expiry is None:
            self.errors["expiry"] = "Enter month and year, for example 04 / 30."
        elif expiry < (today.year, today.month):
            self.errors["expiry"] = "This card has expired."
        if not re.fullmatch(r"[0-9]{3,4}", self.code.strip()):
            self.errors["code"] = "Enter the 3 or 4 digits."
        if not self.name.strip():
            self.errors["name"] = "Enter the name on the card."
        return not self.errors


class Pages:
    """Serves the pages of one account's sessions."""

    def __init__(self, account: Account, *, page_url: str, clock: Callable[[], float]) -> None:
        self._account = account
        self._page_url = page_url
        self._clock = clock
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
        )

    def routes(self) -> list[BaseRoute]:
        """The payment page, the bank's page, and their style."""
        return [
            Route("/style.css", self._style, methods=["GET"]),
            Route("/pay/{session}", self._show, methods=["GET"]),
            Route("/pay/{session}", self._pay, methods=["POST"]),
            Route("/pay/{session}/bank", self._show_bank, methods=["GET"]),
            Route("/pay/{session}/bank", self._answer_bank, methods=["POST"]),
        ]

    async def _style(self, _: Request) -> Response:
        return FileResponse(_FOLDER / "style.css", media_type="text/css")

    async def _show(self, request: Request) -> Response:
        session = self._session(request)
        if session is None:
            return self._page("missing.html", HTTPStatus.NOT_FOUND)
        return self._state_of(session)

    async def _pay(self, request: Request) -> Response:
        session = self._session(request)
        if session is None or session["status"] != "open":
            return await self._show(request)
        sent = await _fields(request)
        form = CardForm(
            number=sent.get("number", ""),
            expiry=sent.get("expiry", ""),
            code=sent.get("code", ""),
            name=sent.get("name", ""),
        )
        if not form.check(datetime.fromtimestamp(self._clock(), UTC)):
            return self._form(session, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        self._account.pay(session["id"], card_of(form.digits), form.name.strip())
        return self._outcome(session, form.name)

    async def _show_bank(self, request: Request) -> Response:
        session = self._session(request)
        if session is None or not self._asks_bank(session):
            return await self._show(request)
        return self._page("bank.html", HTTPStatus.OK, session=session)

    async def _answer_bank(self, request: Request) -> Response:
        session = self._session(request)
        if session is None or not self._asks_bank(session):
            return await self._show(request)
        passed = (await _fields(request)).get("answer") == "complete"
        self._account.finish_second_step(session["id"], passed=passed)
        return self._outcome(session, "")

    def _session(self, request: Request) -> Json | None:
        try:
            return self._account.session(request.path_params["session"])
        except ApiError:
            return None

    def _asks_bank(self, session: Json) -> bool:
        intent = self._account.intent_of(session)
        return intent is not None and intent["status"] == "requires_action"

    def _outcome(self, session: Json, name: str) -> Response:
        """Where a try to pay leads."""
        if session["status"] == "complete":
            return RedirectResponse(_success_url(session), HTTPStatus.SEE_OTHER, _HEADERS)
        if self._asks_bank(session):
            bank = f"{self._page_url}/c/pay/{session['id']}/bank"
            return RedirectResponse(bank, HTTPStatus.SEE_OTHER, _HEADERS)
        intent = self._account.intent_of(session)
        if session["status"] != "open" or intent is None:
            return self._state_of(session)
        return self._form(
            session,
            CardForm(name=name),
            declined=intent["last_payment_error"]["message"],
            status=HTTPStatus.PAYMENT_REQUIRED,
        )

    def _state_of(self, session: Json) -> Response:
        if session["status"] == "open":
            return self._form(session, CardForm(), status=HTTPStatus.OK)
        paid = session["status"] == "complete"
        return self._page(
            "paid.html" if paid else "expired.html",
            HTTPStatus.OK if paid else HTTPStatus.GONE,
            session=session,
            success_url=_success_url(session),
        )

    def _form(
        self,
        session: Json,
        form: CardForm,
        *,
        status: HTTPStatus,
        declined: str | None = None,
    ) -> Response:
        return self._page(
            "pay.html", status, session=session, form=form, declined=declined, cards=CARDS
        )

    def _page(self, name: str, status: HTTPStatus, **values: object) -> Response:
        session = values.get("session")
        shown: dict[str, object] = {"page_url": self._page_url, **values}
        if isinstance(session, dict):
            shown["items"] = self._account.line_items(session["id"])
            shown["amount"] = readable(session["amount_total"], session["currency"])
        html = self._templates.get_template(name).render(shown)
        return HTMLResponse(html, status, _HEADERS)


async def _fields(request: Request) -> dict[str, str]:
    body = (await request.body()).decode(errors="replace")
    return dict(parse_qsl(body, keep_blank_values=True))


def _expiry(typed: str) -> tuple[int, int] | None:
    """``4/30``, ``04 / 30``, ``0430`` and ``04/2030`` as (2030, 4)."""
    match = re.fullmatch(r"\s*(0?[1-9]|1[0-2])\s*[/ -]?\s*((?:20)?[0-9]{2})\s*", typed)
    if match is None:
        return None
    month, year = int(match[1]), int(match[2])
    return (year if year >= 2000 else 2000 + year, month)


def _success_url(session: Json) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])
