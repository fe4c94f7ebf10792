/** The form of one policy: steps by time, each with its fee, and the fee after the last of them. */
import { html, useRef } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { CheckControl, SelectControl, TextControl } from "../ui/controls.js";
import { newTier, policyBody, policyMistakes, policyPlace, policyValues } from "./policy-values.js";
import { GuestText } from "../ui/languages.js";
import { SettingForm } from "../records/single.js";

/** @import {Policy} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */
/** @typedef {import("./policy-values.js").TierValues} TierValues */

/** @param {{policy: Policy | null, remove: import("../../shared/ui.js").Children}} props */
export function PolicyForm({ policy, remove }) {
  const { api } = useDesk();
  const save = async (/** @type {import("./policy-values.js").PolicyValues} */ values) => {
    const body = policyBody(values);
    if (policy) return policyValues(await api.policies.save(policy.id, body));
    await api.policies.add(body);
    navigate(settingsHref("policies"), { replace: true });
    return null;
  };
  return html`<${SettingForm}
    title=${policy ? t("Edit the policy") : t("New policy")}
    initial=${policyValues(policy)}
    check=${policyMistakes}
    place=${policyPlace}
    name=${nameOf}
    save=${save}
    saved=${t("The policy is saved")}
    beside=${remove}
  >
    ${(/** @type {Form} */ form) =>
      html`<div class="form-grid">
          <${GuestText} form=${form} path="name" label=${t("Name")} required />
        </div>
        <${Tiers} form=${form} />
        <fieldset class="tier">
          <legend>
            ${/** @type {TierValues[]} */ (form.at("tiers")).length ? t("After the last step") : t("At any time")}
          </legend>
          <div class="form-grid"><${Fee} form=${form} path="after" /></div>
        </fieldset>
        <${CheckControl}
          form=${form}
          path="limited"
          label=${t("Guests can cancel by themselves until a certain time only")}
          help=${t("Otherwise they can until they arrive. Staff always can.")}
        />
        ${
          form.at("limited") &&
          html`<div class="form-grid"><${Deadline} form=${form} path="guest_until" /></div>`
        }
        <${Rescheduling} form=${form} />
        <${PaidAhead} form=${form} />`}
  <//>`;
}

/** @param {{form: Form}} props */
function Tiers({ form }) {
  /** @type {TierValues[]} */
  const tiers = form.at("tiers");
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const remove = (/** @type {string} */ key) => {
    form.set(
      "tiers",
      tiers.filter((tier) => tier.key !== key),
    );
    frame.current?.querySelector("h3")?.focus();
  };
  return html`<div ref=${frame}>
    <h3 class="steps" tabindex="-1">${t("Steps, the earliest first")}</h3>
    ${tiers.map(
      (tier, index) =>
        html`<fieldset class="tier" key=${tier.key}>
          <legend>${t("Step {number}", { number: index + 1 })}</legend>
          <div class="form-grid">
            <${Deadline} form=${form} path=${`tiers[${index}].until`} />
          </div>
          <div class="form-grid">
            <${Fee} form=${form} path=${`tiers[${index}].fee`} />
          </div>
          <${Button}
            kind="quiet small"
            aria-label=${t("Remove step {number}", { number: index + 1 })}
            onClick=${() => remove(tier.key)}
          >
            ${t("Remove")}
          <//>
        </fieldset>`,
    )}
    <${Button}
      kind="quiet small"
      icon="plus"
      onClick=${() => form.set("tiers", [...tiers, newTier()])}
    >
      ${t("Add a step")}
    <//>
  </div>`;
}

/** @param {{form: Form}} props */
const Rescheduling = ({ form }) =>
  html`<${CheckControl}
      form=${form}
      path="guests_reschedule"
      label=${t("Guests can move their booking by themselves")}
      help=${t("To other days or another time, if there is room. Staff always can.")}
    />
    ${
      form.at("guests_reschedule") &&
      html`<${CheckControl}
        form=${form}
        path="reschedule_limited"
        label=${t("They can move it until a certain time only")}
        help=${t("Otherwise they can until they arrive.")}
      />`
    }
    ${
      form.at("guests_reschedule") &&
      form.at("reschedule_limited") &&
      html`<div class="form-grid"><${Deadline} form=${form} path="reschedule_until" /></div>`
    }`;

/** @param {{form: Form}} props */
const PaidAhead = ({ form }) =>
  html`<h3 class="part">${t("Deposit")}</h3>
    <div class="form-grid">
      <${Fee} form=${form} path="deposit" label=${t("Paid ahead")} />
      ${
        form.at("deposit.kind") !== "free" &&
        html`<${SelectControl}
          form=${form}
          path="deposit.due"
          label=${t("Due")}
          options=${[
            ["now", t("When booking")],
            ["later", t("Days before arrival")],
          ]}
        />`
      }
      ${
        form.at("deposit.kind") !== "free" &&
        form.at("deposit.due") === "later" &&
        html`<${TextControl}
          form=${form}
          path="deposit.days"
          label=${t("Days")}
          inputmode="numeric"
          dir="ltr"
          required
        />`
      }
    </div>`;

/** @param {{form: Form, path: string}} props */
function Deadline({ form, path }) {
  const kind = form.at(`${path}.kind`);
  return html`<${SelectControl}
      form=${form}
      path=${`${path}.kind`}
      label=${t("Until")}
      options=${[
        ["days", t("Days before arrival")],
        ["hours", t("Hours before check-in")],
      ]}
    />
    <${TextControl}
      form=${form}
      path=${`${path}.number`}
      label=${kind === "days" ? t("Days") : t("Hours")}
      inputmode="numeric"
      dir="ltr"
      required
    />
    ${
      kind === "days" &&
      html`<${TextControl}
        form=${form}
        path=${`${path}.at`}
        label=${t("At, property's time")}
        type="time"
        required
      />`
    }`;
}

/** @param {{form: Form, path: string, label?: string}} props */
function Fee({ form, path, label = t("Cancelling costs") }) {
  const kind = form.at(`${path}.kind`);
  const labels = {
    percent: t("Percent"),
    nights: t("Nights"),
    amount: t("Amount, booking's currency"),
  };
  return html`<${SelectControl}
      form=${form}
      path=${`${path}.kind`}
      label=${label}
      options=${[
        ["free", t("Nothing")],
        ["percent", t("A part of the price")],
        ["nights", t("The price of nights")],
        ["amount", t("A fixed amount")],
      ]}
    />
    ${
      kind !== "free" &&
      html`<${TextControl}
        form=${form}
        path=${`${path}.number`}
        label=${labels[/** @type {keyof typeof labels} */ (kind)]}
        inputmode=${kind === "amount" ? "decimal" : "numeric"}
        dir="ltr"
        required
      />`
    }`;
}

/** @param {string} path */
function nameOf(path) {
  const step = /^tiers\[(\d+)\]\.(until|fee)/.exec(path);
  if (step) {
    const number = Number(step[1]) + 1;
    return step[2] === "fee"
      ? t("Step {number}, cost", { number })
      : t("Step {number}, until", { number });
  }
  if (path.startsWith("after")) return t("After the last step");
  if (path.startsWith("deposit")) return t("Paid ahead");
  if (path.startsWith("reschedule_until")) return t("Guests can move until");
  return path.startsWith("guest_until") ? t("Guests can cancel until") : "";
}
