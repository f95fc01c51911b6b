// The search dialog, and when the search engine is fetched for it.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, axe, browserTest, collected, started } from "./harness.mjs";
import { drawn, isSameDocument, markDocument, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";
const FIELD = "#finder-field";
const OPTION = "#finder [role=option]";

const focused = (page) => page.evaluate(() => document.activeElement.id);

async function openDialog(page, key = "/") {
  await page.keyboard.press(key);
  await page.locator("dialog#finder[open]").waitFor();
  assert.equal(await focused(page), "finder-field");
}

/** Types a query, and waits for its results. */
async function find(page, query) {
  await page.locator(FIELD).pressSequentially(query);
  await page.locator(OPTION).first().waitFor();
  await page.waitForFunction(
    (query) => document.querySelector("#finder [role=option]")?.href.includes(`q=${encodeURIComponent(query)}`),
    query,
  );
}

/** The result that the field names, if it does. */
async function chosen(page) {
  const id = await page.locator(FIELD).getAttribute("aria-activedescendant");
  const selected = await page.locator(`${OPTION}[aria-selected=true]`).evaluateAll((all) => all.map(({ id }) => id));
  assert.deepEqual(selected, id ? [id] : [], "what is named is what is shown as chosen");
  return id ? page.locator(`#${id}`) : undefined;
}

for (const path of ["", "about/", "themes/", "notebook/", ESSAY]) {
  browserTest(`the search dialog over /${path}`, {}, async ({ page, open }) => {
    await open(path);
    await page.locator(".brand").focus();
    for (const key of ["/", "Control+k", "Meta+k"]) {
      await openDialog(page, key);
      await page.keyboard.press("Escape");
      await page.locator("dialog#finder[open]").waitFor({ state: "hidden" });
      assert.ok(await page.locator(".brand").evaluate((link) => link === document.activeElement), "the focus is back");
    }
    await openDialog(page);
    await page.locator("#finder button").click();
    await page.locator("dialog#finder[open]").waitFor({ state: "hidden" });
  });
}

browserTest("results in the dialog, chosen by arrows", {}, async ({ page, open }) => {
  await open("about/");
  await openDialog(page);
  assert.equal(await page.locator(FIELD).getAttribute("aria-expanded"), "false");
  await find(page, "carbon");
  assert.equal(await page.locator(FIELD).getAttribute("aria-expanded"), "true");
  const all = await page.locator(OPTION).count();
  assert.ok(all > 4, `${all} results`);
  const marked = await page.locator(`${OPTION}.words`).evaluateAll((words) => words.filter((one) => !one.querySelector("mark.hit")).length);
  assert.equal(marked, 0, "every passage shows why it is there");
  assert.equal(await chosen(page), undefined);
  for (let at = 0; at < all; at += 1) {
    await page.keyboard.press("ArrowDown");
    const choice = await chosen(page);
    assert.equal(await choice.getAttribute("id"), `finder-${at}`);
    assert.ok(await choice.evaluate((option) => {
      const { top, bottom } = option.getBoundingClientRect();
      const list = option.closest(".found").getBoundingClientRect();
      return top >= list.top - 1 && bottom <= list.bottom + 1;
    }), `result ${at} is in sight`);
    assert.equal(await focused(page), "finder-field");
  }
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(page), undefined, "past the last one is back in the field");
  await page.keyboard.press("ArrowUp");
  assert.equal(await (await chosen(page)).getAttribute("id"), `finder-${all - 1}`);
  await page.keyboard.type("n]");
  assert.equal(await page.locator(FIELD).inputValue(), "carbonn]", "letters are text");
  assert.equal(await chosen(page), undefined, "typing lets go");
});

