// Facets beside the results: live counts under the query, and the whole state in the address.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, axe, browserTest, collected } from "./harness.mjs";
import { drawn } from "./article.mjs";
import { box, choices, years } from "./facets.mjs";

async function search(page, open, address) {
  await open(`search/${address}`);
  await collected(page);
  await answered(page);
}

/** Waits until the answer to what is asked is shown. */
async function answered(page) {
  await drawn(page);
  await page.locator("main .search [aria-busy]").waitFor({ state: "detached" });
}

/** How many essays have all words (where none has, some of them), as the line over the results says. */
async function stated(page) {
  const [number] = (await page.locator("main .sum").innerText()).match(/\d+/) ?? [0];
  return Number(number);
}

/** The titles of all essays found, in order. */
async function titles(page) {
  const results = page.locator("main .results").first().locator(".result");
  while (await page.locator("main .more button").count()) {
    const shown = await results.count();
    await page.locator("main .more button").click();
    // The button may go with the click, a while after it.
    await results.nth(shown).waitFor();
  }
  return page.locator("main .results").first().locator(".result h2 a").allInnerTexts();
}

async function setBox(page, choice, on) {
  await box(page, choice).setChecked(on);
  await answered(page);
}

const ADDRESSES = [
  { name: "a word", address: "?q=growth" },
  { name: "alternatives", address: "?q=carbon OR 创新" },
  { name: "words that no essay has together", address: "?q=carbon zzqqxx" },
  { name: "no words", address: "" },
  { name: "what is chosen", address: "?q=growth&lang=en&theme=planning&theme=evidence" },
];

for (const { name, address } of ADDRESSES) {
  browserTest(`every count under ${name} is what choosing it shows`, {}, async ({ page, open }) => {
    await search(page, open, address);
    const offered = await choices(page);
    const some = offered.filter(({ count, chosen }) => count > 0 && !chosen);
    assert.ok(some.length > 4, "values are offered");
    // Instead of what is chosen in the same facet, as the count says.
    for (const choice of some.filter((_, at) => at % 3 === 0)) {
      const others = offered.filter(({ facet, chosen }) => chosen && facet === choice.facet);
      await setBox(page, choice, true);
      for (const other of others) await setBox(page, other, false);
      assert.equal(await stated(page), choice.count, `${choice.facet}: ${choice.label}`);
      for (const other of others) await setBox(page, other, true);
      await setBox(page, choice, false);
    }
    assert.deepEqual(await choices(page), offered);
  });
}

browserTest("every count of a year is what choosing it shows", {}, async ({ page, open }) => {
  await search(page, open, "?q=growth&lang=en");
  const offered = await years(page);
  assert.ok(offered.length > 0, "years are offered");
  for (const { year, count } of offered) {
    for (const field of ["#year-from", "#year-to"]) await page.locator(field).selectOption(year);
    await answered(page);
    assert.equal(await stated(page), count, year);
  }
  assert.deepEqual(await years(page), offered, "what is chosen in a facet leaves its own counts");
});

browserTest("values of a facet widen, facets narrow", {}, async ({ page, open }) => {
  await search(page, open, "?q=growth");
  const all = await titles(page);
  const themes = (await choices(page)).filter(({ facet, count }) => facet === "Themes" && count > 1 && count < all.length);
  await setBox(page, themes[0], true);
  const one = await titles(page);
  assert.equal(one.length, themes[0].count);
  await setBox(page, themes[1], true);
  const either = await titles(page);
  assert.ok(one.every((title) => either.includes(title)), "nothing is lost");
  assert.ok(either.length <= themes[0].count + themes[1].count);
  await setBox(page, { facet: "Language", label: "English" }, true);
  const narrowed = await titles(page);
  assert.ok(narrowed.length < either.length && narrowed.every((title) => either.includes(title)));
  const order = all.filter((title) => narrowed.includes(title));
  assert.deepEqual(narrowed, order, "the order is that of the whole answer");
});

browserTest("the library counts the same", {}, async ({ page, open }) => {
  for (const chosen of ["q=growth", "q=growth&theme=planning&lang=en", "lang=zh-Hans", "q=carbon&year=2022.."]) {
    await search(page, open, `?${chosen}`);
    const counted = { choices: await choices(page), years: await years(page), shown: await stated(page) };
    await open(`?${chosen}`);
    await collected(page);
    await page.waitForFunction((shown) => parseInt(document.querySelector(".shown").textContent, 10) === shown, counted.shown);
    await drawn(page);
    assert.deepEqual({ choices: await choices(page), years: await years(page), shown: counted.shown }, counted, chosen);
  }
});

