"""The architecture of the template, as checks that can fail: `python -m tools.template_rules`.

Each rule looks at one promise (own least role, bounded retries, a dead-letter queue that somebody
watches ...) and names the resource that breaks it. What can't be deployed is cfn-lint's business;
what could be deployed and should not is told here.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lobby.base.config import Config
from tools import import_rules
from tools.package import ROOT, folder_of
from tools.template import read_template

Properties = dict[str, Any]
Rule = Callable[["Template"], Iterator[str]]

# AWS asks for six times the function's timeout, so that a message in hand is not delivered again.
VISIBILITY_FACTOR = 6
# Everything else commits an event with its change and lets these two bring it to the bus.
PUBLISHERS = {"publish_events", "sweep_outbox"}
# Which wiring hands out what which secret protects.
SECRET_USERS = {
    "feed_links": "LinkKey",
    "portal_links": "LinkKey",
    "quotes": "LinkKey",
    "payment_provider": "StripeKeys",
    "webhook_secrets": "WebhookKey",
}
_PUBLIC_ACCESS = (
    "BlockPublicAcls",
    "BlockPublicPolicy",
    "IgnorePublicAcls",
    "RestrictPublicBuckets",
)
# Configuration of Powertools, which reads its variables itself.
_FOREIGN_VARIABLE = re.compile(r"POWERTOOLS_\w+")
_SECRET_NAME = re.compile(r"SECRET|PASSWORD|TOKEN|(^|_)KEY($|_)")


@dataclass(frozen=True)
class Template:
    """The template as plain data, and the working copy that it stands in."""

    content: dict[str, Any]
    root: Path

    def of_type(self, kind: str) -> dict[str, Properties]:
        """The properties of every resource of a type, by logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.content["Resources"].items()
            if resource["Type"] == kind
        }

    @property
    def functions(self) -> dict[str, Properties]:
        """Every function, with what Globals give it (what is set on both is the function's)."""
        given = self.content.get("Globals", {}).get("Function", {})
        return {
            name: {**given, **own, "Environment": _environment(given) | _environment(own)}
            for name, own in self.of_type("AWS::Serverless::Function").items()
        }

    def events(self, *kinds: str) -> Iterator[tuple[str, str, Properties]]:
        """The event sources of these kinds: function, name of the source, its properties."""
        for function, properties in self.functions.items():
            for name, event in properties.get("Events", {}).items():
                if event["Type"] in kinds:
                    yield function, f"{function}.{name}", event["Properties"]

    def statements(self) -> Iterator[tuple[str, str, list[str], list[Any]]]:
        """What functions may do: function, statement, actions, resources."""
        for name, properties in self.functions.items():
            for policy in properties.get("Policies", []):
                for number, statement in enumerate(_statements(policy)):
                    label = f"{name} ({statement.get('Sid', number)})"
                    yield name, label, _list(statement["Action"]), _list(statement["Resource"])


def _environment(properties: Properties) -> dict[str, Any]:
    return dict(properties.get("Environment", {}).get("Variables", {}))


def _statements(policy: Any) -> list[Properties]:
    return list(policy.get("Statement", [])) if isinstance(policy, dict) else []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def named(value: Any) -> str | None:
    """The resource that `!Ref X`, `!GetAtt X.Arn` or `!Sub ${X}` speaks of."""
    match value:
        case {"Ref": str(name)}:
            return name
        case {"Fn::GetAtt": str(path)}:
            return path.split(".")[0]
        case {"Fn::Sub": str(text)} if found := re.match(r"\$\{(\w+)", text):
            return found[1]
    return None


# -- functions ----------------------------------------------------------------------------------


