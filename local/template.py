"""What the gateway and the deployment need to know of `template.yaml`."""

from __future__ import annotations

from typing import Any

from local.settings import Settings

# Where the site's policy lets the desk sign in.
SIGN_IN = "https://${StaffDomain}.auth.${AWS::Region}.amazoncognito.com"


def parameters_for(settings: Settings) -> dict[str, str]:
    """The template's parameters for this machine."""
    return {
        "SiteUrl": settings.site_url,
        "StripeApiBase": f"{settings.site_url}/pay",
        "WebhookTrustedHosts": "localhost",
        "MailFrom": "bookings@lobby.example",
        "StaffMfa": "OFF",
    }


def response_headers(template: dict[str, Any], name: str, values: dict[str, str]) -> dict[str, str]:
    """The headers that a response headers policy of CloudFront's adds to answers.

    `name` is the policy's logical id, `values` are the local addresses of what the policy names.
    HTTPS is not served here, so the header that demands it is left out.
    """
    policy = template["Resources"][name]["Properties"]["ResponseHeadersPolicyConfig"]
    security = policy.get("SecurityHeadersConfig", {})
    headers: dict[str, str] = {}
    if "ContentSecurityPolicy" in security:
        config = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        headers["content-security-policy"] = substitute(config, values)
    if "ReferrerPolicy" in security:
        headers["referrer-policy"] = security["ReferrerPolicy"]["ReferrerPolicy"]
    if "FrameOptions" in security:
        headers["x-frame-options"] = security["FrameOptions"]["FrameOption"]
    if "ContentTypeOptions" in security:
        headers["x-content-type-options"] = "nosniff"
    for item in policy.get("CustomHeadersConfig", {}).get("Items", []):
        headers[item["Header"].lower()] = substitute(item["Value"], values)
    return headers


def gateway_responses(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """How the API words its own refusals, by their type, as API Gateway's API takes it."""
    [api] = [
        resource["Properties"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Api"
    ]
    responses: dict[str, dict[str, Any]] = {}
    for kind, said in api.get("GatewayResponses", {}).items():
        headers = said.get("ResponseParameters", {}).get("Headers", {})
        response: dict[str, Any] = {
            "responseParameters": {
                f"gatewayresponse.header.{name}": value for name, value in headers.items()
            },
            "responseTemplates": said.get("ResponseTemplates", {}),
        }
        if "StatusCode" in said:
            response["statusCode"] = str(said["StatusCode"])
        responses[kind] = response
    return responses


def substitute(value: Any, values: dict[str, str]) -> str:
    """A plain string, or an `Fn::Sub` with these parts of it replaced; it must have no others."""
    if isinstance(value, str):
        return value
    text = str(value["Fn::Sub"])
    for part, replacement in values.items():
        text = text.replace(part, replacement)
    if "${" in text:
        raise ValueError(f"No local value is known for a part of: {text}")
    return text
