// The notebook: notes and tags, what is shown, files that leave and come, several tabs, a browser that
// keeps nothing.

import assert from "node:assert/strict";

import { axe, browserTest, collected } from "./harness.mjs";
import { blockTexts, paragraphs, select } from "./article.mjs";

const ESSAY = "essays/green-development/";

const tools = (page) => page.locator(".marktools");
const kept = (page) => page.waitForSelector("html:not([data-unkept])", { state: "attached" });
const rows = (page) => page.locator(".notebook ol > li");

/** Marks some words of a block by keys, and returns them. */
async function mark(page, block, colour = 1, [from, to] = [2, 30]) {
  const words = await select(page, { block, at: from }, { block, at: to });
  await tools(page).waitFor();
  await page.keyboard.press(String(colour));
  await tools(page).waitFor({ state: "detached" });
  return words;
}

/** Marks words and writes on them, by keys alone. */
async function note(page, block, text, tags) {
  await select(page, { block, at: 2 }, { block, at: 30 });
  await tools(page).waitFor();
  await page.keyboard.press("w");
  await page.locator("#note-text").waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
  await page.keyboard.type(tags);
  await page.keyboard.press("Control+Enter");
  await tools(page).waitFor({ state: "detached" });
}

async function openNotebook(page, open) {
  await kept(page);
  await open("notebook/");
  await collected(page);
}

/** The text of the file that a button gives. */
async function taken(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function bring(page, text) {
  await page.locator("#notebook-bring").setInputFiles({
    name: "notes.jsonld",
    mimeType: "application/ld+json",
    buffer: Buffer.from(text),
  });
  await page.locator(".notebook .report", { hasText: /refused/ }).waitFor();
  await kept(page);
  return page.locator(".notebook .report").innerText();
}

browserTest("a note is written by keys, stands in the margin, and is taken back", {}, async ({ page, open }) => {
  await open(ESSAY);
  const [block] = await paragraphs(page);
  await note(page, block, "Compare the plan.", "evidence, plan");
  const beside = page.locator(".mynote");
  await beside.locator(".text", { hasText: "Compare the plan." }).waitFor();
  assert.equal(await beside.locator(".tags").innerText(), "evidence · plan");
  const near = await page.evaluate((block) => {
    const note = document.querySelector(".mynote").getBoundingClientRect();
    return Math.abs(note.top - document.querySelector(`#${block} mark.hl`).getBoundingClientRect().top);
  }, block);
  assert.ok(near < 3, `beside its words: ${near}`);
  assert.match(await page.locator(`#${block} mark.hl`).first().getAttribute("aria-description"), /Compare the plan/);
  await kept(page);
  await page.reload();
  await beside.locator("button").click();
  await tools(page).getByRole("button", { name: "Note" }).click();
  assert.equal(await page.locator("#note-tags").inputValue(), "evidence, plan");
  await axe(page);
  await page.locator("#note-text").fill("");
  await page.locator("#note-tags").fill("");
  await page.keyboard.press("Escape");
  await beside.waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await beside.locator(".text", { hasText: "Compare the plan." }).waitFor();
});

browserTest("removed, and taken back by the button", {}, async ({ page, open }) => {
  await open(ESSAY);
  const [block] = await paragraphs(page);
  const words = await mark(page, block, 3);
  await page.locator("article mark.hl").first().click();
  await tools(page).getByRole("button", { name: "Remove" }).click();
  await page.waitForSelector("article mark.hl", { state: "detached" });
  await page.locator("#notice").getByRole("button", { name: "Undo" }).click();
  await page.waitForSelector("article mark.hl-3");
  assert.equal((await page.locator("article mark.hl").allTextContents()).join(""), words);
  await kept(page);
  await page.reload();
  await page.waitForSelector("article mark.hl-3");
});

browserTest("highlights are stepped through by keys", {}, async ({ page, open }) => {
  await open(ESSAY);
  const blocks = (await paragraphs(page)).slice(0, 3);
  for (const block of blocks) await mark(page, block);
  const focused = () => page.evaluate(() => document.activeElement.closest("[data-block]")?.id);
  const seen = [];
  for (const key of ["m", "m", "m", "M"]) {
    await page.keyboard.press(key);
    seen.push(await focused());
  }
  assert.deepEqual(seen, [...blocks, blocks[1]]);
});

browserTest("the notebook is searched, narrowed, grouped and named", {}, async ({ page, open }) => {
  await open(ESSAY);
  const blocks = await paragraphs(page);
  await note(page, blocks[0], "Compare the plan.", "evidence");
  await mark(page, blocks[1], 2);
  await mark(page, blocks[2], 2);
  await kept(page);
  await open("essays/growth-accounting/");
  await mark(page, (await paragraphs(page))[0], 4);
  await openNotebook(page, open);
  assert.equal(await rows(page).count(), 4);
  assert.equal(await page.locator(".notebook .group").count(), 2);
  assert.match(await page.locator(".notebook .facts").innerText(), /4 highlights[^]*1 with a note/);
  await axe(page);
  const field = page.locator("#notebook-words");
  await field.fill("compare");
  await page.waitForFunction(() => document.querySelectorAll(".notebook ol > li").length === 1);
  await field.fill("");
  await page.locator(".notebook .choice input[type=checkbox]").nth(1).check();
  await page.waitForFunction(() => document.querySelectorAll(".notebook ol > li").length === 2);
  await page.locator(".notebook .choice input[type=checkbox]").nth(1).uncheck();
  await page.locator("#notebook-by").selectOption({ label: "category" });
  await page.waitForFunction(() => document.querySelectorAll(".notebook .group").length === 3);
  await page.locator("#notebook-by").selectOption({ label: "theme" });
  await page.waitForSelector(".notebook .group h2 a[href*='/themes/']");
  await page.locator("#notebook-by").selectOption({ label: "category" });
  const name = page.locator(".notebook .name").nth(1);
  await name.fill("Doubt");
  await name.press("Tab");
  await page.locator(".notebook .group h2", { hasText: "Doubt" }).waitFor();
  await page.reload();
  await collected(page);
  assert.equal(await page.locator(".notebook .name").nth(1).inputValue(), "Doubt");
  await open(ESSAY);
  const [block] = await paragraphs(page);
  await select(page, { block, at: 0 }, { block, at: 9 });
  await tools(page).getByRole("button", { name: "Doubt · Red, wavy line" }).waitFor();
});

browserTest("taken away, cleared and brought in, the notebook is the same", {}, async ({ page, open }) => {
  await open(ESSAY);
  const blocks = await paragraphs(page);
  await note(page, blocks[0], "“为什么？” <b>& so on", "证据, plan");
  await mark(page, blocks[1], 2);
  await openNotebook(page, open);
  const before = await taken(page, "JSON-LD");
  const markdown = await taken(page, "Markdown");
  const csv = await taken(page, "CSV");
  for (const text of [markdown, csv]) assert.match(text, /为什么/);
  assert.match(csv, /^\ufeff/);
  const foreign = { "@context": "http://www.w3.org/ns/anno.jsonld", id: "https://other.example/1", type: "Annotation",
    body: "https://other.example/note", target: "https://other.example/page" };
  const broken = { "@context": "http://www.w3.org/ns/anno.jsonld", id: "https://other.example/2", type: "Annotation" };
  assert.match(await bring(page, JSON.stringify([foreign, broken])), /^1 new or changed, 0 known already, 1 refused\.\n.*other\.example\/2/);
  assert.match(await bring(page, before), /^0 new or changed, 2 known already, 0 refused\.$/);
  const all = await taken(page, "JSON-LD");
  assert.match(all, /other\.example\/page/);
  await page.goto("about:blank");
  await open("about/");
  await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("lectern");
    request.onsuccess = resolve;
    request.onerror = reject;
  }));
  await open("notebook/");
  await collected(page);
  assert.equal(await rows(page).count(), 0);
  assert.match(await bring(page, all), /^3 new or changed, 0 known already, 0 refused\.$/);
  assert.equal(await rows(page).count(), 2);
  assert.equal(await taken(page, "JSON-LD"), all);
  await page.reload();
  await collected(page);
  await rows(page).first().waitFor();
  assert.equal(await taken(page, "JSON-LD"), all);
});

