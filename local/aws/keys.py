"""What MiniStack does not tell functions of API keys: which of them the caller showed."""

from __future__ import annotations

from typing import Any


def tell_api_keys() -> None:
    """Let functions know the caller's API key and its id, as API Gateway does.

    MiniStack checks keys, usage plans and quotas, and passes none of it on.
    """
    from ministack.services import apigateway_v1  # type: ignore[import-untyped]

    others = apigateway_v1._build_lambda_event_v1

    def event(
        api_id: str,
        stage_name: str,
        stage: Any,
        resource: Any,
        request_path: str,
        method: str,
        headers: Any,
        *more: Any,
        **named: Any,
    ) -> Any:
        made = others(
            api_id, stage_name, stage, resource, request_path, method, headers, *more, **named
        )
        if resource["resourceMethods"].get(method, {}).get("apiKeyRequired"):
            text = apigateway_v1._api_key_from_request(headers)
            found = apigateway_v1._resolve_api_key(text)
            made["requestContext"]["identity"] |= {"apiKey": text, "apiKeyId": found["id"]}
        return made

    apigateway_v1._build_lambda_event_v1 = event
