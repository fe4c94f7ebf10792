/** Parts that rates and packages share: seasons and weekends, and what children pay. */
import { html } from "../../shared/ui.js";
import { dateRange, weekdayList } from "../../shared/format.js";
import { msg, t } from "../../shared/words.js";
import { SelectControl, TextControl } from "../ui/controls.js";
import { GuestText, textsBody } from "../ui/languages.js";
import { keyed, Rows } from "../ui/rows.js";
import { WeekdaysControl } from "../ui/weekdays.js";
import { AmountControl, NumberControl, ProductChoices, RangeFields } from "./fields.js";
import { eitherBody, eitherValues, numberText, wholeOf } from "./values.js";
import { rowNames } from "./section.js";

/** @import {Catalog, GuestPrice, PriceRule} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */

/** @typedef {ReturnType<typeof ruleValues>[number]} RuleValues */
/** @typedef {ReturnType<typeof childValues>[number]} ChildValues */

/** @param {PriceRule[] | undefined} rules @param {string} currency */
export const ruleValues = (rules, currency) =>
  (rules ?? []).map(({ price, percent, from, to, ...rest }) =>
    keyed({
      ...rest,
      from: from ?? "",
      to: to ?? "",
      ...eitherValues({ price, percent }, currency, "percent"),
    }),
  );

/** @param {RuleValues[]} rules @param {string} currency */
export const rulesBody = (rules, currency) =>
  rules.map(({ name, texts, from, to, weekdays, products, kind, number }) => ({
    name: name.trim(),
    texts: textsBody(texts),
    from: from || null,
    to: to || null,
    weekdays,
    products,
    ...eitherBody({ kind, number }, currency),
  }));

/** @param {RuleValues[]} rules @param {import("./values.js").Notes} notes */
export function checkRules(rules, { note, filled, amount, percent }) {
  rules.forEach(({ name, from, to, kind, number }, index) => {
    const path = `rules[${index}]`;
    filled(`${path}.name`, name);
    note(`${path}.to`, from && to && to < from && t("This is before the first day."));
    if (kind === "price") amount(`${path}.number`, number);
    else percent(`${path}.number`, number, { from: -100, to: 1000 });
  });
}

/** @param {GuestPrice[] | undefined} children @param {string} currency */
export const childValues = (children, currency) =>
  (children ?? []).map(({ to_age, ...price }) =>
    keyed({ to_age: numberText(to_age), ...eitherValues(price, currency, "percent") }),
  );

/** @param {ChildValues[]} children @param {string} currency */
export const childrenBody = (children, currency) =>
  children
    .map((child) => ({ to_age: wholeOf(child.to_age) ?? 0, ...eitherBody(child, currency) }))
    .sort((one, other) => one.to_age - other.to_age);

/** @param {ChildValues[]} children @param {import("./values.js").Notes} notes */
export function checkChildren(children, { whole, amount, percent }) {
  children.forEach(({ to_age, kind, number }, index) => {
    whole(`children[${index}].to_age`, to_age, { to: 17 });
    if (kind === "price") amount(`children[${index}].number`, number);
    else percent(`children[${index}].number`, number);
  });
}

/** @param {{form: Form, catalog: Catalog, products?: boolean}} props */
export const RuleRows = ({ form, catalog, products = false }) =>
  html`<${Rows}
    form=${form}
    path="rules"
    title=${t("Seasons and weekends")}
    help=${t("Other prices for some days. They apply in this order, each to what stood before.")}
    one=${rowNames.rules}
    removal=${msg("Remove rule {number}")}
    add=${t("Add a rule")}
    make=${newRule}
    said=${(/** @type {RuleValues} */ rule) => ruleWords(rule, catalog.selling.currency)}
  >
    ${(/** @type {string} */ path) =>
      html`<div class="form-grid">
          <${GuestText}
            form=${form}
            path=${`${path}.name`}
            label=${t("Name, for guests")}
            placeholder=${t("High season")}
            required
          />
          <${Either}
            form=${form}
            path=${path}
            currency=${catalog.selling.currency}
            options=${[
              ["percent", t("Changes the price by")],
              ["price", t("Replaces the price")],
            ]}
            percentHelp=${t("-20 is a fifth off")}
          />
        </div>
        <div class="form-grid"><${RangeFields} form=${form} path=${path} optional /></div>
        <${WeekdaysControl}
          form=${form}
          path=${`${path}.weekdays`}
          legend=${t("Only on")}
          help=${t("None chosen means every day.")}
        />
        ${
          products &&
          html`<${ProductChoices}
            form=${form}
            path=${`${path}.products`}
            catalog=${catalog}
            legend=${t("Only for")}
            help=${t("None chosen means all.")}
          />`
        }`}
  <//>`;

/** "High season: 15 Jun – 15 Sep 2027, Fri and Sat, +30 %" @param {RuleValues} rule @param {string} currency */
function ruleWords({ name, from, to, weekdays, kind, number }, currency) {
  const days =
    from && to
      ? dateRange(from, to)
      : from
        ? t("from {day:date}", { day: from })
        : to && t("to {day:date}", { day: to });
  const change = kind === "price" ? `${number} ${currency}` : `${signed(number)} %`;
  const when = [days, weekdays.length && weekdayList(weekdays)].filter(Boolean).join(", ");
  return t("{rule}: {when}, {change}", {
    rule: name || t("New rule"),
    when: when || t("always"),
    change,
  });
}

/** @param {string} number */
const signed = (number) => (/^[-+]|^$/.test(number) ? number : `+${number}`);

const newRule = () => ({
  name: "",
  texts: {},
  from: "",
  to: "",
  weekdays: [],
  products: [],
  kind: "percent",
  number: "",
});

/** @param {{form: Form, currency: string}} props */
export const ChildRows = ({ form, currency }) =>
  html`<${Rows}
    form=${form}
    path="children"
    title=${t("Children")}
    help=${t("By age. Who is older than the last group pays as an adult; without any, everybody does.")}
    one=${rowNames.children}
    removal=${msg("Remove age group {number}")}
    add=${t("Add an age group")}
    make=${() => ({ to_age: "", kind: "percent", number: "50" })}
  >
    ${(/** @type {string} */ path) =>
      html`<div class="form-grid">
        <${NumberControl}
          form=${form}
          path=${`${path}.to_age`}
          label=${t("Up to the age of")}
          required
        />
        <${Either}
          form=${form}
          path=${path}
          currency=${currency}
          options=${[
            ["percent", t("A part of an adult's price")],
            ["price", t("A price of their own")],
          ]}
          percentHelp=${t("0 is free of charge")}
        />
      </div>`}
  <//>`;

/**
 * An amount or a percentage.
 * @param {{form: Form, path: string, currency: string, options: [string, string][],
 *   percentHelp?: string}} props
 */
export const Either = ({ form, path, currency, options, percentHelp }) =>
  html`<${SelectControl}
      form=${form}
      path=${`${path}.kind`}
      label=${t("What it does")}
      options=${options}
    />
    ${
      form.at(`${path}.kind`) === "price"
        ? html`<${AmountControl}
            form=${form}
            path=${`${path}.number`}
            label=${t("Price")}
            currency=${currency}
            required
          />`
        : html`<${TextControl}
            form=${form}
            path=${`${path}.number`}
            label=${t("Percent")}
            help=${percentHelp}
            inputmode="decimal"
            dir="ltr"
            required
          />`
    }`;
