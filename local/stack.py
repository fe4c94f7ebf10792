"""The whole product on one machine, for `make run` and for the tests.

    with Stack(Settings.from_environment()) as stack:
        print(stack.description["site_url"])

builds what has changed, starts the local AWS with the data of the last time, deploys the template
that also goes to AWS, and opens the gateway. Leaving the block stops both; the local AWS writes
its state then.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import venv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
import httpx
from botocore.exceptions import ClientError

from local import demo, staff
from local.build import SAM, build, exclusively, source_digest
from local.processes import Process, StackError, run
from local.progress import Progress, Quiet
from local.settings import ROOT, Settings
from local.template import SIGN_IN, parameters_for, read_template, response_headers

DEPLOYMENTS_BUCKET = "lobby-deployments"
STRIPE_API_KEY = "sk_test_local"
STRIPE_WEBHOOK_SECRET = "whsec_b25lLW1hY2hpbmUtb25seS1ub3QtYS1zZWNyZXQ="


def client_for(settings: Settings, service: str) -> Any:
    """A boto3 client for a local AWS, whatever account the user's own settings name."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=settings.aws_url,
        region_name=settings.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def function_python() -> str:
    """A Python of this version without any packages, for functions to run on."""
    home = ROOT / ".lobby" / "function-python-{}.{}".format(*sys.version_info)
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, clear=True, symlinks=True)
    return str(python)


def discard(folder: Path) -> None:
    """Remove a folder without waiting: unpacked layers are many thousand files."""
    if folder.exists():
        gone = folder.with_name(f"{folder.name}.gone-{time.time_ns()}")
        folder.rename(gone)
        subprocess.Popen(["rm", "-rf", str(gone)], start_new_session=True)


