// Made by `python -m tools.openapi` from docs/openapi.json: change the code, not this.

/** Which version of the terms the guest accepted, and when. */
export interface AcceptedTerms {
  version: string;
  at: string;
}

/** Whether an action can be done. `code` is why not, and stable; `reason` says it in English. */
export interface ActionView {
  available: boolean;
  reason?: string | null;
  code?: string | null;
  since?: string | null;
}

/** What a guest does; `local` is the wall-clock time at the property. */
export interface Activity {
  name: string;
  at: string | null;
  local: string | null;
}

/** Who did something, and by which way: the guest's page, the desk, the API. */
export interface Actor {
  door: Door;
  name: string;
}

/** A postal address; `country` is ISO 3166-1 alpha-2. */
export interface Address {
  lines: Array<string>;
  city: string;
  postcode: string;
  country: string;
}

/** A postal address. */
export interface AddressForm {
  lines?: Array<string>;
  city?: string;
  postcode?: string;
  country?: string;
}

/** A postal address, as somebody typed it; every part may be missing. */
export interface AddressGiven {
  lines?: Array<string>;
  city?: string;
  postcode?: string;
  country?: string;
}

/** An earlier booking as a selection for which only a time is to be picked. */
export interface AgainView {
  property: string;
  adults: number;
  children: Array<number>;
  choices: Array<StayAgain | AppointmentAgain | SessionAgain | ExtraAgain | PackageAgain>;
  booker: Booker;
  guests: Array<PartyMember>;
}

/** The travel agency that the booking came through. One that books through the API has an `id`, and may give a `reference` of its own. */
export interface Agency {
  name: string;
  email: string | null;
  id: string | null;
  reference: string | null;
}

/** The travel agency. */
export interface AgencyForm {
  name: string;
  email?: string | null;
}

/** What is paid ahead: one of percent, nights and amount, when booking or so many days before arrival. */
export interface AheadForm {
  percent?: number | string | null;
  nights?: number | null;
  amount?: number | null;
  days_before?: number | null;
}

/** A service for one customer at a time of their choice, done by one of several people. `duration` and `buffer` (cleaning up, afterwards) are minutes, in steps of five; slots begin every `step` minutes of a working day. */
export interface Appointment {
  kind: "appointment";
  id: string;
  name: string;
  duration: number;
  people: Array<string>;
  buffer: number;
  step: number;
  description: string;
  picture_url: string | null;
  position: number;
  on_sale: boolean;
  texts: Record<string, Record<string, string>>;
}

/** An appointment, and who did it. */
export interface AppointmentAgain {
  kind: "appointment";
  guests: Array<number>;
  product: string;
  rate: string | null;
  person: string | null;
}

/** An appointment at an instant, with a certain person or with anyone who is free. */
export interface AppointmentChoice {
  kind: "appointment";
  product: string;
  at: string;
  rate?: string | null;
  guests?: Array<number>;
  person?: string | null;
}

/** A service at a time of the guest's choice, done by one of several people. */
export interface AppointmentForm {
  kind: "appointment";
  name: string;
  duration: number;
  people: Array<string>;
  buffer?: number;
  step?: number;
  description?: string;
  picture_url?: string | null;
  position?: number;
  on_sale?: boolean;
  texts?: Record<string, DescribedTexts>;
}

/** A service at a time of the guest's choice; `duration` is minutes. */
export interface AppointmentProductView {
  kind: "appointment";
  id: string;
  name: string;
  description: string;
  picture_url: string | null;
  rates: Array<RateView>;
  from_price: Money;
  per: PricePer;
  duration: number;
  people: Array<PersonView>;
}

export type Awaits = "guest" | "payment" | "staff";

/** The new booking, and the link that opens its page. */
export interface BookedView {
  code: string;
  link: string;
  status: InitialStatus;
  awaits: "payment" | "staff" | null;
  held_until: string | null;
  version: 1;
}

/** The traveller who holds the booking; `language` is a BCP 47 tag. */
export interface Booker {
  first_name: string;
  last_name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  company: string | null;
  vat_number: string | null;
  address: Address | null;
}

/** The traveller who holds the booking; one of the two names has to be there. */
export interface BookerForm {
  first_name?: string;
  last_name?: string;
  email?: string | null;
  phone?: string | null;
  language?: string | null;
  company?: string | null;
  vat_number?: string | null;
  address?: AddressForm | null;
}

/** The booker, as somebody typed them. An email address is needed to send the booking to. */
export interface BookerGiven {
  first_name?: string;
  last_name?: string;
  email?: string | null;
  phone?: string | null;
  language?: string | null;
  company?: string | null;
  vat_number?: string | null;
  address?: AddressGiven | null;
}

/** A booking as staff enter it. */
export interface BookingForm {
  property: string;
  status?: InitialStatus;
  currency: string;
  arrival: string;
  departure: string;
  booker: BookerForm;
  guests?: Array<GuestForm>;
  agency?: AgencyForm | null;
  items?: Array<ItemForm>;
  deposit?: DepositForm | null;
  policy?: string | null;
}

export type BookingStatus = "pending" | "confirmed" | "cancelled" | "completed" | "no_show";

/** The booking itself. */
export interface BookingView {
  code: string;
  status: BookingStatus;
  version: number;
  arrival: string;
  departure: string;
  nights: number;
  created_at: string;
  booker: Booker;
  guests: Array<PartyMember>;
  agency: Agency | null;
  confirmed_at: string | null;
  accepted_terms: AcceptedTerms | null;
  cancellation: CancellationView | null;
  awaits: Awaits | null;
  held_until: string | null;
  bookable: boolean;
}

/** How the business looks to its guests; `colour` is `#rrggbb`. */
export interface Brand {
  name: string;
  colour: string;
  logo_url: string | null;
  website: string | null;
  texts: Record<string, Record<string, string>>;
}

/** How the business looks. `logo` is a PNG, JPEG or WebP picture as a data URI; without it the logo stays, and `null` takes it away. */
export interface BrandForm {
  name: string;
  colour?: string;
  website?: string | null;
  logo?: string | null;
  texts?: Record<string, NameTexts>;
}

/** How the total is composed; items at no cost are left out. */
export interface BreakdownView {
  lines: Array<LineView>;
  taxes: Array<TaxView>;
  net: Money;
  tax: Money;
  total: Money;
  prices_include_tax: boolean;
}

export type CancellationType = "guest_request" | "wrong_dates" | "illness" | "weather" | "no_show" | "overbooked" | "payment" | "duplicate" | "declined" | "hold_expired" | "other";

/** How the booking was cancelled, and what was kept and given back. */
export interface CancellationView {
  at: string;
  by: CancelledBy;
  type: CancellationType;
  reason: string;
  fee: Money;
  refund: Money;
}

export type CancelledBy = "guest" | "staff" | "system";

/** All that one property sells, as one Query reads it. */
export interface Catalog {
  property_id: string;
  selling: Selling;
  products: Record<string, Stay | Appointment | Session>;
  people: Record<string, Person>;
  rates: Record<string, Rate>;
  extras: Record<string, Extra>;
  packages: Record<string, Package>;
  promotions: Record<string, Promotion>;
  feeds: Record<string, Feed>;
  closures: Record<string, Closure>;
}

/** All that one property sells. */
export interface CatalogView {
  brand: Brand;
  property: PlaceView;
  selling: SellingView;
  products: Array<StayProductView | AppointmentProductView | SessionProductView>;
  extras: Array<ExtraView>;
  packages: Array<PackageView>;
  terms: Terms | null;
}

/** A guest's answers, by the id of the question. */
export interface CheckIn {
  answers: Record<string, unknown>;
}

/** The questions, and where each guest stands. */
export interface CheckInView {
  fields: Array<Question>;
  guests: Array<GuestCheckIn>;
  complete: boolean;
}

/** Days on which another platform sold what was sold here already. */
export interface Clash {
  feed: string;
  unit: string;
  name: string;
  from: string;
  to: string;
}

/** Nights that a unit is not for sale, from the first to the last, and why. */
export interface Closure {
  id: string;
  unit: string;
  from: string;
  to: string;
  note: string;
}

/** A room and its nights, from the first to the last, and why. */
export interface ClosureForm {
  unit: string;
  from: string;
  to: string;
  note?: string;
}