def own_least_role(template: Template) -> Iterator[str]:
    """Each function has a role of its own, made of statements that stand beside it."""
    for name, properties in template.functions.items():
        if "Role" in properties:
            yield f"{name}: Role shares a role; give it Policies of its own"
        policies = properties.get("Policies", [])
        if not any(_statements(policy) for policy in policies):
            yield f"{name}: has no Policies, so it can have no least role"
        for policy in policies:
            if not _statements(policy):
                yield f"{name}: the policy {policy} is managed elsewhere; write its statements"
    for _, label, actions, resources in template.statements():
        for action in actions:
            if "*" in action:
                yield f"{label}: the action {action} is a wildcard"
        for resource in resources:
            if not _bounded(resource, template):
                yield f"{label}: the resource {resource} is a wildcard"


def _bounded(resource: Any, template: Template) -> bool:
    """Wildcards stand for what is inside one of our own buckets, streams or mail identities."""
    text = resource.get("Fn::Sub", "") if isinstance(resource, dict) else str(resource)
    if "*" not in text:
        return True
    inside = re.fullmatch(r"\$\{(\w+)\.Arn\}/([\w-]+/)*\*", text)
    if inside and inside[1] in template.of_type("AWS::S3::Bucket"):
        return True
    stream = inside and inside[2] == "stream/" and inside[1] in _tables(template)
    # Keys and usage plans get their ids from API Gateway, once the function is there already.
    if re.fullmatch(r"arn:[^*]+:apigateway:[^*]+::/(apikeys|usageplans)/\*(/keys)?", text):
        return True
    # SES checks the identity that the sender falls under: the address, or the domain around it.
    return bool(stream) or text.endswith(":${AWS::AccountId}:identity/*")


def _tables(template: Template) -> dict[str, Properties]:
    return template.of_type("AWS::DynamoDB::Table")


def logs_are_kept(template: Template) -> Iterator[str]:
    """Each function writes to a log group of its own, kept as long as the operator says."""
    groups = template.of_type("AWS::Logs::LogGroup")
    users: dict[str, str] = {}
    for name, properties in template.functions.items():
        group = named(properties.get("LoggingConfig", {}).get("LogGroup"))
        if group is None or group not in groups:
            yield f"{name}: LoggingConfig.LogGroup names no log group of this template"
        elif group in users:
            yield f"{name}: writes to {group}, which is the log of {users[group]}"
        else:
            users[group] = name
    for name, properties in groups.items():
        if properties.get("RetentionInDays") != {"Ref": "LogRetentionDays"}:
            yield f"{name}: RetentionInDays is not the parameter LogRetentionDays"


def functions_are_complete(template: Template) -> Iterator[str]:
    """Tracing, an architecture and a timeout, each on purpose."""
    for name, properties in template.functions.items():
        if properties.get("Tracing") != "Active":
            yield f"{name}: Tracing is not Active"
        if properties.get("Architectures") not in (["arm64"], ["x86_64"]):
            yield f"{name}: Architectures does not name one architecture"
        if not isinstance(properties.get("Timeout"), int):
            yield f"{name}: has no Timeout"


def functions_have_folders(template: Template) -> Iterator[str]:
    """A function, its folder and its sample event go together."""
    declared = {folder_of(name): name for name in template.functions}
    present = {path.parent.name for path in (template.root / "functions").glob("*/app.py")}
    for folder, name in declared.items():
        if folder not in present:
            yield f"{name}: there is no functions/{folder}/app.py"
        if template.functions[name].get("CodeUri") != f"functions/{folder}/":
            yield f"{name}: its CodeUri is not functions/{folder}/"
        if not list((template.root / "events").glob(f"{folder}*.json")):
            yield f"{name}: there is no sample event events/{folder}.json"
    for folder in sorted(present - set(declared)):
        yield f"functions/{folder}: the template has no function for it"


