/**
 * Web check-in: the questions that staff define, one form per guest.
 */
import { html, useEffect, useId, useMemo, useRef, useState } from "../shared/ui.js";
import { Badge, Button, Field, FieldError, Notice, Required, toast } from "../shared/components.js";
import { Icon } from "../shared/icons.js";
import { Problem } from "../shared/api.js";
import { countryName, date, list } from "../shared/format.js";
import { countryCodes } from "../shared/countries.js";
import { Failure, focusOn } from "../shared/page.js";
import { msg, plural, t } from "../shared/words.js";
import { CountryBox } from "./country-box.js";
import { Unavailable } from "./parts.js";
import { nextThing } from "./booking.js";
import { draft } from "./session.js";

/** @typedef {import("../generated/api.js").GuestCheckIn["answers"][string]} Answer */
/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../generated/api.js").Question} CheckInField */
/** @typedef {import("../generated/api.js").GuestCheckIn} CheckInGuest */
/** @typedef {import("./booking.js").Client} Client */
/** @typedef {Record<string, Answer>} Answers */

/** @param {CheckInGuest} guest */
const nameOf = (guest) => guest.name.trim() || t("Guest {number}", { number: guest.guest + 1 });

/** @param {import("./booking.js").Section} props */
export function CheckIn({ page, client, replace, refresh }) {
  const { fields, guests, complete } = page.check_in;
  const action = page.actions.check_in;
  const [open, setOpen] = useState(/** @type {number | undefined} */ (undefined));
  const due = nextThing(page) === "checkIn";
  // Check-in becomes the next thing while the page is open, too: when the deposit arrives.
  useEffect(() => {
    if (due) setOpen((now) => now ?? guests.find((guest) => !guest.complete)?.guest);
  }, [due]);
  const done = guests.filter((guest) => guest.complete).length;

  const saved = (/** @type {CheckInGuest} */ answer) => {
    const next = guests.map((guest) =>
      guest.guest === answer.guest ? { ...guest, ...answer, name: guest.name } : guest,
    );
    const check_in = { fields, guests: next, complete: next.every((guest) => guest.complete) };
    replace({ ...page, check_in });
    refresh();
  };
  const goTo = (/** @type {number} */ guest) => {
    setOpen(guest);
    focusOn(`guest-${guest}`);
  };
  const following = (/** @type {number} */ number) =>
    guests.find((guest) => !guest.complete && guest.guest !== number);

  return html`<section class="card" aria-labelledby="check-in">
    <header class="card-head">
      <h2 id="check-in" tabindex="-1">${t("Web check-in")}</h2>
      <${Badge}
        tone=${complete ? "good" : action.available ? "warn" : "plain"}
        icon=${complete ? "check" : undefined}
      >
        ${complete ? t("Complete") : `${done} / ${guests.length}`}
      <//>
    </header>
    ${action.available && html`<p>${complete ? t("Everybody has checked in.") : t("Tell us who is coming. You can change your answers until you leave.")}</p>`}
    ${!action.available && html`<${Unavailable} action=${action} property=${page.property} />`}
    <div class="guests">
      ${guests.map(
        (guest) =>
          html`<${Guest}
            key=${guest.guest}
            ...${{ guest, fields, client, saved, refresh }}
            code=${page.booking.code}
            closed=${!action.available}
            open=${open === guest.guest}
            toggle=${() => setOpen(open === guest.guest ? undefined : guest.guest)}
            following=${following(guest.guest)}
            goTo=${goTo}
          />`,
      )}
    </div>
  </section>`;
}

/**
 * @param {{guest: CheckInGuest, fields: CheckInField[], client: Client, code: string, closed: boolean,
 *   open: boolean, toggle: () => void, saved: (answer: CheckInGuest) => void,
 *   refresh: () => Promise<void>, following: CheckInGuest | undefined, goTo: (guest: number) => void}} props
 */
