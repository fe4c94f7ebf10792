/** A setting of which there is one: loaded, then edited in a form. */
import { html } from "../../shared/ui.js";
import { Skeleton, toast } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { FormProblems, SaveBar } from "../ui/controls.js";
import { Failure } from "../ui/failure.js";
import { useForm } from "../ui/form.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { useLoaded } from "../ui/loaded.js";

/**
 * Loads a setting and hands it to the child.
 * @template T
 * @param {{load: () => Promise<T>, inputs?: unknown[],
 *   children: (data: T, reload: () => void) => import("../../shared/ui.js").Children}} props
 */
export function Loaded({ load, inputs = [], children }) {
  const { data, error, loading, reload } = useLoaded(load, inputs);
  if (error) return html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`;
  if (!data) return html`<div class="panel"><${Skeleton} lines=${6} label=${t("Loading")} /></div>`;
  return children(data, reload);
}

/**
 * The form around a setting's fields.
 * @template {object} Values
 * @param {{title: string, intro?: import("../../shared/ui.js").Children, initial: Values,
 *   save: (values: Values) => Promise<Values | null | void>,
 *   check?: (values: Values) => Record<string, string>, saveText?: string, saved?: string,
 *   place?: (field: string) => string, name?: (path: string, label: string) => string,
 *   beside?: import("../../shared/ui.js").Children,
 *   children: (form: import("../ui/form.js").Form<Values>) => import("../../shared/ui.js").Children}} props
 *   `saved` is what the toast says; `beside` stands beside the save button
 */
export function SettingForm({
  title,
  intro,
  initial,
  save,
  check,
  saveText = t("Save"),
  saved = t("Saved"),
  place,
  name,
  beside,
  children,
}) {
  const form = useForm({
    initial,
    check,
    place,
    save: async (values) => {
      const kept = await save(values);
      toast(saved);
      return kept;
    },
  });
  return html`<form class="panel" novalidate onSubmit=${form.submit}>
    <h2>${title}</h2>
    ${intro && html`<p class="muted">${intro}</p>`}
    <${FormProblems} form=${form} name=${name} />
    ${children(form)}
    <${SaveBar} form=${form} text=${saveText}>${beside}<//>
    <${LeaveGuard} active=${form.dirty && !form.busy}>
      <p>${t("What you have changed here is not saved.")}</p>
    <//>
  </form>`;
}