/** The version of the booking terms that the guest accepted; none where there are no terms. */
export interface Confirmation {
  accepted_terms?: string | null;
}

export type ConfirmationRule = "at_once" | "on_deposit" | "by_staff";

/** The new booking's code, and the link that opens its page. */
export interface Created {
  code: string;
  link: string;
  status: BookingStatus;
  version: 1;
}

/** Days from the first to the last, both of them in. */
export interface DateRange {
  from: string;
  to: string;
}

/** Days from the first to the last, both of them in. */
export interface DateRangeForm {
  from: string;
  to: string;
}

/** What staff set for a product on one day, on top of all rules. `price` is what a night (an appointment, a seat) costs instead, at every rate. */
export interface DayOverride {
  price?: number | null;
  closed?: boolean;
  min_nights?: number | null;
}

export type DayState = "free" | "few" | "sold_out" | "closed" | "past";

/** A product on one day. `left` counts units, seats or free times. */
export interface DayView {
  date: string;
  state: DayState;
  left: number;
  price: Money | null;
  min_nights: number;
  arrive: boolean;
  leave: boolean;
  sessions: Array<SessionView>;
}

/** How many days were set. */
export interface DaysSet {
  days: number;
}

/** A moment before arrival, in the property's time zone. Either `hours` before the arrival moment (arrival date at the property's check-in time), or so many `days` before the arrival date, at the local time `at`. The two differ: 24 hours before a check-in at 15:00 is 15:00 the day before, one day before at 18:00 is 18:00. */
export interface Deadline {
  hours?: number | null;
  days?: number | null;
  at?: string;
}

/** So many hours before arrival, or so many days before it at a local time. */
export interface DeadlineForm {
  hours?: number | null;
  days?: number | null;
  at?: string;
}

/** What is to be paid ahead: `percent` of the total, the first `nights`, or an `amount`. It is due when booking or, with `days_before`, so many days before arrival. */
export interface Deposit {
  percent?: string | null;
  nights?: number | null;
  amount?: number | null;
  days_before?: number | null;
}

/** The deposit: `percent` of the total, or an `amount` in minor units. */
export interface DepositForm {
  percent?: number | string | null;
  amount?: number | null;
}

/** What is to be paid ahead, and when: `now`, or on a day. */
export interface DepositView {
  amount: Money;
  due: string | null;
}

/** What it is called, and what it is. */
export interface DescribedTexts {
  name?: string;
  description?: string;
}

/** The same for staff, with what they set for the day. */
export interface DeskDayView {
  date: string;
  state: DayState;
  left: number;
  price: Money | null;
  min_nights: number;
  arrive: boolean;
  leave: boolean;
  sessions: Array<SessionView>;
  override: DayOverride | null;
}

/** A month at a glance, for staff. */
export interface DeskMonthView {
  property: string;
  month: string;
  time_zone: string;
  currency: string;
  products: Array<DeskProductMonth>;
}

/** Where to; at the old price, if staff say so. */
export interface DeskMove {
  arrival?: string | null;
  departure?: string | null;
  at?: string | null;
  person?: string | null;
  unit?: string | null;
  instead_of?: string | null;
  expected_total?: number | null;
  keep_price?: boolean;
}

/** The booking's page as staff see it. */
export interface DeskPage {
  booking: BookingView;
  property: PlaceView;
  itinerary: Array<GuestItinerary>;
  breakdown: BreakdownView;
  payments: PaymentsView;
  check_in: CheckInView;
  terms: Terms | null;
  policy: Policy;
  brand: Brand;
  actions: GuestActionsView;
  link: string;
  profiles: Array<Profile>;
  timeline: Array<TimelineEntry>;
  staff_actions: StaffActionsView;
}

/** A month of one product, for staff. */
export interface DeskProductMonth {
  product: string;
  kind: ProductKind;
  days: Array<DeskDayView>;
}

export type Door = "portal" | "site" | "desk" | "agency" | "provider" | "system";

/** A webhook endpoint. No `types` means every type. `secret_version` grows on rotation. */
export interface Endpoint {
  id: string;
  url: string;
  types: Array<PublicEventType>;
  description: string;
  enabled: boolean;
  secret_version: number;
  rotated_at: string | null;
  created_at: string;
}

/** A webhook endpoint; no types means every type. */
export interface EndpointForm {
  url: string;
  types?: Array<string>;
  description?: string;
  enabled?: boolean;
}

export type EnteredItemKind = "accommodation" | "activity" | "extra" | "package";

/** Something that takes a resource from then to then. `from` and `to` are days (the day of departure is not in) or, unless it is `all_day`, instants. */
export interface Entry {
  id: string;
  resource: string;
  kind: EntryKind;
  from: string;
  to: string;
  all_day: boolean;
  movable: boolean;
  title: string;
  code: string | null;
  closure: string | null;
  status: BookingStatus | null;
  awaits: Awaits | null;
  held: boolean;
}

export type EntryKind = "booking" | "closure" | "import";

export type EventType = "booking.created" | "booking.confirmed" | "booking.rescheduled" | "booking.updated" | "booking.cancelled" | "confirmation.requested" | "check_in.completed" | "payment.succeeded" | "payment.failed" | "payment.refunded" | "payment.refund_failed" | "invoice.issued" | "link.rotated" | "payment.opened" | "payment.refund_requested" | "settings.changed" | "export.requested";

/** The grid's filters; none of them exports everything. */
export interface ExportRequest {
  filters?: Filters;
}

export type ExportStatus = "running" | "done" | "failed";

/** How far the export is: the rows so far and, when it is done, where the file is. */
export interface ExportView {
  id: string;
  status: ExportStatus;
  rows: number;
  filters: Filters;
  created_at: string;
  expires_at: string;
  url: string | null;
}

/** Something on the side. `stock` is how many there are on a day, None as many as asked for. No `products` means it goes with all of them. */
export interface Extra {
  id: string;
  name: string;
  price: number;
  per: ExtraPer;
  stock: number | null;
  products: Array<string>;
  tax_rate: string;
  tax_included: boolean | null;
  description: string;
  position: number;
  on_sale: boolean;
  texts: Record<string, Record<string, string>>;
}

/** Something on the side. */
export interface ExtraAgain {
  kind: "extra";
  guests: Array<number>;
  extra: string;
  quantity: number;
}

/** So many pieces of an extra, times what it is sold per. */
export interface ExtraChoice {
  kind: "extra";
  extra: string;
  quantity?: number;
  guests?: Array<number>;
}

/** Something on the side; no `products` means it goes with all of them. */
export interface ExtraForm {
  name: string;
  price: number;
  per?: ExtraPer;
  stock?: number | null;
  products?: Array<string>;
  tax_rate?: number | string;
  tax_included?: boolean | null;
  description?: string;
  position?: number;
  on_sale?: boolean;
  texts?: Record<string, DescribedTexts>;
}

/** What else a guest gets. */
export interface ExtraItem {
  name: string;
  quantity: number;
}

export type ExtraPer = "booking" | "person" | "night" | "person_night";

/** Something on the side; `limited` if there are only so many. */
export interface ExtraView {
  id: string;
  name: string;
  description: string;
  per: ExtraPer;
  price: Money;
  products: Array<string>;
  limited: boolean;
}

/** What a cancellation costs: `percent` of the total, `nights`, or a fixed `amount`. `nights` are so many nights of the booking's accommodation and packages, at their average price a night. `amount` is in minor units of the booking's currency. */
export interface Fee {
  percent?: number | null;
  nights?: number | null;
  amount?: number | null;
}

/** One of percent, nights and amount. */
export interface FeeForm {
  percent?: number | null;
  nights?: number | null;
  amount?: number | null;
}

/** Another platform's calendar of a unit, read every quarter of an hour (RFC 5545). `reason` is why it could not be read, `problem` the same in English. */
export interface Feed {
  id: string;
  unit: string;
  url: string;
  name: string;
  read_at: string | null;
  problem: string | null;
  reason: Reason | null;
  conflicts: Array<DateRange>;
}

/** Where other platforms read when a unit is taken. */
export interface FeedAddress {
  url: string;
}

/** Another platform's calendar of a unit. */
export interface FeedForm {
  unit: string;
  url: string;
  name?: string;
}

