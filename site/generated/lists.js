// Made by `python -m tools.openapi` from docs/openapi.json: change the code, not this.

/** @type {readonly import("./api.js").Awaits[]} */
export const Awaits = Object.freeze(["guest", "payment", "staff"]);

/** @type {readonly import("./api.js").BookingStatus[]} */
export const BookingStatus = Object.freeze(["pending", "confirmed", "cancelled", "completed", "no_show"]);

/** @type {readonly import("./api.js").CancellationType[]} */
export const CancellationType = Object.freeze(["guest_request", "wrong_dates", "illness", "weather", "no_show", "overbooked", "payment", "duplicate", "declined", "hold_expired", "other"]);

/** @type {readonly import("./api.js").CancelledBy[]} */
export const CancelledBy = Object.freeze(["guest", "staff", "system"]);

/** @type {readonly import("./api.js").ConfirmationRule[]} */
export const ConfirmationRule = Object.freeze(["at_once", "on_deposit", "by_staff"]);

/** @type {readonly import("./api.js").DayState[]} */
export const DayState = Object.freeze(["free", "few", "sold_out", "closed", "past"]);

/** @type {readonly import("./api.js").Door[]} */
export const Door = Object.freeze(["portal", "site", "desk", "agency", "provider", "system"]);

/** @type {readonly import("./api.js").EnteredItemKind[]} */
export const EnteredItemKind = Object.freeze(["accommodation", "activity", "extra", "package"]);

/** @type {readonly import("./api.js").EntryKind[]} */
export const EntryKind = Object.freeze(["booking", "closure", "import"]);

/** @type {readonly import("./api.js").EventType[]} */
export const EventType = Object.freeze(["booking.created", "booking.confirmed", "booking.rescheduled", "booking.updated", "booking.cancelled", "confirmation.requested", "check_in.completed", "payment.succeeded", "payment.failed", "payment.refunded", "payment.refund_failed", "invoice.issued", "link.rotated", "payment.opened", "payment.refund_requested", "settings.changed", "export.requested"]);

/** @type {readonly import("./api.js").ExportStatus[]} */
export const ExportStatus = Object.freeze(["running", "done", "failed"]);

/** @type {readonly import("./api.js").ExtraPer[]} */
export const ExtraPer = Object.freeze(["booking", "person", "night", "person_night"]);

/** @type {readonly import("./api.js").FieldType[]} */
export const FieldType = Object.freeze(["text", "long_text", "choice", "many", "date", "number", "yes_no", "country", "phone", "email"]);

/** @type {readonly import("./api.js").InitialStatus[]} */
export const InitialStatus = Object.freeze(["pending", "confirmed"]);

/** @type {readonly import("./api.js").ItemKind[]} */
export const ItemKind = Object.freeze(["accommodation", "activity", "extra", "package", "discount", "tax"]);

/** @type {readonly import("./api.js").Language[]} */
export const Language = Object.freeze(["en", "es", "et", "hu", "nb"]);

/** @type {readonly import("./api.js").MovementKind[]} */
export const MovementKind = Object.freeze(["deposit", "balance", "refund"]);

/** @type {readonly import("./api.js").MovementStatus[]} */
export const MovementStatus = Object.freeze(["open", "pending", "succeeded", "expired", "failed"]);

/** @type {readonly import("./api.js").PackagePer[]} */
export const PackagePer = Object.freeze(["booking", "person"]);

/** @type {readonly import("./api.js").PaymentKind[]} */
export const PaymentKind = Object.freeze(["deposit", "balance"]);

/** @type {readonly import("./api.js").PaymentStatus[]} */
export const PaymentStatus = Object.freeze(["nothing_due", "unpaid", "deposit_paid", "paid", "refunded"]);

/** @type {readonly import("./api.js").PricePer[]} */
export const PricePer = Object.freeze(["unit", "person"]);

/** @type {readonly import("./api.js").ProductKind[]} */
export const ProductKind = Object.freeze(["stay", "appointment", "session"]);

/** @type {readonly import("./api.js").PublicEventType[]} */
export const PublicEventType = Object.freeze(["booking.created", "booking.confirmed", "booking.rescheduled", "booking.updated", "booking.cancelled", "confirmation.requested", "check_in.completed", "payment.succeeded", "payment.failed", "payment.refunded", "payment.refund_failed", "invoice.issued"]);

/** @type {readonly import("./api.js").RefundChoice[]} */
export const RefundChoice = Object.freeze(["policy", "full", "none"]);

/** @type {readonly import("./api.js").ResourceKind[]} */
export const ResourceKind = Object.freeze(["unit", "person"]);