/** The longest run of words that stands in two blocks of the open essay, with what is before the one and behind the other. */
async function repeated(page) {
  const texts = Object.values(await blockTexts(page));
  let longest = "";
  for (const [at, text] of texts.entries()) {
    const words = text.split(/(?<= )/);
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 3; to <= words.length; to += 1) {
        const run = words.slice(from, to).join("").trim();
        if (!texts.some((other, place) => place > at && other.includes(run))) break;
        if (run.length > longest.length) longest = run;
      }
    }
  }
  const [one, other] = texts.filter((text) => text.includes(longest));
  const before = one.slice(0, one.indexOf(longest)).slice(-30);
  const behind = other.slice(other.indexOf(longest) + longest.length).slice(0, 30);
  return { exact: longest, prefix: before, suffix: behind };
}

/** An annotation of the essay as it was in another revision. */
function old(site, id, { block = "gone", prefix = "", exact, suffix = "", start = 0, essay = ESSAY, note }) {
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `urn:test:${id}`,
    type: "Annotation",
    created: "2026-01-01T00:00:00Z",
    modified: "2026-01-01T00:00:00Z",
    body: [
      { type: "TextualBody", purpose: "classifying", value: "hl-1" },
      ...(note ? [{ type: "TextualBody", purpose: "commenting", value: note }] : []),
    ],
    target: {
      type: "SpecificResource",
      source: site.url(essay),
      state: { type: "HttpRequestState", value: 'If-Match: "anotherr"' },
      selector: [
        { type: "FragmentSelector", conformsTo: "http://tools.ietf.org/rfc/rfc3236", value: block,
          refinedBy: { type: "TextPositionSelector", start, end: start + exact.length } },
        { type: "TextQuoteSelector", exact, prefix, suffix },
      ],
    },
  };
}