/** A question of the web check-in; `options` belong to `choice` and `many` only. An answer is one of the `options` as they stand here. What they are called in other languages is in `option_names`, in the same order. */
export interface Field {
  id: string;
  label: string;
  type: FieldType;
  required: boolean;
  help: string | null;
  options: Array<string> | null;
  position: number;
  texts: Record<string, Record<string, string>>;
  option_names: Record<string, Array<string>>;
}

/** A question of the web check-in. */
export interface FieldForm {
  label: string;
  type: FieldType;
  required?: boolean;
  help?: string | null;
  options?: Array<string> | null;
  position?: number;
  texts?: Record<string, QuestionTexts>;
  option_names?: Record<string, Array<string>>;
}

export type FieldType = "text" | "long_text" | "choice" | "many" | "date" | "number" | "yes_no" | "country" | "phone" | "email";

/** What staff look for. All given filters hold at once; dates are inclusive. Names are compared without case and accents, from their first letter on. `booked_*` are UTC dates. `property` is a property's id. */
export interface Filters {
  booked_from?: string | null;
  booked_to?: string | null;
  arrival_from?: string | null;
  arrival_to?: string | null;
  departure_from?: string | null;
  departure_to?: string | null;
  code?: string | null;
  last_name?: string | null;
  first_name?: string | null;
  rate?: string | null;
  property?: string | null;
  status?: BookingStatus | null;
}

/** One page of the grid, by booking date ascending; `next` is the following page's cursor. */
export interface Grid {
  bookings: Array<Row>;
  next: string | null;
}

/** What guests do on their page. */
export interface GuestActionsView {
  confirm: ActionView;
  pay_deposit: ActionView;
  pay_balance: ActionView;
  check_in: ActionView;
  reschedule: ActionView;
  book_again: ActionView;
  cancel: ActionView;
  download_invoice: ActionView;
}

/** `expected_refund` is what the guest was shown, in minor units; nothing else is given. */
export interface GuestCancellation {
  reason?: string;
  expected_refund?: number | null;
}

/** One guest's answers, and the required questions that are still open. */
export interface GuestCheckIn {
  guest: number;
  name: string;
  complete: boolean;
  checked_in_at: string | null;
  missing: Array<string>;
  answers: Record<string, string | boolean | Array<string>>;
}

/** A person of the party. */
export interface GuestForm {
  first_name?: string;
  last_name?: string;
  email?: string | null;
  phone?: string | null;
}

/** One guest's part of the booking. */
export interface GuestItinerary {
  guest: number;
  name: string;
  stays: Array<StayView>;
  activities: Array<Activity>;
  extras: Array<ExtraItem>;
}

/** Where to, and the price in minor units that the guest was shown. */
export interface GuestMove {
  arrival?: string | null;
  departure?: string | null;
  at?: string | null;
  person?: string | null;
  unit?: string | null;
  instead_of?: string | null;
  expected_total: number;
}

/** What a child up to `to_age` pays: a percentage of what an adult pays, or a price. */
export interface GuestPrice {
  to_age: number;
  percent: string | null;
  price: number | null;
}

/** What a child pays who is at most `to_age`. One of price and percent. */
export interface GuestPriceForm {
  to_age: number;
  percent?: number | string | null;
  price?: number | null;
}

/** A span of a weekday, in wall-clock time at the property. */
export interface Hours {
  weekday: number;
  from: string;
  to: string;
}

/** A span of a weekday. */
export interface HoursForm {
  weekday: number;
  from: string;
  to: string;
}

/** Something at no cost of its own. */
export interface IncludedView {
  kind: ItemKind;
  name: string;
  from: string | null;
  to: string | null;
  at: string | null;
  local: string | null;
  quantity: number;
}

export type InitialStatus = "pending" | "confirmed";

/** One thing booked; `guests` are positions in the list of guests. */
export interface ItemForm {
  kind: EnteredItemKind;
  name: string;
  rate?: string | null;
  guests?: Array<number>;
  from?: string | null;
  to?: string | null;
  at?: string | null;
  quantity?: number;
  unit_price: number;
  tax_rate?: number | string;
}

export type ItemKind = "accommodation" | "activity" | "extra" | "package" | "discount" | "tax";

export type Language = "en" | "es" | "et" | "hu" | "nb";

/** The languages in which the business writes. The first is that of the records' own fields. */
export interface Languages {
  languages: Array<Language>;
}

/** The languages in which the business writes, its first one first. */
export interface LanguagesForm {
  languages: Array<Language>;
}

/** One line of the price. */
export interface LineView {
  name: string;
  kind: ItemKind;
  rate: string | null;
  from: string | null;
  to: string | null;
  at: string | null;
  quantity: number;
  unit_price: Money;
  amount: Money;
  tax_rate: string;
  reason: string | null;
  reasons: Array<Reason>;
  tax_included: boolean;
}

/** `rotate` makes a new link and kills the old one. */
export interface LinkRequest {
  rotate?: boolean;
}

/** The link that opens the booking's page. */
export interface LinkView {
  link: string;
  link_version: number;
}

/** All records of one kind. */
export interface ListedEndpoint {
  items: Array<Endpoint>;
}

/** All records of one kind. */
export interface ListedField {
  items: Array<Field>;
}

/** All records of one kind. */
export interface ListedPolicy {
  items: Array<Policy>;
}

/** All records of one kind. */
export interface ListedProperty {
  items: Array<Property>;
}

/** An amount in minor units of `currency`; may be negative. */
export interface Money {
  amount: number;
  currency: string;
}

/** A month at a glance. */
export interface MonthView {
  property: string;
  month: string;
  time_zone: string;
  currency: string;
  products: Array<ProductMonth>;
  packages: Array<PackageMonth>;
}

/** Where a booking shall go: to other days, to another time, to another unit or person. `departure` without `arrival` makes the stay longer or shorter. `unit` is the room to move to and `instead_of` the one to leave, where there are several. */
export interface Move {
  arrival?: string | null;
  departure?: string | null;
  at?: string | null;
  person?: string | null;
  unit?: string | null;
  instead_of?: string | null;
}

/** What moving a booking would mean. `difference` is more (or less, if negative) than before; `to_pay` is still due afterwards, `refund` comes back. */
export interface MoveView {
  arrival: string;
  departure: string;
  lines: Array<LineView>;
  included: Array<IncludedView>;
  total_before: Money;
  total: Money;
  difference: Money;
  to_pay: Money;
  refund: Money;
}

/** A payment or a refund. */
export interface Movement {
  id: string;
  kind: MovementKind;
  amount: Money;
  status: MovementStatus;
  at: string;
}

export type MovementKind = "deposit" | "balance" | "refund";

export type MovementStatus = "open" | "pending" | "succeeded" | "expired" | "failed";

/** What it is called. */
export interface NameTexts {
  name?: string;
}

/** A webhook endpoint that was just added, with its secret. */
export interface NewEndpoint {
  id: string;
  url: string;
  types: Array<PublicEventType>;
  description: string;
  enabled: boolean;
  secret_version: number;
  rotated_at: string | null;
  created_at: string;
  secret: string;
}

/** A new agency with its keys, which are shown this once. */
export interface NewPartner {
  id: string;
  name: string;
  email: string | null;
  created_at: string;
  key: string;
  sandbox_key: string;
}

/** `amount` a night on top (or off, if negative) when `guests` share a unit. */
export interface OccupancyPrice {
  guests: number;
  amount: number;
}

/** So much more (or less) a night when so many guests share a unit. */
export interface OccupancyPriceForm {
  guests: number;
  amount: number;
}

/** A stay at a rate for certain dates. One that can't be had says why. */
export interface OfferView {
  product: string;
  rate: RateView;
  available: boolean;
  left: number;
  units: number;
  total: Money | null;
  per_night: Money | null;
  code: string | null;
  params: Record<string, unknown> | null;
  reason: string | null;
}

/** What can be had for certain dates. */
export interface OffersView {
  property: string;
  from: string;
  to: string;
  nights: number;
  offers: Array<OfferView>;
}

/** A quote (or a selection, at the price of the moment), who books and who comes. */
export interface OrderForm {
  booker: BookerGiven;
  quote?: string | null;
  selection?: Selection | null;
  guests?: Array<PersonGiven>;
  accepted_terms?: string | null;
}

