"""What a business writes in several languages: who reads what, and what a booking keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

from lobby import wiring
from lobby.base.languages import accepted, choose
from lobby.domain.business.texts import Language
from lobby.store.outbox import envelope
from lobby.words import catalogue
from tests.fakes.api_keys import FakeApiKeys
from tests.fakes.post import FakePost
from tests.support.api import Reply, call
from tests.support.business import Business, Portal, consume, events_of, file_of, good, wrong_fields
from tests.support.catalog import DORM, catalog_path, put_up

ES = {"Accept-Language": "es-419,es;q=0.9,en;q=0.5"}
ROOM: dict[str, Any] = {
    "kind": "stay",
    "name": "Garden room",
    "description": "Looks out on the garden.",
    "units": [{"name": "Garden 1"}, {"name": "Garden 2"}],
    "sleeps": 2,
    "texts": {"es": {"name": "Habitación con jardín"}, "et": {"name": "Aiatuba"}},
}


def speak(*languages: str) -> None:
    good(call("PUT", "/staff/settings/languages", {"languages": list(languages)}))


def change(path: str, **changes: Any) -> Any:
    known = good(call("GET", path))
    return good(call("PUT", path, {k: v for k, v in (known | changes).items() if k != "id"}))


class House:
    """A guest house that writes in English, Spanish and Estonian, and sells one room."""

    def __init__(self, business: Business) -> None:
        self.id = business.property_id
        speak("en", "es", "et")
        good(call("PUT", catalog_path(self.id, "/selling"), {"confirm": "at_once"}))
        self.room = put_up(self.id, "products", ROOM)["id"]
        self._rate = {
            "name": "Flexible",
            "prices": {self.room: 9000},
            "texts": {"es": {"name": "Flexible con desayuno"}},
        }
        self.rate = put_up(self.id, "rates", self._rate)["id"]
        change(
            f"/staff/settings/properties/{self.id}",
            directions="Turn left.",
            texts={"es": {"directions": "Gire a la izquierda."}},
        )

    def reprice(self, **changes: Any) -> None:
        """The rate has other prices, or rules, from now on."""
        path = catalog_path(self.id, f"/rates/{self.rate}")
        good(call("PUT", path, self._rate | changes))

    @property
    def selection(self) -> dict[str, Any]:
        return self.stay("2027-05-03", "2027-05-05")

    def stay(self, first: str, end: str) -> dict[str, Any]:
        stay = {"kind": "stay", "product": self.room, "from": first, "to": end}
        return {"property": self.id, "adults": 2, "choices": [stay]}

    def catalog(self, headers: dict[str, str] | None = None, **query: str) -> Reply:
        asked = {"property": self.id, **query}
        return call("GET", "/catalog", headers=headers, query=asked)

    def book(
        self, language: str | None = None, first: str = "2027-05-03", end: str = "2027-05-05"
    ) -> Portal:
        """A guest books; ``language`` is the booking's."""
        quote = good(call("POST", "/quotes", self.stay(first, end)))["quote"]
        booker = {"last_name": "Hemm", "email": "anna@hemm.example", "language": language}
        order, key = {"quote": quote, "booker": booker}, {"Idempotency-Key": f"in {language}"}
        made = good(call("POST", "/bookings", order, headers=key), 201)
        return Portal(made["code"], made["link"].partition("#")[2])


@pytest.fixture
def house(business: Business) -> House:
    return House(business)


def page(guest: Portal, headers: dict[str, str] | None = None, **query: str) -> Reply:
    path = f"/bookings/{guest.code}"
    return call("GET", path, bearer=guest.secret, headers=headers, query=query or None)


# -- which language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        (None, []),
        ("es", ["es"]),
        ("en;q=0.5, es", ["es", "en"]),
        ("da, en-GB;q=0.8, en;q=0.7", ["da", "en-GB", "en"]),
        ("hu;q=0.2,es ; q=0.2 , et;Q=0.3", ["et", "hu", "es"]),
        ("es;q=0, en", ["en"]),
        ("*;q=0.1, nn", ["nn", "*"]),
        ("es;q=2, en;q=x, !!, ,hu;q=1.000", ["hu"]),
        ("x" * 5_000, []),
    ],
)
def test_languages_are_read_in_the_order_in_which_they_are_wanted(
    header: str | None, tags: list[str]
) -> None:
    assert accepted(header) == tags


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["es-419"], "es"),
        (["de", "no"], "nb"),
        (["nn-NO"], "nb"),
        (["ES_mx"], "es"),
        (["de", "*"], "en"),
        (["de", None], None),
        (["est"], None),
    ],
)
def test_the_first_that_is_spoken_is_chosen(wanted: list[str | None], language: str | None) -> None:
    assert choose(wanted, ["en", "es", "nb"]) == language


