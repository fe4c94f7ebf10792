"""Problem documents: a code with its values, and the same in English."""

from __future__ import annotations

from datetime import date

from lobby.base.errors import FieldError, InvalidRequest, LobbyError, NotAvailable, SoldOut
from lobby.base.reasons import Reason, Span
from lobby.http.operation import problem_document


def _told(error: LobbyError) -> dict[str, object]:
    document = problem_document(error, "req-1")
    assert document.pop("instance") == "urn:lobby:request:req-1"
    return document


def test_one_field_is_named_in_the_detail() -> None:
    assert _told(InvalidRequest.of("to", "max_nights", nights=14)) == {
        "type": "urn:lobby:problem:invalid-request",
        "title": "The request is not valid",
        "status": 422,
        "code": "max_nights",
        "params": {"nights": 14},
        "detail": "to: The longest stay is 14 nights.",
        "errors": [
            {
                "field": "to",
                "code": "max_nights",
                "params": {"nights": 14},
                "message": "The longest stay is 14 nights.",
            }
        ],
    }


def test_several_fields_are_told_one_by_one() -> None:
    wrong = [FieldError("name", "required"), FieldError("arrival", "past")]
    document = _told(InvalidRequest(errors=wrong))
    assert (document["code"], document["detail"]) == (
        "invalid_request",
        "Some fields need another look.",
    )
    assert document["errors"] == [
        {"field": "name", "code": "required", "message": "This is required."},
        {"field": "arrival", "code": "past", "message": "This time is over."},
    ]
    assert "params" not in document


def test_what_can_not_be_done_says_since_when() -> None:
    document = _told(NotAvailable("deadline_passed", since="2027-02-22T18:00:00Z"))
    assert (document["code"], document["since"]) == ("deadline_passed", "2027-02-22T18:00:00Z")


def test_values_are_plain_whatever_they_were_given_as() -> None:
    nights = Span(date(2027, 3, 1), date(2027, 3, 8))
    reason = Reason.of("nights_taken", name="Room", nights=nights)
    document = _told(SoldOut(reason.code, **reason.params))
    assert document["params"] == {
        "name": "Room",
        "nights": {"from": "2027-03-01", "to": "2027-03-08"},
    }
    assert document["detail"] == "Room is not free: 2027-03-01 to 2027-03-08."


def test_an_error_without_a_code_of_its_own_has_that_of_its_kind() -> None:
    document = _told(LobbyError())
    assert (document["code"], document["status"]) == ("internal", 500)
