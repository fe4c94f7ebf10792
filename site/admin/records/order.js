/** Buttons that change the order of a list. */
import { html, useState } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { explain } from "../ui/failure.js";
import { ProblemDialog } from "../ui/problem-dialog.js";

/**
 * Buttons that move one up or down. Only those whose place changed are saved.
 * @template {{position: number}} One
 * @param {{items: One[], index: number, label: string, save: (item: One) => Promise<unknown>,
 *   reload: () => void}} props
 */
export function Order({ items, index, label, save, reload }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const move = async (/** @type {number} */ step) => {
    if (busy) return;
    const order = [...items];
    [order[index], order[index + step]] = [order[index + step], order[index]];
    setBusy(true);
    try {
      for (const [position, one] of order.entries()) {
        if (one.position !== position) await save({ ...one, position });
      }
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
      reload();
    }
  };
  return html`<div class="order">
    <${Button}
      kind="quiet small"
      aria-label=${t("Move {name} up", { name: label })}
      disabled=${index === 0}
      busy=${busy}
      onClick=${() => move(-1)}
      >↑<//
    >
    <${Button}
      kind="quiet small"
      aria-label=${t("Move {name} down", { name: label })}
      disabled=${index === items.length - 1}
      onClick=${() => move(1)}
      >↓<//
    >
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />
  </div>`;
}
