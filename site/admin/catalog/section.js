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
 * One kind of records: `name` is in the API and the address ("rates"), `what` is one of them
 * ("rate"), `empty` what an empty list says.
 * @template {SortName} [Name=SortName]
 * @template {object} [Values=object]
 * @typedef {{name: Name, title: string, what: string, intro: Children, empty: Children,
 *   additions: {item: string, label: string}[], removal: string,
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
    ...sort,
    href: (/** @type {string | undefined} */ one) => catalogHref(property.id, sort.name, one),
    row: (/** @type {AnyRecord} */ record) => html`${sort.row(record, context)}`,
    removal: () => sort.removal,
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

/** Says in a list that something can't be bought. @param {{record: {on_sale: boolean}}} props */
export const OffSale = ({ record }) =>
  record.on_sale ? null : html`<${Badge} tone="warn">Not on sale<//> `;

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
  const said = `The ${sort.what} is saved`;
  return html`<${SettingForm}
    title=${record ? `Edit the ${sort.what}` : `New ${nameOfNew(sort, item)}`}
    initial=${sort.values(record, context, item)}
    check=${(/** @type {object} */ values) => sort.check(values, context)}
    place=${(/** @type {string} */ field) => (sort.place ?? ((same) => same))(placed(field))}
    name=${rowName}
    save=${save}
    saved=${said}
    beside=${remove}
  >
    ${(/** @type {Form} */ form) => html`<${sort.Fields} form=${form} context=${context} />`}
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
