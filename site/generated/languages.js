// Made by `make words`. Do not edit.

/** @type {readonly string[]} */
export const languages = ["en", "es", "et", "hu", "nb"];