browserTest("the address says what is chosen", {}, async ({ page, open }) => {
  await search(page, open, "?q=growth");
  const [length] = (await choices(page)).filter(({ facet, count }) => facet === "Length" && count > 0);
  const [author] = (await choices(page)).filter(({ facet }) => facet === "Author");
  const [year] = await years(page);
  const steps = [
    [() => box(page, { facet: "Themes", label: "Planning" }).check(), /theme=planning/],
    [() => box(page, { facet: "Language", label: "English" }).check(), /lang=en/],
    [() => page.locator("#year-from").selectOption(year.year), new RegExp(`year=${year.year}\\.\\.`)],
    [() => box(page, length).check(), /length=\d*\.\.\d*/],
    [() => box(page, author).check(), /author=[^&]+/],
    [() => page.locator("#query").fill("growth -steel"), /q=growth%20-steel/],
  ];
  for (const [act, said] of steps) {
    await act();
    await answered(page);
    assert.match(new URL(page.url()).search, said);
  }
  const state = async () => ({
    search: new URL(page.url()).search,
    choices: await choices(page),
    titles: await titles(page),
    fields: await page.locator("#query, #year-from, #year-to").evaluateAll((all) => all.map((field) => field.value)),
    chosen: await page.locator(".chosen li").allInnerTexts(),
  });
  const before = await state();
  assert.equal(before.chosen.length, 5);
  assert.ok(before.titles.length > 0);
  await page.reload();
  await collected(page);
  await answered(page);
  assert.deepEqual(await state(), before, "after a reload");
  await page.locator("main .result h2 a").first().click();
  await page.waitForSelector("article[data-essay]");
  await page.goBack();
  await page.waitForSelector("main .results");
  await answered(page);
  assert.deepEqual(await state(), before, "after coming back");
});

browserTest("what is chosen is taken away again", {}, async ({ page, open }) => {
  await search(page, open, "?q=growth&theme=planning&lang=en&year=2019..2024&length=3..12");
  const chosen = page.locator(".chosen li");
  assert.deepEqual(
    (await chosen.allInnerTexts()).map((text) => text.replace("×", "").trim()),
    ["Planning", "English", "2019 to 2024", "3 to 12 minutes"],
  );
  await page.getByRole("button", { name: "Take away: Planning" }).click();
  await answered(page);
  assert.equal(new URL(page.url()).search, "?q=growth&lang=en&year=2019..2024&length=3..12");
  assert.ok(!(await box(page, { facet: "Themes", label: "Planning" }).isChecked()));
  await page.locator(".chosen").getByRole("button", { name: "Show all" }).click();
  await answered(page);
  assert.equal(new URL(page.url()).search, "?q=growth", "the words stay");
  assert.equal(await page.locator(".chosen").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "found", "the focus is not lost");
});

browserTest("without words, all essays that pass are listed", {}, async ({ page, open }) => {
  await search(page, open, "");
  assert.ok(await page.locator(".syntax").isVisible());
  await setBox(page, { facet: "Language", label: "中文" }, true);
  const found = await titles(page);
  assert.equal(await stated(page), found.length);
  assert.ok(found.length > 0 && found.every((title) => /\p{Script=Han}/u.test(title)), found.join(" | "));
  assert.equal(new URL(page.url()).search, "?lang=zh-Hans");
  await page.locator("main .result h2 a").first().click();
  await page.waitForSelector("article[data-essay]");
  assert.equal(await page.locator("h1").innerText(), found[0]);
});

browserTest("nothing passes", {}, async ({ page, open }) => {
  await search(page, open, "?q=growth&author=Nobody");
  assert.equal(await page.locator("main .result").count(), 0);
  assert.match(await page.locator("main .sum").innerText(), /Take one filter away/);
  await page.getByRole("button", { name: "Take away: Nobody" }).click();
  await answered(page);
  assert.ok((await titles(page)).length > 0);
});

browserTest("no text of the reader breaks out of the filters", {}, async ({ page, open }) => {
  for (const query of ["growth) OR (plan", "growth OR lang:en", '"创新', "lang:en\nlang zh"]) {
    await search(page, open, `?q=${encodeURIComponent(query)}&lang=zh-Hans`);
    const found = await page.locator("main .result h2 a").evaluateAll((links) => links.map((link) => link.lang));
    assert.deepEqual(found.filter((lang) => lang !== "zh-Hans"), [], query);
  }
});

browserTest("facets by keyboard", {}, async ({ page, open }) => {
  await search(page, open, "?q=growth");
  await page.locator("#query").focus();
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement.closest("li")?.querySelector(".n").textContent);
  const first = await focused();
  assert.equal(first, (await choices(page))[0].label, "the facets follow the field");
  await page.keyboard.press("Space");
  await answered(page);
  assert.equal(await focused(), first, "the focus stays");
  assert.ok((await choices(page))[0].chosen);
});

browserTest("facets on a phone are folded", { viewport: PHONE }, async ({ page, open }) => {
  await search(page, open, "?q=growth&lang=en");
  const choice = box(page, { facet: "Themes", label: "Planning" });
  assert.ok(!(await choice.isVisible()));
  assert.ok(await page.locator(".chosen").isVisible());
  await page.locator(".filters summary").click();
  assert.ok(await choice.isVisible());
  await choice.check();
  await answered(page);
  assert.ok(await choice.isVisible(), "they stay open");
  await page.locator(".filters summary").click();
  assert.ok(!(await choice.isVisible()));
});

for (const viewport of [DESKTOP, PHONE]) {
  browserTest(`accessible with facets at ${viewport.width}`, { viewport }, async ({ page, open }) => {
    await search(page, open, "?q=growth&theme=planning&lang=en&year=2019..2024&length=7..9");
    if (viewport === PHONE) await page.locator(".filters summary").click();
    await axe(page);
    await search(page, open, "?theme=planning");
    await axe(page);
  });
}
