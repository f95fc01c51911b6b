// Searching the collection, and the hits in the essay that a result opens.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, browserTest, collected } from "./harness.mjs";
import { drawn, isSameDocument, markDocument, painted, paintedWords, untilPainted } from "./article.mjs";

async function search(page, open, query) {
  await open(`search/?q=${encodeURIComponent(query)}`);
  await collected(page);
  await answered(page);
}

/** Waits until the answer to what is typed is shown. */
async function answered(page) {
  await page.locator("main .search [aria-busy]").waitFor({ state: "detached" });
}

/** How many essays have all words, as the line over the results says. */
async function count(page) {
  return Number((await page.locator("main .sum").innerText()).match(/\d+/)[0]);
}

/** The words marked in the best results, and the passages they stand in. */
async function found(page) {
  const best = page.locator(".results").first();
  const marks = await best.locator("mark.hit").allInnerTexts();
  const passages = await best.locator(".passage .words").allInnerTexts();
  const essays = await best.locator("> .result").count();
  return { marks, passages, essays };
}

browserTest("results follow what is typed", {}, async ({ page, open }) => {
  await open("search/");
  await collected(page);
  assert.ok(await page.locator(".syntax").isVisible(), "how to ask is shown first");
  await page.locator("#query").pressSequentially("producti");
  await answered(page);
  const shown = (await found(page)).essays;
  assert.ok(shown > 0, "results before the word is whole");
  const counted = await count(page);
  while (await page.locator(".more button").count()) await page.locator(".more button").click();
  assert.ok(shown <= counted);
  assert.equal((await found(page)).essays, counted, "the line over the results counts them");
  assert.equal(new URL(page.url()).searchParams.get("q"), "producti");
  assert.equal(await page.locator("#query").inputValue(), "producti");
  await page.locator("#query").fill("");
  assert.equal(await page.locator(".results").count(), 0);
  assert.ok(await page.locator(".syntax").isVisible());
});

const QUERIES = [
  { name: "a phrase", query: '"new quality productive forces"', mark: /^new quality productive forces$/i },
  { name: "a prefix", query: "innovat*", mark: /^innovat/i },
  { name: "a Han substring", query: "新质生产力", mark: /^新质生产力$/ },
  { name: "diacritics in the text only", query: "Rodriguez", mark: /^Rodríguez$/ },
  { name: "diacritics in the query only", query: "ínnovation", mark: /^innovat/i },
  { name: "another case", query: "BRUNDTLAND", mark: /^Brundtland/ },
  { name: "all of several words", query: "carbon intensity", mark: /^(carbon|intensit)/i },
  { name: "either of two", query: "cloud OR carbon", mark: /^(cloud|carbon)/i },
];

for (const { name, query, mark } of QUERIES) {
  browserTest(`searching for ${name}`, {}, async ({ page, open }) => {
    await search(page, open, query);
    const { marks, passages, essays } = await found(page);
    assert.ok(essays > 0 && passages.length > 0, "there are results");
    assert.ok(marks.length >= passages.length, "every passage shows why it is there");
    assert.deepEqual(marks.filter((words) => !mark.test(words)), []);
  });
}

browserTest("a word left out", {}, async ({ page, open }) => {
  await search(page, open, "growth");
  const all = await count(page);
  await search(page, open, "growth -carbon");
  const without = await page.locator(".results").first().locator(".result h2 a").evaluateAll((links) => links.map((link) => link.pathname));
  assert.ok(without.length > 0 && (await count(page)) < all);
  for (const path of without.slice(0, 3)) {
    const text = await page.evaluate(async (path) => {
      const html = await (await fetch(path)).text();
      const parsed = new DOMParser().parseFromString(html, "text/html");
      return [...parsed.querySelectorAll("h1, [data-block]")].map((block) => block.textContent).join("\n");
    }, path);
    assert.doesNotMatch(text, /\bcarbon\b/i, path);
  }
});

browserTest("nothing is found", {}, async ({ page, open }) => {
  await search(page, open, "zzqqxx");
  assert.equal((await found(page)).essays, 0);
  assert.match(await page.locator("main .sum").innerText(), /zzqqxx/);
  await page.locator("main [role=status]", { hasText: "zzqqxx" }).waitFor({ state: "attached" });
});

browserTest("a query cannot put markup into the page", {}, async ({ page, open }) => {
  await search(page, open, `<img src=x onerror="document.title='pwned'">`);
  assert.equal(await page.locator("main img").count(), 0);
});

browserTest("a broken query is read as words", {}, async ({ page, open }) => {
  await search(page, open, '(growth OR "');
  assert.ok((await found(page)).essays > 0);
});

