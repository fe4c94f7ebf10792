/** One kind of the catalogue's records: their list, and the form of each. */
import { html, useState } from "../../shared/ui.js";
import { Badge, toast } from "../../shared/components.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { catalogHref } from "../routes.js";
import { Records } from "../records/collection.js";
import { Order } from "../records/order.js";
import { SettingForm } from "../records/single.js";
import { explain } from "../ui/failure.js";
import { ProblemDialog } from "../ui/problem-dialog.js";

/** @import {Catalog, Policy, Property} from "../../generated/api.js" */

/** @import {Body} from "../../shared/client.js" */
/** @import {SortName} from "../desk-api.js" */
/** @typedef {import("../../shared/ui.js").Children} Children */
/** @template {object} [Values=object] @typedef {import("../ui/form.js").Form<Values>} Form */

/**
 * @typedef {object} Context what every form of the catalogue may need
 * @property {Property} property
 * @property {Catalog} catalog
 * @property {Policy[]} policies
 * @property {() => void} reload
 */

/**
 * A record of one kind, as the catalogue has it.
 * @template {SortName} Name
 * @typedef {Catalog[Name][string]} RecordOf
 */

/**
 * One kind of records: `name` is in the API and the address ("rates"), `empty` is what an empty list
 * says. Texts are sentences to be said by `t`; `gone` has a link `<a>` to the list.
 * @template {SortName} [Name=SortName]
 * @template {object} [Values=object]
 * @typedef {{name: Name, title: string, intro: string, empty: string, edit: string,
 *   saved: string, sure: string, gone: string, removal: string, texts?: string[],
 *   additions: {item: string, label: string, title: string}[],
 *   nameOf(record: RecordOf<Name>): string,
 *   row(record: RecordOf<Name>, context: Context): Children,
 *   values(record: RecordOf<Name> | null, context: Context, item: string): Values,
 *   body(values: Values, context: Context): Body<"POST", `/staff/catalog/${string}/${Name}`>,
 *   check(values: Values, context: Context): Record<string, string>,
 *   place?(field: string): string,
 *   Fields(props: {form: Form, context: Context}): Children}} Sort
 */

/** @typedef {import("../desk-api.js").Collection<`/staff/catalog/${string}/${SortName}`>} Records */
/** @typedef {RecordOf<SortName>} AnyRecord */

/** @param {{sort: Sort, context: Context, item: string | null}} props */
export function Section({ sort, context, item }) {
  const { api } = useDesk();
  const { property, catalog, reload } = context;
  const records = api.catalog(property.id).of(sort.name);
  const kind = {
    title: t(sort.title),
    intro: t(sort.intro),
    empty: t(sort.empty),
    gone: sort.gone,
    sure: t(sort.sure),
    additions: sort.additions.map(({ item: address, label }) => ({
      item: address,
      label: t(label),
    })),
    nameOf: sort.nameOf,
    texts: sort.texts,
    href: (/** @type {string | undefined} */ one) => catalogHref(property.id, sort.name, one),
    row: (/** @type {AnyRecord} */ record) => html`${sort.row(record, context)}`,
    removal: () => t(sort.removal),
    remove: records.remove,
  };
  /** A record is saved as it is: what is kept of it is what its form would send. */
  const save = (/** @type {AnyRecord} */ { id, ...record }) =>
    records.save(id, /** @type {Parameters<Records["save"]>[1]} */ (record));
  const items = inOrder(
    /** @type {Record<string, AnyRecord & {position?: number}>} */ (catalog[sort.name]),
  );
  return html`<${Records}
    kind=${kind}
    items=${items}
    item=${item}
    reload=${reload}
    tools=${(/** @type {AnyRecord[]} */ all, /** @type {number} */ index) =>
      html`<div class="record-tools">
        ${
          "on_sale" in all[index] &&
          html`<${Sale}
            record=${all[index]}
            name=${sort.nameOf(all[index])}
            save=${save}
            reload=${reload}
          />`
        }
        ${
          "position" in all[index] &&
          all.length > 1 &&
          html`<${Order}
            items=${all}
            index=${index}
            label=${sort.nameOf(all[index])}
            save=${save}
            reload=${reload}
          />`
        }
      </div>`}
    editor=${(/** @type {AnyRecord | null} */ record, /** @type {Children} */ remove) =>
      html`<${RecordForm}
        key=${record?.id ?? item}
        sort=${sort}
        context=${context}
        records=${records}
        record=${record}
        item=${item}
        remove=${remove}
      />`}
  />`;
}