def variables_are_known(template: Template) -> Iterator[str]:
    """A function gets only variables that the product reads, and never a secret's text."""
    known = {name.upper() for name in Config.__struct_fields__}
    parameters = template.content.get("Parameters", {})
    secrets = template.of_type("AWS::SecretsManager::Secret")
    for function, properties in template.functions.items():
        for name, value in properties["Environment"].items():
            label = f"{function}: the variable {name}"
            if name not in known and not _FOREIGN_VARIABLE.fullmatch(name):
                yield f"{label} is not one that lobby.base.config knows"
            if "{{resolve:" in str(value):
                yield f"{label} holds a secret's text; hand over the secret's id"
            elif parameters.get(named(value) or "", {}).get("NoEcho"):
                yield f"{label} holds a secret parameter; keep it in Secrets Manager"
            elif _SECRET_NAME.search(name) and named(value) not in secrets:
                yield f"{label} is not the id of a secret of this template"


# -- who may do what ----------------------------------------------------------------------------


def only_publishers_publish(template: Template) -> Iterator[str]:
    """Events reach the bus through the outbox, never by a second write beside the first."""
    for name, label, actions, _ in template.statements():
        if "events:PutEvents" in actions and folder_of(name) not in PUBLISHERS:
            yield f"{label}: may put events; only {' and '.join(sorted(PUBLISHERS))} may"


def secrets_are_needed(template: Template) -> Iterator[str]:
    """A function reads exactly the secrets that its code asks for."""
    readers: dict[str, set[str]] = {name: set() for name in template.functions}
    for name, _, actions, resources in template.statements():
        if "secretsmanager:GetSecretValue" in actions:
            readers[name] |= {named(resource) or str(resource) for resource in resources}
    for name, readable in readers.items():
        needed = _secrets_used(template.root, folder_of(name))
        for secret in sorted(readable - needed):
            yield f"{name}: may read {secret}, which its code never asks for"
        for secret in sorted(needed - readable):
            yield f"{name}: needs {secret} and may not read it"


def _imports(path: Path, module: str) -> bool:
    return module in import_rules.imported_names(path)


def _secrets_used(root: Path, folder: str) -> set[str]:
    """The secrets behind what a function takes from ``lobby.wiring``."""
    app = root / "functions" / folder / "app.py"
    if not app.is_file():
        return set()
    api = root / "layers" / "lobby" / "lobby" / "api"
    # modules that answer for several operations take from the wiring too
    shared = [path for path in sorted(api.glob("*.py")) if _imports(app, f"lobby.api.{path.stem}")]
    read = [app, *shared]
    used: set[str] = set()
    for path in read:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "wiring":
                used.add(node.attr)
    return {secret for name, secret in SECRET_USERS.items() if name in used}


# -- queues, streams, schedules, rules ----------------------------------------------------------


def sources_are_bounded(template: Template) -> Iterator[str]:
    """Queues, streams and schedules: partial answers, a cap on retries, a place for what failed."""
    queues = template.of_type("AWS::SQS::Queue")
    for _, label, source in template.events("SQS", "DynamoDB", "Kinesis"):
        if "ReportBatchItemFailures" not in source.get("FunctionResponseTypes", []):
            yield f"{label}: FunctionResponseTypes lacks ReportBatchItemFailures"
    for function, label, source in template.events("SQS"):
        queue = named(source["Queue"]) or ""
        if queue not in queues:
            yield f"{label}: its queue is not in this template"
            continue
        redrive = queues[queue].get("RedrivePolicy", {})
        dead_letters = named(redrive.get("deadLetterTargetArn"))
        if not redrive.get("maxReceiveCount") or dead_letters not in queues:
            yield f"{queue}: has no RedrivePolicy to a dead-letter queue of this template"
        least = VISIBILITY_FACTOR * int(template.functions[function].get("Timeout") or 0)
        if int(queues[queue].get("VisibilityTimeout", 30)) < least:
            yield f"{queue}: VisibilityTimeout is below {least} s, six times {function}'s timeout"
    for _, label, source in template.events("DynamoDB", "Kinesis"):
        if source.get("MaximumRetryAttempts", -1) < 0:
            yield f"{label}: MaximumRetryAttempts is missing, so a bad record blocks its shard"
        if not source.get("DestinationConfig", {}).get("OnFailure"):
            yield f"{label}: DestinationConfig.OnFailure is missing, so lost records are lost"
    for _, label, source in template.events("Schedule", "ScheduleV2", "EventBridgeRule"):
        yield from _undelivered(label, source)


