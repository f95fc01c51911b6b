// The library: filters with live counts, order, and the whole state in the address.

import assert from "node:assert/strict";

import { browserTest, collected } from "./harness.mjs";
import { drawn } from "./article.mjs";
import { box, choices } from "./facets.mjs";

/** The titles of all essays shown, translations too, in order. */
function titles(page) {
  return page.locator(".contents .entry h3 a, .contents .entry .beside").allInnerTexts();
}

/** What the line over the contents says: essays shown, and essays in all. */
async function stated(page) {
  const [shown, all] = (await page.locator(".shown").innerText()).match(/\d+/g).map(Number);
  return { shown, all };
}

async function library(page, open, address = "") {
  await open(address);
  await collected(page);
  await answered(page);
}

/** Waits until the essays shown are those that answer to the words. */
async function answered(page) {
  await drawn(page);
  await page.locator(".contents[aria-busy]").waitFor({ state: "detached" });
}

browserTest("every count is what choosing it shows", {}, async ({ page, open }) => {
  await library(page, open);
  const { all } = await stated(page);
  const offered = await choices(page);
  assert.ok(offered.length > 10, "facets are there");
  // Every other one, of all facets: one row costs a tenth of a second.
  for (const choice of offered.filter((_, at) => at % 2 === 0)) {
    await box(page, choice).check();
    const shown = await titles(page);
    assert.equal(shown.length, choice.count, `${choice.facet}: ${choice.label}`);
    assert.equal((await stated(page)).shown, choice.count);
    await box(page, choice).uncheck();
  }
  assert.equal((await titles(page)).length, all);
});

browserTest("counts follow what is chosen in other facets", {}, async ({ page, open }) => {
  await library(page, open);
  const before = await choices(page);
  const [language] = before.filter(({ facet }) => facet === "Language");
  await box(page, language).check();
  const after = await choices(page);
  const of = (all, facet) => all.filter((choice) => choice.facet === facet).map(({ label, count }) => `${label} ${count}`);
  assert.deepEqual(of(after, "Language"), of(before, "Language"), "not in its own");
  assert.notDeepEqual(of(after, "Themes"), of(before, "Themes"));
  const themes = after.filter(({ facet, count }) => facet === "Themes" && count > 0).slice(0, 2);
  await box(page, themes[0]).check();
  const one = await titles(page);
  assert.equal(one.length, themes[0].count);
  await box(page, themes[1]).check();
  const either = await titles(page);
  assert.ok(one.every((title) => either.includes(title)), "another value widens");
  assert.ok(either.length <= themes[0].count + themes[1].count);
});

browserTest("words in the essays", {}, async ({ page, open }) => {
  await library(page, open);
  const { all } = await stated(page);
  await page.locator("#words").pressSequentially("carbon neutrality");
  await answered(page);
  const some = (await titles(page)).length;
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  assert.equal((await stated(page)).shown, some);
  assert.equal(new URL(page.url()).searchParams.get("q"), "carbon neutrality");
  assert.ok((await titles(page)).some((title) => title.startsWith("Green Development")));
  assert.equal(await page.locator("#words").inputValue(), "carbon neutrality");
  assert.ok(await page.locator("#words").evaluate((field) => field === document.activeElement));
});

const STATES = [
  { name: "a theme", act: (page) => box(page, { facet: "Themes", label: "Planning" }).check(), has: "theme=planning" },
  { name: "a language", act: (page) => box(page, { facet: "Language", label: "中文" }).check(), has: "lang=zh-Hans" },
  { name: "a length", act: (page) => box(page, { facet: "Length", label: "10 to 14 minutes" }).check(), has: "length=10..14" },
  { name: "a first year", act: (page) => chooseFirst(page, "#year-from"), has: /year=\d{4}\.\./ },
  { name: "a last year too", act: (page) => chooseFirst(page, "#year-to"), has: /year=\d{4}\.\.\d{4}/ },
  { name: "an order", act: (page) => page.getByRole("button", { name: "title", exact: true }).click(), has: "sort=title" },
  { name: "words", act: (page) => page.locator("#words").fill("growth"), has: "q=growth" },
];

function chooseFirst(page, field) {
  return page.locator(field).selectOption({ index: 1 });
}

browserTest("the address says the whole state", {}, async ({ page, open }) => {
  await library(page, open);
  for (const { name, act, has } of STATES) {
    await act(page);
    await answered(page);
    const { search } = new URL(page.url());
    assert.match(search, has instanceof RegExp ? has : new RegExp(has), name);
  }
  const before = { titles: await titles(page), choices: await choices(page), search: new URL(page.url()).search };
  const fields = () => page.locator("#words, #year-from, #year-to").evaluateAll((all) => all.map((field) => field.value));
  const filled = await fields();
  await page.reload();
  await collected(page);
  await answered(page);
  assert.deepEqual(
    { titles: await titles(page), choices: await choices(page), search: new URL(page.url()).search },
    before,
  );
  assert.deepEqual(await fields(), filled);
  assert.equal(await page.getByRole("button", { name: "title", exact: true }).getAttribute("aria-pressed"), "true");
});

