"""A hosted sign-in for tests: authorization code flow with PKCE, as Cognito's pages speak it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

CLIENT_ID = "desk-client"
STAFF = "marta@praia.example"


@dataclass(frozen=True)
class _Grant:
    """What an authorization code stands for until it is redeemed."""

    redirect_uri: str
    challenge: str


def _segment(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass
class SignIn:
    """The identity provider's memory; tests read and bend it.

    ``lifetime`` is what the provider says of new ID tokens, in seconds. ``refuse_refresh`` makes
    refresh tokens worthless, as when staff sign out everywhere.
    """

    lifetime: int = 3600
    refuse_refresh: bool = False
    refuse_sign_in: bool = False
    forge_state: bool = False
    exchanges: list[dict[str, str]] = field(default_factory=list)
    refreshes: int = 0
    revoked: list[str] = field(default_factory=list)
    valid: set[str] = field(default_factory=set)
    _grants: dict[str, _Grant] = field(default_factory=dict)
    _refresh_tokens: set[str] = field(default_factory=set)

    def page(self, query: dict[str, str]) -> str:
        """The hosted page; raises ``ValueError`` for a request that Cognito would refuse."""
        expected = {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "code_challenge_method": "S256",
        }
        for name, value in expected.items():
            if query.get(name) != value:
                raise ValueError(f"{name} must be {value}, not {query.get(name)!r}")
        if len(query.get("state", "")) < 16 or len(query.get("code_challenge", "")) != 43:
            raise ValueError("state and code_challenge must be there and long enough")
        hidden = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in query.items()
        )
        return (
            "<!doctype html><html lang=en><title>Hosted sign-in</title><h1>Hosted sign-in</h1>"
            f'<form action="/approve">{hidden}<button>Continue as Marta</button></form></html>'
        )

    def approve(self, query: dict[str, str]) -> str:
        """Where the hosted page sends the browser back to."""
        state = "forged-state-forged-state" if self.forge_state else query["state"]
        if self.refuse_sign_in:
            answer = {"error": "access_denied", "error_description": "User is disabled"}
        else:
            code = secrets.token_urlsafe(16)
            self._grants[code] = _Grant(query["redirect_uri"], query["code_challenge"])
            answer = {"code": code}
        return query["redirect_uri"] + "?" + urlencode({**answer, "state": state})

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code or a refresh token; None is ``invalid_grant``."""
        self.exchanges.append(form)
        if form.get("client_id") != CLIENT_ID:
            return None
        if form.get("grant_type") == "refresh_token":
            self.refreshes += 1
            if self.refuse_refresh or form.get("refresh_token") not in self._refresh_tokens:
                return None
            return self._tokens()
        grant = self._grants.pop(form.get("code", ""), None)
        if grant is None or form.get("redirect_uri") != grant.redirect_uri:
            return None
        if _challenge(form.get("code_verifier", "")) != grant.challenge:
            return None
        return self.grant()

    def revoke(self, token: str) -> None:
        """Make a refresh token worthless."""
        self.revoked.append(token)
        self._refresh_tokens.discard(token)

    def claims(self, token: str) -> dict[str, str] | None:
        """Who an ID token is for; None if the API would not let it in."""
        return {"email": STAFF} if token in self.valid else None

    def forget_tokens(self) -> None:
        """Every ID token handed out so far is refused from now on."""
        self.valid.clear()

    def grant(self) -> dict[str, Any]:
        """Tokens as after a sign-in, with a refresh token."""
        refresh = secrets.token_urlsafe(16)
        self._refresh_tokens.add(refresh)
        return {**self._tokens(), "refresh_token": refresh}

    def _tokens(self) -> dict[str, Any]:
        claims = {"email": STAFF, "exp": int(time.time()) + self.lifetime, "token_use": "id"}
        signature = secrets.token_urlsafe(16)
        token = f"{_segment({'alg': 'RS256'})}.{_segment(claims)}.{signature}"
        self.valid.add(token)
        return {
            "id_token": token,
            "access_token": secrets.token_urlsafe(16),
            "expires_in": self.lifetime,
            "token_type": "Bearer",
        }