function Guest({
  guest,
  fields,
  client,
  code,
  closed,
  open,
  toggle,
  saved,
  refresh,
  following,
  goTo,
}) {
  const [hasDraft, setHasDraft] = useState(() => draft(code, guest.guest).read() !== null);
  const tone = guest.complete ? "good" : "warn";
  const flip = (/** @type {Event} */ event) => {
    event.preventDefault();
    toggle();
  };
  return html`<details class="guest" open=${open}>
    <summary id=${`guest-${guest.guest}`} onClick=${flip}>
      <${Icon} name="user" />
      <span class="clamp" dir="auto">${nameOf(guest)}</span>
      <span class="states">
        ${hasDraft && !closed && html`<${Badge} tone="info">${t("Not saved yet")}<//>`}
        ${
          (guest.complete || !(closed || hasDraft)) &&
          html`<${Badge} tone=${tone} icon=${guest.complete ? "check" : undefined}>
            ${guest.complete ? t("Complete") : t("To do")}
          <//>`
        }
      </span>
    </summary>
    ${open && closed && html`<${Answers} fields=${fields} answers=${guest.answers} />`}
    ${
      open &&
      !closed &&
      html`<${Form}
        ...${{ guest, fields, client, code, saved, refresh, following, goTo }}
        onDraft=${setHasDraft}
      />`
    }
  </details>`;
}

/**
 * @param {{guest: CheckInGuest, fields: CheckInField[], client: Client, code: string,
 *   saved: (answer: CheckInGuest) => void, refresh: () => Promise<void>,
 *   following: CheckInGuest | undefined, goTo: (guest: number) => void,
 *   onDraft: (has: boolean) => void}} props
 */
function Form({ guest, fields, client, code, saved, refresh, following, goTo, onDraft }) {
  const store = useMemo(() => draft(code, guest.guest), [code, guest.guest]);
  const [answers, setAnswers] = useState(
    () => /** @type {Answers} */ (store.read() ?? guest.answers),
  );
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const count = Object.keys(errors).length;
  const prefix = `guest-${guest.guest}`;

  const change = (/** @type {string} */ field, /** @type {Answer | undefined} */ value) => {
    const next = { ...answers };
    if (value === undefined) delete next[field];
    else next[field] = value;
    setAnswers(next);
    setDone(false);
    store.keep(next);
    onDraft(true);
    if (errors[field]) {
      const { [field]: _, ...rest } = errors;
      setErrors(rest);
    }
  };

  const show = (/** @type {Record<string, string>} */ found) => {
    setErrors(found);
    const first = fields.find((field) => field.id in found);
    requestAnimationFrame(() => {
      /** @type {HTMLElement | null | undefined} */ (
        form.current?.querySelector(first ? `[data-field="${CSS.escape(first.id)}"]` : "button")
      )?.focus();
    });
  };

  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    setFailure(null);
    const found = check(fields, answers);
    if (Object.keys(found).length) return show(found);
    setBusy(true);
    try {
      const answer = await client.put(`/bookings/${code}/guests/${String(guest.guest)}/check-in`, {
        answers: tidy(fields, answers),
      });
      setErrors({});
      setAnswers(answer.answers);
      store.clear();
      onDraft(false);
      setDone(true);
      saved(answer);
      toast(t("Saved the check-in of {name}.", { name: short(nameOf(guest)) }));
    } catch (problem) {
      const refused = problem instanceof Problem ? known(problem.byField("answers"), fields) : {};
      if (Object.keys(refused).length) show(refused);
      else setFailure(problem);
      if (problem instanceof Problem && problem.status === 409) await refresh();
    } finally {
      setBusy(false);
    }
  };

  return html`<form ref=${form} novalidate aria-labelledby=${prefix} onSubmit=${send}>
    ${
      fields.some((field) => field.required) &&
      html`<p class="muted small">${t("Questions marked with * must be answered.")}</p>`
    }
    <div class="questions">
      ${fields.map(
        (field) =>
          html`<${Question}
            key=${field.id}
            field=${field}
            id=${`${prefix}-${field.id}`}
            section=${`section-guest${guest.guest}`}
            value=${answers[field.id]}
            error=${errors[field.id] && t(errors[field.id])}
            onChange=${(/** @type {Answer | undefined} */ value) => change(field.id, value)}
          />`,
      )}
    </div>
    <div role="alert">
      ${count > 0 && html`<${Notice} tone="bad"><p>${plural("{n} answer needs another look.", "{n} answers need another look.", count)}</p><//>`}
    </div>
    ${failure && html`<${Failure} error=${failure} />`}
    ${
      done &&
      html`<${Notice} tone="good">
        <p>${t("Saved. Thank you!")}</p>
        ${
          following &&
          html`<p class="actions">
            <${Button} kind="quiet" onClick=${() => goTo(following.guest)}>
              ${t("Continue with {name}", { name: short(nameOf(following)) })}
            <//>
          </p>`
        }
      <//>`
    }
    <div class="actions">
      <${Button} type="submit" busy=${busy}>${t("Save check-in")}<//>
      <span class="muted small"
        >${store.read() && t("Your answers are kept on this device until you save them.")}</span
      >
    </div>
  </form>`;
}

/** @param {string} name */
const short = (name) => {
  const letters = [...name];
  return letters.length > 40 ? `${letters.slice(0, 39).join("")}…` : name;
};

/**
 * Messages that belong to a question of the form.
 * @param {Record<string, string>} errors
 * @param {CheckInField[]} fields
 */
function known(errors, fields) {
  const ids = new Set(fields.map((field) => field.id));
  return Object.fromEntries(Object.entries(errors).filter(([id]) => ids.has(id)));
}

/** @param {Answer | undefined} value */
const isEmpty = (value) =>
  value === undefined ||
  (typeof value === "string" && !value.trim()) ||
  (Array.isArray(value) && !value.length);

/**
 * What can be told without asking the API.
 * @param {CheckInField[]} fields
 * @param {Answers} answers
 */
function check(fields, answers) {
  /** @type {Record<string, string>} */
  const errors = {};
  for (const { id, type, required } of fields) {
    const value = answers[id];
    if (isEmpty(value)) {
      if (required) errors[id] = msg("Please answer this question.");
    } else if (type === "country" && !countryCodes.includes(String(value))) {
      errors[id] = msg("Please choose a country from the list.");
    }
  }
  return errors;
}

/**
 * The answers as the API takes them: no empty ones, numbers with a point.
 * @param {CheckInField[]} fields
 * @param {Answers} answers
 */
function tidy(fields, answers) {
  /** @type {Answers} */
  const kept = {};
  for (const { id, type } of fields) {
    const value = answers[id];
    if (isEmpty(value)) continue;
    kept[id] =
      type === "number" && typeof value === "string" ? value.trim().replace(",", ".") : value;
  }
  return kept;
}

/** @type {Partial<Record<import("../generated/api.js").FieldType, Record<string, string>>>} */
const inputs = {
  text: { type: "text" },
  date: { type: "date" },
  number: { type: "text", inputmode: "decimal" },
  phone: { type: "tel", inputmode: "tel", autocomplete: "tel" },
  email: { type: "email", inputmode: "email", autocomplete: "email" },
};

/**
 * @typedef {object} QuestionProps
 * @property {CheckInField} field
 * @property {string} id
 * @property {string} section the guest's own section for autofill
 * @property {Answer | undefined} value
 * @property {string | undefined} error
 * @property {(value: Answer | undefined) => void} onChange
 */

/** @param {QuestionProps} props */
function Question(props) {
  const { field, id, section, value, error, onChange } = props;
  if (field.type === "many" || field.type === "yes_no") return html`<${Choices} ...${props} />`;

  const text = typeof value === "string" ? value : "";
  const input = (/** @type {import("../shared/ui.js").FieldEvent} */ event) =>
    onChange(event.currentTarget.value);
  const control = (/** @type {Record<string, unknown>} */ given) => {
    const attributes = { ...given, "data-field": field.id };
    if (field.type === "country") {
      return html`<${CountryBox}
        ...${{ value: text, onChange, attributes }}
        autocomplete=${`${section} country-name`}
      />`;
    }
    if (field.type === "long_text") {
      return html`<textarea
        ...${attributes}
        rows="4"
        dir="auto"
        value=${text}
        onInput=${input}
      ></textarea>`;
    }
    if (field.type === "choice") {
      return html`<select ...${attributes} value=${text} onChange=${input}>
        <option value="">${t("Choose…")}</option>
        ${(field.options ?? []).map((option, index) => html`<option key=${option} value=${option}>${field.names?.[index] ?? option}</option>`)}
      </select>`;
    }
    const { autocomplete, ...kind } = inputs[field.type] ?? { type: "text" };
    return html`<input
      ...${attributes}
      ...${kind}
      autocomplete=${autocomplete ? `${section} ${autocomplete}` : "off"}
      dir=${field.type === "text" ? "auto" : undefined}
      value=${text}
      onInput=${input}
    />`;
  };
  return html`<${Field}
    id=${id}
    label=${field.label}
    help=${field.help}
    error=${error}
    required=${field.required}
    >${control}<//
  >`;
}

/**
 * A question with several controls: boxes to tick, or yes and no.
 * @param {QuestionProps} props
 */
function Choices({ field, id, value, error, onChange }) {
  const name = useId();
  const help = field.help ? `${id}-help` : "";
  const wrong = error ? `${id}-error` : "";
  const described = [help, wrong].filter(Boolean).join(" ") || undefined;
  const many = field.type === "many";
  const chosen = Array.isArray(value) ? value : [];
  /** @type {{label: string, checked: boolean, choose: (on: boolean) => void}[]} */
  const options = many
    ? (field.options ?? []).map((option, index) => ({
        label: field.names?.[index] ?? option,
        checked: chosen.includes(option),
        choose: (on) => onChange(on ? [...chosen, option] : chosen.filter((one) => one !== option)),
      }))
    : [
        { label: t("Yes"), checked: value === true, choose: () => onChange(true) },
        { label: t("No"), checked: value === false, choose: () => onChange(false) },
      ];
  if (!many && !field.required) {
    const none = value === undefined;
    options.push({
      label: t("No answer"),
      checked: none,
      choose: () => onChange(undefined),
    });
  }
  return html`<div class="field">
    <fieldset
      role=${many ? undefined : "radiogroup"}
      aria-describedby=${described}
      aria-invalid=${error && !many ? "true" : undefined}
      aria-required=${field.required && !many ? "true" : undefined}
    >
      <legend>
        <span dir="auto">${field.label}</span>${field.required && html`<${Required} />`}
      </legend>
      ${field.help && html`<p class="help" id=${help} dir="auto">${field.help}</p>`}
      <div class=${many ? "choices" : "choices in-line"}>
        ${options.map(
          ({ label, checked, choose }, index) =>
            html`<label key=${label}>
              <input
                type=${many ? "checkbox" : "radio"}
                name=${name}
                data-field=${index === 0 ? field.id : undefined}
                checked=${checked}
                onChange=${(/** @type {import("../shared/ui.js").CheckEvent} */ event) => choose(event.currentTarget.checked)}
              />
              <span dir="auto">${label}</span>
            </label>`,
        )}
      </div>
      ${error && html`<${FieldError} id=${wrong}>${error}<//>`}
    </fieldset>
  </div>`;
}

/**
 * What a guest answered, to read only.
 * @param {{fields: CheckInField[], answers: Answers}} props
 */
function Answers({ fields, answers }) {
  const given = fields.filter((field) => !isEmpty(answers[field.id]));
  if (!given.length) return html`<p class="muted">${t("No answers were given.")}</p>`;
  return html`<dl class="answers">
    ${given.map(
      (field) =>
        html`<div key=${field.id}>
          <dt dir="auto">${field.label}</dt>
          <dd class="prose" dir="auto">${readable(field, answers[field.id])}</dd>
        </div>`,
    )}
  </dl>`;
}

/** @param {CheckInField} field @param {Answer} value */
function readable(field, value) {
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  if (Array.isArray(value)) return list(value);
  if (field.type === "country") return countryName(value);
  return field.type === "date" ? date(value) : value;
}
