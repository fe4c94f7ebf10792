/**
 * The export that runs: started once, followed until its end, wherever the reader goes meanwhile.
 * Its id is kept in the tab, so that a reload finds it again.
 */
import { Problem } from "../../shared/api.js";

/** @typedef {{label: string, value: string}} Chip */
/**
 * @typedef {object} ExportState
 * @property {"starting" | "running" | "done" | "failed"} status
 * @property {number} rows
 * @property {import("./filters.js").Filters} filters
 * @property {Chip[]} chips the filters in words
 * @property {string} [id]
 * @property {string | null} [url] where the file is, for a limited time
 * @property {number} [looked] when the address was handed out (ms)
 * @property {string} [expires_at] until when the export itself is kept
 * @property {unknown} [error] why it failed, where we know
 */

const KEPT = "lobby.desk.export";
/** The wait before the next look at it (ms): quick at first, then patient. */
const FIRST_WAIT = 600;
const LONGEST_WAIT = 8000;
/** A file's address is good for 15 minutes; an older one than this (ms) is asked for anew. */
const FRESH = 10 * 60_000;

/** @type {ExportState | null} */
let state = null;
/** Grows with each export, so that an older one stops following. */
let turn = 0;
/** @type {Set<() => void>} */
const watchers = new Set();

/** @param {ExportState | null} next */
function set(next) {
  state = next;
  if (next?.id) sessionStorage.setItem(KEPT, JSON.stringify(next));
  else sessionStorage.removeItem(KEPT);
  for (const watch of watchers) watch();
}

/** What moves on in it. @param {import("../../generated/api.js").ExportView} answer */
const progressOf = ({ id, status, rows, url, expires_at }) => ({
  id,
  status,
  rows,
  url,
  expires_at,
});

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {import("../desk-api.js").DeskApi} api
 * @param {ExportState & {id: string}} begun
 */
async function follow(api, begun) {
  const mine = (turn += 1);
  let wait = FIRST_WAIT;
  let now = begun;
  while (now.status === "running") {
    await pause(wait);
    if (mine !== turn) return;
    wait = Math.min(wait * 1.5, LONGEST_WAIT);
    try {
      const answer = await api.export(begun.id);
      if (mine !== turn) return;
      now = { ...now, ...progressOf(answer), looked: Date.now() };
      set(now);
    } catch (error) {
      if (mine !== turn) return;
      const gone = error instanceof Problem && error.status < 500 && error.status !== 429;
      if (gone || wait === LONGEST_WAIT) return set({ ...now, status: "failed", error });
    }
  }
}

export const exports = {
  current: () => state,

  /** @param {() => void} watch */
  watch(watch) {
    watchers.add(watch);
    return () => void watchers.delete(watch);
  },

  /**
   * @param {import("../desk-api.js").DeskApi} api
   * @param {import("./filters.js").Filters} filters
   * @param {Chip[]} chips
   */
  async start(api, filters, chips) {
    if (state?.status === "starting") return;
    const mine = (turn += 1);
    set({ status: "starting", rows: 0, filters, chips });
    try {
      const begun = { ...progressOf(await api.startExport(filters)), filters, chips };
      if (mine !== turn) return;
      set(begun);
      await follow(api, begun);
    } catch (error) {
      if (mine === turn) set({ status: "failed", rows: 0, filters, chips, error });
    }
  },

  /** Takes up the export that this tab was following before a reload. @param {import("../desk-api.js").DeskApi} api */
  resume(api) {
    const kept = sessionStorage.getItem(KEPT);
    if (state || !kept) return;
    const found = JSON.parse(kept);
    set(found);
    if (found.status === "running") follow(api, found);
  },

  /**
   * The file's address, good for a download now.
   * @param {import("../desk-api.js").DeskApi} api
   * @returns {Promise<string | null>} null if the export is gone, which the panel then says
   */
  async freshUrl(api) {
    const job = state;
    if (!job?.id) return null;
    try {
      set({ ...job, ...progressOf(await api.export(job.id)), looked: Date.now() });
    } catch (error) {
      set({ ...job, status: "failed", error });
    }
    return state?.url ?? null;
  },

  /** Whether the address may have run out. @param {ExportState} job */
  isStale: (job) => Date.now() - (job.looked ?? 0) > FRESH,

  dismiss() {
    turn += 1;
    set(null);
  },
};
