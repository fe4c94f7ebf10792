"""Each rule of the architecture notices what breaks it, and names the resource."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import import_rules
from tools.template import read_template
from tools.template_rules import RULES, findings

# The smallest template that keeps every rule: a function behind a queue and one on a schedule.
SOUND = """
Globals:
  Function: {Tracing: Active, Architectures: [arm64], Timeout: 15}
Parameters:
  LogRetentionDays: {Type: Number}
  AlarmTopicArn: {Type: String}
  Password: {Type: String, NoEcho: true}
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}
  LinkKey: {Type: "AWS::SecretsManager::Secret"}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true,
         RestrictPublicBuckets: true}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 90
      RedrivePolicy: {deadLetterTargetArn: {"Fn::GetAtt": Dead.Arn}, maxReceiveCount: 5}
  Dead: {Type: "AWS::SQS::Queue"}
  DeadAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{Name: QueueName, Value: {"Fn::GetAtt": Dead.QueueName}}]
      AlarmActions: [{Ref: AlarmTopicArn}]
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Targets:
        - Id: queue
          Arn: {"Fn::GetAtt": Queue.Arn}
          DeadLetterConfig: {Arn: {"Fn::GetAtt": Dead.Arn}}
          RetryPolicy: {MaximumRetryAttempts: 5}
  SendEmailFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/send_email/
      LoggingConfig: {LogGroup: {Ref: SendEmailLogs}}
      Environment: {Variables: {TABLE_NAME: {Ref: Table}, LINK_KEY_SECRET: {Ref: LinkKey}}}
      Policies:
        - Statement:
            - {Sid: Read, Action: [dynamodb:Query], Resource: {"Fn::GetAtt": Table.Arn}}
            - {Sid: Files, Action: [s3:GetObject], Resource: {"Fn::Sub": "${Bucket.Arn}/*"}}
            - {Sid: Key, Action: [secretsmanager:GetSecretValue], Resource: {Ref: LinkKey}}
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: {"Fn::GetAtt": Queue.Arn}
            FunctionResponseTypes: [ReportBatchItemFailures]
        Hourly:
          Type: ScheduleV2
          Properties:
            RetryPolicy: {MaximumRetryAttempts: 2}
            DeadLetterConfig: {Arn: {"Fn::GetAtt": Dead.Arn}}
        Stream:
          Type: DynamoDB
          Properties:
            FunctionResponseTypes: [ReportBatchItemFailures]
            MaximumRetryAttempts: 10
            DestinationConfig: {OnFailure: {Type: SQS, Destination: {"Fn::GetAtt": Dead.Arn}}}
  SendEmailLogs:
    Type: AWS::Logs::LogGroup
    Properties: {RetentionInDays: {Ref: LogRetentionDays}}
