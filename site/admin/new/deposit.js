/** How much is asked for in advance. */
import { html } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { SelectControl, TextControl } from "../ui/controls.js";

/** @param {{form: import("../ui/form.js").Form<import("./draft.js").Draft>}} props */
export function Deposit({ form }) {
  const kind = form.at("deposit.kind");
  return html`<section class="panel" aria-labelledby="deposit">
    <h2 id="deposit">${t("Deposit")}</h2>
    <div class="form-grid">
      <${SelectControl}
        form=${form}
        path="deposit.kind"
        label=${t("Asked for in advance")}
        options=${[
          ["percent", t("A part of the total")],
          ["amount", t("A fixed amount")],
          ["none", t("Nothing")],
        ]}
      />
      ${
        kind === "percent" &&
        html`<${TextControl}
          form=${form}
          path="deposit.percent"
          label=${t("Part of the total, %")}
          inputmode="decimal"
          dir="ltr"
          required
        />`
      }
      ${
        kind === "amount" &&
        html`<${TextControl}
          form=${form}
          path="deposit.amount"
          label=${t("Amount, {currency}", { currency: form.at("currency") })}
          inputmode="decimal"
          dir="ltr"
          required
        />`
      }
    </div>
  </section>`;
}
