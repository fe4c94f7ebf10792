// Made by `python -m tools.openapi` from the code and from CLDR: change the code, not this.

/** The decimals of a currency's minor unit by ISO 4217, where not two. @type {Readonly<Record<string, number>>} */
export const currencyDigits = {"BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0};

/** Countries where weeks begin on another day than Monday; 7 is Sunday. @type {Readonly<Record<string, number>>} */
export const weekStarts = {"AF": 6, "AG": 7, "AO": 7, "AS": 7, "BD": 7, "BH": 6, "BR": 7, "BS": 7, "BT": 7, "BW": 7, "BZ": 7, "CA": 7, "CO": 7, "CV": 7, "DJ": 6, "DM": 7, "DO": 7, "DZ": 6, "EG": 6, "ET": 7, "GT": 7, "GU": 7, "GW": 7, "HK": 7, "HN": 7, "ID": 7, "IL": 7, "IN": 7, "IQ": 6, "IR": 6, "JM": 7, "JO": 6, "JP": 7, "KE": 7, "KH": 7, "KR": 7, "KW": 6, "LA": 7, "LY": 6, "MH": 7, "MM": 7, "MO": 7, "MT": 7, "MV": 5, "MX": 7, "MZ": 7, "NI": 7, "NP": 7, "OM": 6, "PA": 7, "PE": 7, "PH": 7, "PK": 7, "PR": 7, "PT": 7, "PY": 7, "QA": 6, "SA": 7, "SD": 6, "SG": 7, "ST": 7, "SV": 7, "SY": 6, "TH": 7, "TL": 7, "TT": 7, "TW": 7, "UM": 7, "US": 7, "VE": 7, "VI": 7, "WS": 7, "YE": 7, "ZA": 7, "ZW": 7};
