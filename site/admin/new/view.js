/**
 * Entering a booking: on the page's left what is booked, on its right what it comes to.
 */
import { html, useEffect, useMemo, useRef, useState } from "../../shared/ui.js";
import { Unreachable } from "../../shared/api.js";
import { Button, Skeleton, toast } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { bookingHref } from "../routes.js";
import { greet } from "../booking/just-created.js";
import { forgetRows } from "../bookings/rows.js";
import { Confirm } from "../ui/confirm.js";
import { FormProblems } from "../ui/controls.js";
import { Failure } from "../ui/failure.js";
import { useForm } from "../ui/form.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { useLoaded } from "../ui/loaded.js";
import { useTitle } from "../ui/title.js";
import { bodyOf, mistakesIn, placeOf } from "./body.js";
import { Deposit } from "./deposit.js";
import { dropDraft, freshDraft, keepDraft, keptDraft } from "./draft.js";
import { Items } from "./items.js";
import { Agency, Guests, Traveller } from "./people.js";
import { Stay } from "./stay.js";
import { Sum } from "./sum.js";
import { totalsOf } from "./totals.js";

/** @import {Policy, Property} from "../../generated/api.js" */

export function NewBookingView() {
  useTitle(t("New booking"));
  const { api } = useDesk();
  const { data, error, loading, reload } = useLoaded(
    () => Promise.all([api.properties.list(), api.policies.list()]),
    [api],
  );
  return html`<div class="head"><h1>${t("New booking")}</h1></div>
    ${error && html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`}
    ${
      data
        ? html`<${BookingForm} properties=${data[0]} policies=${data[1]} />`
        : !error &&
          html`<div class="panel"><${Skeleton} lines=${8} label=${t("Loading the form")} /></div>`
    }`;
}

/** @param {{properties: Property[], policies: Policy[]}} props */
function BookingForm({ properties, policies }) {
  const { api } = useDesk();
  const [kept] = useState(keptDraft);
  const [clearing, setClearing] = useState(false);
  const keyFor = useIdempotencyKey();
  const latest = useRef(/** @type {import("./draft.js").Draft} */ (kept ?? freshDraft()));
  const zoneOf = (/** @type {string} */ id) =>
    properties.find((property) => property.id === id)?.time_zone ?? "UTC";
  const form = useForm({
    initial: latest.current,
    touched: kept !== null,
    check: mistakesIn,
    place: (field) => placeOf(field, latest.current),
    save: async (draft) => {
      const body = bodyOf(draft, zoneOf(draft.property));
      const made = await sent(() => api.createBooking(body, keyFor(body)));
      dropDraft(draft);
      forgetRows();
      greet(made);
      toast(t("Booking {code} is made", { code: made.code }));
      navigate(bookingHref(made.code), { replace: true });
    },
  });
  const draft = /** @type {import("./draft.js").Draft} */ (form.values);
  latest.current = draft;
  useEffect(() => {
    if (form.dirty) keepDraft(draft);
  }, [draft, form.dirty]);
  const property = properties.find((one) => one.id === draft.property);
  const taxIncluded = property?.prices_include_tax ?? true;
  const totals = useMemo(() => totalsOf(draft, taxIncluded), [draft, taxIncluded]);
  const clear = async () => {
    dropDraft();
    form.reset(freshDraft());
    setClearing(false);
  };
  return html`<form class="new-booking" novalidate onSubmit=${form.submit}>
    <div class="entries">
      <${FormProblems} form=${form} name=${nameOf} />
      <${Stay} form=${form} properties=${properties} policies=${policies} />
      <${Traveller} form=${form} />
      <${Guests} form=${form} />
      <${Items} form=${form} zone=${property?.time_zone ?? null} />
      <${Deposit} form=${form} />
      <${Agency} form=${form} />
    </div>
    <div class="beside">
      <${Sum} draft=${draft} totals=${totals} taxIncluded=${taxIncluded} busy=${form.busy}>
        ${
          form.dirty &&
          html`<${Button} kind="quiet small" onClick=${() => setClearing(true)}
            >${t("Clear the form")}<//
          >`
        }
      <//>
    </div>
    <${LeaveGuard} active=${form.dirty && !form.busy}>
      <p>
        ${t("The booking is not made yet. What you have typed stays in this tab until you sign out, so you can come back to it.")}
      </p>
    <//>
    <${Confirm}
      open=${clearing}
      title=${t("Clear the form?")}
      action=${t("Clear the form")}
      onConfirm=${clear}
      onClose=${() => setClearing(false)}
    >
      <p>${t("Everything that you have typed here is forgotten.")}</p>
    <//>
  </form>`;
}

/**
 * The same key for the same body: pressing the button again after a failure can't make a second
 * booking, and a corrected form is a new request.
 */
function useIdempotencyKey() {
  const last = useRef({ text: "", key: "" });
  return (/** @type {import("../../generated/api.js").BookingForm} */ body) => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  };
}

/**
 * When no answer came, nobody knows whether the booking was made; say what is safe to do.
 * @template T
 * @param {() => Promise<T>} send
 * @returns {Promise<T>}
 */
async function sent(send) {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    throw new Error(
      t(
        "No answer came from the server. Nothing you typed is lost. Press “Create booking” again when the connection is back: unchanged, it can't make a second booking.",
      ),
    );
  }
}

/**
 * Which item or guest a field belongs to, where its label alone does not say.
 * @param {string} path
 * @param {string} label
 */
function nameOf(path, label) {
  const item = /^items\[(\d+)\]/.exec(path);
  if (item) return t("Item {number}, {field}", { number: Number(item[1]) + 1, field: label });
  const guest = /^guests\[(\d+)\]/.exec(path);
  return guest ? t("Another guest, {number}", { number: Number(guest[1]) + 1 }) : "";
}