def test_a_business_can_write_in_whatever_lobby_speaks() -> None:
    catalogs = Path(catalogue.__file__).parent / "catalogs"
    assert set(get_args(Language)) == {"en", *(path.stem for path in catalogs.glob("*.po"))}


# -- before there is a booking --------------------------------------------------------------------


def test_guests_read_their_language_where_it_is_written_and_the_first_elsewhere(
    house: House,
) -> None:
    reply = house.catalog(ES)

    [room] = good(reply)["products"]
    assert room["name"] == "Habitación con jardín"
    assert room["description"] == "Looks out on the garden."
    assert room["rates"][0]["name"] == "Flexible con desayuno"
    assert good(reply)["property"]["directions"] == "Gire a la izquierda."
    assert reply.headers["content-language"] == "es"
    assert reply.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("header", "language", "name"),
    [
        ("en;q=0.3, et;q=0.7", "et", "Aiatuba"),
        ("de, et;q=0", "en", "Garden room"),
        ("nb, es;q=0.1", "es", "Habitación con jardín"),
        ("*", "en", "Garden room"),
        ("", "en", "Garden room"),
    ],
)
def test_the_order_of_accept_language_decides(
    house: House, header: str, language: str, name: str
) -> None:
    reply = house.catalog({"Accept-Language": header})

    assert good(reply)["products"][0]["name"] == name
    assert reply.headers["content-language"] == language


def test_what_was_chosen_on_the_page_comes_before_what_the_browser_asks_for(house: House) -> None:
    reply = house.catalog(ES, language="et")

    assert good(reply)["products"][0]["name"] == "Aiatuba"
    assert reply.headers["content-language"] == "et"


def test_the_propertys_first_language_stands_in_for_what_nobody_writes(house: House) -> None:
    change(f"/staff/settings/properties/{house.id}", language="et")

    reply = house.catalog({"Accept-Language": "de"})

    assert good(reply)["products"][0]["name"] == "Aiatuba"
    assert house.catalog(ES).headers["content-language"] == "es"


def test_pages_are_told_the_propertys_language_or_else_the_businesss_first(house: House) -> None:
    guest = house.book()
    speak("es", "en", "et")
    assert good(call("GET", "/catalog"))["language"] == "es"
    assert good(house.catalog(ES))["property"]["language"] == "es"
    assert good(page(guest))["property"]["language"] == "es"

    change(f"/staff/settings/properties/{house.id}", language="et")

    assert good(call("GET", "/catalog"))["language"] == "es"
    assert good(house.catalog(ES))["property"]["language"] == "et"
    assert good(page(guest))["property"]["language"] == "et"


def test_a_language_that_the_business_gave_up_is_not_spoken(house: House) -> None:
    speak("en", "et")

    assert house.catalog(ES).headers["content-language"] == "en"


def test_searches_and_quotes_speak_the_guests_language(house: House) -> None:
    days = {"property": house.id, "from": "2027-05-03", "to": "2027-05-05"}
    offers = call("GET", "/availability/stays", query=days, headers=ES)
    quote = call("POST", "/quotes", house.selection, headers=ES)

    assert good(offers)["offers"][0]["rate"]["name"] == "Flexible con desayuno"
    assert good(quote)["lines"][0]["name"] == "Habitación con jardín"
    assert good(quote)["lines"][0]["rate"] == "Flexible con desayuno"
    assert {offers.headers["content-language"], quote.headers["content-language"]} == {"es"}