/** What is set for a product on these days; nothing at all leaves them to the rules again. */
export interface OverridesForm {
  product: string;
  from: string;
  to: string;
  weekdays?: Array<number>;
  price?: number | null;
  closed?: boolean;
  min_nights?: number | null;
}

/** Several things under one price, for each person or for the party. */
export interface Package {
  id: string;
  name: string;
  price: number;
  parts: Array<PackagePart>;
  per: PackagePer;
  start_on: Array<number>;
  rules: Array<PriceRule>;
  children: Array<GuestPrice>;
  tax_rate: string;
  tax_included: boolean | null;
  policy: string | null;
  description: string;
  picture_url: string | null;
  position: number;
  on_sale: boolean;
  texts: Record<string, Record<string, string>>;
}

/** A package. */
export interface PackageAgain {
  kind: "package";
  guests: Array<number>;
  package: string;
}

/** A package from its first day on. `unit` wishes for a certain room. */
export interface PackageChoice {
  kind: "package";
  package: string;
  from: string;
  guests?: Array<number>;
  unit?: string | null;
}

/** Several things under one price. */
export interface PackageForm {
  name: string;
  price: number;
  parts: Array<PackagePartForm>;
  per?: PackagePer;
  start_on?: Array<number>;
  rules?: Array<PriceRuleForm>;
  children?: Array<GuestPriceForm>;
  tax_rate?: number | string;
  tax_included?: boolean | null;
  policy?: string | null;
  description?: string;
  picture_url?: string | null;
  position?: number;
  on_sale?: boolean;
  texts?: Record<string, DescribedTexts>;
}

/** A month of one package: on which days it can begin. */
export interface PackageMonth {
  package: string;
  days: Array<DayView>;
}

/** What a package contains, at no cost of its own. For a stay, `nights` from the package's first day (its `days` say nothing then). For sessions, the first with room on each of `days` (0 is the first day). For extras `quantity` pieces. */
export interface PackagePart {
  product: string | null;
  extra: string | null;
  nights: number;
  days: Array<number>;
  quantity: number;
}

/** Nights or sessions of a product, or pieces of an extra. */
export interface PackagePartForm {
  product?: string | null;
  extra?: string | null;
  nights?: number;
  days?: Array<number>;
  quantity?: number;
}

export type PackagePer = "booking" | "person";

/** Several things under one price: its `parts`, and in English what it `contains`. */
export interface PackageView {
  id: string;
  name: string;
  description: string;
  picture_url: string | null;
  price: Money;
  per: PackagePer;
  start_on: Array<number>;
  nights: number;
  contains: Array<string>;
  parts: Array<Reason>;
}

/** Everything that a booking's page shows. */
export interface Page {
  booking: BookingView;
  property: PlaceView;
  itinerary: Array<GuestItinerary>;
  breakdown: BreakdownView;
  payments: PaymentsView;
  check_in: CheckInView;
  terms: Terms | null;
  policy: Policy;
  brand: Brand;
  actions: GuestActionsView;
}

/** An agency, as staff typed it. */
export interface PartnerGiven {
  name?: string;
  email?: string | null;
}

/** An agency. */
export interface PartnerView {
  id: string;
  name: string;
  email: string | null;
  created_at: string;
}

/** All agencies. */
export interface Partners {
  items: Array<PartnerView>;
}

/** A guest as the booking names them. */
export interface PartyMember {
  number: number;
  first_name: string;
  last_name: string;
}

export type PaymentKind = "deposit" | "balance";

/** Where the guest pays, and how much. */
export interface PaymentPage {
  checkout_url: string;
  amount: Money;
}

/** What the guest wants to pay: what is missing to the deposit, or all that is still due. */
export interface PaymentRequest {
  kind: PaymentKind;
}

export type PaymentStatus = "nothing_due" | "unpaid" | "deposit_paid" | "paid" | "refunded";

/** The booking's money: `balance` is all that is still to pay, `paid` is net of refunds. `deposit_by` is the day until which the deposit is to be paid, where it need not be at once. */
export interface PaymentsView {
  total: Money;
  deposit: Money;
  deposit_due: Money;
  deposit_by: string | null;
  balance: Money;
  paid: Money;
  status: PaymentStatus;
  history: Array<Movement>;
}

/** Somebody (or something, a chair, a boat) who does one appointment at a time. */
export interface Person {
  id: string;
  name: string;
  hours: Array<Hours>;
  breaks: Array<Hours>;
  days_off: Array<DateRange>;
  position: number;
}

/** Somebody who does one appointment at a time. */
export interface PersonForm {
  name: string;
  hours?: Array<HoursForm>;
  breaks?: Array<HoursForm>;
  days_off?: Array<DateRangeForm>;
  position?: number;
}

/** A guest, as somebody typed them. */
export interface PersonGiven {
  first_name?: string;
  last_name?: string;
  email?: string | null;
  phone?: string | null;
}

/** Somebody who does appointments. */
export interface PersonView {
  id: string;
  name: string;
}

/** A PNG, JPEG or WebP picture as a data URI. */
export interface PictureForm {
  picture: string;
}

/** Where a picture is kept, as `picture_url` takes it. */
export interface PictureKept {
  url: string;
}

/** What a property is called, and how to reach it. */
export interface PlaceTexts {
  name?: string;
  directions?: string;
}

/** The property as its guests see it, and how to reach it. `language` is the one for guests who want none that there is. */
export interface PlaceView {
  id: string;
  name: string;
  email: string;
  phone: string;
  website: string | null;
  address: Address;
  time_zone: string;
  check_in_from: string;
  check_out_until: string;
  directions: string;
  map_url: string | null;
  language: Language;
}

/** What is paid ahead, and what cancelling costs: tiers by ascending time, and the fee `after` the last of them. `guest_until` is the last moment at which guests may cancel by themselves; without it they may until arrival. `reschedule_until` is the same for moving the booking, `guests_reschedule` whether they may at all. */
export interface Policy {
  id: string;
  name: string;
  tiers: Array<Tier>;
  after: Fee;
  guest_until: Deadline | null;
  deposit: Deposit | null;
  guests_reschedule: boolean;
  reschedule_until: Deadline | null;
  texts: Record<string, Record<string, string>>;
}

/** What is paid ahead, what cancelling costs, and until when guests change things themselves. */
export interface PolicyForm {
  name: string;
  tiers?: Array<TierForm>;
  after?: FeeForm;
  guest_until?: DeadlineForm | null;
  deposit?: AheadForm | null;
  guests_reschedule?: boolean;
  reschedule_until?: DeadlineForm | null;
  texts?: Record<string, NameTexts>;
}

/** The policy as people read it: sentences in English, and their codes. */
export interface PolicyWords {
  name: string;
  words: Array<string>;
  reschedule: string;
  reasons: Array<Reason>;
  reschedule_reason: Reason;
}

export type PricePer = "unit" | "person";

/** A selection with its price, line by line, and what follows from booking it. */
export interface PriceQuoteView {
  quote: string;
  expires_at: string;
  property: QuotedProperty;
  arrival: string;
  departure: string;
  currency: string;
  lines: Array<LineView>;
  included: Array<IncludedView>;
  taxes: Array<TaxView>;
  net: Money;
  tax: Money;
  total: Money;
  prices_include_tax: boolean;
  deposit: DepositView;
  policy: PolicyWords;
  confirm: ConfirmationRule;
  hold_minutes: number;
  promotion: PromotionView | null;
}

/** Another price for some days: a season, a weekend. Either `price` replaces what stood before, or `percent` moves it (-20 is a fifth off). Rules apply in their order. No `products` means all, no `weekdays` all, no dates always. */
export interface PriceRule {
  name: string;
  from: string | null;
  to: string | null;
  weekdays: Array<number>;
  products: Array<string>;
  price: number | null;
  percent: string | null;
  texts: Record<string, Record<string, string>>;
}

/** Another price for some days: a season, a weekend. One of price and percent. */
export interface PriceRuleForm {
  name: string;
  from?: string | null;
  to?: string | null;
  weekdays?: Array<number>;
  products?: Array<string>;
  price?: number | null;
  percent?: number | string | null;
  texts?: Record<string, NameTexts>;
}

