/**
 * Every text of the booking page, one object per language. Texts with numbers or names in them are
 * functions; amounts and dates come formatted.
 */
import { number, plural } from "../shared/format.js";
import { guestTexts, inLanguage } from "../shared/guest-texts.js";

const english = {
  language: "en",

  skip: "Skip to the booking",
  loading: "Loading…",
  dismiss: "Dismiss",
  tryAgain: guestTexts.tryAgain,
  title: (/** @type {string} */ name) => `Book at ${name}`,
  titlePlain: "Online booking",
  nights: (/** @type {number} */ count) => plural(count, { one: "# night", other: "# nights" }),
  guests: (/** @type {number} */ count) => plural(count, { one: "# guest", other: "# guests" }),
  sleeps: (/** @type {number} */ count) => `sleeps ${number(count)}`,
  duration: (/** @type {number} */ minutes) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(" ");
  },
  withPerson: (/** @type {string} */ when, /** @type {string} */ name) => `${when}, with ${name}`,
  choose: "Choose",
  chosen: "Chosen",
  change: "Change",
  remove: "Remove",
  increase: (/** @type {string} */ what) => `More: ${what}`,
  decrease: (/** @type {string} */ what) => `Fewer: ${what}`,
  rate: "Rate",
  elsewhere: "Choose another place",

  steps: {
    label: "Steps of your booking",
    choose: "Choose",
    more: "Extras",
    details: "Book",
    done: "done",
    next: "this step",
    open: "to do",
  },

  onward: {
    total: "Total",
    go: "Continue",
    back: "Back",
  },

  places: {
    title: "Where would you like to go?",
    choose: "Choose",
    none: "There is nothing to book online at the moment.",
  },

  catalogue: {
    title: "What would you like to book?",
    stays: "Stay",
    sessions: "Join in",
    appointments: "By appointment",
    packages: "Packages",
    dates: "Choose dates",
    days: "Choose days",
    time: "Choose a time",
    start: "Choose a start",
    closed: "Online booking is closed",
    closedText: "Please get in touch, we are happy to help.",
  },

  price: {
    stay_unit: (/** @type {string} */ price) => `from ${price} a night`,
    stay_person: (/** @type {string} */ price) => `from ${price} a night and person`,
    appointment_unit: (/** @type {string} */ price) => `from ${price}`,
    appointment_person: (/** @type {string} */ price) => `from ${price} a person`,
    session_unit: (/** @type {string} */ price) => `from ${price}`,
    session_person: (/** @type {string} */ price) => `from ${price} a person`,
    package_booking: (/** @type {string} */ price) => `from ${price}`,
    package_person: (/** @type {string} */ price) => `from ${price} a person`,
    extra_booking: (/** @type {string} */ price) => price,
    extra_person: (/** @type {string} */ price) => `${price} a person`,
    extra_night: (/** @type {string} */ price) => `${price} a night`,
    extra_person_night: (/** @type {string} */ price) => `${price} a person and night`,
    night: (/** @type {string} */ price) => `${price} a night`,
  },

  party: {
    title: "Who is coming?",
    adults: "Adults",
    children: "Children",
    age: (/** @type {number} */ child) => `Age of child ${child}`,
    adult: (/** @type {number} */ count) => `Adult ${count}`,
    child: (/** @type {number} */ count, /** @type {number} */ age) => `Child ${count} (${age})`,
    forWhom: "For whom?",
    whoseIs: (/** @type {string} */ what) => `${what}: for whom?`,
    for: (/** @type {string} */ names) => `for ${names}`,
  },

  stay: {
    title: "When would you like to stay?",
    arrival: "Day of arrival",
    departure: "Day of departure",
    pickArrival: "Choose the day you arrive.",
    pickArrivalFor: (/** @type {number} */ nights) =>
      `Choose the day you arrive. You stay ${plural(nights, { one: "# night", other: "# nights" })}, as last time.`,
    pickDeparture: (/** @type {string} */ day, /** @type {number} */ least) =>
      `Arrival ${day}. Now choose the day you leave${least > 1 ? `: ${least} nights or more` : ""}.`,
    offers: "What is free",
    loading: "Looking for rooms…",
    units: (/** @type {number} */ count) => plural(count, { one: "# unit", other: "# units" }),
    left: (/** @type {number} */ count) =>
      plural(count, { one: "Only # left", other: "Only # left" }),
    gone: "Not free on these dates.",
  },

  appointment: {
    person: "With whom?",
    anyone: "Anyone",
    day: "Day",
    pickDay: "Choose a day to see the free times.",
    loading: "Looking for free times…",
    none: "There is no free time on this day. Please choose another.",
    morning: "Morning",
    afternoon: "Afternoon",
    evening: "Evening",
  },

  session: {
    day: "Day",
    pickDay: "Choose a day to see its times.",
    chosen: "Your times",
    span: (/** @type {string} */ from, /** @type {string} */ to) => `${from} – ${to}`,
    left: (/** @type {number} */ left, /** @type {number} */ seats) =>
      `${number(left)} of ${plural(seats, { one: "# seat left", other: "# seats left" })}`,
    full: "Sold out",
    least: (/** @type {number} */ least, /** @type {number} */ sold) =>
      `takes place from ${plural(least, { one: "# person", other: "# people" })}, ${number(sold)} so far`,
    tooFew: (/** @type {number} */ seats) =>
      `Not enough for ${plural(seats, { one: "# person", other: "# people" })}.`,
  },

  package: {
    day: "First day",
    pickDay: "Choose the first day.",
  },

  extras: {
    chosen: "You have chosen",
    title: "Something on the side?",
    rest: "Anything else?",
    limited: "while there are some",
  },

  panel: {
    title: "Your price",
    nothing: "Choose something, and its price builds up here.",
    loading: "Working out the price…",
    now: (/** @type {string} */ total) => `Total ${total}`,
    included: "Included",
    deposit: "Deposit",
    whole: "To pay",
    dueNow: "due now",
    onceAccepted: "due once we accept",
    by: (/** @type {string} */ day) => `due by ${day}`,
    rest: "Later",
    noDeposit: "Nothing to pay in advance.",
    policy: (/** @type {string} */ name) => `If you cancel: ${name}`,
    changed: (/** @type {string} */ before, /** @type {string} */ after) =>
      `The price has changed from ${before} to ${after} since you last saw it. Please look again before you book.`,
  },

  code: {
    ask: "Do you have a promotion code?",
    label: "Promotion code",
    use: "Use code",
    used: (/** @type {string} */ name) => `Code used: ${name}`,
    trying: (/** @type {string} */ code) => `Trying ${code}…`,
  },

  gone: {
    title: (/** @type {string} */ what) => `No longer free: ${what}`,
    again: "Choose again",
    without: "Book without it",
  },

  details: {
    title: "Who is booking?",
    first_name: "First name",
    last_name: "Last name",
    email: "Email",
    emailHelp: "The confirmation and the link to your booking go there.",
    phone: "Phone",
    phoneHelp: "Optional, for questions on the day.",
    guests: "Names of the guests (optional)",
    guestsHelp: "You can also fill them in later.",
    termsTitle: "Booking terms",
    agreeTitle: "Terms and booking",
    lastTitle: "Book",
    accept: "I have read and accept the booking terms",
    what: (/** @type {string} */ when, /** @type {string} */ who, /** @type {string} */ total) =>
      `You book ${when}, ${who}, for ${total}.`,
    working: "One moment…",
    again: "Try again",
    unknown:
      "We sent your booking, but got no answer. Try again: it is the same booking, so you can't book twice.",
    unreached: "We could not reach the server. Your entries are kept.",
    renewed:
      "Your price was too old, so we have worked it out anew. Please look at it and book again.",
    termsChanged: "The terms have changed meanwhile. Please read and accept them again.",
    missing: {
      first_name: "Please enter your first name.",
      last_name: "Please enter your last name.",
      email: "Please enter an email address, such as anna@example.com.",
      terms: "Please read and accept the booking terms first.",
    },
  },

  obligation: {
    button: {
      request: "Send request",
      free: "Book",
      book: "Book with obligation to pay",
      payDeposit: (/** @type {string} */ amount) => `Book and pay ${amount} deposit`,
      payAll: (/** @type {string} */ amount) => `Book and pay ${amount}`,
    },
    text: {
      request: "We answer your request by email. If we accept it, it is binding.",
      free: "",
      book: "The booking is binding at once.",
      hold: (/** @type {number} */ minutes) =>
        `We hold it for you for ${plural(minutes, { one: "# minute", other: "# minutes" })}; it is confirmed when the deposit is paid.`,
    },
  },

  again: {
    text: "Your last booking is filled in. Only a time is missing.",
    broken: "We could not read your last booking from this link. You can book from the start.",
  },

  done: {
    title: (/** @type {string} */ code) => `Your booking ${code} is made`,
    request: (/** @type {string} */ code) => `Your request ${code} is on its way`,
    payment: "It is held for you until the deposit is paid. We take you to the payment page…",
    open: "We take you to your booking…",
    goPay: "Go to the payment",
    goOpen: "Open your booking",
    another: "Book something else",
  },

  offline: guestTexts.problems.offline,
};

/** @typedef {typeof english} Texts */

/** @type {Record<string, Texts>} */
const languages = { en: english };

/** The texts in use; the page reads them once, when it starts. */
export const texts = inLanguage(languages, navigator.languages);
