/** One kind of the catalogue's records: their list, and the form of each. */
import { html, useState } from "../../shared/ui.js";
import { Badge, toast } from "../../shared/components.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { catalogHref } from "../routes.js";
import { Records } from "../records/collection.js";
import { Order } from "../records/order.js";
import { SettingForm } from "../records/single.js";
import { explain } from "../ui/failure.js";
import { ProblemDialog } from "../ui/problem-dialog.js";

/**
 * @typedef {object} Context what every form of the catalogue may need
 * @property {any} property
 * @property {any} catalog
 * @property {any[]} policies
 * @property {() => void} reload
 */

/**
 * @typedef {object} Sort one kind of records
 * @property {string} name in the API and the address, "rates"
 * @property {string} title
 * @property {string} what one of them, "rate"
 * @property {any} intro
 * @property {any} empty what an empty list says
 * @property {{item: string, label: string}[]} additions
 * @property {(record: any) => string} nameOf
 * @property {(record: any, context: Context) => any} row
 * @property {string} removal
 * @property {(record: any | null, context: Context, item: string) => any} values
 * @property {(values: any, context: Context) => any} body
 * @property {(values: any, context: Context) => Record<string, string>} check
 * @property {(field: string) => string} [place]
 * @property {(props: {form: import("../ui/form.js").Form, context: Context}) => any} Fields
 */

/** @param {{sort: Sort, context: Context, item: string | null}} props */
export function Section({ sort, context, item }) {
  const { api } = useDesk();
  const { property, catalog, reload } = context;
  const records = api.catalog(property.id).of(sort.name);
  const kind = {
    ...sort,
    href: (/** @type {string | undefined} */ one) => catalogHref(property.id, sort.name, one),
    row: (/** @type {any} */ record) => html`${sort.row(record, context)}`,
    removal: () => sort.removal,
    remove: records.remove,
  };
  const save = (/** @type {any} */ { id, ...body }) => records.save(id, body);
  const items = inOrder(catalog[sort.name]);
  return html`<${Records}
    kind=${kind}
    items=${items}
    item=${item}
    reload=${reload}
    tools=${(/** @type {any[]} */ all, /** @type {number} */ index) =>
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
    editor=${(/** @type {any} */ record, /** @type {any} */ remove) =>
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

/** @param {Record<string, any>} records */
export const inOrder = (records) =>
  Object.values(records).sort((one, other) => (one.position ?? 0) - (other.position ?? 0));

/** @param {{record: any, name: string, save: (record: any) => Promise<any>, reload: () => void}} props */
function Sale({ record, name, save, reload }) {
  const [on, setOn] = useState(record.on_sale);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const change = async (/** @type {any} */ event) => {
    const on_sale = event.currentTarget.checked;
    setOn(on_sale);
    setBusy(true);
    try {
      await save({ ...record, on_sale });
      toast(on_sale ? `${name} is on sale` : `${name} is not on sale any more`);
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
        aria-label=${`${name} is on sale`}
        checked=${on}
        disabled=${busy}
        onChange=${change}
      />
      <span aria-hidden="true">On sale</span>
    </label>
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />`;
}

/** Says in a list that something can't be bought. @param {{record: any}} props */
export const OffSale = ({ record }) =>
  record.on_sale ? null : html`<${Badge} tone="warn">Not on sale<//> `;

/**
 * @param {{sort: Sort, context: Context, record: any | null, item: string, remove: any,
 *   records: {add: (body: any) => Promise<any>, save: (id: string, body: any) => Promise<any>}}} props
 */
function RecordForm({ sort, context, record, records, item, remove }) {
  const save = async (/** @type {any} */ values) => {
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
  const said = `The ${sort.what} is saved`;
  return html`<${SettingForm}
    title=${record ? `Edit the ${sort.what}` : `New ${nameOfNew(sort, item)}`}
    initial=${sort.values(record, context, item)}
    check=${(/** @type {any} */ values) => sort.check(values, context)}
    place=${(/** @type {string} */ field) => (sort.place ?? ((same) => same))(placed(field))}
    name=${rowName}
    save=${save}
    saved=${said}
    beside=${remove}
  >
    ${(/** @type {any} */ form) => html`<${sort.Fields} form=${form} context=${context} />`}
  <//>`;
}

/** "new-stay" is a stay. @param {Sort} sort @param {string} item */
const nameOfNew = (sort, item) => (item === "new" ? sort.what : item.replace(/^new-/, ""));

/** A number that is an amount or a percentage stands in one field. @param {string} field */
const placed = (field) =>
  field.replace(/^((?:rules|children)\[\d+\])\.(?:percent|price)$/, "$1.number");

/** @type {Record<string, string>} */
const rowWords = {
  rules: "Rule",
  children: "Age group",
  occupancy: "Number of guests",
  stay_discounts: "Discount",
  units: "Unit",
  closed: "Closed days",
  days_off: "Days off",
  hours: "Hours",
  breaks: "Break",
  schedules: "Schedule",
  parts: "Part",
};

/** Fields whose names say little. @type {Record<string, string>} */
const fieldWords = { number: "percent or price", what: "product or extra", except: "not on" };

/** Which row a field belongs to, where its label alone does not say. @param {string} path */
function rowName(path) {
  const row = /^(\w+)\[(\d+)\]\.?(.*)/.exec(path);
  if (!row || !(row[1] in rowWords)) return rowWords[path] ?? "";
  const field = fieldWords[row[3]] ?? row[3].replaceAll("_", " ");
  return [`${rowWords[row[1]]} ${Number(row[2]) + 1}`, field].filter(Boolean).join(", ");
}