def test_everything_that_guests_read_has_its_languages(business: Business) -> None:
    house = House(business)
    named = {"texts": {"es": {"name": "En español"}}}
    put_up(house.id, "extras", {"name": "Board", "price": 1500, **named})
    board = put_up(house.id, "extras", {"name": "Fin", "price": 100})["id"]
    parts = [{"product": house.room, "nights": 2}, {"extra": board, "quantity": 2}]
    package = {"name": "Week", "price": 9900, "parts": parts, **named}
    put_up(house.id, "packages", package)
    promotion = {"name": "Summer", "code": "SUN", "percent": 10, **named}
    put_up(house.id, "promotions", promotion)
    tax = {"name": "Tourist tax", "amount": 200, **named}
    good(call("PUT", catalog_path(house.id, "/selling"), {"tourist_tax": tax}))
    good(call("PUT", "/staff/settings/brand", {"name": "Praia", **named}))
    good(
        call(
            "PUT",
            "/staff/settings/terms",
            {"text": "Be kind.", "texts": {"es": {"text": "Sea amable."}}},
        )
    )

    catalog = good(house.catalog(ES))
    selection = house.selection | {"promotion": "SUN"}
    quote = good(call("POST", "/quotes", selection, headers=ES))

    assert catalog["brand"]["name"] == "En español"
    assert catalog["extras"][0]["name"] == "En español"
    [week] = catalog["packages"]
    assert week["name"] == "En español"
    assert week["contains"] == ["2 nights: Habitación con jardín", "2 × Fin"]  # noqa: RUF001
    assert week["parts"] == [
        {"code": "part_nights", "params": {"name": "Habitación con jardín", "nights": 2}},
        {"code": "part_times", "params": {"name": "Fin", "times": 2}},
    ]
    assert catalog["terms"]["text"] == "Sea amable."
    assert quote["promotion"]["name"] == "En español"
    names = {line["kind"]: line["name"] for line in quote["lines"]}
    assert (names["tax"], names["discount"]) == ("En español", "En español")


# -- what a booking keeps -------------------------------------------------------------------------


def test_a_booking_keeps_its_texts_in_every_language_when_the_catalogue_changes(
    house: House,
) -> None:
    guest = house.book("es")
    path = catalog_path(house.id, f"/products/{house.room}")
    [room] = good(call("GET", catalog_path(house.id)))["products"].values()
    changed = {**ROOM, "units": room["units"], "name": "Attic", "texts": {}}
    good(call("PUT", path, changed))

    spanish, estonian = page(guest), page(guest, language="et")

    assert good(spanish)["itinerary"][0]["stays"][0]["name"] == "Habitación con jardín"
    assert good(spanish)["breakdown"]["lines"][0]["rate"] == "Flexible con desayuno"
    assert good(spanish)["property"]["directions"] == "Gire a la izquierda."
    assert good(estonian)["itinerary"][0]["stays"][0]["name"] == "Aiatuba"
    assert good(estonian)["breakdown"]["lines"][0]["rate"] == "Flexible"
    assert file_of(guest).booking.items[0].name == "Garden room"


def test_the_bookings_language_comes_before_the_browsers_and_after_the_readers_choice(
    house: House,
) -> None:
    guest = house.book("et")

    assert page(guest, ES).headers["content-language"] == "et"
    assert page(guest, ES, language="en").headers["content-language"] == "en"
    assert page(house.book(), ES).headers["content-language"] == "es"


def test_staff_read_the_first_language(house: House, business: Business) -> None:
    guest = house.book("es")

    desk = business.desk(guest)

    assert desk["itinerary"][0]["stays"][0]["name"] == "Garden room"
    assert desk["property"]["directions"] == "Turn left."


def named_in_spanish(house: House) -> str:
    """The house names a price of May; the price's reason as staff read it."""
    may = {"name": "May", "percent": 10, "texts": {"es": {"name": "Mayo"}}}
    house.reprice(rules=[may])
    return "May · 2 adults"


def reasons_of(line: Any) -> Any:
    return [(reason["code"], reason.get("params", {}).get("name")) for reason in line["reasons"]]


def test_what_the_business_named_in_a_reason_is_in_the_readers_language(
    house: House, business: Business
) -> None:
    in_english = named_in_spanish(house)

    [quoted] = good(call("POST", "/quotes", house.selection, headers=ES))["lines"]
    guest = house.book()
    [on_page] = good(page(guest, ES))["breakdown"]["lines"]
    [in_estonian] = good(page(guest, language="et"))["breakdown"]["lines"]
    [at_desk] = business.desk(guest)["breakdown"]["lines"]
    [moved] = good(guest.call("POST", "/reschedule-quote", {"arrival": "2027-05-10"}))["lines"]

    assert reasons_of(quoted)[0] == reasons_of(on_page)[0] == ("rule", "Mayo")
    for line in (in_estonian, at_desk, moved):
        assert reasons_of(line)[0] == ("rule", "May")
        assert line["reason"] == in_english
    told = events_of(guest)[0].data["booking"]["items"][0]["reasons"][0]
    assert told == {"code": "rule", "params": {"name": "May"}}


