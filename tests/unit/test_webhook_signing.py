"""Signatures, as the reference library of Standard Webhooks verifies them."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from standardwebhooks import Webhook, WebhookVerificationError

from lobby.base.clock import iso
from lobby.domain.business.settings import Endpoint
from lobby.webhooks.signing import OVERLAP, WebhookSecrets, sign

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECRETS = WebhookSecrets(bytes(range(32)))
ENDPOINT = Endpoint(id="01K0HOOK", url="https://hooks.example/lobby")
BODY = '{"name":"Zoë 🏄"}'.encode()


def just_now() -> datetime:
    """The library refuses messages that are more than five minutes off."""
    return datetime.now(UTC)


@dataclass
class Checked:
    """Which secrets open a message."""

    headers: dict[str, str]
    body: bytes

    def by(self, secret: str) -> bool:
        try:
            Webhook(secret).verify(self.body, self.headers)
        except WebhookVerificationError:
            return False
        return True


def test_the_standards_own_vector() -> None:
    headers = sign(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )

    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@given(
    body=st.text().map(msgspec.json.encode),
    endpoint_id=st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=1),
    version=st.integers(1, 10**6),
)
def test_the_reference_library_accepts_what_we_sign_and_nothing_else(
    body: bytes, endpoint_id: str, version: int
) -> None:
    secret = SECRETS.secret(endpoint_id, version)
    headers = sign("01K0EVENT", just_now(), body, [secret])

    assert Checked(headers, body).by(secret)
    assert not Checked(headers, body + b" ").by(secret)  # the same JSON, other bytes
    assert not Checked({**headers, "webhook-id": "01K0OTHER"}, body).by(secret)
    assert not Checked(headers, body).by(SECRETS.secret(endpoint_id, version + 1))


def test_the_timestamp_is_the_attempts_second_in_any_time_zone() -> None:
    moment = datetime.fromisoformat("2026-11-21T13:00:00.999+01:00")
    assert sign("01K0EVENT", moment, BODY, [SECRETS.secret("a", 1)])["webhook-timestamp"] == str(
        int(datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp())
    )


def test_each_secret_adds_a_signature_that_verifies_by_itself() -> None:
    old, new, foreign = (SECRETS.secret("a", version) for version in (1, 2, 3))
    message = Checked(sign("01K0EVENT", just_now(), BODY, [new, old]), BODY)

    assert message.by(old)
    assert message.by(new)
    assert not message.by(foreign)


def test_a_message_id_with_a_dot_is_refused() -> None:
    with pytest.raises(ValueError, match="dot"):
        sign("01K0.EVENT", NOW, BODY, [SECRETS.secret("a", 1)])


def test_a_message_is_never_sent_unsigned() -> None:
    with pytest.raises(ValueError, match="secret"):
        sign("01K0EVENT", NOW, BODY, [])


def test_secrets_have_the_standards_form_and_size() -> None:
    secret = SECRETS.secret("01K0HOOK", 1)

    assert secret.startswith("whsec_")
    assert len(b64decode(secret.removeprefix("whsec_"), validate=True)) == 32


def test_secrets_differ_by_key_endpoint_and_version_and_are_known_again() -> None:
    drawn = {
        WebhookSecrets(key).secret(endpoint, version)
        for key in (b"k" * 32, b"l" * 32)
        for endpoint in ("a", "a\n1", "b")
        for version in (1, 11)
    }

    assert len(drawn) == 12
    assert WebhookSecrets(b"k" * 32).secret("a", 1) in drawn


def test_a_short_master_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        WebhookSecrets(b"k" * 31)


def test_a_secret_that_was_never_rotated_signs_alone() -> None:
    assert SECRETS.secrets_in_force(ENDPOINT, NOW) == [SECRETS.secret(ENDPOINT.id, 1)]


@pytest.mark.parametrize(
    ("since_rotation", "versions"),
    [
        (timedelta(0), [4, 3]),
        (OVERLAP - timedelta(seconds=1), [4, 3]),
        (OVERLAP, [4]),
        (timedelta(days=30), [4]),
    ],
)
def test_the_previous_secret_signs_for_a_day_after_a_rotation(
    since_rotation: timedelta, versions: list[int]
) -> None:
    rotated = replace(ENDPOINT, secret_version=4, rotated_at="2026-11-21T10:00:00.000Z")
    now = datetime(2026, 11, 21, 10, tzinfo=UTC) + since_rotation

    assert SECRETS.secrets_in_force(rotated, now) == [
        SECRETS.secret(ENDPOINT.id, version) for version in versions
    ]


def test_receivers_notice_nothing_of_a_rotation() -> None:
    now = just_now()
    rotated = replace(ENDPOINT, secret_version=2, rotated_at=iso(now))
    headers = sign("01K0EVENT", now, BODY, SECRETS.secrets_in_force(rotated, now))
    message = Checked(headers, BODY)

    assert message.by(SECRETS.secret(ENDPOINT.id, 1))
    assert message.by(SECRETS.secret(ENDPOINT.id, 2))
