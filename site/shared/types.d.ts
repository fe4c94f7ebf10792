/**
 * What the API answers (see docs/openapi), as far as the pages use it.
 */

export interface Money {
  /** Minor units (ISO 4217). */
  amount: number;
  currency: string;
}

export type Action =
  { available: true } | { available: false; reason: string; code: string; since?: string };

export type BookingStatus = "pending" | "confirmed" | "cancelled" | "completed" | "no_show";

export type FieldType =
  | "text"
  | "long_text"
  | "choice"
  | "many"
  | "date"
  | "number"
  | "yes_no"
  | "country"
  | "phone"
  | "email";

export interface CheckInField {
  id: string;
  label: string;
  type: FieldType;
  required: boolean;
  help: string | null;
  options: string[] | null;
}

/** A date or text as text, `many` as a list, `yes_no` as a boolean. */
export type Answer = string | string[] | boolean;

export interface CheckInGuest {
  guest: number;
  name: string;
  complete: boolean;
  checked_in_at: string | null;
  missing: string[];
  answers: Record<string, Answer>;
}

export interface Payment {
  id: string;
  kind: "deposit" | "balance" | "refund";
  amount: Money;
  status: "open" | "succeeded" | "failed" | "expired" | "pending";
  at: string;
}

export interface BreakdownLine {
  name: string;
  kind: "accommodation" | "activity" | "extra" | "package" | "discount" | "tax";
  from: string | null;
  to: string | null;
  at: string | null;
  rate: string | null;
  quantity: number;
  unit_price: Money;
  /** Negative for a discount. */
  amount: Money;
  tax_rate: string;
  tax_included?: boolean | undefined;
  /** Why it costs what it costs. */
  reason?: string | null;
}

export interface Breakdown {
  lines: BreakdownLine[];
  taxes: { rate: string; net: Money; tax: Money; gross: Money }[];
  net: Money;
  tax: Money;
  total: Money;
  prices_include_tax: boolean;
}

export interface GuestItinerary {
  guest: number;
  name: string;
  stays: {
    name: string;
    rate: string | null;
    from: string | null;
    to: string | null;
    nights: number;
  }[];
  activities: { name: string; at: string | null; local: string | null }[];
  extras: { name: string; quantity: number }[];
}

export interface Property {
  id: string;
  name: string;
  email: string;
  phone: string;
  website: string | null;
  address: { lines: string[]; city: string; postcode: string; country: string };
  time_zone: string;
  check_in_from: string;
  check_out_until: string;
  directions: string;
  map_url: string | null;
}

/** One of the three; what is kept of what was paid. */
export interface Fee {
  percent?: number;
  nights?: number;
  /** Minor units of the booking's currency. */
  amount?: number;
}

/** A moment before arrival: hours before check-in, or days before at a local time of day. */
export interface Deadline {
  hours?: number;
  days?: number;
  /** "23:59" if it is not there. */
  at?: string;
}

export interface Policy {
  id: string;
  name: string;
  tiers: { until: Deadline; fee: Fee }[];
  after: Fee;
  guest_until: Deadline | null;
}

export interface BookingPage {
  booking: {
    code: string;
    status: BookingStatus;
    version: number;
    arrival: string;
    departure: string;
    nights: number;
    created_at: string;
    /** Whom a pending booking waits for. */
    awaits: "guest" | "payment" | "staff" | null;
    /** Until when a booking that waits keeps its place. */
    held_until: string | null;
    /** It was made from the catalogue, and so can be moved and made again. */
    bookable: boolean;
    booker: {
      first_name: string;
      last_name: string;
      email: string | null;
      phone: string | null;
      language: string | null;
    };
    guests: { number: number; first_name: string; last_name: string }[];
    agency: { name: string; email: string | null } | null;
    confirmed_at: string | null;
    accepted_terms: { version: string; at: string } | null;
    cancellation: {
      at: string;
      by: "guest" | "staff" | "system";
      type: string | null;
      reason: string | null;
      fee: Money;
      refund: Money;
    } | null;
  };
  property: Property;
  itinerary: GuestItinerary[];
  breakdown: Breakdown;
  payments: {
    total: Money;
    deposit: Money;
    balance: Money;
    paid: Money;
    deposit_due: Money;
    /** The day until which the deposit is to be paid, where it need not be at once. */
    deposit_by: string | null;
    status: "unpaid" | "deposit_paid" | "paid" | "refunded" | "nothing_due";
    history: Payment[];
  };
  check_in: { fields: CheckInField[]; guests: CheckInGuest[]; complete: boolean };
  terms: { version: string; text: string } | null;
  brand: { name: string; colour: string; logo_url: string | null; website: string | null };
  policy: Policy;
  actions: Record<
    | "confirm"
    | "pay_deposit"
    | "pay_balance"
    | "check_in"
    | "cancel"
    | "download_invoice"
    | "reschedule"
    | "book_again",
    Action
  >;
}

/** What moving a booking would mean. */
export interface RescheduleQuote {
  arrival: string;
  departure: string;
  lines: BreakdownLine[];
  total: Money;
  total_before: Money;
  /** More if positive. */
  difference: Money;
  /** Still due afterwards. */
  to_pay: Money;
  refund: Money;
}

export type CancellationQuote =
  | {
      available: true;
      refund: Money;
      fee: Money;
      paid: Money;
      policy: string;
      free_until: string | null;
      free_until_local: string | null;
      time_zone: string;
      tiers: { until: string; until_local: string; fee: Money; refund: Money }[];
    }
  | { available: false; reason: string; code: string; since?: string };