def port_taken(port: int) -> bool:
    """Whether something listens on this port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(url: str) -> bool:
    """Whether something answers there with success."""
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.TransportError:
        return False


class Stack:
    """One running product. Everything it remembers lies in its settings' state folder."""

    def __init__(
        self, settings: Settings, progress: Progress | None = None, *, with_demo: bool = True
    ) -> None:
        self.settings = settings
        self.outputs: dict[str, str] = {}
        self.description: dict[str, Any] = {}
        self._with_demo = with_demo
        self._progress = progress or Quiet()
        self._running = ExitStack()
        self._scratch = settings.state / "tmp"

    def __enter__(self) -> Self:
        """Bring everything up; whatever was started is stopped again if a step fails."""
        try:
            self._check_ports()
            self._build_start_and_deploy()
            self._set_provider_secret()
            self._open_gateway()
            self._describe()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close the gateway, then let the local AWS write its state."""
        self.settings.description.unlink(missing_ok=True)
        self._running.close()
        discard(self._scratch)

    def client(self, service: str) -> Any:
        """A boto3 client for the local AWS, whatever account the user's own settings name."""
        return client_for(self.settings, service)

    @property
    def healthy(self) -> bool:
        """Whether all its processes still run."""
        return all(process.running for process in (self._aws, self._gateway))

    def _check_ports(self) -> None:
        for port, variable in (
            (self.settings.port, "LOBBY_PORT"),
            (self.settings.aws_port, "LOBBY_AWS_PORT"),
        ):
            if port_taken(port):
                raise StackError(
                    f"Port {port} is taken by another program. End that one, or choose another "
                    f"port: {variable}={port + 100} make run"
                )

    def _build_start_and_deploy(self) -> None:
        with exclusively():
            with self._progress.step("Building functions and layers") as step:
                if not build(self.settings):
                    step.unchanged()
            with self._progress.step("Starting the local AWS"):
                self._start_aws()
            with self._progress.step("Deploying template.yaml") as step:
                if not self._deploy():
                    step.unchanged()
        self.outputs = self._read_outputs()

    def _start_aws(self) -> None:
        settings = self.settings
        data = settings.data / "aws"
        discard(self._scratch)
        for folder in (data, settings.data / "s3", self._scratch):
            folder.mkdir(parents=True, exist_ok=True)
        environment = settings.aws_environment() | {
            "GATEWAY_PORT": str(settings.aws_port),
            "MINISTACK_REGION": settings.region,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(data),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(settings.data / "s3"),
            "TMPDIR": str(self._scratch),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOBBY_MAILS": str(settings.data / "mails"),
            "LOBBY_LAYERS": str(self._scratch / "layers"),
            "LOBBY_FUNCTION_PYTHON": function_python(),
            "PYTHONUNBUFFERED": "1",
        }
        # Functions inherit this environment; the local AWS names itself as their endpoint.
        environment.pop("AWS_ENDPOINT_URL")
        environment.pop("PYTHONPATH", None)
        if settings.auth:
            environment["AUTH"] = "true"
        log = settings.logs / "aws.log"
        log.unlink(missing_ok=True)
        command = [sys.executable, "-m", "local.aws"]
        self._aws = self._running.enter_context(Process("local AWS", command, environment, log))
        self._aws.wait_until(lambda: answers(f"{settings.aws_url}/_ministack/health"), 60)

    def _deploy(self) -> bool:
        """Deploy if the build or a parameter has changed since this state was deployed last."""
        settings = self.settings
        marker = settings.data / "deployed.json"
        parameters = parameters_for(settings)
        wanted = {"build": source_digest(), "parameters": parameters}
        status = self._stack_status()
        unchanged = marker.is_file() and json.loads(marker.read_text()) == wanted
        if unchanged and status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
            return False
        marker.unlink(missing_ok=True)
        if status == "ROLLBACK_COMPLETE":
            # A first deployment that failed leaves a stack that takes no update.
            self.client("cloudformation").delete_stack(StackName=self.settings.stack_name)
        self._make_deployments_bucket()
        command = [SAM, "deploy", "--config-env", "local", "--region", settings.region]
        command += ["--stack-name", settings.stack_name]
        command += ["--parameter-overrides"]
        command += [f"{name}={value}" for name, value in sorted(parameters.items())]
        environment = settings.aws_environment() | {
            "SAM_CLI_TELEMETRY": "0",
            # How often sam asks whether it is done; 5 s is meant for the real cloud.
            "SAM_CLI_POLL_DELAY": "0.2",
        }
        run("sam deploy", command, environment, settings.logs / "deploy.log")
        marker.write_text(json.dumps(wanted))
        return True

    def _make_deployments_bucket(self) -> None:
        place = {"LocationConstraint": self.settings.region}
        try:
            self.client("s3").create_bucket(
                Bucket=DEPLOYMENTS_BUCKET, CreateBucketConfiguration=place
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
                raise

    def _stack_status(self) -> str | None:
        try:
            found = self.client("cloudformation").describe_stacks(
                StackName=self.settings.stack_name
            )["Stacks"]
        except ClientError:
            return None
        return str(found[0]["StackStatus"]) if found else None

    def _read_outputs(self) -> dict[str, str]:
        found = self.client("cloudformation").describe_stacks(StackName=self.settings.stack_name)
        return {
            output["OutputKey"]: output["OutputValue"]
            for output in found["Stacks"][0].get("Outputs", [])
        }

    def _set_provider_secret(self) -> None:
        """What an operator does once after the first deployment: store the provider's keys."""
        content = {"api_key": STRIPE_API_KEY, "webhook_secrets": [STRIPE_WEBHOOK_SECRET]}
        self.client("secretsmanager").put_secret_value(
            SecretId=self.outputs["StripeSecretId"], SecretString=json.dumps(content)
        )

    def _open_gateway(self) -> None:
        settings = self.settings
        with self._progress.step(f"Opening {settings.site_url}"):
            config = settings.state / "gateway.json"
            config.write_text(json.dumps(self._gateway_config(), indent=2))
            log = settings.logs / "gateway.log"
            log.unlink(missing_ok=True)
            command = [sys.executable, "-m", "local.gateway", str(config)]
            process = Process("gateway", command, settings.aws_environment(), log)
            self._gateway = self._running.enter_context(process)
            self._gateway.wait_until(lambda: answers(f"{settings.site_url}/config.json"), 30)

    def _gateway_config(self) -> dict[str, Any]:
        settings, outputs = self.settings, self.outputs
        return {
            "port": settings.port,
            "site_url": settings.site_url,
            "api_origin": f"{settings.aws_url}/_aws/execute-api/{outputs['ApiId']}/api",
            "aws_url": settings.aws_url,
            "region": settings.region,
            "media_bucket": outputs["MediaBucketName"],
            "headers": response_headers(read_template(), {SIGN_IN: settings.aws_url}),
            "data": str(settings.data),
            "description": str(settings.description),
            "stripe_webhook_secret": STRIPE_WEBHOOK_SECRET,
            "site_config": {
                "api": "/api",
                "sign_in": {
                    "domain": settings.aws_url,
                    "client_id": outputs["StaffClientId"],
                    "redirect_uri": f"{settings.site_url}/admin/",
                },
            },
        }

    def _describe(self) -> None:
        """Write down where everything is, and load the demo data if there are none yet."""
        settings, outputs = self.settings, self.outputs
        cognito = self.client("cognito-idp")
        member = staff.ensure(cognito, outputs["StaffPoolId"], outputs["StaffClientId"])
        self.description = {
            "site_url": settings.site_url,
            "api_url": settings.api_url,
            "aws_endpoint_url": settings.aws_url,
            "region": settings.region,
            "staff": member,
            "mail_url": f"{settings.site_url}/mail",
            "hooks_url": f"{settings.site_url}/hooks",
            "outputs": outputs,
        }
        self._write_description()
        if self._with_demo:
            with self._progress.step("Loading demo data") as step:
                token = staff.id_token(cognito, member)
                memory = settings.data / "demo.json"
                facts, fresh = demo.load(settings.api_url, settings.site_url, token, memory)
                if not fresh:
                    step.unchanged()
            self.description |= facts
            self._write_description()

    def _write_description(self) -> None:
        path = self.settings.description
        path.touch(mode=0o600)
        path.write_text(json.dumps(self.description, indent=2))
