/**
 * Every text of the guest's page, one object per language. Texts with numbers or names in them are
 * functions; amounts and dates come formatted.
 */
import { plural } from "../shared/format.js";
import { guestTexts, inLanguage } from "../shared/guest-texts.js";

const english = {
  language: "en",

  skip: "Skip to your booking",
  loading: "Loading your booking…",
  close: "Close",
  dismiss: "Dismiss",
  tryAgain: guestTexts.tryAgain,
  required: "required",
  anonymousGuest: (/** @type {number} */ number) => `Guest ${number}`,
  documentTitle: (/** @type {string} */ code, /** @type {string} */ brand) =>
    `Your booking ${code} – ${brand}`,

  masthead: {
    code: "Booking",
    at: (/** @type {string} */ property) => `Your booking at ${property}`,
    nights: (/** @type {number} */ count) => plural(count, { one: "# night", other: "# nights" }),
    guests: (/** @type {number} */ count) => plural(count, { one: "# guest", other: "# guests" }),
  },

  status: {
    pending: "Waiting for you",
    confirmed: "Confirmed",
    cancelled: "Cancelled",
    completed: "Completed",
    no_show: "No-show",
  },

  awaits: /** @type {Record<string, string>} */ ({
    payment: "Held for you",
    staff: "Requested",
  }),

  steps: {
    label: "Progress of your booking",
    confirm: "Confirm",
    deposit: "Deposit",
    checkIn: "Check-in",
    balance: "Balance",
    done: "done",
    next: "next",
    open: "to do",
  },

  next: {
    confirm: {
      title: (/** @type {string} */ name) =>
        name ? `${name}, please confirm your booking` : "Please confirm your booking",
      text: "Look through the dates and the price below. Nothing is charged when you confirm.",
    },
    unconfirmed: {
      title: "This booking is not confirmed",
    },
    hold: {
      title: (/** @type {string} */ amount) => `Pay the deposit of ${amount}`,
      text: (/** @type {string} */ time) =>
        `Your booking is held until ${time}; pay the deposit to confirm it.`,
      left: (/** @type {string} */ clock) => `${clock} left`,
      over: "The time to pay is over. We are looking whether your place is still free…",
      action: "Make a payment",
    },
    request: {
      title: "Your request is with us",
      text: "We look at it and answer by email. There is nothing to do or to pay until then.",
      until: (/** @type {string} */ when) => `You hear from us by ${when}.`,
    },
    expired: {
      title: "The time to pay is over",
      text: "Your booking was held for you, but the deposit did not arrive in time. Nothing was charged, and the place is free again for everybody, for you too.",
    },
    declined: {
      title: "We could not accept your request",
      text: "We are sorry. Nothing was charged. Perhaps another time is free.",
    },
    deposit: {
      title: (/** @type {string} */ amount) => `Pay the deposit of ${amount}`,
      text: (/** @type {string} */ rest) => `It secures your stay. The other ${rest} can wait.`,
      textAll: "It secures your stay and covers the whole price.",
      action: "Make a payment",
    },
    checkIn: {
      title: "Check in before you arrive",
      text: (/** @type {number} */ open, /** @type {number} */ all) =>
        all === 1
          ? "A few questions, so that everything is ready when you arrive."
          : `A few questions for each guest, so that everything is ready. ${plural(open, { one: "# guest is", other: "# guests are" })} still missing.`,
      action: "Go to check-in",
    },
    balance: {
      title: (/** @type {string} */ amount) => `${amount} left to pay`,
      text: "Pay it now and there is nothing left to do before you arrive.",
      action: "Make a payment",
    },
    done: {
      title: "You are all set",
      text: (/** @type {string} */ day, /** @type {string} */ time) =>
        `See you on ${day}, from ${time}.`,
      arrived: "Have a good stay.",
    },
    completed: {
      title: "Thank you for your stay",
      text: "Your itinerary and your invoice stay here for you.",
      textDue: (/** @type {string} */ amount) =>
        `${amount} is still open. Please contact the property about it.`,
    },
    no_show: {
      title: "You were expected",
      text: "This booking was closed because nobody arrived. If that is wrong, please contact the property.",
    },
    cancelled: {
      title: "This booking is cancelled",
      byGuest: (/** @type {string} */ when) => `You cancelled it on ${when}.`,
      byStaff: (/** @type {string} */ when) => `The property cancelled it on ${when}.`,
      refund: (/** @type {string} */ amount) => `${amount} goes back to you.`,
      fee: (/** @type {string} */ amount) => `${amount} is kept under the cancellation policy.`,
      nothingPaid: "Nothing was paid, so there is nothing to give back.",
      reason: (/** @type {string} */ reason) => `Reason: ${reason}`,
    },
  },

  confirm: {
    termsTitle: "Booking terms",
    accept: "I accept the booking terms",
    acceptFirst: "Please read and accept the booking terms first.",
    action: "Confirm booking",
    what: (/** @type {string} */ stay, /** @type {string} */ total) =>
      `You confirm ${stay}, for ${total}.`,
    deposit: (/** @type {string} */ amount) => `A deposit of ${amount} is due after that.`,
    done: "Your booking is confirmed.",
    termsChanged: "The terms have changed since you opened this page. Please read them again.",
  },

  itinerary: {
    title: "Itinerary",
    print: "Print",
    arrival: "Arrival",
    departure: "Departure",
    from: (/** @type {string} */ time) => `from ${time}`,
    until: (/** @type {string} */ time) => `until ${time}`,
    zone: (/** @type {string} */ place, /** @type {string} */ name) =>
      `All times are local to the property: ${place}, ${name}.`,
    stay: (/** @type {string} */ range, /** @type {string} */ nights) => `${range} · ${nights}`,
    quantity: (/** @type {string} */ count) => `${count} ×`,
    nothing: "Nothing planned yet.",
  },

  place: {
    title: "How to reach us",
    address: "Address",
    map: "Open the map",
    phone: "Phone",
    email: "Email",
    website: "Website",
    directions: "Directions",
    newTab: "opens in a new tab",
  },

  price: guestTexts.price,

  payments: {
    title: "Payments",
    summaryTitle: "Payment summary",
    total: "Total",
    paid: "Paid",
    deposit: "Deposit",
    balance: "Still to pay",
    make: "Make a payment",
    depositOption: "Deposit",
    depositNote: "due now",
    depositBy: (/** @type {string} */ day) => `due by ${day}`,
    allOption: "Everything",
    balanceOption: "Balance",
    payDeposit: "Pay deposit",
    payBalance: "Pay balance",
    leaving: "You pay on the secure page of our payment provider and come back here afterwards.",
    inFull: "Paid in full. Thank you!",
    nothingDue: "There is nothing to pay.",
    refundedSum: "Refunded",
    kept: "Kept by the property",
    historyTitle: "History",
    kind: { deposit: "Deposit", balance: "Balance", refund: "Refund" },
    state: {
      open: "not finished",
      succeeded: "paid",
      failed: "declined",
      expired: "not finished",
      pending: "in progress",
    },
    refundState: {
      open: "in progress",
      succeeded: "refunded",
      failed: "failed",
      expired: "failed",
      pending: "in progress",
    },
    waiting: "Your payment is being confirmed…",
    waitingText: "This usually takes a few seconds. You need not reload the page.",
    slow: "This takes longer than usual. You can close the page: the payment is recorded as soon as the bank confirms it, and you don't have to pay again.",
    stopped: "Your payment is not confirmed yet",
    stoppedText:
      "The bank has not told us of it so far. Please look again later; you don't have to pay again.",
    processing: "Your payment is on its way",
    processingText:
      "Your bank is still working on it, which can take a few days. You don't have to pay again.",
    underWay: "A payment is under way.",
    check: "Check again",
    arrived: (/** @type {string} */ amount) => `We received your payment of ${amount}. Thank you!`,
    arrivedPlain: "We received your payment. Thank you!",
    declined:
      "The payment was not completed. Nothing was charged. You can try again whenever you like.",
    providerDown:
      "The payment page could not be opened. Nothing was charged. Please try again in a moment.",
  },

  invoice: {
    download: "Download invoice",
    fallbackName: (/** @type {string} */ code) => `invoice-${code}.pdf`,
    done: "The invoice is in your downloads.",
  },

  checkIn: {
    title: "Web check-in",
    intro: "Tell us who is coming. You can change your answers until you leave.",
    closed: "Check-in is closed.",
    complete: "Complete",
    incomplete: "To do",
    draft: "Not saved yet",
    save: "Save check-in",
    saved: (/** @type {string} */ name) => `Saved the check-in of ${name}.`,
    savedHere: "Saved. Thank you!",
    continueWith: (/** @type {string} */ name) => `Continue with ${name}`,
    allDone: "Everybody has checked in.",
    unsaved: "Your answers are kept on this device until you save them.",
    requiredHint: "Questions marked with * must be answered.",
    problems: (/** @type {number} */ count) =>
      plural(count, {
        one: "# answer needs another look.",
        other: "# answers need another look.",
      }),
    answerThis: "Please answer this question.",
    choose: "Choose…",
    yes: "Yes",
    no: "No",
    noAnswer: "No answer",
    countryHint: "Type to search",
    countries: "Countries",
    noCountry: "No country has this name",
    chooseCountry: "Please choose a country from the list.",
    found: (/** @type {number} */ count) =>
      plural(count, { one: "# country found", other: "# countries found" }),
    noAnswers: "No answers were given.",
  },

  terms: {
    title: "Booking terms",
    accepted: (/** @type {string} */ when) => `You accepted these terms on ${when}.`,
    read: "Read the terms",
  },

  cancel: {
    title: "Cancellation",
    action: "Cancel booking",
    dialogTitle: "Cancel this booking?",
    loading: "Working out what you get back…",
    back: "You get back",
    kept: "Kept by the property",
    nothingPaid: "You have not paid anything, so cancelling costs you nothing.",
    now: (/** @type {string} */ refund, /** @type {string} */ fee) =>
      `Cancel now: ${refund} back, ${fee} kept.`,
    freeUntil: (/** @type {string} */ when, /** @type {string} */ place) =>
      `Free until ${when} (${place} time).`,
    tiers: "If you decide later",
    tier: (/** @type {string} */ when) => `until ${when}`,
    tierBack: (/** @type {string} */ amount) => `${amount} back`,
    reason: "Reason",
    reasonHelp: "Optional. It helps the property to understand.",
    final: "This can't be undone: your place may be given to somebody else.",
    keep: "Keep booking",
    yes: "Yes, cancel my booking",
    changed:
      "What you get back has changed since you opened this. Please look again before you cancel.",
    done: "Your booking is cancelled.",
    contact: "Please contact the property if you need to cancel.",
  },

  reschedule: {
    title: "Reschedule",
    text: "You can move your booking to another time. You see what it costs before anything changes.",
    action: "Reschedule",
    dialogTitle: "Move this booking",
    now: (/** @type {string} */ when) => `Booked now: ${when}.`,
    nights: "Nights",
    arrival: "New day of arrival",
    day: "New day",
    none: "There is no free time on this day. Please choose another.",
    asking: "Working out the price…",
    to: (/** @type {string} */ when) => `New: ${when}`,
    more: (/** @type {string} */ amount) => `This costs ${amount} more.`,
    less: (/** @type {string} */ amount) => `This costs ${amount} less.`,
    same: "The price stays the same.",
    total: "Total",
    toPay: "Still to pay afterwards",
    refund: "Comes back to you",
    move: "Move my booking",
    keep: "Leave it as it is",
    changed: "The price has changed since you looked. Please look again before you move it.",
    done: "Your booking is moved.",
  },

  again: {
    title: "Book again",
    text: "The same once more: only the time is to be chosen.",
    action: "Book again",
    other: "Book something else",
  },

  policy: {
    intro: "What cancelling costs:",
    until: (/** @type {string} */ when) => `Until ${when}`,
    hours: (/** @type {number} */ count, /** @type {string} */ time) =>
      count === 0
        ? `check-in at ${time}`
        : plural(count, {
            one: `# hour before check-in at ${time}`,
            other: `# hours before check-in at ${time}`,
          }),
    after: "After that",
    always: "At any time",
    free: "nothing",
    all: "the whole price",
    share: (/** @type {string} */ percent) => `${percent} of the price`,
    nights: (/** @type {number} */ count) =>
      plural(count, { one: "the price of # night", other: "the price of # nights" }),
    amount: (/** @type {string} */ amount) => amount,
  },

  unavailable: {
    since: (/** @type {string} */ when) => `Since ${when}.`,
    contact: "Contact",
  },

  problems: {
    ...guestTexts.problems,
    stale: "This page could not be refreshed. What you see may be out of date.",
    linkTitle: "This link doesn't open a booking",
    linkText: "It may be incomplete, or a newer link has replaced it.",
    linkAdvice: [
      "Open the latest email about your booking and use the link in it.",
      "If you copied the link, make sure that you copied all of it.",
      "If it still doesn't work, ask the property to send you a new one.",
    ],
    secretTitle: "Please open the link in your email",
    secretText:
      "For your safety this page opens only with the full link, and the browser forgets it when the tab is closed.",
    secretPaid:
      "If you have just paid: your payment is recorded by itself. You see it when you open the link again.",
  },

  footer: {
    booked: (/** @type {string} */ day, /** @type {string | undefined} */ agency) =>
      agency ? `Booked on ${day} through ${agency}` : `Booked on ${day}`,
  },
};

/** @typedef {typeof english} Texts */

/** @type {Record<string, Texts>} */
const languages = { en: english };

/** The texts in use; the page reads them once, when it starts. */
export const texts = inLanguage(languages, navigator.languages);
