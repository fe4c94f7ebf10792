"""Putting the template onto the local AWS, only when it or its parts have changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from local.build import SAM
from local.processes import run
from local.settings import Settings
from local.template import gateway_responses, parameters_for
from tools.package import digest_of
from tools.template import read_template

BUCKET = "lobby-deployments"
# What deploys takes part in what is deployed.
BY = digest_of([Path(__file__), Path(__file__).with_name("template.py")])
DEPLOYED = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
STRIPE_API_KEY = "sk_test_local"
STRIPE_WEBHOOK_SECRET = "whsec_b25lLW1hY2hpbmUtb25seS1ub3QtYS1zZWNyZXQ="


def deploy(settings: Settings, build_digest: str) -> bool:
    """Deploy this build; False where this state has it already."""
    marker = settings.data / "deployed.json"
    parameters = parameters_for(settings)
    wanted = {"build": build_digest, "by": BY, "parameters": parameters}
    status = _status(settings)
    if marker.is_file() and json.loads(marker.read_text()) == wanted and status in DEPLOYED:
        return False
    marker.unlink(missing_ok=True)
    if status == "ROLLBACK_COMPLETE":
        # A first deployment that failed leaves a stack that takes no update.
        settings.client("cloudformation").delete_stack(StackName=settings.stack_name)
    _make_bucket(settings)
    command = [SAM, "deploy", "--config-env", "local", "--region", settings.region]
    command += ["--stack-name", settings.stack_name, "--parameter-overrides"]
    command += [f"{name}={value}" for name, value in sorted(parameters.items())]
    environment = settings.aws_environment() | {
        "SAM_CLI_TELEMETRY": "0",
        # How often sam asks whether it is done; its 5 s are meant for the real cloud.
        "SAM_CLI_POLL_DELAY": "0.2",
    }
    run("sam deploy", command, environment, settings.logs / "deploy.log")
    outputs = read_outputs(settings)
    _customize_gateway_responses(settings, outputs["ApiId"])
    _store_provider_keys(settings, outputs["StripeSecretId"])
    marker.write_text(json.dumps(wanted))
    return True


def read_outputs(settings: Settings) -> dict[str, str]:
    """What the deployed template answers with."""
    found = settings.client("cloudformation").describe_stacks(StackName=settings.stack_name)
    outputs = found["Stacks"][0].get("Outputs", [])
    return {output["OutputKey"]: output["OutputValue"] for output in outputs}


def _status(settings: Settings) -> str | None:
    try:
        found = settings.client("cloudformation").describe_stacks(StackName=settings.stack_name)
    except ClientError:
        return None
    return str(found["Stacks"][0]["StackStatus"]) if found["Stacks"] else None


def _make_bucket(settings: Settings) -> None:
    place = {"LocationConstraint": settings.region}
    try:
        settings.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
    except ClientError as error:
        if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
            raise


def _customize_gateway_responses(settings: Settings, api_id: str) -> None:
    """Let the API word its own refusals as the template says.

    SAM writes them into the API's OpenAPI body, from which MiniStack takes the routes only.
    """
    apigateway = settings.client("apigateway")
    for kind, response in gateway_responses(read_template()).items():
        apigateway.put_gateway_response(restApiId=api_id, responseType=kind, **response)
    apigateway.create_deployment(restApiId=api_id, stageName="api")


def _store_provider_keys(settings: Settings, secret_id: str) -> None:
    """What an operator does once after the first deployment."""
    keys: dict[str, Any] = {
        "api_key": STRIPE_API_KEY,
        "webhook_secrets": [STRIPE_WEBHOOK_SECRET],
    }
    settings.client("secretsmanager").put_secret_value(
        SecretId=secret_id, SecretString=json.dumps(keys)
    )