/** Why a request was refused or failed (RFC 9457). */
export interface Problem {
  /** Stable; what to switch on. */
  type: "urn:lobby:problem:conflict" | "urn:lobby:problem:forbidden" | "urn:lobby:problem:idempotency-key-reused" | "urn:lobby:problem:internal" | "urn:lobby:problem:invalid-request" | "urn:lobby:problem:malformed-request" | "urn:lobby:problem:not-available" | "urn:lobby:problem:not-found" | "urn:lobby:problem:nothing-due" | "urn:lobby:problem:payment-mismatch" | "urn:lobby:problem:payment-provider" | "urn:lobby:problem:quote-changed" | "urn:lobby:problem:quote-expired" | "urn:lobby:problem:signature-refused" | "urn:lobby:problem:sold-out" | "urn:lobby:problem:terms-not-accepted" | "urn:lobby:problem:too-many-requests" | "urn:lobby:problem:unauthenticated";
  title: string;
  status: number;
  /** This request, for support to find it by. */
  instance?: string;
  /** What happened this time, in English. */
  detail?: string;
  errors?: Array<{
    /** A path such as `items[0].tax_rate`. */
    field: string;
    /** Stable; what is wrong with it. */
    code?: string;
    /** The values of the code's sentence, by name. */
    params?: Record<string, unknown>;
    /** The same in English. */
    message: string;
  }>;
  /** A stable word for what happened this time. */
  code?: string;
  /** The values of the code's sentence, by name. */
  params?: Record<string, unknown>;
  since?: string;
}

export type ProductKind = "stay" | "appointment" | "session";

/** A month of one product. */
export interface ProductMonth {
  product: string;
  kind: ProductKind;
  days: Array<DayView>;
}

/** A guest as the desk sees them. */
export interface Profile {
  guest: number;
  first_name: string;
  last_name: string;
  email: string | null;
  phone: string | null;
  checked_in_at: string | null;
  answers: Record<string, string | boolean | Array<string>>;
}

/** A code that takes something off: `percent` of the price or an `amount`. `book` and `stay` are when one has to book and to come. `uses` limits how many bookings there may be with it. */
export interface Promotion {
  id: string;
  code: string;
  name: string;
  percent: string | null;
  amount: number | null;
  book: DateRange | null;
  stay: DateRange | null;
  min_nights: number;
  products: Array<string>;
  uses: number | null;
  on_sale: boolean;
  texts: Record<string, Record<string, string>>;
}

/** A code that takes something off: one of percent and amount. */
export interface PromotionForm {
  code: string;
  name: string;
  percent?: number | string | null;
  amount?: number | null;
  book?: DateRangeForm | null;
  stay?: DateRangeForm | null;
  min_nights?: number;
  products?: Array<string>;
  uses?: number | null;
  on_sale?: boolean;
  texts?: Record<string, NameTexts>;
}

/** The promotion that was taken off. */
export interface PromotionView {
  code: string;
  name: string;
}

/** A place that takes bookings, and how to reach it. `time_zone` is an IANA name. `language` is in which guests read of it who ask for none that the business speaks; without it, that is the business's first. */
export interface Property {
  id: string;
  name: string;
  time_zone: string;
  email: string;
  phone: string;
  website: string | null;
  address: Address;
  contacts: Array<string>;
  check_in_from: string;
  check_out_until: string;
  directions: string;
  map_url: string | null;
  prices_include_tax: boolean;
  policy: string | null;
  language: Language | null;
  texts: Record<string, Record<string, string>>;
}

/** A place that takes bookings. */
export interface PropertyForm {
  name: string;
  time_zone: string;
  email?: string;
  phone?: string;
  website?: string | null;
  address?: AddressForm;
  contacts?: Array<string>;
  check_in_from?: string;
  check_out_until?: string;
  directions?: string;
  map_url?: string | null;
  prices_include_tax?: boolean;
  policy?: string | null;
  language?: Language | null;
  texts?: Record<string, PlaceTexts>;
}

/** A property as the grid names it. */
export interface PropertyName {
  id: string;
  name: string;
}

export type PublicEventType = "booking.created" | "booking.confirmed" | "booking.rescheduled" | "booking.updated" | "booking.cancelled" | "confirmation.requested" | "check_in.completed" | "payment.succeeded" | "payment.failed" | "payment.refunded" | "payment.refund_failed" | "invoice.issued";

/** A question as guests read it. They answer with one of `options`, as `names` calls it. */
export interface Question {
  id: string;
  label: string;
  type: FieldType;
  required: boolean;
  help: string | null;
  options: Array<string> | null;
  names: Array<string> | null;
  position: number;
}

/** A question, and the help to it. */
export interface QuestionTexts {
  label?: string;
  help?: string;
}

/** What cancelling now would mean; `fee` is kept of what was paid, `refund` comes back. */
export interface QuoteView {
  available: true;
  fee: Money;
  refund: Money;
  paid: Money;
  policy: string;
  free_until: string | null;
  free_until_local: string | null;
  time_zone: string;
  tiers: Array<TierView>;
}

/** Whose quote it is. */
export interface QuotedProperty {
  id: string;
  name: string;
  time_zone: string;
}

/** A named rate plan. `prices` has a price for each product that is sold at this rate: a night of a stay, an appointment or a session; `per` says whether it is for the unit or for each person. A unit's price covers `includes` guests; whoever is beyond pays `extra_adult`, or as a child accordingly. `children` are bands by age in ascending order; who is older than the last pays as an adult. `tax_included` None means as the property has it. */
export interface Rate {
  id: string;
  name: string;
  prices: Record<string, number>;
  per: PricePer;
  includes: number;
  extra_adult: number;
  children: Array<GuestPrice>;
  occupancy: Array<OccupancyPrice>;
  rules: Array<PriceRule>;
  stay_discounts: Array<StayDiscount>;
  tax_rate: string;
  tax_included: boolean | null;
  policy: string | null;
  min_nights: number;
  description: string;
  position: number;
  on_sale: boolean;
  texts: Record<string, Record<string, string>>;
}

/** A rate plan; `prices` by product. */
export interface RateForm {
  name: string;
  prices: Record<string, number>;
  per?: PricePer;
  includes?: number;
  extra_adult?: number;
  children?: Array<GuestPriceForm>;
  occupancy?: Array<OccupancyPriceForm>;
  rules?: Array<PriceRuleForm>;
  stay_discounts?: Array<StayDiscountForm>;
  tax_rate?: number | string;
  tax_included?: boolean | null;
  policy?: string | null;
  min_nights?: number;
  description?: string;
  position?: number;
  on_sale?: boolean;
  texts?: Record<string, DescribedTexts>;
}

/** A rate as guests choose it. */
export interface RateView {
  id: string;
  name: string;
  description: string;
}

/** A stable `code` and the values of its sentence, plain as JSON has them. */
export interface Reason {
  code: string;
  params?: Record<string, unknown>;
}

export type RefundChoice = "policy" | "full" | "none";

/** The event that brings the mail. */
export interface Requested {
  event: string;
}

/** A line of the timeline: a room, a bed, a person. */
export interface Resource {
  id: string;
  name: string;
  group: string;
  kind: ResourceKind;
}

export type ResourceKind = "unit" | "person";

/** A booking as one row of the grid and of the CSV file. */
export interface Row {
  code: string;
  status: BookingStatus;
  booked_at: string;
  arrival: string;
  departure: string;
  first_name: string;
  last_name: string;
  email: string | null;
  property: PropertyName;
  rate: string | null;
  guests: number;
  total: Money;
  paid: Money;
  payment_status: PaymentStatus;
  agency: string | null;
  awaits: Awaits | null;
}

/** When sessions take place: a first one and a rule by which it repeats (RFC 5545, RRULE). `start` is wall-clock time at the property. Without a `rule` it takes place once. */
export interface Schedule {
  start: string;
  rule: string | null;
  except: Array<string>;
}

/** When sessions take place; `start` is wall-clock time at the property. */
export interface ScheduleForm {
  start: string;
  rule?: string | null;
  except?: Array<string>;
}

/** Who comes to a session. */
export interface SeatsTaken {
  code: string;
  title: string;
  seats: number;
}

/** The secret that an endpoint's signatures are made with (Standard Webhooks, `whsec_`). */
export interface Secret {
  secret: string;
}

