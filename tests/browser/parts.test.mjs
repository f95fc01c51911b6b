// Pages that come with a part of the application of their own: fetched beside it or ahead of the reader, and what
// is said where one does not come.

import assert from "node:assert/strict";

import { browserTest, collected, started } from "./harness.mjs";
import { isSameDocument, markDocument } from "./article.mjs";

const ESSAY = "essays/green-development/";

/** Every page with a part of its own: where it is, what it shows without it, and what shows that it is live. */
const PAGES = [
  { path: "search/", part: "search", reads: "main .syntax", live: live("main .search #query", "carbon", "main .results > li") },
  { path: "themes/", part: "themes", reads: "main .matrix .cell", live: linked(".matrix .cell", "article[data-essay]") },
  { path: "themes/planning/", part: "themes", reads: "main .theme .passage", live: linked(".passage .words", "article[data-essay]") },
  { path: "about/", part: "themes", reads: "main h1", live: linked(".brand", ".contents .entry") },
  { path: "notebook/", part: "notebook", reads: "main h1", live: linked(".brand", ".contents .entry") },
];

function live(field, text, result) {
  return async (page) => {
    await page.locator(field).fill(text);
    await page.locator(result).first().waitFor();
  };
}

function linked(link, shows) {
  return async (page) => {
    await markDocument(page);
    await page.locator(link).first().click();
    await page.waitForSelector(shows);
    assert.ok(await isSameDocument(page), "the application went there");
  };
}

const FILES = new Map(["search", "themes", "notebook", "marks", "aids", "common"].map((part) => [part, new RegExp(`/lectern-part-${part}-[0-9a-f]+\\.wasm$`)]));
const file = (part) => FILES.get(part);
const ANY = /\/lectern-part-[a-z-]+-[0-9a-f]+\.wasm$/;
const alert = (page) => page.locator("#notice [role=alert]");

/** How often files of parts were asked for, by their parts. */
function asked(site) {
  const parts = site.seen.filter((path) => ANY.test(path)).map((path) => path.match(/part-([a-z-]+)-[0-9a-f]+\./)[1]);
  return Object.fromEntries([...new Set(parts)].sort().map((part) => [part, parts.filter((other) => other === part).length]));
}

async function until(page, site, parts) {
  for (let left = 60; left > 0 && parts.some((part) => !asked(site)[part]); left -= 1) await page.waitForTimeout(100);
  for (const part of parts) assert.equal(asked(site)[part], 1, `${part} was asked for`);
}

const FAULTS = [
  { name: "missing", fault: { status: 404 }, says: /the server answered 404/ },
  { name: "cut off", fault: { truncate: 500 }, says: /WebAssembly/ },
  { name: "broken off", fault: { break: 500 }, says: /./ },
  { name: "answered by a page", fault: { replace: Buffer.from("<!doctype html><title>Welcome</title>") }, says: /WebAssembly/ },
];

/** What a file that does not come leads to in the console, when it is preloaded, fetched and fetched again. */
const NO_PART = [/lectern-part-/, /Failed to load resource/];

for (const { name, fault, says } of FAULTS) {
  browserTest(`a part that is ${name}`, { allow: NO_PART }, async ({ page, open, site }) => {
    for (const { path, part, reads, live } of PAGES) {
      site.fault(file(part), fault);
      await open(path);
      await alert(page).waitFor({ timeout: 5000 });
      assert.match(await alert(page).innerText(), says);
      assert.match(await alert(page).innerText(), new RegExp(`lectern-part-${part}-`));
      assert.ok((await page.locator(`${reads}:visible`).count()) > 0, `/${path} reads`);

      // What is mended works without a reload.
      site.fault(file(part), null);
      await alert(page).getByRole("button").click();
      await collected(page);
      await alert(page).waitFor({ state: "detached" });
      await live(page);
    }
  });
}

browserTest("what is shared is missing", { allow: NO_PART }, async ({ page, open, site }) => {
  site.fault(file("common"), { status: 404 });
  await open("themes/");
  await alert(page).waitFor();
  assert.match(await alert(page).innerText(), /The pages on themes .*lectern-part-common/);
  site.fault(file("common"), null);
  await alert(page).getByRole("button").click();
  await collected(page);
  assert.equal(asked(site).themes, 1, "what has come is not fetched again");
});

browserTest("a part that comes at the second attempt is not spoken of", { allow: NO_PART }, async ({ page, open, site }) => {
  for (const { path, part, live } of PAGES) {
    site.fault(file(part), { truncate: 300, times: 1 });
    await open(path);
    await collected(page);
    assert.equal(await alert(page).count(), 0, path);
    await live(page);
  }
});