browserTest("on a changed text: found again, uncertain, gone", {}, async ({ page, open, site }) => {
  await open(ESSAY);
  const [block] = await paragraphs(page);
  const text = await page.locator(`#${block}`).evaluate((element) => [...element.childNodes].map((node) => node.textContent).join(""));
  const at = text.indexOf("sustainable development");
  const quote = text.slice(at, at + 60);
  const twice = await repeated(page);
  await open("notebook/");
  await collected(page);
  const file = [
    old(site, "elsewhere", { exact: "Words of an essay that is not here.", essay: "essays/another/" }),
    old(site, "moved", { note: "Still true?", prefix: text.slice(at - 30, at), exact: quote, suffix: text.slice(at + 60, at + 90) }),
    old(site, "gone", { exact: "A sentence about violins and the price of rosin that nobody here ever wrote." }),
    old(site, "unsure", { block: "another", ...twice }),
  ];
  assert.match(await bring(page, JSON.stringify(file)), /^4 new/);
  const standing = (words) => page.locator(".notebook ol > li", { hasText: words }).locator(".standing");
  assert.match(await standing(quote.slice(0, 40)).innerText(), /Found again/);
  assert.match(await standing("rosin").innerText(), /not in the text any more/);
  assert.match(await standing("that is not here").innerText(), /not in this collection/);
  await open(ESSAY);
  const marks = await page.locator("article mark.hl").allTextContents().catch(() => []);
  await page.waitForSelector('article mark[data-mark="urn:test:moved"]');
  assert.equal((await page.locator('article mark[data-mark="urn:test:moved"]').allTextContents()).join(""), quote, marks.join());
  await page.locator(".mynote .text", { hasText: "Still true?" }).waitFor();
  assert.equal(await page.locator('article mark[data-mark="urn:test:gone"], article mark[data-mark="urn:test:unsure"]').count(), 0);
  const strayed = page.locator(".strayed li:has(blockquote)");
  assert.deepEqual(await strayed.locator("blockquote").allInnerTexts(), ["A sentence about violins and the price of rosin that nobody here ever wrote.", twice.exact]);
  await page.locator("[role=status]", { hasText: "choose beside the text" }).waitFor();
  await axe(page);
  const candidate = strayed.last().locator(".standing button").nth(1);
  const around = (await candidate.innerText()).replaceAll("…", "").trim();
  await candidate.press("Enter");
  const placed = page.locator('article mark[data-mark="urn:test:unsure"]');
  await placed.waitFor();
  assert.equal(await placed.innerText(), twice.exact);
  const shown = await placed.evaluate((mark) => mark.closest("[data-block]").textContent);
  assert.ok(shown.includes(around), `${around} | ${shown}`);
  assert.equal(await strayed.count(), 1);
});

browserTest("two tabs lose nothing of two hundred acts", { timeout: 240_000 }, async ({ page, open, site }) => {
  const other = await page.context().newPage();
  await open(ESSAY);
  await other.goto(site.url("essays/growth-accounting/"));
  await other.waitForSelector("html[data-app=ready]");
  const acts = async (page, colour) => {
    const blocks = await paragraphs(page);
    for (let at = 0; at < 100; at += 1) {
      const from = 3 * Math.floor(at / 8);
      await mark(page, blocks[at % 8], colour, [from, from + 2]);
    }
    await kept(page);
  };
  await Promise.all([acts(page, 1), acts(other, 2)]);
  for (const tab of [page, other]) {
    await tab.locator(".nav a", { hasText: "Notebook" }).click();
    await tab.locator(".notebook .facts", { hasText: "200 highlights" }).waitFor();
    assert.equal(await rows(tab).count(), 200);
  }
  await page.reload();
  await collected(page);
  await rows(page).nth(199).waitFor();
  const colours = await page.locator(".notebook ol mark.hl").evaluateAll((all) => all.map((mark) => mark.className));
  for (const colour of [1, 2]) assert.equal(colours.filter((name) => name === `hl hl-${colour}`).length, 100);
});

for (const [name, fail] of [
  ["nothing", () => { indexedDB.open = () => { throw new DOMException("denied", "SecurityError"); }; }],
  ["no more", () => { IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
]) {
  browserTest(`a browser that keeps ${name}: the reader is told, and can take the notebook away`, {}, async ({ page, open }) => {
    await page.addInitScript(fail);
    await open(ESSAY);
    const [block] = await paragraphs(page);
    const words = await mark(page, block);
    await page.locator("#notice [role=alert]", { hasText: "only as long as this page is open" }).waitFor();
    await collected(page);
    await page.locator(".nav a", { hasText: "Notebook" }).click();
    await rows(page).first().waitFor();
    assert.match(await taken(page, "JSON-LD"), new RegExp(words.slice(3, 20)));
  });
}