/** A party and what it wants at one property. Guests are counted from 0, adults first, then children in the order of `children`, their ages. A choice for no guests in particular is for all of them. */
export interface Selection {
  property: string;
  choices: Array<StayChoice | AppointmentChoice | SessionChoice | ExtraChoice | PackageChoice>;
  adults?: number;
  children?: Array<number>;
  promotion?: string | null;
}

/** Who issues invoices (Directive 2006/112/EC, Art. 226 (3) and (5)). */
export interface Seller {
  name: string;
  address: Address;
  vat_number: string;
  registration: string;
  email: string;
  phone: string;
  bank_account: string;
  invoice_prefix: string;
  invoice_note: string;
}

/** Who issues invoices. */
export interface SellerForm {
  name?: string;
  address?: AddressForm;
  vat_number?: string;
  registration?: string;
  email?: string;
  phone?: string;
  bank_account?: string;
  invoice_prefix?: string;
  invoice_note?: string;
}

/** How a property sells online. `confirm`: a booking is confirmed `at_once`, `on_deposit` when its deposit is paid, or `by_staff` when they accept it. Until then it holds its stock for `hold_minutes` (`on_deposit`) or `request_hours` (`by_staff`). `lead_hours` is the latest before arrival, `horizon_days` how far ahead one can book. */
export interface Selling {
  online: boolean;
  currency: string;
  confirm: ConfirmationRule;
  hold_minutes: number;
  request_hours: number;
  lead_hours: number;
  horizon_days: number;
  tourist_tax: TouristTax | null;
}

/** How a property sells online. */
export interface SellingForm {
  online?: boolean;
  currency?: string;
  confirm?: ConfirmationRule;
  hold_minutes?: number;
  request_hours?: number;
  lead_hours?: number;
  horizon_days?: number;
  tourist_tax?: TouristTaxForm | null;
}

/** How the property sells online. */
export interface SellingView {
  online: boolean;
  currency: string;
  confirm: ConfirmationRule;
  hold_minutes: number;
  request_hours: number;
  lead_hours: number;
  horizon_days: number;
}

/** A class or a trip at set times with so many seats. `duration`: minutes. `least` is how many seats have to be sold for it to take place: guests are told, staff decide. */
export interface Session {
  kind: "session";
  id: string;
  name: string;
  duration: number;
  seats: number;
  schedules: Array<Schedule>;
  least: number;
  description: string;
  picture_url: string | null;
  position: number;
  on_sale: boolean;
  texts: Record<string, Record<string, string>>;
}

/** A session. */
export interface SessionAgain {
  kind: "session";
  guests: Array<number>;
  product: string;
  rate: string | null;
}

/** A seat for each of the guests in the session that begins then. */
export interface SessionChoice {
  kind: "session";
  product: string;
  at: string;
  rate?: string | null;
  guests?: Array<number>;
}

/** One session and who comes. */
export interface SessionEntry {
  product: string;
  name: string;
  at: string;
  local: string;
  until_local: string;
  seats: number;
  sold: number;
  least: number;
  closed: boolean;
  bookings: Array<SeatsTaken>;
}

/** A class or a trip at set times with so many seats. */
export interface SessionForm {
  kind: "session";
  name: string;
  duration: number;
  seats: number;
  schedules: Array<ScheduleForm>;
  least?: number;
  description?: string;
  picture_url?: string | null;
  position?: number;
  on_sale?: boolean;
  texts?: Record<string, DescribedTexts>;
}

/** A class or a trip at set times; `least` is how many seats have to be sold for it. */
export interface SessionProductView {
  kind: "session";
  id: string;
  name: string;
  description: string;
  picture_url: string | null;
  rates: Array<RateView>;
  from_price: Money;
  per: PricePer;
  duration: number;
  seats: number;
  least: number;
}

/** One session of a day. */
export interface SessionView {
  at: string;
  local: string;
  until_local: string;
  left: number;
  seats: number;
  sold: number;
  least: number;
  price: Money | null;
}

/** A property that sells online. */
export interface ShopProperty {
  id: string;
  name: string;
  city: string;
  country: string;
  kinds: Array<ProductKind>;
  online: boolean;
}

/** All properties, for somebody who has not chosen one. `language` is the business's first. */
export interface Shops {
  brand: Brand;
  language: Language;
  properties: Array<ShopProperty>;
}

/** A time at which an appointment can begin, and who is free then. */
export interface SlotView {
  at: string;
  local: string;
  people: Array<string>;
  price: Money | null;
}

/** The free times of a day. */
export interface SlotsView {
  property: string;
  product: string;
  date: string;
  time_zone: string;
  slots: Array<SlotView>;
}

/** What staff do with a booking at the desk. */
export interface StaffActionsView {
  resend_confirmation: ActionView;
  accept: ActionView;
  decline: ActionView;
  reschedule: ActionView;
  cancel: ActionView;
  copy_link: ActionView;
  rotate_link: ActionView;
}

/** `refund` says whether the policy decides what comes back, or all, or nothing does. */
export interface StaffCancellation {
  type: CancellationType;
  reason?: string;
  refund?: RefundChoice;
  expected_refund?: number | null;
}

/** Accommodation by night: a room type with its units, or a dorm with its beds. `sleeps` is how many guests one unit takes; a party that is larger takes more units. `arrive_on` and `leave_on` are weekdays, none of them means every day. */
export interface Stay {
  kind: "stay";
  id: string;
  name: string;
  units: Array<Unit>;
  sleeps: number;
  description: string;
  picture_url: string | null;
  position: number;
  on_sale: boolean;
  min_nights: number;
  max_nights: number;
  arrive_on: Array<number>;
  leave_on: Array<number>;
  closed: Array<DateRange>;
  texts: Record<string, Record<string, string>>;
}

/** A stay; `nights` is how long it was. */
export interface StayAgain {
  kind: "stay";
  guests: Array<number>;
  product: string;
  rate: string | null;
  nights: number;
}

/** Nights from `from` to the day of departure. `unit` wishes for a certain room. */
export interface StayChoice {
  kind: "stay";
  product: string;
  from: string;
  to: string;
  rate?: string | null;
  guests?: Array<number>;
  unit?: string | null;
}

/** So many percent off accommodation from so many nights on; the longest that fits counts. */
export interface StayDiscount {
  nights: number;
  percent: string;
}

/** So many percent off from so many nights on. */
export interface StayDiscountForm {
  nights: number;
  percent: number | string;
}

/** Accommodation by night: a room type with its units, or a dorm with its beds. */
export interface StayForm {
  kind: "stay";
  name: string;
  units: Array<UnitForm>;
  sleeps?: number;
  description?: string;
  picture_url?: string | null;
  position?: number;
  on_sale?: boolean;
  texts?: Record<string, DescribedTexts>;
  min_nights?: number;
  max_nights?: number;
  arrive_on?: Array<number>;
  leave_on?: Array<number>;
  closed?: Array<DateRangeForm>;
}

/** Accommodation by night. No `arrive_on` (or `leave_on`) means on every weekday. */
export interface StayProductView {
  kind: "stay";
  id: string;
  name: string;
  description: string;
  picture_url: string | null;
  rates: Array<RateView>;
  from_price: Money;
  per: PricePer;
  sleeps: number;
  units: number;
  min_nights: number;
  max_nights: number;
  arrive_on: Array<number>;
  leave_on: Array<number>;
}

/** Where a guest sleeps, and for how many nights. */
export interface StayView {
  name: string;
  rate: string | null;
  from: string | null;
  to: string | null;
  nights: number;
}

/** Net, tax and gross of one rate. */
export interface TaxView {
  rate: string;
  net: Money;
  tax: Money;
  gross: Money;
}

/** Booking terms as they read in one version; a blank line parts paragraphs. */
export interface Terms {
  version: string;
  text: string;
  texts: Record<string, Record<string, string>>;
}

/** New booking terms; empty text takes the terms out of force. */
export interface TermsForm {
  text: string;
  texts?: Record<string, TermsTexts>;
}

/** The booking terms in force; without any, `version` is null. */
export interface TermsInForce {
  version: string | null;
  text: string;
  texts: Record<string, Record<string, string>>;
}

/** Booking terms. */
export interface TermsTexts {
  text?: string;
}

/** Until this deadline, cancelling costs this fee. */
export interface Tier {
  until: Deadline;
  fee: Fee;
}

/** Until this deadline, this fee. */
export interface TierForm {
  until: DeadlineForm;
  fee: FeeForm;
}

