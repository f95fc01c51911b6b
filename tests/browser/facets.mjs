// What tests of the filters share: the facets of the library and of the search page are the same.

/** The choices of the page's facets, as `{ facet, label, count, chosen }`. */
export function choices(page) {
  return page.locator(".facet li").evaluateAll((rows) =>
    rows.map((row) => ({
      facet: row.closest("fieldset").querySelector("legend").textContent,
      label: row.querySelector(".n").textContent,
      count: Number(row.querySelector(".c").textContent),
      chosen: row.querySelector("input").checked,
    })),
  );
}

/** The box of a choice. */
export function box(page, { facet, label }) {
  const fieldset = page.locator("fieldset.facet", { has: page.locator("legend", { hasText: facet }) });
  return fieldset.locator("li", { has: page.getByText(label, { exact: true }) }).locator("input");
}

/** The years that are offered with their counts, as `{ year, count }`. */
export function years(page) {
  return page.locator("#year-from option").evaluateAll((options) =>
    options
      .map((option) => option.textContent.match(/^(\d+) \((\d+)\)$/))
      .filter(Boolean)
      .map(([, year, count]) => ({ year, count: Number(count) })),
  );
}
