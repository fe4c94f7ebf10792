"""The whole product on one machine, for `make run` and for the tests.

    with Stack(Settings.from_environment()) as stack:
        print(stack.description["site_url"])

builds what has changed, starts the local AWS with the data of the last time, deploys the template
that also goes to AWS, and opens the gateway. Leaving the block stops both; the local AWS writes
its state then.
"""

from __future__ import annotations

import json
import shutil
import socket
import sys
import time
import venv
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

import httpx

from local import demo, staff
from local.build import build, exclusively
from local.deployment import STRIPE_WEBHOOK_SECRET, deploy, read_outputs
from local.processes import Process, StackError, held
from local.progress import Progress, Quiet
from local.settings import ROOT, Settings
from local.template import SIGN_IN, response_headers
from tools.template import read_template


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
        Thread(target=shutil.rmtree, args=(gone, True), daemon=True).start()


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
        self._take_state()
        try:
            self._check_ports()
            self._build_start_and_deploy()
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
        self._running.close()

    def client(self, service: str) -> Any:
        """A boto3 client for the local AWS, whatever account the user's own settings name."""
        return self.settings.client(service)

    @property
    def healthy(self) -> bool:
        """Whether all its processes still run."""
        return all(process.running for process in (self._aws, self._gateway))

    def _take_state(self) -> None:
        """Hold the state folder, and leave it tidy; two stacks on one state would ruin it."""
        try:
            self._running.enter_context(held(self.settings.state / "running.lock", wait=False))
        except BlockingIOError as error:
            raise StackError(
                f"It runs already, with its data in {self.settings.state}. For a second one "
                "choose another folder and other ports: LOBBY_STATE, LOBBY_PORT, LOBBY_AWS_PORT."
            ) from error
        self._running.callback(discard, self._scratch)
        self._running.callback(self.settings.description.unlink, missing_ok=True)

    def _check_ports(self) -> None:
        """The ports must be free, and that of the local AWS the one that its data were made with.

        The addresses of queues have the port in them.
        """
        kept = self.settings.data / "aws_port"
        port = int(kept.read_text()) if kept.is_file() else self.settings.aws_port
        if port != self.settings.aws_port:
            raise StackError(
                f"The data in {self.settings.data} belong to LOBBY_AWS_PORT={port}. "
                "Start with that port, or forget the data with: make reset"
            )
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
                built = build(self.settings)
                if not built.fresh:
                    step.unchanged()
            with self._progress.step("Starting the local AWS"):
                self._start_aws()
            with self._progress.step("Deploying template.yaml") as step:
                if not deploy(self.settings, built.digest):
                    step.unchanged()
        self.outputs = read_outputs(self.settings)

    def _start_aws(self) -> None:
        settings = self.settings
        data = settings.data / "aws"
        discard(self._scratch)
        for folder in (data, settings.data / "s3", self._scratch):
            folder.mkdir(parents=True, exist_ok=True)
        (settings.data / "aws_port").write_text(str(settings.aws_port))
        environment = settings.aws_environment() | {
            "AUTH": "true",  # every function is held to its own role
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
        log = settings.logs / "aws.log"
        log.unlink(missing_ok=True)
        command = [sys.executable, "-m", "local.aws"]
        self._aws = self._running.enter_context(Process("local AWS", command, environment, log))
        self._aws.wait_until(lambda: answers(f"{settings.aws_url}/_ministack/health"), 120)

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
            self._gateway.wait_until(lambda: answers(f"{settings.site_url}/config.json"), 120)

    def _gateway_config(self) -> dict[str, Any]:
        settings, outputs = self.settings, self.outputs
        return {
            "port": settings.port,
            "site_url": settings.site_url,
            "api_origin": f"{settings.aws_url}/_aws/execute-api/{outputs['ApiId']}/api",
            "aws_url": settings.aws_url,
            "region": settings.region,
            "media_bucket": outputs["MediaBucketName"],
            "headers": _headers("SiteHeaders", settings),
            "book_headers": _headers("BookHeaders", settings),
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
        """Last of all and at once: whoever finds the file finds the whole of it."""
        path = self.settings.description
        written = path.with_suffix(".new")
        written.touch(mode=0o600)
        written.write_text(json.dumps(self.description, indent=2))
        written.replace(path)


def _headers(policy: str, settings: Settings) -> dict[str, str]:
    return response_headers(read_template(), policy, {SIGN_IN: settings.aws_url})