/** A quotation or group that is still open is none of these: its end may be typed yet. */
const MALFORMED = [
  { query: "growth) policy", says: /parenthesis has no partner/i },
  { query: "OR growth", says: /OR has no word on one side/ },
  { query: "year:soon growth", says: /field has no value/i },
  { query: '"growth policy"~ carbon', says: /distance has no number/i },
  { query: "-growth", says: /only says what must not be there/, empty: true },
];

for (const { query, says, empty = false } of MALFORMED) {
  browserTest(`the page says how it read ${query}`, {}, async ({ page, open }) => {
    await search(page, open, query);
    assert.match(await page.locator("main .sum").innerText(), says);
    assert.equal((await found(page)).essays > 0, !empty);
    await page.locator("main [role=status]", { hasText: says }).waitFor({ state: "attached" });
  });
}

browserTest("every example finds what it shows", {}, async ({ page, open }) => {
  await open("search/");
  await collected(page);
  const examples = await page.locator(".syntax dt a").allInnerTexts();
  assert.ok(examples.length > 10, `${examples.length} examples`);
  for (const example of examples) {
    await page.locator(".syntax dt a").getByText(example, { exact: true }).click();
    await page.waitForFunction((example) => document.querySelector("#query").value === example, example);
    await page.locator(".results .result").first().waitFor();
    await answered(page);
    assert.equal(await page.locator("main .sum p").count(), 1, `${example}: nothing is noted`);
    await page.goBack();
    await page.locator(".syntax").waitFor();
  }
});

const SEARCH = /\/search-[0-9a-f]+\.js$/;

/** The engine's module, which answers one query late. */
function slow(query) {
  return (body) => {
    const text = body.toString();
    const spoilt = text.replace(/async query\((\w+),[^)]*\)\{/, (head, first) =>
      `${head}if(${first}===${JSON.stringify(query)})await new Promise((later)=>setTimeout(later,900));`);
    assert.notEqual(spoilt, text, "the module has a method `query`");
    return Buffer.from(spoilt);
  };
}

browserTest("a slow answer to an earlier query is dropped", {}, async ({ page, open, site }) => {
  site.fault(SEARCH, { replace: slow("carbon") });
  await open("search/");
  await collected(page);
  await page.locator("#query").fill("carbon");
  assert.equal(await page.locator("main .search [aria-busy]").count(), 1);
  await page.locator("#query").fill("dynamo");
  await page.locator(".results mark.hit").first().waitFor();
  const marks = async () => [...new Set((await found(page)).marks.map((mark) => mark.toLowerCase()))];
  for (const wait of [0, 1200]) {
    await page.waitForTimeout(wait);
    assert.deepEqual((await marks()).filter((mark) => !mark.startsWith("dynamo")), []);
    assert.equal(await page.locator("main .search [aria-busy]").count(), 0);
  }
  // The slow answer does come where it is waited for.
  await page.locator("#query").fill("carbon");
  await page.locator(".results mark.hit", { hasText: /^carbon$/i }).first().waitFor();
});

