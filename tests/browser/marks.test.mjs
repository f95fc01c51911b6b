// The reader's highlights: made from a selection, kept, found in the notebook, changed, removed.

import assert from "node:assert/strict";

import { browserTest, collected, started } from "./harness.mjs";
import { blockTexts, drawn, paragraphs, select, textNodeCount, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";
const KEPT = "lectern.highlights";
const COLOURS = [1, 2, 3, 4, 5];

/** Highlights in the article: for each mark its name, colour class and words. */
function marks(page) {
  return page.locator("article mark.hl").evaluateAll((all) =>
    all.map((mark) => ({
      name: mark.dataset.mark,
      colour: Number(mark.className.match(/\bhl-(\d)\b/)[1]),
      words: mark.textContent,
    })),
  );
}

/** The words under each highlight, put together from its marks. */
async function words(page) {
  const found = new Map();
  for (const mark of await marks(page)) found.set(mark.name, (found.get(mark.name) ?? "") + mark.words);
  return [...found.values()];
}

function tools(page) {
  return page.locator(".marktools");
}

/** Opens the essay and selects some of a paragraph that has emphasis inside, across its edges. */
async function selectAcross(page, open, essay = ESSAY) {
  await open(essay);
  const [block] = await paragraphs(page, "em");
  const { from, to } = await page.evaluate((id) => {
    const em = document.getElementById(id).querySelector("em");
    const range = document.createRange();
    range.setStart(document.getElementById(id), 0);
    range.setEndBefore(em);
    const before = range.toString().length;
    return { from: Math.max(0, before - 12), to: before + em.textContent.length + 8 };
  }, block);
  const selected = await select(page, { block, at: from }, { block, at: to });
  await tools(page).waitFor();
  return { block, selected };
}

async function mark(page, colour) {
  await tools(page).locator("button.colour").nth(colour - 1).click();
  await page.waitForSelector("article mark.hl");
}

/** Clicks a highlight, so that the tools are about it. */
async function take(page, at = 0) {
  await page.locator("article mark.hl").nth(at).click();
  await page.getByRole("region", { name: "This highlight" }).waitFor();
}

/** Where each line of a block begins, in its text. */
function lineStarts(page, block) {
  return page.evaluate((id) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    const starts = [];
    const range = document.createRange();
    let [offset, foot] = [0, -Infinity];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.length; at += 1, offset += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { top, bottom, width } = range.getBoundingClientRect();
        if (width && top > foot - 2) [starts[starts.length], foot] = [offset, bottom];
      }
    }
    return starts;
  }, block);
}

/** Waits until all that was done is kept. */
function kept(page) {
  return page.waitForSelector("html:not([data-unkept])", { state: "attached" });
}

/** Loads the page anew, once nothing is on its way that leaving would cut short. */
async function reload(page) {
  await collected(page);
  await kept(page);
  await page.reload();
}

browserTest("marking moves no line", {}, async ({ page, open }) => {
  await open(ESSAY);
  for (const block of (await paragraphs(page)).slice(0, 4)) {
    const before = await lineStarts(page, block);
    await select(page, { block, at: 0 }, { block, at: 90 });
    await tools(page).waitFor();
    await mark(page, 1);
    assert.deepEqual(await lineStarts(page, block), before);
  }
});

browserTest("words across inline elements are marked, kept and removed; the text stays", {}, async ({ page, open }) => {
  const { selected } = await selectAcross(page, open);
  const before = await blockTexts(page);
  const nodes = await textNodeCount(page);
  await mark(page, 3);
  assert.ok((await marks(page)).length >= 3, "one mark per text node");
  assert.deepEqual(await words(page), [selected]);
  assert.deepEqual([...new Set((await marks(page)).map(({ colour }) => colour))], [3]);
  assert.deepEqual(await blockTexts(page), before);
  assert.equal(await page.locator("article mark.hl[tabindex='0']").count(), 1, "one stop for the keyboard");
  assert.equal(await page.evaluate(() => getSelection().isCollapsed), true);
  assert.equal(await tools(page).count(), 0);

  await reload(page);
  await started(page);
  await page.waitForSelector("article mark.hl");
  assert.deepEqual(await words(page), [selected]);
  assert.deepEqual(await blockTexts(page), before);

  await take(page, 1);
  await tools(page).getByRole("button", { name: "Remove" }).click();
  await page.waitForSelector("article mark.hl", { state: "detached" });
  assert.deepEqual(await blockTexts(page), before);
  assert.equal(await textNodeCount(page), nodes, "split text is joined again");
  await reload(page);
  await started(page);
  await drawn(page);
  assert.equal((await marks(page)).length, 0);
});