def test_a_reasons_names_stay_when_their_rule_goes(house: House) -> None:
    named_in_spanish(house)
    guest = house.book("es")
    house.reprice(rules=[])
    speak("et", "en", "es")

    [in_spanish] = good(page(guest))["breakdown"]["lines"]
    [in_english] = good(page(guest, language="en"))["breakdown"]["lines"]

    assert reasons_of(in_spanish)[0] == ("rule", "Mayo")
    assert reasons_of(in_english)[0] == ("rule", "May")


def test_mails_name_reasons_in_the_guests_language_and_in_the_houses(house: House) -> None:
    named_in_spanish(house)
    guest = house.book("es")
    post = wiring.post()
    assert isinstance(post, FakePost)

    assert consume("send_email", [envelope(events_of(guest)[0])]) == []

    texts = {sent.mail.language: sent.mail.text for sent in post.sent}
    assert "Mayo · " in texts["es"]
    assert "May · " in texts["en"]


def test_refusals_name_things_in_the_readers_language(house: House) -> None:
    house.book()
    house.book("es")

    spanish = call("POST", "/quotes", house.selection, headers=ES)
    english = call("POST", "/quotes", house.selection)

    assert spanish.status == english.status == 409
    assert spanish.json["params"]["name"] == "Habitación con jardín"
    assert spanish.json["errors"][0]["params"]["name"] == "Habitación con jardín"
    assert spanish.json["detail"].startswith("choices[0]: Habitación con jardín is not free")
    assert english.json["params"]["name"] == "Garden room"


def test_refusals_at_the_desk_name_things_in_the_first_language(house: House) -> None:
    for language in ("en", "es"):
        house.book(language)
    guest = house.book("et", first="2027-05-10", end="2027-05-12")

    path = f"/staff/bookings/{guest.code}/reschedule-quote"
    refused = call("POST", path, {"arrival": "2027-05-03"}, headers=ES)

    assert refused.status == 409
    assert refused.json["params"]["name"] == "Garden room"


def test_agencies_are_refused_in_their_language(house: House) -> None:
    house.book()
    house.book("es")
    made = good(call("POST", "/staff/agencies", {"name": "Sun", "email": "sun@trips.example"}), 201)
    keys = wiring.api_keys()
    assert isinstance(keys, FakeApiKeys)
    [key_id] = [known for known, text in keys.keys.items() if text == made["key"]]

    refused = call("POST", "/agency/v1/quotes", house.selection, key_id=key_id, headers=ES)

    assert refused.json["params"]["name"] == "Habitación con jardín"


def test_a_booking_moved_at_its_price_has_the_other_rooms_names(house: House) -> None:
    attic = {**ROOM, "name": "Attic", "texts": {"es": {"name": "Ático"}}}
    other = put_up(house.id, "products", attic)["id"]
    house.reprice(prices={house.room: 9000, other: 9500})
    [unit, _] = good(call("GET", catalog_path(house.id)))["products"][other]["units"]
    guest = house.book("es")

    move = {"arrival": "2027-05-03", "unit": unit["id"], "keep_price": True}
    good(call("POST", f"/staff/bookings/{guest.code}/reschedule", move))
    [spanish] = good(page(guest))["breakdown"]["lines"]
    [estonian] = good(page(guest, language="et"))["breakdown"]["lines"]

    assert (spanish["name"], spanish["rate"]) == ("Ático", "Flexible con desayuno")
    assert (estonian["name"], estonian["rate"]) == ("Attic", "Flexible")


def test_every_answer_about_a_booking_is_in_its_language(house: House) -> None:
    guest = house.book("es")

    moved = guest.call("POST", "/reschedule-quote", {"arrival": "2027-05-10"})
    ending = guest.call("GET", "/cancellation-quote")
    cancelled = guest.cancel()

    assert good(moved)["lines"][0]["name"] == "Habitación con jardín"
    assert {reply.headers["content-language"] for reply in (moved, ending, cancelled)} == {"es"}
    assert good(cancelled)["breakdown"]["lines"][0]["name"] == "Habitación con jardín"


