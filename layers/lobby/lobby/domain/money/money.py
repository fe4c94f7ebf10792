"""Money: integer minor units (cents, pence, yen) with an ISO 4217 currency."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import msgspec

# ISO 4217 list one, national currencies in circulation (2026-01). Codes only: names come from CLDR.
CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
    GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
    KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
    NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
    SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()
)
_NO_MINOR_UNIT = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split()
)
_THOUSANDTHS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())


class Money(msgspec.Struct, frozen=True):
    """An amount in minor units of ``currency``; may be negative."""

    amount: int
    currency: str


def minor_digits(currency: str) -> int:
    """How many decimals the currency's minor unit has (ISO 4217): EUR 2, JPY 0, TND 3."""
    if currency in _NO_MINOR_UNIT:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def major(money: Money) -> Decimal:
    """The amount in whole units: 67500 EUR minor units are ``Decimal("675.00")``."""
    return Decimal(money.amount).scaleb(-minor_digits(money.currency))


def rounded(amount: Decimal) -> int:
    """To whole minor units, halves away from zero, as tax offices and cash registers do."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share(amount: int, percent: Decimal | int) -> int:
    """So many percent of an amount, rounded to minor units."""
    return rounded(Decimal(amount) * Decimal(percent) / 100)