"""

FUNCTION = "Resources/SendEmailFunction/Properties"
STATEMENT = f"{FUNCTION}/Policies/0/Statement"
EVENTS = f"{FUNCTION}/Events"

# What is broken (a path into the template and its new value; None takes it away), and what is said.
BREAKS: dict[str, tuple[str, Any, str]] = {
    "shared role": (f"{FUNCTION}/Role", "arn", "SendEmailFunction: Role shares a role"),
    "managed policy": (f"{FUNCTION}/Policies/1", "AdministratorAccess", "AdministratorAccess"),
    "another folder": (
        f"{FUNCTION}/CodeUri",
        "functions/",
        "SendEmailFunction: its CodeUri is not functions/send_email/",
    ),
    "no policies": (f"{FUNCTION}/Policies", [], "SendEmailFunction: has no Policies"),
    "wildcard action": (
        f"{STATEMENT}/0/Action",
        ["dynamodb:*"],
        "SendEmailFunction (Read): the action dynamodb:* is a wildcard",
    ),
    "wildcard resource": (f"{STATEMENT}/0/Resource", "*", "SendEmailFunction (Read): the resource"),
    "all indexes": (
        f"{STATEMENT}/0/Resource",
        {"Fn::Sub": "${Table.Arn}/index/*"},
        "SendEmailFunction (Read): the resource",
    ),
    "no log group": (f"{FUNCTION}/LoggingConfig", None, "SendEmailFunction: LoggingConfig"),
    "logs for ever": (
        "Resources/SendEmailLogs/Properties/RetentionInDays",
        None,
        "SendEmailLogs: RetentionInDays",
    ),
    "no tracing": ("Globals/Function/Tracing", "PassThrough", "SendEmailFunction: Tracing"),
    "no architecture": ("Globals/Function/Architectures", None, "SendEmailFunction: Architect"),
    "no timeout": ("Globals/Function/Timeout", None, "SendEmailFunction: has no Timeout"),
    "unknown variable": (
        f"{FUNCTION}/Environment/Variables/TABEL_NAME",
        "x",
        "SendEmailFunction: the variable TABEL_NAME is not one that lobby.base.config knows",
    ),
    "secret's text": (
        f"{FUNCTION}/Environment/Variables/LINK_KEY_SECRET",
        {"Fn::Sub": "{{resolve:secretsmanager:${LinkKey}}}"},
        "LINK_KEY_SECRET holds a secret's text",
    ),
    "secret parameter": (
        f"{FUNCTION}/Environment/Variables/SITE_URL",
        {"Ref": "Password"},
        "SITE_URL holds a secret parameter",
    ),
    "literal secret": (
        f"{FUNCTION}/Environment/Variables/STRIPE_SECRET",
        "sk_live",
        "STRIPE_SECRET is not the id of a secret",
    ),
    "second publisher": (
        f"{STATEMENT}/0/Action",
        ["events:PutEvents"],
        "SendEmailFunction (Read): may put events",
    ),
    "secret not readable": (f"{STATEMENT}/2", None, "SendEmailFunction: needs LinkKey"),
    "secret not needed": (
        f"{STATEMENT}/2/Resource",
        [{"Ref": "LinkKey"}, {"Ref": "StripeKeys"}],
        "SendEmailFunction: may read StripeKeys, which its code never asks for",
    ),
    "whole batch fails": (
        f"{EVENTS}/Queue/Properties/FunctionResponseTypes",
        None,
        "SendEmailFunction.Queue: FunctionResponseTypes lacks",
    ),
    "stream's whole batch fails": (
        f"{EVENTS}/Stream/Properties/FunctionResponseTypes",
        None,
        "SendEmailFunction.Stream: FunctionResponseTypes lacks",
    ),
    "stream retries for ever": (
        f"{EVENTS}/Stream/Properties/MaximumRetryAttempts",
        -1,
        "SendEmailFunction.Stream: MaximumRetryAttempts",
    ),
    "stream loses records": (
        f"{EVENTS}/Stream/Properties/DestinationConfig",
        None,
        "SendEmailFunction.Stream: DestinationConfig.OnFailure",
    ),
    "foreign queue": (f"{EVENTS}/Queue/Properties/Queue", "arn", "SendEmailFunction.Queue: its"),
    "queue retries for ever": (
        "Resources/Queue/Properties/RedrivePolicy",
        None,
        "Queue: has no RedrivePolicy",
    ),
    "queue impatient": (
        "Resources/Queue/Properties/VisibilityTimeout",
        89,
        "Queue: VisibilityTimeout is below 90 s",
    ),
    "schedule drops": (
        f"{EVENTS}/Hourly/Properties/DeadLetterConfig",
        None,
        "SendEmailFunction.Hourly: DeadLetterConfig.Arn",
    ),
    "schedule gives up unsaid": (
        f"{EVENTS}/Hourly/Properties/RetryPolicy",
        None,
        "SendEmailFunction.Hourly: RetryPolicy",
    ),
    "rule drops": (
        "Resources/Rule/Properties/Targets/0/DeadLetterConfig",
        None,
        "Rule (target queue): DeadLetterConfig.Arn",
    ),
    "nobody looks": ("Resources/DeadAlarm", None, "Dead: no alarm watches"),
    "alarm rings nowhere": (
        "Resources/DeadAlarm/Properties/AlarmActions",
        [],
        "Dead: no alarm watches",
    ),
    "public bucket": (
        "Resources/Bucket/Properties/PublicAccessBlockConfiguration/BlockPublicAcls",
        False,
        "Bucket: PublicAccessBlockConfiguration lacks BlockPublicAcls",
    ),
    "no way back": (
        "Resources/Table/Properties/PointInTimeRecoverySpecification",
        None,
        "Table: point-in-time recovery is off",
    ),
    "table goes with the stack": ("Resources/Table/DeletionPolicy", "Delete", "Table: Deletion"),
}


@pytest.fixture
def working_copy(tmp_path: Path) -> Path:
    """A folder with the function that the sound template declares."""
    app = tmp_path / "functions" / "send_email" / "app.py"
    app.parent.mkdir(parents=True)
    app.write_text("from lobby import wiring\n\nlinks = lambda: wiring.portal_links()\n")
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "send_email.json").write_text("{}")
    return tmp_path


def broken(path: str, value: Any) -> dict[str, Any]:
    """The sound template with one thing changed."""
    template: dict[str, Any] = yaml.safe_load(SOUND)
    *way, last = path.split("/")
    place: Any = template
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last) : int(last) + 1] = [] if value is None else [value]
    elif value is None:
        del place[last]
    else:
        place[last] = value
    return template


def test_the_product_keeps_every_rule() -> None:
    assert findings(read_template()) == []
    assert import_rules.findings() == []


def test_a_sound_template_has_no_findings(working_copy: Path) -> None:
    assert findings(yaml.safe_load(SOUND), working_copy) == []


@pytest.mark.parametrize(("path", "value", "said"), BREAKS.values(), ids=BREAKS)
def test_a_break_is_noticed(working_copy: Path, path: str, value: Any, said: str) -> None:
    found = findings(broken(path, value), working_copy)

    assert any(said in finding for finding in found), found


def test_two_functions_do_not_share_a_log(working_copy: Path) -> None:
    template = yaml.safe_load(SOUND)
    template["Resources"]["TwinFunction"] = template["Resources"]["SendEmailFunction"]

    found = findings(template, working_copy)

    assert "TwinFunction: writes to SendEmailLogs, which is the log of SendEmailFunction" in found


def test_folders_and_functions_go_together(working_copy: Path) -> None:
    (working_copy / "functions" / "send_email" / "app.py").rename(working_copy / "app.py")
    (working_copy / "functions" / "stray").mkdir()
    (working_copy / "functions" / "stray" / "app.py").touch()
    (working_copy / "events" / "send_email.json").unlink()

    found = findings(yaml.safe_load(SOUND), working_copy)

    assert "SendEmailFunction: there is no functions/send_email/app.py" in found
    assert "SendEmailFunction: there is no sample event events/send_email.json" in found
    assert "functions/stray: the template has no function for it" in found


def test_every_rule_says_what_it_is_for() -> None:
    assert all(rule.__doc__ for rule in (*RULES, *import_rules.RULES))


# -- imports ------------------------------------------------------------------------------------

Write = Callable[..., Path]

IMPORTS: dict[str, tuple[str, str, str]] = {
    "domain asks a use case": ("domain/a", "from lobby.use_cases import b", "domain may not"),
    "store asks a use case": ("store/a", "import lobby.use_cases.b", "store may not import use"),
    "use case speaks AWS": ("use_cases/b", "import boto3", "boto3 belongs to store, gateways"),
    "eager client": ("store/a", "import boto3", "import boto3 where it is used"),
    "eager provider": ("gateways/stripe_payments", "import stripe", "import stripe where"),
    "wrong gateway": ("gateways/bus", "def f():\n    import stripe", "stripe belongs to"),
    "framework in the domain": ("domain/a", "from pydantic import BaseModel", "pydantic belongs"),
    "wire in the domain": ("domain/a", "from urllib.request import urlopen", "may not import urll"),
    "stand-in": ("gateways/bus", "from local.stripe import create_app", "may not import local"),
    "relative": ("domain/a", "from .c import d", "a relative import"),
    "unplaced package": ("novelty/a", "import json", "say in tools.import_rules.LAYERS where"),
    "people ask a booking": (
        "domain/people/a",
        "from lobby.domain.booking import d",
        "domain.people may not import domain.booking",
    ),
    "unplaced subject": ("domain/novelty/a", "import json", "say in tools.import_rules.DOMAIN"),
    "use case asks a form": ("use_cases/b", "from lobby.forms import e", "may not import forms"),
    "function asks function": ("store/a", "from lobby import views", "store may not import views"),
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes modules of a small product."""

    def write(**sources: str) -> Path:
        for name in ("use_cases/b", "domain/c", "domain/booking/d", "forms/e", "views"):
            sources.setdefault(name, "")
        for name, source in sources.items():
            path = tmp_path / "layers" / "lobby" / "lobby" / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        return tmp_path

    return write


@pytest.mark.parametrize(("module", "source", "said"), IMPORTS.values(), ids=IMPORTS)
def test_a_wrong_import_is_noticed(write: Write, module: str, source: str, said: str) -> None:
    found = import_rules.findings(write(**{module: source}))

    assert any(said in finding and f"{module}.py:" in finding for finding in found), found


def test_typing_and_lazy_imports_are_fine(write: Write) -> None:
    root = write(
        **{
            "store/a": "if TYPE_CHECKING:\n    from mypy_boto3_dynamodb import DynamoDBClient\n",
            "gateways/bus": "def client():\n    import boto3\n    return boto3\n",
        }
    )

    assert import_rules.findings(root) == []


def test_a_circle_is_noticed(write: Write) -> None:
    root = write(
        **{"domain/a": "from lobby.domain import d", "domain/d": "from lobby.domain.a import x"}
    )

    assert import_rules.findings(root) == [
        "imports make a circle: domain.a -> domain.d -> domain.a"
    ]
