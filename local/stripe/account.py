"""The account: checkout sessions, payments, refunds and disputes, and what may happen to them.

Objects are the JSON that Stripe would answer with (API version 2026-10-28). Every change is made
in one go, without awaiting, so two calls never see half of it; each tells its events to ``emit``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from local.stripe.cards import SECOND_STEP_FAILED, Card, Decline, card_of
from local.stripe.errors import ApiError, missing
from local.stripe.money import readable
from local.stripe.state import Json, State

API_VERSION: Final = "2026-10-28.endive"

# A session lives 30 minutes to 24 hours (docs.stripe.com/api/checkout/sessions/create).
SHORTEST_SESSION: Final = 30 * 60
LONGEST_SESSION: Final = 24 * 60 * 60

# The least that Stripe charges (docs.stripe.com/currencies, minimum charge amounts).
_LEAST_CHARGE: Final = {"eur": 50, "usd": 50, "gbp": 30}

_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def new_id(prefix: str, length: int = 24) -> str:
    """An id as Stripe makes them, such as ``evt_3N...``."""
    return f"{prefix}_" + "".join(secrets.choice(_LETTERS) for _ in range(length))


class Account:
    """One Stripe account in test mode."""

    def __init__(
        self,
        state: State,
        *,
        page_url: str,
        clock: Callable[[], float],
        emit: Callable[[str], None],
    ) -> None:
        self.state = state
        self._page_url = page_url
        self._clock = clock
        self._emit = emit

    # Checkout sessions

    def open_session(self, params: Json) -> Json:
        """Create a session from parameters that have been checked one by one."""
        now = self._now()
        items = [self._line_item(item) for item in params["line_items"]]
        currencies = {item["currency"] for item in items}
        if len(currencies) > 1:
            raise ApiError("All line items must have the same currency.", param="line_items")
        currency = currencies.pop()
        total = sum(item["amount_total"] for item in items)
        _refuse_tiny(total, currency)
        expires_at = params.get("expires_at", now + LONGEST_SESSION)
        _refuse_odd_expiry(expires_at - now)
        session_id = new_id("cs_test", 58)
        session = {
            "id": session_id,
            "object": "checkout.session",
            "adaptive_pricing": params.get("adaptive_pricing", {"enabled": False}),
            "amount_subtotal": total,
            "amount_total": total,
            "cancel_url": params.get("cancel_url"),
            "client_reference_id": params.get("client_reference_id"),
            "created": now,
            "currency": currency,
            "customer": None,
            "customer_details": None,
            "customer_email": params.get("customer_email"),
            "expires_at": expires_at,
            "livemode": False,
            "locale": params.get("locale"),
            "metadata": params.get("metadata", {}),
            "mode": params["mode"],
            "payment_intent": None,
            "payment_method_types": ["card"],
            "payment_status": "unpaid",
            "status": "open",
            "submit_type": params.get("submit_type"),
            "success_url": params["success_url"],
            "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
            "ui_mode": "hosted_page",
            "url": f"{self._page_url}/c/pay/{session_id}",
        }
        self._keep(session)
        self.state.details[session_id] = {
            "line_items": items,
            "payment_intent_data": params.get("payment_intent_data", {}),
        }
        return session

    def session(self, session_id: str) -> Json:
        """A session, expired by now if its time is up."""
        self.expire_due()
        return self.find("checkout.session", session_id)

    def line_items(self, session_id: str) -> list[Json]:
        """What a session asks payment for."""
        self.find("checkout.session", session_id)
        items: list[Json] = self.state.details[session_id]["line_items"]
        return items

    def expire_session(self, session_id: str) -> Json:
        """Close an open session."""
        session = self.session(session_id)
        if session["status"] != "open":
            raise ApiError(
                'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
                f"Session has a status of `{session['status']}`.",
                param="session",
            )
        self._expire(session)
        return session

    def expire_due(self) -> None:
        """Close every session whose time is up."""
        now = self._now()
        for session in self.state.all_of("checkout.session"):
            if session["status"] == "open" and session["expires_at"] <= now:
                self._expire(session)

    def _expire(self, session: Json) -> None:
        session.update(status="expired", url=None)
        intent = self.intent_of(session)
        if intent is not None:
            intent.update(status="canceled", next_action=None)
            self._happened("payment_intent.canceled", intent)
        self._happened("checkout.session.expired", session)

    def _line_item(self, item: Json) -> Json:
        price = item["price_data"]
        quantity = item.get("quantity", 1)
        amount = price["unit_amount"] * quantity
        return {
            "id": new_id("li"),
            "object": "item",
            "amount_subtotal": amount,
            "amount_total": amount,
            "currency": price["currency"].lower(),
            "description": price["product_data"]["name"],
            "quantity": quantity,
        }

    # What the guest does on the hosted page

    def pay(self, session_id: str, card: Card, name: str) -> None:
        """Try to pay a session with a card.

        One that is no longer open stays as it is, however many tabs still show its page.
        """
        session = self.session(session_id)
        if session["status"] != "open":
            return
        intent = self.intent_of(session) or self._new_intent(session)
        self.state.details[intent["id"]] = {"number": card.number, "name": name}
        if card.decline is not None:
            self._fail(intent, card, card.decline)
        elif card.needs_second_step:
            intent.update(status="requires_action", last_payment_error=None)
            intent["next_action"] = {"type": "redirect_to_url"}
            self._happened("payment_intent.requires_action", intent)
        else:
            self._succeed(session, intent, card, name)

    def finish_second_step(self, session_id: str, *, passed: bool) -> None:
        """The bank's answer after it asked the cardholder; nothing if it was not asked."""
        session = self.session(session_id)
        intent = self.intent_of(session)
        if intent is None or intent["status"] != "requires_action":
            return
        paying = self.state.details[intent["id"]]
        card = card_of(paying["number"])
        if passed:
            self._succeed(session, intent, card, paying["name"])
        else:
            self._fail(intent, card, SECOND_STEP_FAILED)

    def intent_of(self, session: Json) -> Json | None:
        """The payment of a session, once the guest has tried to pay."""
        if session["payment_intent"] is None:
            return None
        return self.find("payment_intent", session["payment_intent"])

    def _new_intent(self, session: Json) -> Json:
        data = self.state.details[session["id"]]["payment_intent_data"]
        intent_id = new_id("pi")
        intent = {
            "id": intent_id,
            "object": "payment_intent",
            "amount": session["amount_total"],
            "amount_received": 0,
            "capture_method": "automatic_async",
            "client_secret": new_id(f"{intent_id}_secret"),
            "created": self._now(),
            "currency": session["currency"],
            "customer": None,
            "description": data.get("description"),
            "last_payment_error": None,
            "latest_charge": None,
            "livemode": False,
            "metadata": data.get("metadata", {}),
            "next_action": None,
            "payment_method_types": ["card"],
            "receipt_email": data.get("receipt_email"),
            "status": "requires_payment_method",
        }
        self._keep(intent)
        session["payment_intent"] = intent_id
        self._happened("payment_intent.created", intent)
        return intent

    def _succeed(self, session: Json, intent: Json, card: Card, name: str) -> None:
        charge = self._charge(intent, card, None)
        intent.update(
            status="succeeded",
            amount_received=intent["amount"],
            last_payment_error=None,
            latest_charge=charge["id"],
            next_action=None,
        )
        session.update(
            status="complete",
            payment_status="paid",
            url=None,
            customer_details={"email": session["customer_email"], "name": name},
        )
        self._happened("charge.succeeded", charge)
        self._happened("payment_intent.succeeded", intent)
        self._happened("checkout.session.completed", session)

    def _fail(self, intent: Json, card: Card, decline: Decline) -> None:
        charge = self._charge(intent, card, decline)
        intent.update(
            status="requires_payment_method",
            latest_charge=charge["id"],
            next_action=None,
            last_payment_error={
                "charge": charge["id"],
                "code": decline.code,
                "decline_code": decline.decline_code,
                "message": decline.message,
                "type": "card_error",
            },
        )
        self._happened("charge.failed", charge)
        self._happened("payment_intent.payment_failed", intent)

    def _charge(self, intent: Json, card: Card, decline: Decline | None) -> Json:
        charge = {
            "id": new_id("ch"),
            "object": "charge",
            "amount": intent["amount"],
            "amount_captured": 0 if decline else intent["amount"],
            "amount_refunded": 0,
            "captured": decline is None,
            "created": self._now(),
            "currency": intent["currency"],
            "description": intent["description"],
            "disputed": False,
            "failure_code": decline and decline.code,
            "failure_message": decline and decline.message,
            "livemode": False,
            "metadata": dict(intent["metadata"]),
            "paid": decline is None,
            "payment_intent": intent["id"],
            "payment_method_details": {
                "type": "card",
                "card": {"brand": card.brand, "last4": card.last4},
            },
            "refunded": False,
            "status": "failed" if decline else "succeeded",
        }
        self._keep(charge)
        self.state.details[charge["id"]] = {"refunds_pend": card.refunds_pend}
        return charge

    # Refunds

    def refund(self, params: Json) -> Json:
        """Send money back, at most what is left of the charge."""
        charge = self._charge_to_refund(params)
        left = charge["amount"] - charge["amount_refunded"]
        if charge["disputed"]:
            raise ApiError(
                f"Charge {charge['id']} has been charged back; cannot issue a refund.",
                code="charge_disputed",
            )
        if left == 0:
            raise ApiError(
                f"Charge {charge['id']} has already been refunded.",
                code="charge_already_refunded",
            )
        amount = params.get("amount", left)
        if amount > left:
            asked, rest = (readable(it, charge["currency"]) for it in (amount, left))
            raise ApiError(
                f"Refund amount ({asked}) is greater than unrefunded amount on charge ({rest})",
                param="amount",
            )
        pending = self.state.details[charge["id"]]["refunds_pend"]
        refund = {
            "id": new_id("re"),
            "object": "refund",
            "amount": amount,
            "charge": charge["id"],
            "created": self._now(),
            "currency": charge["currency"],
            "metadata": params.get("metadata", {}),
            "payment_intent": charge["payment_intent"],
            "reason": params.get("reason"),
            "status": "pending" if pending else "succeeded",
        }
        self._keep(refund)
        self._count_refunded(charge, amount)
        self._happened("refund.created", refund)
        self._happened("charge.refunded", charge)
        return refund

    def settle_refund(self, refund_id: str, status: str) -> Json:
        """The bank's later word on a refund; one that failed is ours again."""
        refund = self.find("refund", refund_id)
        if refund["status"] == status:
            return refund
        refund["status"] = status
        if status == "failed":
            refund["failure_reason"] = "lost_or_stolen_card"
            self._count_refunded(self.find("charge", refund["charge"]), -refund["amount"])
        self._happened("refund.updated", refund)
        if status == "failed":
            self._happened("refund.failed", refund)
        return refund

    def _charge_to_refund(self, params: Json) -> Json:
        if "charge" in params:
            charge = self.find("charge", params["charge"])
            if "payment_intent" in params and charge["payment_intent"] != params["payment_intent"]:
                raise ApiError("The charge does not belong to the payment_intent.", param="charge")
        elif "payment_intent" in params:
            intent = self.find("payment_intent", params["payment_intent"])
            if intent["status"] != "succeeded":
                raise ApiError(
                    f"This PaymentIntent ({intent['id']}) does not have a successful charge to "
                    "refund.",
                    code="payment_intent_unexpected_state",
                    param="payment_intent",
                )
            charge = self.find("charge", intent["latest_charge"])
        else:
            raise ApiError("One of the following params should be provided: payment_intent, charge")
        if charge["status"] != "succeeded":
            raise ApiError(f"Charge {charge['id']} has not been paid.", param="charge")
        return charge

    def _count_refunded(self, charge: Json, amount: int) -> None:
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]

    # Disputes

    def open_dispute(self, payment_intent: str) -> Json:
        """The cardholder's bank takes a payment back."""
        intent = self.find("payment_intent", payment_intent)
        charge = self._charge_to_refund({"payment_intent": intent["id"]})
        if charge["disputed"]:
            raise ApiError(f"Charge {charge['id']} is already disputed.")
        dispute = {
            "id": new_id("du"),
            "object": "dispute",
            "amount": charge["amount"] - charge["amount_refunded"],
            "charge": charge["id"],
            "created": self._now(),
            "currency": charge["currency"],
            "livemode": False,
            "metadata": {},
            "payment_intent": intent["id"],
            "reason": "fraudulent",
            "status": "needs_response",
        }
        self._keep(dispute)
        charge["disputed"] = True
        self._happened("charge.dispute.created", dispute)
        return dispute

    def close_dispute(self, dispute_id: str, status: str) -> Json:
        """The bank's verdict: ``won`` or ``lost``."""
        dispute = self.find("dispute", dispute_id)
        if dispute["status"] not in ("won", "lost"):
            dispute["status"] = status
            self._happened("charge.dispute.closed", dispute)
        return dispute

    # Reading

    def find(self, kind: str, object_id: str) -> Json:
        """The object of a kind with an id."""
        found = self.state.objects.get(object_id)
        if found is None or found["object"] != kind:
            raise missing(kind, object_id)
        return found

    def _keep(self, item: dict[str, Any]) -> None:
        self.state.objects[item["id"]] = item

    def _now(self) -> int:
        return int(self._clock())

    def _happened(self, kind: str, item: Json) -> None:
        event_id = new_id("evt")
        event = {
            "id": event_id,
            "object": "event",
            "api_version": API_VERSION,
            "created": self._now(),
            "data": {"object": deepcopy(item)},
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
        }
        self._keep(event)
        self._emit(event_id)


def _refuse_tiny(total: int, currency: str) -> None:
    least = _LEAST_CHARGE.get(currency, 1)
    if total < least:
        raise ApiError(
            "The Checkout Session's total amount due must add up to at least "
            f"{readable(least, currency)} {currency}",
            code="amount_too_small",
            param="line_items",
        )


def _refuse_odd_expiry(lifetime: int) -> None:
    if lifetime < SHORTEST_SESSION:
        raise ApiError(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session "
            "creation.",
            param="expires_at",
        )
    if lifetime > LONGEST_SESSION:
        raise ApiError(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )
