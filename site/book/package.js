/**
 * A package: what it contains, and the day on which it begins.
 */
import { packagePrice } from "./catalogue.js";
import { html, useState } from "../shared/ui.js";
import { Icon } from "../shared/icons.js";
import { t } from "../shared/words.js";
import { useBook } from "./context.js";
import { choose } from "./draft.js";
import { byDate, Head, MonthPicker, useCalendar } from "./parts.js";
import { ForWhom, Party } from "./party.js";
import { contentsOf, timeOf } from "./words.js";

/** @param {{offer: import("../generated/api.js").PackageView}} props */
export function Package({ offer }) {
  const { shop, draft, change } = useBook();
  const choice = draft.choices.find((one) => one.kind === "package" && one.package === offer.id);
  const wish = draft.wishes.find((one) => one.kind === "package" && one.package === offer.id);
  const [guests, setGuests] = useState((choice ?? wish)?.guests);
  const from = choice?.kind === "package" ? choice.from : null;
  const calendar = useCalendar(from);
  const days = byDate(
    calendar.months.flatMap(
      ({ packages }) => packages.find((one) => one.package === offer.id)?.days ?? [],
    ),
  );
  const put = (/** @type {string} */ day, /** @type {number[] | undefined} */ some) =>
    change((now) => choose(now, { kind: "package", package: offer.id, from: day, guests: some }));
  return html`<section class="card" aria-labelledby="step">
    <${Head} title=${offer.name} text=${offer.description} picture=${offer.picture_url}>
      <p class="facts-line">
        <span>${packagePrice(offer)}</span>
      </p>
    <//>
    <ul class="contains">
      ${contentsOf(offer).map((part) => html`<li key=${part} dir="auto"><${Icon} name="check" /> <span>${part}</span></li>`)}
    </ul>
    <${Party} />
    <${ForWhom}
      guests=${guests}
      onChange=${(/** @type {number[] | undefined} */ some) => {
        setGuests(some);
        if (from) put(from, some);
      }}
    />
    <${MonthPicker}
      ...${{ calendar, days }}
      label=${t("First day")}
      chosen=${{ from }}
      onPick=${(/** @type {string} */ day) => put(day, guests)}
    />
    <p class="picked" role="status">
      ${choice ? timeOf(shop, choice) : t("Choose the first day.")}
    </p>
  </section>`;
}
