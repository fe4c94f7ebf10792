/** Who issues invoices, and how they are numbered. */
import { html } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { LongTextControl, TextControl } from "../ui/controls.js";
import { addressBody, AddressFields, addressValues } from "./address.js";
import { Loaded, SettingForm } from "../records/single.js";

/** @import {Seller} from "../../generated/api.js" */

export function SellerSettings() {
  const { api } = useDesk();
  const values = (/** @type {Seller} */ seller) => ({
    ...seller,
    address: addressValues(seller.address),
  });
  const save = async (/** @type {ReturnType<typeof values>} */ entered) =>
    values(await api.seller.save({ ...entered, address: addressBody(entered.address) }));
  return html`<${Loaded} load=${api.seller.read}>
    ${(/** @type {Seller} */ seller) =>
      html`<${SettingForm}
        title=${t("Invoices")}
        intro=${t("Who issues invoices. Invoices that were issued stay as they are.")}
        initial=${values(seller)}
        save=${save}
        place=${(/** @type {string} */ field) => field.replace(/^(address\.lines).*/, "$1")}
        saved=${t("The invoice details are saved")}
      >
        ${(/** @type {import("../ui/form.js").Form} */ form) =>
          html`<div class="form-grid">
              <${TextControl} form=${form} path="name" label=${t("Legal name")} />
              <${TextControl} form=${form} path="vat_number" label=${t("VAT number")} dir="ltr" />
              <${TextControl} form=${form} path="registration" label=${t("Company registration")} />
              <${AddressFields} form=${form} />
              <${TextControl} form=${form} path="email" label=${t("Email")} type="email" />
              <${TextControl} form=${form} path="phone" label=${t("Phone")} type="tel" />
              <${TextControl}
                form=${form}
                path="bank_account"
                label=${t("Bank account")}
                dir="ltr"
              />
              <${TextControl}
                form=${form}
                path="invoice_prefix"
                label=${t("Numbers begin with")}
                dir="ltr"
              />
            </div>
            <${LongTextControl}
              form=${form}
              path="invoice_note"
              label=${t("Note on every invoice")}
              rows=${3}
            />`}
      <//>`}
  <//>`;
}
