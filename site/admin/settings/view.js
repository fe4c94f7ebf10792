/** The settings: sections beside each other, one open. */
import { html } from "../../shared/ui.js";
import { msg, t } from "../../shared/words.js";
import { settingsHref } from "../routes.js";
import { NotHere } from "../ui/not-here.js";
import { useTitle } from "../ui/title.js";
import { AgencySettings } from "./agencies.js";
import { BrandSettings } from "./brand.js";
import { FieldSettings } from "./fields.js";
import { LanguageSettings } from "./languages.js";
import { PolicySettings } from "./policies.js";
import { PropertySettings } from "./properties.js";
import { SellerSettings } from "./seller.js";
import { TermsSettings } from "./terms.js";
import { WebhookSettings } from "./webhooks.js";

const sections = [
  { name: "brand", title: msg("Brand"), View: BrandSettings },
  { name: "languages", title: msg("Languages"), View: LanguageSettings },
  { name: "properties", title: msg("Properties"), View: PropertySettings },
  { name: "policies", title: msg("Cancellation policies"), View: PolicySettings },
  { name: "terms", title: msg("Booking terms"), View: TermsSettings },
  { name: "fields", title: msg("Check-in questions"), View: FieldSettings },
  { name: "seller", title: msg("Invoices"), View: SellerSettings },
  { name: "agencies", title: msg("Agencies"), View: AgencySettings },
  { name: "webhooks", title: msg("Webhooks"), View: WebhookSettings },
];

/** @param {{section: string, item: string | null}} props */
export function SettingsView({ section, item }) {
  const open = sections.find(({ name }) => name === section);
  useTitle(open ? t("{section}, settings", { section: t(open.title) }) : t("Settings"));
  if (!open) return html`<${NotHere} />`;
  return html`<div class="head"><h1>${t("Settings")}</h1></div>
    <div class="settings">
      <nav aria-label=${t("Settings")}>
        <ul class="plain">
          ${sections.map(
            ({ name, title }) =>
              html`<li key=${name}>
                <a href=${settingsHref(name)} aria-current=${name === section ? "page" : undefined}
                  >${t(title)}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <div class="section"><${open.View} key=${section} item=${item} /></div>
    </div>`;
}
