// The concordance: what stands in it is what is marked in the essays, in three orders.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, axe, browserTest, collected } from "./harness.mjs";
import { paintedWords, untilPainted } from "./article.mjs";

const ROWS = ".concordance tbody tr";

async function concordance(page, open, query, more = "") {
  await open(`search/?q=${encodeURIComponent(query)}&view=concordance${more}`);
  await collected(page);
  await answered(page);
}

async function answered(page) {
  await page.locator(`main ${ROWS}`).first().waitFor();
  await page.locator("main .search [aria-busy]").waitFor({ state: "detached" });
}

/** The lines shown: what stands before the words, these, what stands after them, and where. */
function lines(page) {
  return page.locator(ROWS).evaluateAll((rows) =>
    rows.map((row) => ({
      before: row.querySelector(".l").textContent,
      keyword: row.querySelector("b").textContent,
      after: row.querySelector(".r").textContent.slice(row.querySelector("b").textContent.length),
      href: row.querySelector("a").getAttribute("href"),
      place: row.querySelector(".w .vh").textContent,
    })),
  );
}

const turn = (page, name) => page.locator(".concordance").getByRole("button", { name });

/** The lines of all pages, from the first on. */
async function allLines(page) {
  const all = await lines(page);
  while (await turn(page, "Next lines").count()) {
    const last = await page.locator(`${ROWS} a`).last().getAttribute("href");
    await turn(page, "Next lines").click();
    await page.waitForFunction(
      ([rows, last]) => [...document.querySelectorAll(`${rows} a`)].at(-1).getAttribute("href") !== last,
      [ROWS, last],
    );
    all.push(...(await lines(page)));
  }
  return all;
}

/** How many lines and essays the page says there are. */
async function stated(page) {
  const [all, essays] = (await page.locator("main .sum").innerText()).match(/\d+/g).map(Number);
  return { all, essays };
}

const QUERIES = [
  { name: "a word", query: "carbon", keyword: /^carbon$/i },
  { name: "its other forms", query: "target", keyword: /^targets?$/i },
  { name: "a prefix", query: "innovat*", keyword: /^innovat/i },
  { name: "a phrase", query: '"new quality productive forces"', keyword: /^new quality productive forces$/i },
  { name: "Chinese", query: "新质生产力", keyword: /^新质生产力$/ },
];

for (const { name, query, keyword } of QUERIES) {
  browserTest(`the concordance of ${name}`, {}, async ({ page, open }) => {
    await concordance(page, open, query);
    const shown = await allLines(page);
    while (await turn(page, "Previous lines").count()) await turn(page, "Previous lines").click();
    assert.deepEqual(await lines(page), shown.slice(0, 50), "and back");
    const { all, essays } = await stated(page);
    assert.equal(shown.length, all);
    assert.deepEqual(shown.filter((line) => !keyword.test(line.keyword)), []);
    assert.ok(shown.some(({ before }) => before.length > 10) && shown.some(({ after }) => after.length > 10));
    // What is listed for an essay is what is marked there.
    const path = (href) => href.split("?")[0];
    const paths = [...new Set(shown.map(({ href }) => path(href)))];
    assert.equal(paths.length, essays);
    const first = shown.filter(({ href }) => path(href) === paths[0]);
    await page.locator(`${ROWS} a`).first().click();
    await page.waitForSelector("article[data-essay]");
    await untilPainted(page, "hit");
    const [marked] = (await page.locator(".stepper .pos").innerText()).match(/\d+$/);
    assert.equal(Number(marked), first.length);
    assert.deepEqual((await paintedWords(page, "hit")).join(""), first.map((line) => line.keyword).join(""));
  });
}

/** The letters of a text, nearest first, as lines are sorted by them. */
const sorted = (texts) => texts.every((text, at) => at === 0 || texts[at - 1] <= text);
const folded = (text) => text.normalize("NFKD").toLowerCase();
const nearest = {
  before: ({ before }) => folded(before).match(/[\p{L}\p{N}]+/gu)?.at(-1) ?? "",
  after: ({ after }) => folded(after).match(/[\p{L}\p{N}]+/gu)?.at(0) ?? "",
};

for (const order of ["before", "after"]) {
  browserTest(`lines ordered by what comes ${order}`, {}, async ({ page, open }) => {
    await concordance(page, open, '"productive forces"');
    const unordered = await lines(page);
    await page.locator(".concordance .sort").getByRole("button", { name: new RegExp(order) }).click();
    await page.locator(`.concordance [aria-pressed=true]`, { hasText: new RegExp(order) }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get("order"), order);
    const shown = await lines(page);
    const keys = shown.map(nearest[order]);
    assert.ok(sorted(keys), keys.join(" "));
    const hrefs = (lines) => lines.map(({ href }) => href).toSorted();
    assert.deepEqual(hrefs(shown), hrefs(unordered), "the same lines");
    assert.equal(await page.locator(".kwic th[aria-sort=ascending]").count(), 1);
    await page.reload();
    await collected(page);
    await answered(page);
    assert.deepEqual(await lines(page), shown, "the address says the order");
  });
}

browserTest("Chinese lines ordered by the character before", {}, async ({ page, open }) => {
  await concordance(page, open, "生产力", "&order=before");
  const characters = (await lines(page)).map(({ before }) => [...before.replace(/[^\p{L}\p{N}]/gu, "")].at(-1) ?? "");
  assert.ok(characters.length > 10 && new Set(characters).size > 2);
  assert.ok(sorted(characters), characters.join(" "));
});

