"""Which real part stands behind which port. Everything is made once, at its first use."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from lobby.base.config import config
from lobby.sealed.links import FeedLinks, PortalLinks
from lobby.store.bookings import Bookings
from lobby.store.exports import Exports
from lobby.store.listing import Listing
from lobby.store.outbox import Outbox
from lobby.store.settings import SettingsStore
from lobby.store.table.botocore_transport import BotocoreTransport

if TYPE_CHECKING:
    from lobby.calendars.fetching import Fetcher
    from lobby.gateways.api_keys import ApiKeys
    from lobby.gateways.bus import Bus
    from lobby.gateways.files import Files
    from lobby.gateways.media import Media
    from lobby.gateways.payments import PaymentProvider
    from lobby.gateways.post import Post
    from lobby.outbound.targets import TrustedHosts
    from lobby.sealed.quotes import Quotes
    from lobby.store.agencies import Agencies
    from lobby.store.catalog import CatalogStore
    from lobby.store.receipts import Receipts
    from lobby.store.sandbox import SandboxTransport
    from lobby.store.stock import Stocks
    from lobby.store.stores import Stores
    from lobby.webhooks.sending import Sender
    from lobby.webhooks.signing import WebhookSecrets


# Longer than a mail takes to send, shorter than the queue waits before it delivers again.
MAIL_LEASE = timedelta(seconds=60)


class _StripeSecret(msgspec.Struct, frozen=True):
    api_key: str
    webhook_secrets: list[str]


@cache
def transport() -> BotocoreTransport:
    """The table."""
    return BotocoreTransport(config().need("table_name"))


@cache
def bookings() -> Bookings:
    """The bookings in the table."""
    return Bookings(transport(), settings())


@cache
def listing() -> Listing:
    """The grid of bookings."""
    return Listing(transport())


@cache
def settings() -> SettingsStore:
    """The settings in the table."""
    return SettingsStore(transport())


@cache
def catalogs() -> CatalogStore:
    """The catalogues in the table."""
    from lobby.store.catalog import CatalogStore

    return CatalogStore(transport())


@cache
def stocks() -> Stocks:
    """The stock in the table."""
    from lobby.store.stock import Stocks

    return Stocks(transport())


@cache
def stores() -> Stores:
    """The stores that a use case works on."""
    from lobby.store.stores import Stores

    return Stores(
        bookings=bookings(),
        stocks=stocks(),
        catalogs=catalogs(),
        settings=settings(),
        transport=transport(),
    )


@cache
def agencies() -> Agencies:
    """The agencies in the table."""
    from lobby.store.agencies import Agencies

    return Agencies(transport())


@cache
def sandbox() -> SandboxTransport:
    """The table as agencies see it that try things out."""
    from lobby.store.sandbox import SandboxTransport

    return SandboxTransport(transport())


@cache
def api_keys() -> ApiKeys:
    """The keys of the agencies' usage plan."""
    from lobby.gateways.api_keys import GatewayApiKeys

    return GatewayApiKeys(config().need("agency_plan"))


@cache
def quotes() -> Quotes:
    """Quotes, sealed under the deployment's key."""
    from lobby.gateways.secrets import read_secret
    from lobby.sealed.quotes import Quotes

    return Quotes(read_secret(config().need("link_key_secret")).encode())


@cache
def exports() -> Exports:
    """The exports in the table."""
    return Exports(transport())


@cache
def export_files() -> Files:
    """Where exports are written."""
    from lobby.gateways.files import S3Files

    return S3Files(config().need("exports_bucket"))


@cache
def outbox() -> Outbox:
    """The events that are still to be published."""
    return Outbox(transport())


@cache
def bus() -> Bus:
    """The bus to subscribers."""
    from lobby.gateways.bus import EventBridgeBus

    return EventBridgeBus(config().need("bus_name"))


@cache
def portal_links() -> PortalLinks:
    """Portal links, under the deployment's key."""
    from lobby.gateways.secrets import read_secret

    key = read_secret(config().need("link_key_secret")).encode()
    return PortalLinks(key, config().need("site_url"))


@cache
def feed_links() -> FeedLinks:
    """The addresses of units' calendars, under the deployment's key."""
    from lobby.gateways.secrets import read_secret

    key = read_secret(config().need("link_key_secret")).encode()
    return FeedLinks(key, config().need("site_url"))


@cache
def calendar_fetcher() -> Fetcher:
    """How other platforms' calendars are fetched: like webhooks, from public addresses."""
    from lobby.calendars.fetching import Fetcher

    return Fetcher(trusted_hosts())


@cache
def payment_provider() -> PaymentProvider:
    """Stripe, under the operator's keys."""
    from lobby.gateways.secrets import read_secret
    from lobby.gateways.stripe_payments import StripePayments

    secret = msgspec.json.decode(read_secret(config().need("stripe_secret")), type=_StripeSecret)
    return StripePayments(
        secret.api_key, secret.webhook_secrets, api_base=config().stripe_api_base or None
    )


@cache
def media() -> Media:
    """Where logos are kept."""
    from lobby.gateways.media import S3Media

    return S3Media(config().need("media_bucket"))


@cache
def post() -> Post:
    """The mail service."""
    from lobby.gateways.post import SesPost

    return SesPost(config().need("mail_from"))


@cache
def mail_receipts() -> Receipts:
    """Which mails were sent."""
    from lobby.store.receipts import Receipts

    return Receipts(transport(), "mail", lease=MAIL_LEASE)


@cache
def webhook_receipts() -> Receipts:
    """Which webhooks were delivered."""
    from lobby.store.receipts import Receipts
    from lobby.use_cases.events.deliver_webhook import LEASE

    return Receipts(transport(), "webhook", lease=LEASE)


@cache
def webhook_secrets() -> WebhookSecrets:
    """The secrets of webhook endpoints, under the deployment's key."""
    from lobby.gateways.secrets import read_secret
    from lobby.webhooks.signing import WebhookSecrets

    return WebhookSecrets(read_secret(config().need("webhook_key_secret")).encode())


@cache
def webhook_sender() -> Sender:
    """How webhooks are sent: to public addresses, and to the hosts that the operator trusts."""
    from lobby.webhooks.sending import Sender

    return Sender(trusted_hosts())


@cache
def trusted_hosts() -> TrustedHosts:
    """The hosts that webhooks may reach on any address, as the operator lists them."""
    from lobby.outbound.targets import TrustedHosts

    return TrustedHosts(config().webhook_trusted_hosts)