/** What cancelling costs until a moment. */
export interface TierView {
  until: string;
  until_local: string;
  fee: Money;
  refund: Money;
}

/** Some days of a property. */
export interface Timeline {
  property: string;
  from: string;
  to: string;
  time_zone: string;
  resources: Array<Resource>;
  entries: Array<Entry>;
  sessions: Array<SessionEntry>;
  conflicts: Array<Clash>;
}

/** Something that happened, who did it, and by which way. */
export interface TimelineEntry {
  id: string;
  at: string;
  type: EventType;
  actor: Actor;
  summary: string;
}

/** What the town takes for each person and night. From `from_age` on, for at most `most_nights` in a row. */
export interface TouristTax {
  name: string;
  amount: number;
  from_age: number;
  most_nights: number | null;
  tax_rate: string;
  texts: Record<string, Record<string, string>>;
}

/** What the town takes for each person and night. */
export interface TouristTaxForm {
  name: string;
  amount: number;
  from_age?: number;
  most_nights?: number | null;
  tax_rate?: number | string;
  texts?: Record<string, NameTexts>;
}

/** One room, one bed, one boat: what can be given to one party a night. */
export interface Unit {
  id: string;
  name: string;
}

/** A room, a bed, a boat; one that is known keeps its `id`. */
export interface UnitForm {
  id?: string | null;
  name: string;
}