browserTest("selected with the mouse", {}, async ({ page, open }) => {
  await open(ESSAY);
  const [block] = await paragraphs(page);
  const { x, y, width } = await page.evaluate((id) => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(id));
    const { x, y, width } = range.getClientRects()[0];
    return { x, y, width };
  }, block);
  await page.mouse.move(x + 2, y + 8);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + 8, { steps: 4 });
  await page.mouse.up();
  const selected = await page.evaluate(() => getSelection().toString());
  assert.ok(selected.length > 5);
  await mark(page, 1);
  assert.equal((await words(page)).join(), selected);
});

browserTest("a colour for each key, and the tools say which", {}, async ({ page, open }) => {
  await open(ESSAY);
  const blocks = await paragraphs(page);
  for (const colour of COLOURS) {
    const block = blocks[colour + 1];
    const selected = await select(page, { block, at: 3 }, { block, at: 20 });
    await tools(page).waitFor();
    await page.keyboard.press(String(colour));
    const made = page.locator(`#${block} mark.hl-${colour}`);
    await made.first().waitFor();
    assert.equal((await made.allInnerTexts()).join(""), selected);
  }
  await take(page, 2);
  const pressed = await tools(page).locator("button.colour").evaluateAll((all) => all.map((button) => button.ariaPressed));
  assert.deepEqual(pressed, ["false", "false", "true", "false", "false"]);
});

browserTest("another colour, by button and by key", {}, async ({ page, open }) => {
  const { selected } = await selectAcross(page, open);
  await mark(page, 1);
  const acts = [
    [5, () => tools(page).locator("button.colour").nth(4).click()],
    [2, () => page.keyboard.press("2")],
  ];
  for (const [colour, act] of acts) {
    await take(page);
    await act();
    await page.waitForSelector(`article mark.hl-${colour}`);
    assert.deepEqual([...new Set((await marks(page)).map((mark) => mark.colour))], [colour]);
    assert.deepEqual(await words(page), [selected]);
  }
  await reload(page);
  await page.waitForSelector("article mark.hl-2");
});

browserTest("a highlight is reached and opened by the keyboard", {}, async ({ page, open }) => {
  await selectAcross(page, open);
  await mark(page, 4);
  await page.locator("article mark.hl[tabindex='0']").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "This highlight" }).waitFor();
  await page.keyboard.press("Escape");
  await tools(page).waitFor({ state: "detached" });
});

browserTest("a selection over two paragraphs is one highlight", {}, async ({ page, open }) => {
  await open(ESSAY);
  const before = await blockTexts(page);
  const [one, two] = await paragraphs(page);
  const tail = 30;
  await select(page, { block: one, at: before[one].length - tail }, { block: two, at: 25 });
  await tools(page).waitFor();
  await mark(page, 2);
  const expected = [before[one].slice(-tail), before[two].slice(0, 25)];
  const inBlock = (id) => page.locator(`#${id} mark.hl-2`).allInnerTexts().then((all) => all.join(""));
  assert.deepEqual([await inBlock(one), await inBlock(two)], expected);
  assert.equal(new Set((await marks(page)).map(({ name }) => name)).size, 1);
  assert.equal(await page.locator(".ref mark, .pn mark").count(), 0, "numbers and note references are no text");
  assert.deepEqual(await blockTexts(page), before);
  await reload(page);
  await page.waitForSelector("article mark.hl");
  assert.deepEqual([await inBlock(one), await inBlock(two)], expected);
});

const PLACES = [
  { name: "in a list", essay: "essays/questioning-claims/", within: "[data-kind=list]" },
  { name: "in a table", essay: "essays/growth-accounting/", within: "[data-kind=table]" },
  { name: "in a heading", essay: "essays/growth-accounting/", within: "[data-kind=heading]" },
  { name: "in a footnote", essay: "essays/growth-accounting/", within: "[data-kind=footnote]" },
  { name: "in a caption", essay: "essays/green-development/", within: "[data-kind=figure] figcaption" },
  { name: "in Chinese", essay: "essays/growth-accounting-zh/", within: "p[data-kind=paragraph]" },
];

