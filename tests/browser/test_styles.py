"""The one stylesheet of a page is what its sheets say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.site import Site

RULES = """async (address) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address });
    await new Promise((resolve, reject) => {
        Object.assign(link, { onload: resolve, onerror: reject });
        document.head.append(link);
    });
    const flat = ({ cssRules }) =>
        [...cssRules].flatMap((rule) => {
            if (!(rule instanceof CSSImportRule)) return [rule.cssText];
            const rules = flat(rule.styleSheet).join("\\n");
            return rule.media.length ? [`@media ${rule.media.mediaText} {${rules}}`] : [rules];
        });
    return flat(link.sheet).join("\\n").replace(/\\s+/g, "");
}"""


@pytest.mark.parametrize("name", ["portal", "book", "admin"])
def test_a_page_has_all_rules_of_its_sheets_in_their_order(
    page: Page, site: Site, name: str
) -> None:
    page.goto(f"{site.url}/config.json")
    sheets = page.evaluate(RULES, f"{site.url}/{name}/styles/page.css")
    joined = page.evaluate(RULES, f"{site.url}/generated/styles/{name}.css")
    assert ".skip-link" in sheets
    assert joined == sheets