/** What each operation takes and answers, by its method and path. */
export interface Operations {
  /** A month at a glance. */
  "GET /availability/calendar": {
    body: undefined;
    query: {
      property: string;
      month: string;
      adults?: number;
      children?: string;
      product?: string;
      language?: string;
    };
    answer: MonthView;
  };
  /** The free times of a day. */
  "GET /availability/slots": {
    body: undefined;
    query: {
      property: string;
      product: string;
      date: string;
      person?: string;
      language?: string;
    };
    answer: SlotsView;
  };
  /** Stays for certain dates, each at every rate, with what they cost in all. */
  "GET /availability/stays": {
    body: undefined;
    query: {
      property: string;
      from: string;
      to: string;
      adults?: number;
      children?: string;
      language?: string;
    };
    answer: OffersView;
  };
  /** Book. Needs an ``Idempotency-Key``: the same request again is the same booking. */
  "POST /bookings": {
    body: OrderForm;
    query: undefined;
    answer: BookedView;
  };
  /** Everything that a booking's page shows. */
  "GET /bookings/{code}": {
    body: undefined;
    query: {
      language?: string;
    };
    answer: Page;
  };
  /** Cancel one's own booking; twice is once. */
  "POST /bookings/{code}/cancellation": {
    body: GuestCancellation;
    query: {
      language?: string;
    };
    answer: Page;
  };
  /** What cancelling now would mean, for a guest. */
  "GET /bookings/{code}/cancellation-quote": {
    body: undefined;
    query: {
      language?: string;
    };
    answer: QuoteView | ActionView;
  };
  /** Confirm a booking; twice is once. */
  "POST /bookings/{code}/confirmation": {
    body: Confirmation;
    query: {
      language?: string;
    };
    answer: Page;
  };
  /** Keep a guest's answers; they become the guest's profile. */
  "PUT /bookings/{code}/guests/{guest}/check-in": {
    body: CheckIn;
    query: undefined;
    answer: GuestCheckIn;
  };
  /** The invoice as PDF; it gets its number when it is first asked for. */
  "GET /bookings/{code}/invoice": {
    body: undefined;
    query: undefined;
    answer: Blob;
  };
  /** Open the payment page for what is due; the same one for everybody who asks meanwhile. */
  "POST /bookings/{code}/payments": {
    body: PaymentRequest;
    query: undefined;
    answer: PaymentPage;
  };
  /** Move the booking. */
  "POST /bookings/{code}/reschedule": {
    body: GuestMove;
    query: {
      language?: string;
    };
    answer: Page;
  };
  /** What moving the booking would cost or give back. */
  "POST /bookings/{code}/reschedule-quote": {
    body: Move;
    query: {
      language?: string;
    };
    answer: MoveView;
  };
  /** What was booked, by whom and for whom: all but the time. */
  "GET /bookings/{code}/selection": {
    body: undefined;
    query: undefined;
    answer: AgainView;
  };
  /** What a property sells, or which properties there are. */
  "GET /catalog": {
    body: undefined;
    query: {
      property?: string;
      language?: string;
    };
    answer: Shops | CatalogView;
  };
  /** When a unit is taken (RFC 5545): nights, and nothing about whose. */
  "GET /feeds/{property}/{unit}/{file}": {
    body: undefined;
    query: undefined;
    answer: Blob;
  };
  /** What a selection costs, and why. */
  "POST /quotes": {
    body: Selection;
    query: {
      language?: string;
    };
    answer: PriceQuoteView;
  };
  /** The agencies. */
  "GET /staff/agencies": {
    body: undefined;
    query: undefined;
    answer: Partners;
  };
  /** Add an agency; the answer has its keys, which can't be shown again. */
  "POST /staff/agencies": {
    body: PartnerGiven;
    query: undefined;
    answer: NewPartner;
  };
  /** Remove an agency: its keys end at once, its bookings stay. */
  "DELETE /staff/agencies/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** List bookings by any of the filters, 50 a page. */
  "GET /staff/bookings": {
    body: undefined;
    query: {
      booked_from?: string;
      booked_to?: string;
      arrival_from?: string;
      arrival_to?: string;
      departure_from?: string;
      departure_to?: string;
      code?: string;
      last_name?: string;
      first_name?: string;
      rate?: string;
      property?: string;
      status?: BookingStatus;
      cursor?: string;
    };
    answer: Grid;
  };
  /** Enter a booking. */
  "POST /staff/bookings": {
    body: BookingForm;
    query: undefined;
    answer: Created;
  };
  /** The same for staff, with its link, its guests' profiles and its timeline. */
  "GET /staff/bookings/{code}": {
    body: undefined;
    query: undefined;
    answer: DeskPage;
  };
  /** Accept the booking. Declining is cancelling it. */
  "POST /staff/bookings/{code}/acceptance": {
    body: undefined;
    query: undefined;
    answer: DeskPage;
  };
  /** Cancel a booking for a reason; twice is once. */
  "POST /staff/bookings/{code}/cancellation": {
    body: StaffCancellation;
    query: undefined;
    answer: Page;
  };
  /** What cancelling now would mean, for staff. */
  "GET /staff/bookings/{code}/cancellation-quote": {
    body: undefined;
    query: undefined;
    answer: QuoteView | ActionView;
  };
  /** Send the confirmation mail again. */
  "POST /staff/bookings/{code}/confirmation-email": {
    body: undefined;
    query: undefined;
    answer: Requested;
  };
  /** The portal link of a booking, again or anew. */
  "POST /staff/bookings/{code}/link": {
    body: LinkRequest;
    query: undefined;
    answer: LinkView;
  };
  /** Move the booking, also to another room or person, and at the old price if wanted. */
  "POST /staff/bookings/{code}/reschedule": {
    body: DeskMove;
    query: undefined;
    answer: DeskPage;
  };
  /** What moving the booking would cost or give back, for staff. */
  "POST /staff/bookings/{code}/reschedule-quote": {
    body: DeskMove;
    query: undefined;
    answer: MoveView;
  };
  /** All that a property sells. */
  "GET /staff/catalog/{property}": {
    body: undefined;
    query: undefined;
    answer: Catalog;
  };
  /** A month at a glance, with what staff set for its days. */
  "GET /staff/catalog/{property}/calendar": {
    body: undefined;
    query: {
      month: string;
      product?: string;
    };
    answer: DeskMonthView;
  };
  /** Close a room for some nights; refused if anybody has one of them. */
  "POST /staff/catalog/{property}/closures": {
    body: ClosureForm;
    query: undefined;
    answer: Closure;
  };
  /** Open nights that were closed. */
  "DELETE /staff/catalog/{property}/closures/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Add a extra. */
  "POST /staff/catalog/{property}/extras": {
    body: ExtraForm;
    query: undefined;
    answer: Extra;
  };
  /** Remove a extra. */
  "DELETE /staff/catalog/{property}/extras/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a extra. */
  "PUT /staff/catalog/{property}/extras/{id}": {
    body: ExtraForm;
    query: undefined;
    answer: Extra;
  };
  /** Add a feed. */
  "POST /staff/catalog/{property}/feeds": {
    body: FeedForm;
    query: undefined;
    answer: Feed;
  };
  /** Remove a feed. */
  "DELETE /staff/catalog/{property}/feeds/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a feed. */
  "PUT /staff/catalog/{property}/feeds/{id}": {
    body: FeedForm;
    query: undefined;
    answer: Feed;
  };
  /** Set a price, a least stay or a closure on single days, or leave them to the rules again. */
  "PUT /staff/catalog/{property}/overrides": {
    body: OverridesForm;
    query: undefined;
    answer: DaysSet;
  };
  /** Add a package. */
  "POST /staff/catalog/{property}/packages": {
    body: PackageForm;
    query: undefined;
    answer: Package;
  };
  /** Remove a package. */
  "DELETE /staff/catalog/{property}/packages/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a package. */
  "PUT /staff/catalog/{property}/packages/{id}": {
    body: PackageForm;
    query: undefined;
    answer: Package;
  };
  /** Add a person. */
  "POST /staff/catalog/{property}/people": {
    body: PersonForm;
    query: undefined;
    answer: Person;
  };
  /** Remove a person. */
  "DELETE /staff/catalog/{property}/people/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a person. */
  "PUT /staff/catalog/{property}/people/{id}": {
    body: PersonForm;
    query: undefined;
    answer: Person;
  };
  /** Add a product. */
  "POST /staff/catalog/{property}/products": {
    body: StayForm | AppointmentForm | SessionForm;
    query: undefined;
    answer: Stay | Appointment | Session;
  };
  /** Remove a product. */
  "DELETE /staff/catalog/{property}/products/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a product. */
  "PUT /staff/catalog/{property}/products/{id}": {
    body: StayForm | AppointmentForm | SessionForm;
    query: undefined;
    answer: Stay | Appointment | Session;
  };
  /** Add a promotion. */
  "POST /staff/catalog/{property}/promotions": {
    body: PromotionForm;
    query: undefined;
    answer: Promotion;
  };
  /** Remove a promotion. */
  "DELETE /staff/catalog/{property}/promotions/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a promotion. */
  "PUT /staff/catalog/{property}/promotions/{id}": {
    body: PromotionForm;
    query: undefined;
    answer: Promotion;
  };
  /** Add a rate. */
  "POST /staff/catalog/{property}/rates": {
    body: RateForm;
    query: undefined;
    answer: Rate;
  };
  /** Remove a rate. */
  "DELETE /staff/catalog/{property}/rates/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** Change a rate. */
  "PUT /staff/catalog/{property}/rates/{id}": {
    body: RateForm;
    query: undefined;
    answer: Rate;
  };
  /** Change how a property sells online. */
  "PUT /staff/catalog/{property}/selling": {
    body: SellingForm;
    query: undefined;
    answer: Selling;
  };
  /** Where other platforms read when a unit is taken. */
  "GET /staff/catalog/{property}/units/{unit}/feed": {
    body: undefined;
    query: undefined;
    answer: FeedAddress;
  };
  /** Start an export of the bookings that match. */
  "POST /staff/exports": {
    body: ExportRequest;
    query: undefined;
    answer: ExportView;
  };
  /** How far an export is. */
  "GET /staff/exports/{id}": {
    body: undefined;
    query: undefined;
    answer: ExportView;
  };
  /** The fields. */
  "GET /staff/fields": {
    body: undefined;
    query: undefined;
    answer: ListedField;
  };
  /** Add a field. */
  "POST /staff/fields": {
    body: FieldForm;
    query: undefined;
    answer: Field;
  };
  /** Remove a field. */
  "DELETE /staff/fields/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** A field. */
  "GET /staff/fields/{id}": {
    body: undefined;
    query: undefined;
    answer: Field;
  };
  /** Change a field. */
  "PUT /staff/fields/{id}": {
    body: FieldForm;
    query: undefined;
    answer: Field;
  };
  /** Send a picture of what is sold; the same one again is kept once. */
  "POST /staff/pictures": {
    body: PictureForm;
    query: undefined;
    answer: PictureKept;
  };
  /** The brand. */
  "GET /staff/settings/brand": {
    body: undefined;
    query: undefined;
    answer: Brand;
  };
  /** Change the brand. */
  "PUT /staff/settings/brand": {
    body: BrandForm;
    query: undefined;
    answer: Brand;
  };
  /** The languages in which the business writes. */
  "GET /staff/settings/languages": {
    body: undefined;
    query: undefined;
    answer: Languages;
  };
  /** Change the languages in which the business writes; the first is that of the records' fields. */
  "PUT /staff/settings/languages": {
    body: LanguagesForm;
    query: undefined;
    answer: Languages;
  };
  /** The policies. */
  "GET /staff/settings/policies": {
    body: undefined;
    query: undefined;
    answer: ListedPolicy;
  };
  /** Add a policy. */
  "POST /staff/settings/policies": {
    body: PolicyForm;
    query: undefined;
    answer: Policy;
  };
  /** Remove a policy. */
  "DELETE /staff/settings/policies/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** A policy. */
  "GET /staff/settings/policies/{id}": {
    body: undefined;
    query: undefined;
    answer: Policy;
  };
  /** Change a policy. */
  "PUT /staff/settings/policies/{id}": {
    body: PolicyForm;
    query: undefined;
    answer: Policy;
  };
  /** The properties. */
  "GET /staff/settings/properties": {
    body: undefined;
    query: undefined;
    answer: ListedProperty;
  };
  /** Add a property. */
  "POST /staff/settings/properties": {
    body: PropertyForm;
    query: undefined;
    answer: Property;
  };
  /** Remove a property. */
  "DELETE /staff/settings/properties/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** A property. */
  "GET /staff/settings/properties/{id}": {
    body: undefined;
    query: undefined;
    answer: Property;
  };
  /** Change a property. */
  "PUT /staff/settings/properties/{id}": {
    body: PropertyForm;
    query: undefined;
    answer: Property;
  };
  /** Who issues invoices. */
  "GET /staff/settings/seller": {
    body: undefined;
    query: undefined;
    answer: Seller;
  };
  /** Change who issues invoices; invoices issued before stay as they are. */
  "PUT /staff/settings/seller": {
    body: SellerForm;
    query: undefined;
    answer: Seller;
  };
  /** The booking terms in force. */
  "GET /staff/settings/terms": {
    body: undefined;
    query: undefined;
    answer: TermsInForce;
  };
  /** Put new booking terms in force; bookings made before keep theirs. */
  "PUT /staff/settings/terms": {
    body: TermsForm;
    query: undefined;
    answer: Terms;
  };
  /** Who is where and when. */
  "GET /staff/timeline": {
    body: undefined;
    query: {
      property: string;
      from: string;
      days?: number;
    };
    answer: Timeline;
  };
  /** The webhook endpoints. */
  "GET /staff/webhooks": {
    body: undefined;
    query: undefined;
    answer: ListedEndpoint;
  };
  /** Add a webhook endpoint; the answer has its secret. */
  "POST /staff/webhooks": {
    body: EndpointForm;
    query: undefined;
    answer: NewEndpoint;
  };
  /** Remove a webhook endpoint. */
  "DELETE /staff/webhooks/{id}": {
    body: undefined;
    query: undefined;
    answer: null;
  };
  /** A webhook endpoint. */
  "GET /staff/webhooks/{id}": {
    body: undefined;
    query: undefined;
    answer: Endpoint;
  };
  /** Change a webhook endpoint; its secret stays. */
  "PUT /staff/webhooks/{id}": {
    body: EndpointForm;
    query: undefined;
    answer: Endpoint;
  };
  /** The secret that an endpoint's signatures are made with. */
  "GET /staff/webhooks/{id}/secret": {
    body: undefined;
    query: undefined;
    answer: Secret;
  };
  /** A new secret; for 24 hours events are signed with the old one as well. */
  "POST /staff/webhooks/{id}/secret": {
    body: undefined;
    query: undefined;
    answer: Secret;
  };
  /** Receive a signed event; duplicates and any order are harmless. */
  "POST /stripe/webhook": {
    body: undefined;
    query: undefined;
    answer: null;
  };
}