browserTest("by keys from the field to a passage, and back", {}, async ({ page, open }) => {
  await search(page, open, "carbon");
  await page.locator("#query").focus();
  const links = await page.locator("main .results a").evaluateAll((all) => all.map(({ href }) => href));
  const here = () => page.evaluate(() => document.activeElement.href ?? document.activeElement.id);
  const isOutlined = () => page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
  await page.keyboard.press("ArrowUp");
  assert.equal(await here(), "query", "nothing is above the field");
  await page.keyboard.press("End");
  for (const [key, at] of [["ArrowDown", 0], ["ArrowDown", 1], ["j", 2], ["j", 3], ["k", 2], ["ArrowUp", 1]]) {
    await page.keyboard.press(key);
    assert.equal(await here(), links[at], `${key} leads to ${at}`);
    assert.ok(await isOutlined(), "the focus is seen");
  }
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await here(), "query", "above the first result is the field");
  await page.keyboard.type("jk");
  assert.equal(await page.locator("#query").inputValue(), "carbonjk", "letters are text");
  await page.locator("#query").fill("carbon");
  await answered(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const href = await here();
  assert.match(href, /#./);
  await page.keyboard.press("Enter");
  await page.waitForSelector("article[data-essay]");
  assert.equal(page.url(), href);
  await untilPainted(page, "hit");
  assert.ok(await hitIsInSight(page));
});

browserTest("j begins at the first result", {}, async ({ page, open }) => {
  await search(page, open, "carbon");
  await page.keyboard.press("j");
  const first = await page.locator("main .results a").first().getAttribute("href");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
});

browserTest("a hit opens the essay with its hits painted, and steps go round", {}, async ({ page, open }) => {
  await search(page, open, "carbon");
  await markDocument(page);
  await page.locator(".result .passage .words").first().click();
  await page.waitForSelector("article[data-essay]");
  const ranges = await untilPainted(page, "hit");
  assert.ok(await isSameDocument(page), "no page was loaded");
  assert.equal(new URL(page.url()).searchParams.get("q"), "carbon");
  const words = await paintedWords(page, "hit");
  assert.deepEqual(words.filter((word) => !/^carbon/i.test(word)), []);

  const position = page.locator(".stepper .pos");
  const [first, all] = (await position.innerText()).match(/\d+/g).map(Number);
  assert.ok(all > 1 && ranges >= all, `${all} hits, ${ranges} ranges`);
  const at = (place) => `${((place - 1 + all) % all) + 1} of ${all}`;
  const steps = [
    ["n", () => page.keyboard.press("n"), first + 1],
    ["p", () => page.keyboard.press("p"), first],
    ["p", () => page.keyboard.press("p"), first - 1],
    ["Next", () => page.locator(".stepper").getByRole("button", { name: "Next" }).click(), first],
    ["Next", () => page.locator(".stepper").getByRole("button", { name: "Next" }).click(), first + 1],
    ["Previous", () => page.locator(".stepper").getByRole("button", { name: "Previous" }).click(), first],
  ];
  for (const [name, act, expected] of steps) {
    await act();
    await drawn(page);
    assert.equal(await position.innerText(), at(expected), name);
    assert.ok(await hitIsInSight(page), `the hit is in the window after ${name}`);
    assert.equal(await painted(page, "hit"), ranges);
  }
  await page.locator(".stepper").getByRole("button", { name: "Close" }).click();
  await untilPainted(page, "hit", false);
  assert.equal(await painted(page, "hit-now"), 0);
  assert.equal(await page.locator(".stepper").count(), 0);
  assert.equal(new URL(page.url()).search, "");
});

/** Whether the hit that is looked at lies in the window. */
function hitIsInSight(page) {
  return page.evaluate(() => {
    const [hit] = CSS.highlights.get("hit-now");
    const range = document.createRange();
    range.setStart(hit.startContainer, hit.startOffset);
    range.setEnd(hit.endContainer, hit.endOffset);
    const { top, bottom } = range.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

browserTest("an essay opened by its address shows the query's hits", {}, async ({ page, open }) => {
  await open("essays/green-development/?q=%22carbon%20intensity%22");
  await untilPainted(page, "hit");
  const words = (await paintedWords(page, "hit")).join(" ");
  assert.match(words, /^(carbon intensity ?)+$/i);
  assert.ok(await hitIsInSight(page));
});

browserTest("an essay without the query's words says so", {}, async ({ page, open }) => {
  await open("essays/green-development/?q=zzqqxx");
  await page.waitForSelector(".stepper");
  assert.equal(await page.locator(".stepper .pos").innerText(), "Not in this essay");
  assert.ok(await page.locator(".stepper").getByRole("button", { name: "Next" }).isDisabled());
});

browserTest("back from a hit to the results as they were", {}, async ({ page, open }) => {
  await search(page, open, "carbon");
  const { passages } = await found(page);
  await page.locator(".result .passage .words").nth(2).click();
  await page.waitForSelector("article[data-essay]");
  await page.goBack();
  await page.waitForSelector(".results");
  assert.deepEqual((await found(page)).passages, passages);
  assert.equal(await page.locator("#query").inputValue(), "carbon");
});

browserTest("the field in the header leads to the results", {}, async ({ page, open }) => {
  await open("about/");
  await collected(page);
  await page.locator("#find").click();
  assert.ok(await page.locator("#find").evaluate((field) => field === document.activeElement));
  await page.keyboard.type("carbon n/p]");
  assert.equal(await page.locator("#find").inputValue(), "carbon n/p]", "letters are text");
  await page.locator("#find").fill("carbon");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".results");
  assert.equal(new URL(page.url()).searchParams.get("q"), "carbon");
  assert.ok((await found(page)).essays > 0);
});

for (const viewport of [DESKTOP, PHONE]) {
  browserTest(`the slash on the search page, ${viewport.width} pixels wide`, { viewport }, async ({ page, open }) => {
    await open("search/");
    await collected(page);
    for (const key of ["/", "Control+k"]) {
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement.id), "query", "its own field does better than a dialog");
      await page.locator("#query").blur();
    }
  });
}