/**
 * @template {{position?: number}} One
 * @param {Record<string, One>} records
 */
export const inOrder = (records) =>
  Object.values(records).sort((one, other) => (one.position ?? 0) - (other.position ?? 0));

/**
 * @param {{record: AnyRecord & {on_sale: boolean}, name: string,
 *   save: (record: AnyRecord) => Promise<unknown>, reload: () => void}} props
 */
function Sale({ record, name, save, reload }) {
  const [on, setOn] = useState(record.on_sale);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const change = async (/** @type {import("../../shared/ui.js").CheckEvent} */ event) => {
    const on_sale = event.currentTarget.checked;
    setOn(on_sale);
    setBusy(true);
    try {
      await save(/** @type {AnyRecord} */ ({ ...record, on_sale }));
      toast(
        on_sale ? t("{name} is on sale", { name }) : t("{name} is not on sale any more", { name }),
      );
    } catch (error) {
      setOn(!on_sale);
      setProblem(explain(error));
    } finally {
      setBusy(false);
      reload();
    }
  };
  return html`<label class="small">
      <input
        type="checkbox"
        role="switch"
        aria-label=${t("{name} is on sale", { name })}
        checked=${on}
        disabled=${busy}
        onChange=${change}
      />
      <span aria-hidden="true">${t("On sale")}</span>
    </label>
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />`;
}

/** Says in a list that something can't be bought. @param {{record: {on_sale: boolean}}} props */
export const OffSale = ({ record }) =>
  record.on_sale ? null : html`<${Badge} tone="warn">${t("Not on sale")}<//> `;

/**
 * @param {{sort: Sort, context: Context, record: AnyRecord | null, item: string, remove: Children,
 *   records: Records}} props
 */
function RecordForm({ sort, context, record, records, item, remove }) {
  const save = async (/** @type {object} */ values) => {
    const body = sort.body(values, context);
    if (record) {
      const saved = await records.save(record.id, body);
      context.reload();
      return sort.values(saved, context, item);
    }
    await records.add(body);
    navigate(catalogHref(context.property.id, sort.name), { replace: true });
    return null;
  };
  const added = sort.additions.find((addition) => addition.item === item);
  return html`<${SettingForm}
    title=${t(record ? sort.edit : (added?.title ?? sort.title))}
    initial=${sort.values(record, context, item)}
    check=${(/** @type {object} */ values) => sort.check(values, context)}
    place=${(/** @type {string} */ field) => (sort.place ?? ((same) => same))(placed(field))}
    name=${rowName}
    save=${save}
    saved=${t(sort.saved)}
    beside=${remove}
  >
    ${(/** @type {Form} */ form) => html`<${sort.Fields} form=${form} context=${context} />`}
  <//>`;
}

/** A number that is an amount or a percentage stands in one field. @param {string} field */
const placed = (field) =>
  field.replace(/^((?:rules|children)\[\d+\])\.(?:percent|price)$/, "$1.number");

/** How a row is called, by its part of the record. @type {Record<string, string>} */
export const rowNames = {
  rules: msg("Rule {number}"),
  children: msg("Age group {number}"),
  occupancy: msg("Number of guests {number}"),
  stay_discounts: msg("Discount {number}"),
  units: msg("Unit {number}"),
  closed: msg("Closed span {number}"),
  days_off: msg("Days off {number}"),
  hours: msg("Hours {number}"),
  breaks: msg("Break {number}"),
  schedules: msg("Schedule {number}"),
  parts: msg("Part {number}"),
};

/** Fields whose labels say little. @type {Record<string, string>} */
const fieldNames = {
  number: msg("percent or price"),
  what: msg("product or extra"),
  except: msg("not on"),
};

/** Which row a field belongs to, where its label alone does not say. @param {string} path @param {string} label */
function rowName(path, label) {
  const row = /^(\w+)\[(\d+)\]\.?(.*)/.exec(path);
  if (!row || !(row[1] in rowNames)) return "";
  const name = t(rowNames[row[1]], { number: Number(row[2]) + 1 });
  const field = row[3] in fieldNames ? t(fieldNames[row[3]]) : label;
  return field ? t("{row}, {field}", { row: name, field }) : name;
}