def test_mails_to_guests_are_in_their_language_and_to_staff_in_the_first(house: House) -> None:
    guest = house.book("es")
    post = wiring.post()
    assert isinstance(post, FakePost)

    assert consume("send_email", [envelope(events_of(guest)[0])]) == []

    texts = {sent.mail.language: sent.mail.text for sent in post.sent}
    assert "Habitación con jardín" in texts["es"]
    assert "Garden room" in texts["en"]
    assert "jardín" not in texts["en"]


# -- check-in -------------------------------------------------------------------------------------


def test_options_have_names_and_answers_stay_what_they_are(business: Business) -> None:
    speak("en", "es")
    level = business.field(
        "Level",
        "choice",
        options=["Beginner", "Advanced"],
        help="Be honest",
        texts={"es": {"label": "Nivel"}},
        option_names={"es": ["Principiante", ""]},
    )
    guest = business.book()

    [field] = good(page(guest, language="es"))["check_in"]["fields"]
    [plain] = good(page(guest, language="en"))["check_in"]["fields"]

    assert (field["label"], field["help"]) == ("Nivel", "Be honest")
    assert (field["options"], field["names"]) == (
        ["Beginner", "Advanced"],
        ["Principiante", "Advanced"],
    )
    assert plain["names"] == ["Beginner", "Advanced"]
    good(guest.confirm())
    good(guest.check_in(0, {level: "Beginner"}))
    assert wrong_fields(guest.check_in(0, {level: "Principiante"})) == {f"answers.{level}"}


# -- what staff write -----------------------------------------------------------------------------


@pytest.mark.usefixtures("business")
def test_languages_are_kept_and_the_first_is_english_before_anybody_chose() -> None:
    assert good(call("GET", "/staff/settings/languages")) == {"languages": ["en"]}

    speak("et", "en")

    assert good(call("GET", "/staff/settings/languages")) == {"languages": ["et", "en"]}


@pytest.mark.parametrize(
    ("languages", "field"),
    [([], "languages"), (["de"], "languages[0]"), (["en", "es", "en"], "languages")],
)
@pytest.mark.usefixtures("business")
def test_languages_that_do_not_fit_are_refused(languages: list[str], field: str) -> None:
    reply = call("PUT", "/staff/settings/languages", {"languages": languages})

    assert wrong_fields(reply) == {field}


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"de": {"name": "Bett"}}, "texts.de"),
        ({"es": {"colour": "azul"}}, "texts.es.colour"),
        ({"es": {"name": "x" * 201}}, "texts.es.name"),
        ({"es": {"description": "x" * 5_001}}, "texts.es.description"),
        ({"es": {"name": 7}}, "texts.es.name"),
    ],
)
def test_texts_that_do_not_fit_are_refused_with_their_path(
    house: House, texts: dict[str, Any], field: str
) -> None:
    path = catalog_path(house.id, "/products")

    assert wrong_fields(call("POST", path, {**DORM, "texts": texts})) == {field}


def test_texts_inside_a_record_are_refused_with_their_path(house: House) -> None:
    rules = [{"name": "July", "percent": 10, "texts": {"es": {"label": "Julio"}}}]
    rate = {"name": "Flexible", "prices": {house.room: 9000}, "rules": rules}

    reply = call("POST", catalog_path(house.id, "/rates"), rate)

    assert wrong_fields(reply) == {"rules[0].texts.es.label"}


def test_a_language_that_becomes_the_first_is_that_of_the_fields(house: House) -> None:
    speak("es", "en")
    july = {"name": "Julio", "percent": 10, "texts": {"es": {"name": "x"}, "en": {"name": "July"}}}
    rate = {"name": "Flexible", "prices": {house.room: 9000}, "rules": [july]}

    made = put_up(house.id, "rates", rate)
    room = put_up(house.id, "products", {**ROOM, "name": "Habitación"})

    assert made["rules"][0]["texts"] == {"en": {"name": "July"}}
    assert room["texts"] == {"et": {"name": "Aiatuba"}}


def test_empty_texts_are_not_kept(house: House) -> None:
    texts = {"es": {"name": " ", "description": "Litera"}}

    dorm = put_up(house.id, "products", {**DORM, "texts": texts})

    assert dorm["texts"] == {"es": {"description": "Litera"}}


@pytest.mark.usefixtures("business")
def test_each_option_needs_its_name() -> None:
    field = {"label": "Level", "type": "choice", "options": ["A", "B"]}
    reply = call("POST", "/staff/fields", field | {"option_names": {"es": ["Uno"]}})

    assert wrong_fields(reply) == {"option_names.es"}