for (const { name, essay, within } of PLACES) {
  browserTest(`words ${name} are marked and found again`, {}, async ({ page, open }) => {
    await open(essay);
    const before = await blockTexts(page);
    const target = page.locator(`article ${within}`).first();
    await target.evaluate((element) => {
      element.scrollIntoView({ block: "center" });
      getSelection().selectAllChildren(element);
    });
    await tools(page).waitFor();
    await mark(page, 1);
    const marked = await target.locator("mark.hl").count();
    assert.ok(marked > 0);
    assert.deepEqual(await blockTexts(page), before);
    const made = await words(page);
    await reload(page);
    await page.waitForSelector("article mark.hl");
    assert.deepEqual(await words(page), made);
    assert.deepEqual(await blockTexts(page), before);
    const block = await target.evaluate((element) => element.closest("[data-block]").id);
    const whole = within.endsWith("figcaption") || !within.includes(" ");
    if (whole) assert.equal(made.join(""), before[block].trimEnd() || before[block]);
  });
}

browserTest("two highlights over each other", {}, async ({ page, open }) => {
  await open(ESSAY);
  const before = await blockTexts(page);
  const [block] = await paragraphs(page);
  const spans = [[10, 40], [25, 60]];
  for (const [from, to] of spans) {
    await select(page, { block, at: from }, { block, at: to });
    await tools(page).waitFor();
    await page.keyboard.press("1");
    await page.waitForFunction((to) => [...document.querySelectorAll("article mark.hl")].length > 0, to);
    await tools(page).waitFor({ state: "detached" });
  }
  assert.deepEqual(await blockTexts(page), before);
  await reload(page);
  await page.waitForSelector("article mark.hl");
  assert.deepEqual(await blockTexts(page), before);
  const names = await page.locator("article mark.hl").evaluateAll((all) => [...new Set(all.map((mark) => mark.dataset.mark))]);
  assert.equal(names.length, 2);
  await open("notebook/");
  await collected(page);
  const kept = await page.locator(".notebook li mark.hl").allTextContents();
  assert.deepEqual(kept, spans.map(([from, to]) => before[block].slice(from, to)), "each keeps its words");
});

browserTest("in the notebook, and removed there", {}, async ({ page, open }) => {
  const { block, selected } = await selectAcross(page, open);
  await mark(page, 5);
  await collected(page);
  await page.locator(".nav a", { hasText: "Notebook" }).click();
  const entry = page.locator(".notebook ol > li");
  await entry.waitFor();
  assert.equal(await entry.locator("mark.hl-5").innerText(), selected);
  assert.match(await page.locator(".notebook .facts").innerText(), /^1 highlight$/);
  await entry.locator("a.words").click();
  await page.waitForSelector(`#${block} mark.hl-5`);
  assert.equal(new URL(page.url()).hash, `#${block}`);
  await page.goBack();
  await entry.getByRole("button", { name: "Remove" }).click();
  await entry.waitFor({ state: "detached" });
  assert.match(await page.locator(".notebook .facts").innerText(), /^0 highlights$/);
  await page.goBack();
  await page.waitForSelector("article[data-essay]");
  await page.waitForSelector("article mark.hl", { state: "detached", timeout: 2000 });
  await reload(page);
  await started(page);
  await drawn(page);
  assert.equal((await marks(page)).length, 0);
});

browserTest("a highlight and the hits in the same words", {}, async ({ page, open }) => {
  await open(`${ESSAY}?q=carbon`);
  const hits = await untilPainted(page, "hit");
  const before = await blockTexts(page);
  const block = Object.entries(before).find(([, text]) => /carbon/i.test(text))[0];
  const at = before[block].search(/carbon/i);
  await select(page, { block, at: at + 2 }, { block, at: at + 20 });
  await tools(page).waitFor();
  await mark(page, 1);
  await drawn(page);
  assert.ok((await untilPainted(page, "hit")) >= hits, "no hit is lost");
  assert.deepEqual(await blockTexts(page), before);
});

browserTest("searching for the selected words", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  const text = await blockTexts(page);
  const [block] = await paragraphs(page);
  const at = text[block].indexOf("sustainable development");
  await select(page, { block, at }, { block, at: at + "sustainable development".length });
  await tools(page).waitFor();
  await tools(page).getByRole("button", { name: "Search" }).click();
  await page.waitForSelector(".results");
  assert.equal(new URL(page.url()).searchParams.get("q"), '"sustainable development"');
});

browserTest("what cannot be read is told and left as it is", {}, async ({ page, open }) => {
  const damaged = '{"highlights":[{"id":';
  await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [KEPT, damaged]);
  await open(ESSAY);
  await page.locator("#notice [role=alert]").waitFor();
  const [block] = await paragraphs(page);
  await select(page, { block, at: 0 }, { block, at: 10 });
  await tools(page).waitFor();
  await mark(page, 1);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEPT), damaged);
});