def targets_have_dead_letters(template: Template) -> Iterator[str]:
    """What a rule can't deliver is kept."""
    for name, properties in template.of_type("AWS::Events::Rule").items():
        for target in properties.get("Targets", []):
            yield from _undelivered(f"{name} (target {target['Id']})", target)


def _undelivered(label: str, source: Properties) -> Iterator[str]:
    if "MaximumRetryAttempts" not in source.get("RetryPolicy", {}):
        yield f"{label}: RetryPolicy.MaximumRetryAttempts is missing"
    if "Arn" not in source.get("DeadLetterConfig", {}):
        yield f"{label}: DeadLetterConfig.Arn is missing"


def dead_letters_are_watched(template: Template) -> Iterator[str]:
    """A dead-letter queue without an alarm is a bin."""
    watched = {
        named(dimension["Value"])
        for alarm in template.of_type("AWS::CloudWatch::Alarm").values()
        if alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible"
        and alarm.get("AlarmActions")
        for dimension in alarm.get("Dimensions", [])
    }
    for queue in sorted(_dead_letter_queues(template) - watched):
        yield f"{queue}: no alarm watches this dead-letter queue"


def _dead_letter_queues(template: Template) -> set[str]:
    configs = [
        target.get("DeadLetterConfig", {}).get("Arn")
        for rule in template.of_type("AWS::Events::Rule").values()
        for target in rule.get("Targets", [])
    ]
    configs += [
        source.get("DeadLetterConfig", {}).get("Arn")
        for _, _, source in template.events("Schedule", "ScheduleV2", "EventBridgeRule")
    ]
    configs += [
        queue.get("RedrivePolicy", {}).get("deadLetterTargetArn")
        for queue in template.of_type("AWS::SQS::Queue").values()
    ]
    return {name for config in configs if (name := named(config))}


# -- data ---------------------------------------------------------------------------------------


def buckets_are_private(template: Template) -> Iterator[str]:
    """No bucket can be made public, not even by mistake."""
    for name, properties in template.of_type("AWS::S3::Bucket").items():
        block = properties.get("PublicAccessBlockConfiguration", {})
        missing = [switch for switch in _PUBLIC_ACCESS if block.get(switch) is not True]
        if missing:
            yield f"{name}: PublicAccessBlockConfiguration lacks {', '.join(missing)}"


def tables_can_go_back(template: Template) -> Iterator[str]:
    """Every table has point-in-time recovery, and is not deleted along with the stack."""
    for name, properties in _tables(template).items():
        recovery = properties.get("PointInTimeRecoverySpecification", {})
        if recovery.get("PointInTimeRecoveryEnabled") is not True:
            yield f"{name}: point-in-time recovery is off"
        resource = template.content["Resources"][name]
        if resource.get("DeletionPolicy") not in ("Retain", "RetainExceptOnCreate"):
            yield f"{name}: DeletionPolicy would delete bookings along with the stack"


RULES: tuple[Rule, ...] = (
    own_least_role,
    logs_are_kept,
    functions_are_complete,
    functions_have_folders,
    variables_are_known,
    only_publishers_publish,
    secrets_are_needed,
    sources_are_bounded,
    targets_have_dead_letters,
    dead_letters_are_watched,
    buckets_are_private,
    tables_can_go_back,
)


def findings(content: dict[str, Any], root: Path = ROOT) -> list[str]:
    """Everything that the template does not keep, by rule."""
    template = Template(content, root)
    return [finding for rule in RULES for finding in rule(template)]


def main() -> int:
    """Prints what is wrong with the template and with the imports; 1 if anything is."""
    found = [*findings(read_template()), *import_rules.findings()]
    for finding in found:
        print(finding, file=sys.stderr)
    if not found:
        print(f"{len(RULES)} rules of the template and {len(import_rules.RULES)} of imports hold.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
