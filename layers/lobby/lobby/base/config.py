"""The deployment's configuration: environment variables as one checked record, read when needed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

import msgspec

from lobby.base.errors import LobbyError


class ConfigurationError(LobbyError):
    """A function runs without a setting that it needs: the template is wrong, not the request."""


class Config(msgspec.Struct, frozen=True, kw_only=True, rename=str.upper):
    """What the template gives to functions. A function gets only the settings that it uses."""

    table_name: str = ""
    site_url: str = ""
    bus_name: str = ""
    exports_bucket: str = ""
    media_bucket: str = ""
    link_key_secret: str = ""
    webhook_key_secret: str = ""
    stripe_secret: str = ""
    stripe_api_base: str = ""
    mail_from: str = ""
    webhook_trusted_hosts: str = ""
    agency_plan: str = ""

    def need(self, name: str) -> str:
        """A setting that has to be there.

        Raises:
            ConfigurationError: if it is empty.
        """
        value: str = getattr(self, name)
        if not value:
            raise ConfigurationError(missing=name.upper())
        return value


def read_config(environment: Mapping[str, str]) -> Config:
    """The configuration in an environment; other variables are passed over."""
    return msgspec.convert(dict(environment), Config)


@cache
def config() -> Config:
    """This process's configuration, read once."""
    return read_config(os.environ)
