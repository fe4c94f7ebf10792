/**
 * What is sold online and at what price, as the API answers it.
 */
import type { Breakdown, Money } from "./types.js";

export interface Brand {
  name: string;
  colour: string;
  logo_url: string | null;
  website: string | null;
}

export interface Place {
  id: string;
  name: string;
  city: string;
  country: string;
  kinds: ("stay" | "appointment" | "session" | "package")[];
  online: boolean;
}

export interface Rate {
  id: string;
  name: string;
  description: string;
}

interface Sold {
  id: string;
  name: string;
  description?: string;
  picture_url?: string | null;
  from_price: Money | null;
  per: "unit" | "person" | null;
  rates: Rate[];
}

export interface StayProduct extends Sold {
  kind: "stay";
  sleeps: number;
  min_nights: number;
  max_nights: number;
  /** Weekdays, 1 is Monday; none means every day. */
  arrive_on: number[];
  leave_on: number[];
  units: number;
}

export interface AppointmentProduct extends Sold {
  kind: "appointment";
  /** Minutes. */
  duration: number;
  people: { id: string; name: string }[];
}

export interface SessionProduct extends Sold {
  kind: "session";
  duration: number;
  seats: number;
  /** How many seats have to be sold for it to take place. */
  least: number;
}

export type Product = StayProduct | AppointmentProduct | SessionProduct;

export interface Extra {
  id: string;
  name: string;
  description: string;
  per: "booking" | "person" | "night" | "person_night";
  price: Money;
  /** None means that it goes with everything. */
  products: string[];
  limited: boolean;
}

export interface PackageOffer {
  id: string;
  name: string;
  description: string;
  picture_url: string | null;
  price: Money;
  per: "booking" | "person";
  start_on: number[];
  nights: number;
  contains: string[];
}

export interface Shop {
  brand: Brand;
  property: {
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
  };
  selling: {
    online: boolean;
    currency: string;
    confirm: "at_once" | "on_deposit" | "by_staff";
    hold_minutes: number;
    request_hours: number;
    lead_hours: number;
    horizon_days: number;
  };
  products: Product[];
  extras: Extra[];
  packages: PackageOffer[];
  terms: { version: string; text: string } | null;
}

export type DayState = "free" | "few" | "sold_out" | "closed" | "past";

export interface Occurrence {
  at: string;
  local: string;
  until_local: string;
  left: number;
  seats: number;
  sold: number;
  least: number;
  price: Money | null;
}

export interface Day {
  date: string;
  state: DayState;
  left: number;
  price: Money | null;
  min_nights?: number;
  arrive?: boolean;
  leave?: boolean;
  sessions?: Occurrence[];
}

export interface Month {
  month: string;
  products: { product: string; kind: Product["kind"]; days: Day[] }[];
  packages: { package: string; days: Day[] }[];
}

export interface StayOffer {
  product: string;
  rate: Rate;
  available: boolean;
  left: number;
  units: number;
  total: Money | null;
  per_night: Money | null;
  code: string | null;
  reason: string | null;
}

export interface Slot {
  at: string;
  local: string;
  people: string[];
  price: Money | null;
}

/** Guests are positions in the party, adults first; none means everybody. */
export type Choice =
  | { kind: "stay"; product: string; rate: string; from: string; to: string; guests?: number[] }
  | {
      kind: "appointment";
      product: string;
      rate: string;
      at: string;
      person: string | null;
      guests?: number[];
    }
  | { kind: "session"; product: string; rate: string; at: string; guests?: number[] }
  | { kind: "extra"; extra: string; quantity: number; guests?: number[] }
  | { kind: "package"; package: string; from: string; guests?: number[] };

/** What was booked before, without its time. */
export type Wish =
  | { kind: "stay"; product: string; rate?: string; nights: number; guests?: number[] }
  | {
      kind: "appointment";
      product: string;
      rate?: string;
      person?: string | null;
      guests?: number[];
    }
  | { kind: "session"; product: string; rate?: string; guests?: number[] }
  | { kind: "package"; package: string; guests?: number[] };

export interface Selection {
  property: string;
  adults: number;
  children: number[];
  choices: Choice[];
  promotion: string | null;
}

export interface Person {
  first_name: string;
  last_name: string;
}

export interface Again {
  property: string;
  adults: number;
  children: number[];
  choices: (Wish | Extract<Choice, { kind: "extra" }>)[];
  booker: Person & { email: string | null; phone: string | null };
  guests: Person[];
}

export interface Quote extends Breakdown {
  quote: string;
  expires_at: string;
  property: { id: string; name: string; time_zone: string };
  arrival: string;
  departure: string;
  currency: string;
  included: {
    kind: string;
    name: string;
    from: string | null;
    to: string | null;
    at: string | null;
    local: string | null;
    quantity: number;
  }[];
  /** `due` is "now", a date, or nothing to pay beforehand. */
  deposit: { amount: Money; due: string | null };
  policy: { name: string; words: string[]; reschedule: string };
  confirm: Shop["selling"]["confirm"];
  hold_minutes: number;
  promotion: { code: string; name: string } | null;
}

export interface Booked {
  code: string;
  link: string;
  status: "confirmed" | "pending";
  awaits: "payment" | "staff" | null;
  held_until: string | null;
}