browserTest("a part that does not come leaves all else", { allow: NO_PART }, async ({ page, open, site }) => {
  site.fault(file("notebook"), { status: 404 });
  await open(ESSAY);
  await collected(page);
  await markDocument(page);
  await page.locator(".nav a", { hasText: "Notebook" }).first().click();
  // The browser loads the page, which says what is wrong.
  await page.waitForURL(/\/notebook\/$/);
  await alert(page).waitFor();
  assert.match(await alert(page).innerText(), /The notebook did not come.*404/s);
  assert.equal(await isSameDocument(page), false);
  await markDocument(page);
  await page.locator(".nav a", { hasText: "Themes" }).first().click();
  await page.waitForSelector(".matrix .cell");
  await page.locator("#find").fill("carbon");
  await page.locator("#find").press("Enter");
  await page.locator(".results > li").first().waitFor();
  assert.ok(await isSameDocument(page), "the other pages are the application's");
});

browserTest("a slow part keeps no reader", {}, async ({ page, open, site }) => {
  site.fault(file("notebook"), { delay: 1200 });
  await open(ESSAY);
  await collected(page);
  await markDocument(page);
  const notebook = page.locator(".nav a", { hasText: "Notebook" }).first();
  await notebook.click();
  await page.waitForTimeout(300);
  assert.ok(await page.locator("article[data-essay]").isVisible(), "the page stays until the other is there");
  // Whoever goes elsewhere meanwhile stays there.
  await page.locator(".brand").click();
  await page.waitForSelector(".contents .entry");
  await page.waitForTimeout(1500);
  assert.ok(await page.locator(".contents .entry").first().isVisible());
  assert.equal(new URL(page.url()).pathname, "/");
  await notebook.click();
  await page.locator("main h1", { hasText: "Notebook" }).waitFor();
  assert.ok(await isSameDocument(page));
  await page.goBack();
  await page.waitForSelector(".contents .entry");
});

for (const { path, part } of PAGES) {
  browserTest(`the part of /${path} comes beside the application`, {}, async ({ page, open, site }) => {
    site.fault(/lectern-app-[0-9a-f]+\.wasm$/, { delay: 700 });
    await open(path);
    await collected(page);
    const times = await page.evaluate(() => {
      const files = performance.getEntriesByType("resource");
      return files.filter(({ name }) => /\.wasm$/.test(name)).map(({ name, startTime, responseEnd }) => ({ name, startTime, responseEnd }));
    });
    const application = times.find(({ name }) => /lectern-app/.test(name));
    const own = times.filter(({ name }) => file(part).test(name));
    assert.equal(own.length, 1, "it is fetched once");
    assert.ok(own[0].responseEnd < application.responseEnd, "before the application is there");
    assert.equal(asked(site)[part], 1);
  });
}

browserTest("parts come by themselves, after all that the page needs", {}, async ({ page, open, site }) => {
  await open(ESSAY);
  await collected(page);
  assert.deepEqual(asked(site), {}, "not before the page is complete");
  await until(page, site, [...FILES.keys()]);
  assert.ok(Object.values(asked(site)).every((times) => times === 1), "each once");
  assert.equal(await alert(page).count(), 0);
});

browserTest("what comes by itself and does not is not spoken of", { allow: NO_PART }, async ({ page, open, site }) => {
  site.fault(ANY, { status: 503 });
  await open(ESSAY);
  await collected(page);
  for (let left = 60; left > 0 && asked(site).aids !== 2; left -= 1) await page.waitForTimeout(100);
  assert.equal(asked(site).aids, 2, "also the last was tried, twice");
  assert.equal(await alert(page).count(), 0);
});

for (const [name, approach] of [
  ["the pointer is over it", (link) => link.hover()],
  ["it has the focus", (link) => link.focus()],
]) {
  browserTest(`the part of a link comes when ${name}`, {}, async ({ page, open, site }) => {
    await open(ESSAY);
    await started(page);
    await approach(page.locator(".nav a", { hasText: "Themes" }).first());
    await until(page, site, ["themes", "common"]);
    assert.ok(!asked(site).notebook);
  });
}

/** What a browser says that is told to save bytes. */
function saving() {
  Object.defineProperty(Navigator.prototype, "connection", { value: { saveData: true } });
}

browserTest("where bytes are dear, parts come when they are needed", {}, async ({ page, site }) => {
  await page.addInitScript(saving);
  await page.goto(site.url(ESSAY));
  await collected(page);
  const link = page.locator(".nav a", { hasText: "Themes" }).first();
  await link.hover();
  await page.waitForTimeout(3500);
  assert.deepEqual(asked(site), {});
  await link.click();
  await page.waitForSelector(".matrix .cell");
  assert.deepEqual(asked(site), { common: 1, themes: 1 });
});

browserTest("parts under a path of a host", { base: "/reading/room/" }, async ({ page, open, site }) => {
  await open("themes/");
  await collected(page);
  await page.locator(".nav a", { hasText: "Notebook" }).first().click();
  await page.locator("main h1", { hasText: "Notebook" }).waitFor();
  assert.deepEqual(site.seen.filter((path) => !path.startsWith("/reading/room/")), []);
});
