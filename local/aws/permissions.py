"""Where MiniStack's permission checks (`AUTH=true`) know less than IAM does."""

from __future__ import annotations

import json
from email.utils import parseaddr

from local.aws.mails import SEND_EMAIL


def check_sender_identities() -> None:
    """Authorize sending a mail on the identity that it is sent from.

    So does SES; MiniStack asks for the permission on `*`, which no careful policy gives.
    """
    from ministack.core import iam_actions  # type: ignore[import-untyped]

    others = iam_actions._ses_v2_resource_arn

    def resource(method: str, path: str, body: bytes, region: str, account: str) -> str:
        if method != "POST" or path.rstrip("/") != SEND_EMAIL:
            return str(others(method, path, body, region, account))
        _, sender = parseaddr(json.loads(body).get("FromEmailAddress", ""))
        return f"arn:aws:ses:{region}:{account}:identity/{sender}"

    iam_actions._ses_v2_resource_arn = resource
