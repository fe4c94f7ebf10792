"""Put the product on AWS: build, deploy, the site's files, its configuration, a fresh cache.

    make deploy ENV=staging

The parameters come from `samconfig.toml`; where it has none yet, they are asked for and saved.
Credentials and account are those of the AWS environment that calls it.
"""

from __future__ import annotations

import argparse
import json
import mimetypes
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3

from tools.package import ROOT

SITE = ROOT / "site"
SERVED = ("portal", "book", "admin", "shared", "generated", "vendor")
SAM = str(Path(sys.executable).parent / "sam")

# Names of files don't change with their content: browsers ask again each time, which costs an
# answer of 304 without a body, and see a new version at once. CloudFront keeps them until the
# deployment invalidates its cache.
CACHE = "public, max-age=0, s-maxage=31536000, must-revalidate"
NEVER = "no-cache"

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
NOT_SERVED = {".ts", ".md"}


def site_files() -> Iterator[Path]:
    """The files that browsers load, and no others."""
    for folder in SERVED:
        for path in sorted((SITE / folder).rglob("*")):
            if path.is_file() and path.suffix not in NOT_SERVED:
                yield path


def content_type(path: Path) -> str:
    """The media type that a browser has to be told."""
    guessed, _ = mimetypes.guess_type(path.name)
    return TYPES.get(path.suffix) or guessed or "application/octet-stream"


def site_config(outputs: dict[str, str]) -> dict[str, Any]:
    """What the site has to know of this deployment."""
    return {
        "api": "/api",
        "sign_in": {
            "domain": outputs["StaffSignInUrl"],
            "client_id": outputs["StaffClientId"],
            "redirect_uri": f"{outputs['SiteUrl']}/admin/",
        },
    }


def upload_site(s3: Any, bucket: str, config: dict[str, Any]) -> int:
    """Bring the bucket to what the site is now; the number of its files.

    Scripts and styles go first and pages last, so that no page asks for a file that is not there
    yet; what the site no longer has is removed at the end.
    """
    files = sorted(site_files(), key=lambda path: path.suffix == ".html")
    keys = set()
    for path in files:
        key = path.relative_to(SITE).as_posix()
        keys.add(key)
        s3.put_object(
            Bucket=bucket,
            Key=key,
            Body=path.read_bytes(),
            ContentType=content_type(path),
            CacheControl=CACHE,
        )
    s3.put_object(
        Bucket=bucket,
        Key="config.json",
        Body=json.dumps(config).encode(),
        ContentType=TYPES[".json"],
        CacheControl=NEVER,
    )
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for found in page.get("Contents", []):
            if found["Key"] not in keys | {"config.json"}:
                s3.delete_object(Bucket=bucket, Key=found["Key"])
    return len(keys)


def invalidate(cloudfront: Any, distribution: str) -> None:
    """Let CloudFront forget the site's files, and wait until it has."""
    batch = {
        "Paths": {"Quantity": 1, "Items": ["/*"]},
        "CallerReference": f"deployment-{time.time_ns()}",
    }
    made = cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
    cloudfront.get_waiter("invalidation_completed").wait(
        DistributionId=distribution, Id=made["Invalidation"]["Id"]
    )


def stack_outputs(name: str, region: str) -> dict[str, str]:
    """What the deployed template answers with."""
    cloudformation = boto3.client("cloudformation", region_name=region)
    [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def saved_settings(environment: str) -> dict[str, Any]:
    """What `samconfig.toml` says of an environment, for all commands and for deploying."""
    config = tomllib.loads((ROOT / "samconfig.toml").read_text())[environment]
    return {**config["global"]["parameters"], **config["deploy"]["parameters"]}


def main(arguments: list[str] | None = None) -> int:
    """Deploy one environment."""
    parser = argparse.ArgumentParser(prog="python -m tools.deploy", description=__doc__)
    parser.add_argument("environment", choices=["staging", "production"])
    asked = parser.parse_args(arguments)
    saved = saved_settings(asked.environment)
    # The first time sam asks for the parameters and saves the answers.
    guided = [] if "parameter_overrides" in saved else ["--guided"]
    environment = {**os.environ, "LOBBY_TARGET": "aws", "LOBBY_BUILD_PYTHON": sys.executable}
    for command in (["build"], ["deploy", *guided]):
        step = [SAM, *command, "--config-env", asked.environment]
        if subprocess.run(step, cwd=ROOT, env=environment, check=False).returncode:
            return 1
    saved = saved_settings(asked.environment)
    outputs = stack_outputs(saved["stack_name"], saved["region"])
    s3 = boto3.client("s3", region_name=saved["region"])
    count = upload_site(s3, outputs["SiteBucketName"], site_config(outputs))
    print(f"{count} files are in {outputs['SiteBucketName']}. Refreshing CloudFront.")
    invalidate(boto3.client("cloudfront"), outputs["DistributionId"])
    print(f"{outputs['SiteUrl']} is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
