const none = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const three = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/**
 * How many decimals the currency's minor unit has by ISO 4217: EUR 2, HUF 2, JPY 0, TND 3.
 *
 * Not taken from `Intl`: browsers answer with CLDR's habit of display, where HUF has none. Amounts
 * off by a hundred would follow.
 * @param {string} currency ISO 4217 code
 */
export function minorDigits(currency) {
  if (none.has(currency)) return 0;
  return three.has(currency) ? 3 : 2;
}