browserTest("the essays of a language are in that language", {}, async ({ page, open }) => {
  await library(page, open, "?lang=zh-Hans");
  const languages = await page.locator(".entry h3 a").evaluateAll((links) => links.map((link) => link.lang));
  assert.ok(languages.length > 0);
  assert.deepEqual([...new Set(languages)], ["zh-Hans"]);
});

const ORDERS = [
  { sort: "title", key: (entry) => entry.title.toLowerCase() },
  { sort: "length", key: (entry) => entry.minutes },
  { sort: "date", key: (entry) => -entry.year },
];

for (const { sort, key } of ORDERS) {
  browserTest(`sorted by ${sort}`, {}, async ({ page, open }) => {
    // One language, so that no translation stands beside its original.
    await library(page, open, "?lang=en");
    const all = (await titles(page)).toSorted();
    await page.getByRole("button", { name: sort, exact: true }).click();
    const entries = await page.locator(".contents .entry").evaluateAll((rows) =>
      rows.map((row) => ({
        title: row.querySelector("h3").textContent,
        minutes: Number(row.querySelector(".min").textContent.match(/\d+/)[0]),
        year: Number(row.querySelector(".yr").textContent),
      })),
    );
    const keys = entries.map(key);
    const inOrder = keys.every((one, at) => at === 0 || keys[at - 1] <= one);
    assert.ok(inOrder, `not in order: ${keys.join(" | ")}`);
    assert.deepEqual((await titles(page)).toSorted(), all, "the same essays");
    assert.equal(await page.locator("h3.part").count(), 0, "parts are the book's own order");
  });
}

browserTest("clear shows everything again", {}, async ({ page, open }) => {
  await library(page, open, "?q=growth&theme=planning&lang=en&sort=title");
  const { shown, all } = await stated(page);
  assert.ok(shown < all);
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal((await titles(page)).length, all);
  assert.equal(new URL(page.url()).search, "?sort=title");
  assert.equal(await page.locator("#words").inputValue(), "");
  assert.equal((await choices(page)).filter(({ chosen }) => chosen).length, 0);
  assert.equal(await page.getByRole("button", { name: "Show all" }).count(), 0);
});

browserTest("nothing answers", {}, async ({ page, open }) => {
  await library(page, open, "?q=zzqqxx");
  assert.equal((await titles(page)).length, 0);
  assert.ok(await page.locator(".contents .empty").isVisible());
  assert.equal((await stated(page)).shown, 0);
  await page.getByRole("button", { name: "Show all" }).click();
  assert.ok((await titles(page)).length > 0);
  assert.equal(await page.locator(".contents .empty").count(), 0);
});

const ENGINE = /lectern-engine.*\.wasm$/;

browserTest("an answer that takes its time", {}, async ({ page, open, site }) => {
  site.fault(ENGINE, { delay: 1500 });
  await open("?q=carbon");
  await collected(page);
  const said = page.locator(".shown[role=status]");
  assert.equal(await said.innerText(), "Searching…", "no number of essays, as long as nobody knows it");
  assert.equal(await page.locator(".contents").getAttribute("aria-busy"), "true");
  await answered(page);
  const { shown, all } = await stated(page);
  assert.ok(shown > 0 && shown < all, `${shown} of ${all}`);
  site.fault(ENGINE, null);
  // Other words: what was found stays until the new answer is there, and is never more.
  await page.locator("#words").pressSequentially(" tax");
  assert.ok((await titles(page)).length <= shown);
});

browserTest("an answer that does not come", { allow: [/lectern-engine/] }, async ({ page, open, site }) => {
  site.fault(ENGINE, { status: 404 });
  await open("?q=carbon");
  await collected(page);
  await answered(page);
  const said = page.locator(".shown[role=status]");
  assert.match(await said.innerText(), /could not be loaded/);
  site.fault(ENGINE, null);
  await page.locator("#words").fill("zzqqxx");
  await answered(page);
  assert.equal((await stated(page)).shown, 0, "the next words are asked for again");
});

browserTest("what an address does not say well is left out", {}, async ({ page, open }) => {
  await library(page, open, "?length=endless&sort=colour&year=later&nothing=1&theme=planning");
  assert.ok((await titles(page)).length > 0);
  assert.ok(await box(page, { facet: "Themes", label: "Planning" }).isChecked());
});

browserTest("an entry leads to its essay, and back to the same filters", {}, async ({ page, open }) => {
  await library(page, open, "?theme=planning&lang=en");
  const before = await titles(page);
  await page.locator(".entry h3 a").nth(2).click();
  await page.waitForSelector("article[data-essay]");
  assert.equal(await page.locator("h1").innerText(), before[2]);
  await page.goBack();
  await page.waitForSelector(".contents");
  assert.deepEqual(await titles(page), before);
  assert.equal(new URL(page.url()).search, "?theme=planning&lang=en");
});