for (const viewport of [DESKTOP, PHONE]) {
  browserTest(`the dialog at ${viewport.width} pixels is accessible`, { viewport }, async ({ page, open }) => {
    await open(ESSAY);
    await openDialog(page);
    await axe(page);
    await find(page, "创新");
    await page.keyboard.press("ArrowDown");
    await axe(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    await page.locator(FIELD).fill("zzqqxx");
    await page.locator("#finder .sum", { hasText: "zzqqxx" }).waitFor();
    assert.equal(await page.locator(OPTION).count(), 0);
    await axe(page);
  });
}

browserTest("Enter opens the chosen passage", {}, async ({ page, open }) => {
  await open("about/");
  await collected(page);
  await markDocument(page);
  await openDialog(page);
  await find(page, "carbon");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const href = await (await chosen(page)).evaluate((option) => option.href);
  assert.match(href, /\?q=carbon#./);
  await page.keyboard.press("Enter");
  await page.waitForSelector("article[data-essay]");
  assert.equal(page.url(), href);
  assert.ok(await isSameDocument(page));
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await untilPainted(page, "hit");
  // What was typed is there again, to be typed over.
  await openDialog(page);
  assert.equal(await page.evaluate(() => getSelection().toString() || document.activeElement.value), "carbon");
});

browserTest("a result is followed by a click", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  await openDialog(page);
  await find(page, "dynamo");
  const title = await page.locator(`${OPTION}.t`).first().innerText();
  await page.locator(`${OPTION}.t`).first().click();
  await page.waitForFunction((title) => document.querySelector("h1").innerText === title, title);
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

browserTest("all results are one key or link away", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  await openDialog(page);
  await find(page, "carbon");
  const counted = await page.locator("#finder .sum").innerText();
  await page.keyboard.press("Enter");
  await page.waitForSelector("main .results");
  assert.equal(new URL(page.url()).searchParams.get("q"), "carbon");
  assert.equal(await page.locator("main .sum p").first().innerText(), counted);
  await page.goBack();
  await page.waitForSelector("article[data-essay]");
  await openDialog(page);
  await page.locator("#finder .ways a").click();
  await page.waitForSelector("main .results");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

browserTest("the count is read out once the reader pauses", {}, async ({ page, open }) => {
  await open("about/");
  await collected(page);
  await openDialog(page);
  await page.evaluate(() => {
    window.said = [];
    const status = document.querySelector("#finder [role=status]");
    new MutationObserver(() => window.said.push(status.innerText)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await page.locator(FIELD).pressSequentially("carbon", { delay: 60 });
  await page.waitForFunction(() => window.said.length > 0);
  await page.waitForTimeout(300);
  const said = await page.evaluate(() => window.said.map((text) => text.trim()));
  assert.deepEqual(said, [await page.locator("#finder .sum").innerText()]);
});

browserTest("a phone's head has a way to the dialog", { viewport: PHONE }, async ({ page, open }) => {
  await open(ESSAY);
  await page.locator(".head .seek").click();
  await page.locator("dialog#finder[open]").waitFor();
  await find(page, "carbon");
  await page.locator(`${OPTION}.words`).first().click();
  await page.waitForURL(/q=carbon#/);
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

browserTest("without JavaScript it leads to the search page", { viewport: PHONE, javaScriptEnabled: false, allow: [/\.js csp$/] }, async ({ page, open }) => {
  await open(ESSAY);
  await page.locator(".head .seek").click();
  await page.waitForURL(/\/search\/$/);
});

browserTest("the dialog without a collection says why", { faults: { ".pack": { status: 404 } }, allow: [/404/, /ERR_ABORTED/] }, async ({ page, open }) => {
  await open(ESSAY);
  await page.locator("#notice [role=alert]").waitFor();
  await openDialog(page);
  await page.locator(FIELD).fill("carbon");
  await page.locator("#finder .sum", { hasText: "404" }).waitFor();
});

const ENGINE = /\/lectern-engine.*\.wasm$/;
const fetched = (site) => site.seen.filter((path) => ENGINE.test(path)).length;

/** Waits until the engine was asked for. */
async function untilFetched(page, site) {
  for (let left = 50; left > 0 && fetched(site) === 0; left -= 1) await page.waitForTimeout(100);
  assert.equal(fetched(site), 1);
}

browserTest("the engine comes by itself, after all that the page needs", {}, async ({ page, open, site }) => {
  await open(ESSAY);
  await collected(page);
  assert.equal(fetched(site), 0, "not before the page is complete");
  await untilFetched(page, site);
});

/** What a browser says that is told to save bytes. */
function saving() {
  Object.defineProperty(Navigator.prototype, "connection", { value: { saveData: true } });
}

browserTest("where bytes are dear, the engine comes when a reader is about to search", {}, async ({ page, site }) => {
  await page.addInitScript(saving);
  await page.goto(site.url("about/"));
  await started(page);
  await collected(page);
  await page.waitForTimeout(2500);
  assert.equal(fetched(site), 0);
  await page.locator("#find").focus();
  await untilFetched(page, site);
  await drawn(page);
});
