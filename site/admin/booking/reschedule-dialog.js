/** Moving a booking from its page: other dates or another time, another room or person. */
import { html, useEffect, useMemo, useState } from "../../shared/ui.js";
import { fullName } from "../../shared/format.js";
import { useDesk } from "../desk-context.js";
import { inOrder } from "../catalog/section.js";
import { unitsOf } from "../catalog/feeds.js";
import { MoveDialog } from "../moves/move-dialog.js";
import { placeOf } from "../moves/place.js";

/** @import {Catalog, DeskPage} from "../../generated/api.js" */

/** @param {{open: boolean, page: DeskPage, onClose: () => void, onMoved: () => void}} props */
export function RescheduleDialog({ open, page, onClose, onMoved }) {
  const resources = useResources(open, page.property.id);
  const move = useMemo(() => (open ? moveOf(page) : null), [open, page]);
  return html`<${MoveDialog}
    move=${move}
    zone=${page.property.time_zone}
    resources=${resources}
    onClose=${onClose}
    onMoved=${onMoved}
  />`;
}

/** @param {DeskPage} page @returns {import("../moves/move-dialog.js").Move} */
function moveOf(page) {
  const { code, booker } = page.booking;
  const place = placeOf(page);
  return { code, title: fullName(booker), before: place, place };
}

/**
 * The rooms and people of the property, to choose from; without them the dates can still be moved.
 * @param {boolean} open
 * @param {string} property
 */
function useResources(open, property) {
  const { api } = useDesk();
  const [resources, setResources] = useState(
    /** @type {import("../moves/move-dialog.js").Resource[]} */ ([]),
  );
  useEffect(() => {
    if (!open) return undefined;
    let here = true;
    api
      .catalog(property)
      .read()
      .then(
        (catalog) => here && setResources(resourcesOf(catalog)),
        () => {},
      );
    return () => {
      here = false;
    };
  }, [api, open, property]);
  return resources;
}

/** @param {Catalog} catalog @returns {import("../moves/move-dialog.js").Resource[]} */
const resourcesOf = (catalog) => [
  ...unitsOf(catalog).map(({ id, name, product }) => ({
    id,
    name,
    group: product,
    kind: /** @type {const} */ ("unit"),
  })),
  ...inOrder(catalog.people).map(({ id, name }) => ({
    id,
    name,
    group: "",
    kind: /** @type {const} */ ("person"),
  })),
];