browserTest("between list and concordance", {}, async ({ page, open }) => {
  await open("search/?q=carbon");
  await collected(page);
  await page.locator(".results").waitFor();
  const views = page.locator(".views");
  await views.getByRole("button", { name: "Concordance" }).click();
  await answered(page);
  assert.equal(new URL(page.url()).search, "?q=carbon&view=concordance");
  assert.equal(await page.locator(".results").count(), 0);
  await page.locator("#query").fill("dynamo");
  await page.locator(".kwic b", { hasText: /dynamo/i }).first().waitFor();
  assert.equal(new URL(page.url()).search, "?q=dynamo&view=concordance");
  await views.getByRole("button", { name: "Essays" }).click();
  await page.locator(".results").waitFor();
  assert.equal(new URL(page.url()).search, "?q=dynamo");
});

browserTest("a line leads to its words", {}, async ({ page, open }) => {
  await concordance(page, open, "growth");
  const line = (await lines(page))[7];
  const row = page.locator(ROWS).nth(7);
  // Anywhere on it.
  await row.click({ position: { x: 20, y: 10 } });
  await page.waitForSelector("article[data-essay]");
  assert.ok(page.url().endsWith(line.href.replace(/^[./]*/, "")), page.url());
  await untilPainted(page, "hit-now");
  assert.equal((await paintedWords(page, "hit-now")).join(""), line.keyword);
  const before = await page.evaluate(() => {
    const [hit] = CSS.highlights.get("hit-now");
    return hit.startContainer.data.slice(0, hit.startOffset);
  });
  assert.ok(line.before.endsWith(before.slice(-10)), `${line.before} | ${before}`);
});

browserTest("by keys through the lines", {}, async ({ page, open }) => {
  await concordance(page, open, "carbon");
  const hrefs = (await lines(page)).map(({ href }) => href);
  const here = () => page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.id);
  await page.locator("#query").focus();
  for (const [key, expected] of [["ArrowDown", hrefs[0]], ["j", hrefs[1]], ["ArrowDown", hrefs[2]], ["k", hrefs[1]], ["ArrowUp", hrefs[0]], ["ArrowUp", "query"]]) {
    await page.keyboard.press(key);
    assert.equal(await here(), expected, key);
  }
});

for (const viewport of [DESKTOP, PHONE]) {
  browserTest(`the concordance at ${viewport.width} pixels`, { viewport }, async ({ page, open }) => {
    await concordance(page, open, "innovat*");
    await axe(page);
    const { all } = await stated(page);
    assert.ok(all > 100 && (await lines(page)).length === 50, "a page of them at first");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    const edges = await page.locator(`${ROWS} b`).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    assert.equal(new Set(edges).size, 1, "aligned on the words");
  });
}

browserTest("no task is long while a concordance of many lines is made", {}, async ({ page, open }) => {
  await open("search/?view=concordance");
  await collected(page);
  await page.locator("#query").focus();
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((list) => {
      window.tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
    }).observe({ type: "longtask" });
  });
  await page.locator("#query").fill("the OR of OR and");
  await answered(page);
  const { all } = await stated(page);
  assert.ok(all > 2000, `${all} lines`);
  await turn(page, "Next lines").click();
  await page.locator(".concordance .sort").getByRole("button", { name: /after/ }).click();
  await page.waitForTimeout(300);
  const tasks = await page.evaluate(() => window.tasks);
  // Twice what is wanted: the machine that tests may be busy with others.
  assert.deepEqual(tasks.filter((duration) => duration > 100), []);
});

browserTest("turned by keys, the lines are read from their beginning", {}, async ({ page, open }) => {
  await concordance(page, open, "innovat*");
  const { all } = await stated(page);
  const part = page.locator(".concordance .over > p").first();
  assert.equal(await part.innerText(), `1–50 of ${all}`);
  await turn(page, "Next lines").press("Enter");
  await part.filter({ hasText: `51–100 of ${all}` }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.className), "concordance");
  await page.keyboard.press("j");
  const first = await page.locator(`${ROWS} a`).first().getAttribute("href");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
});

browserTest("a line speaks the languages of its parts", {}, async ({ page, open }) => {
  await concordance(page, open, "创新");
  const spoken = await page.locator(ROWS).first().evaluate((row) =>
    [row.querySelector("b"), row.querySelector(".w .vh > span"), row.querySelector(".w .vh")].map(
      (part) => part.closest("[lang]").lang,
    ),
  );
  assert.deepEqual(spoken, ["zh-Hans", "zh-Hans", "en"]);
});

browserTest("what stands in titles alone has no lines", {}, async ({ page, open }) => {
  await open("search/?q=title%3Ainnovation&view=concordance");
  await collected(page);
  const said = page.locator("main .sum", { hasText: "No place in their text" });
  await said.waitFor();
  assert.match(await said.innerText(), /^\d+ essays have all of these words/);
  assert.equal(await page.locator(".concordance").count(), 0);
  await page.locator(".views").getByRole("button", { name: "Essays" }).click();
  await page.locator(".results > li").first().waitFor();
});

browserTest("nothing has no lines", {}, async ({ page, open }) => {
  await open("search/?q=zzqqxx&view=concordance");
  await collected(page);
  await page.locator("main .sum", { hasText: "zzqqxx" }).waitFor();
  assert.equal(await page.locator(".kwic").count(), 0);
});
