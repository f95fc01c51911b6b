// What goes wrong leaves a page that reads: no script, a dead application, a collection that does
// not come or comes damaged.

import assert from "node:assert/strict";

import { browserTest, collected, started } from "./harness.mjs";
import { blockTexts, drawn, isSameDocument, markDocument } from "./article.mjs";

const ESSAY = "essays/green-development/";
const THEME = "themes/planning/";

const PACK = ".pack";
const GLUE = /lectern-app-[0-9a-f]+\.js$/;
const WASM = ".wasm";

/** Chromium refuses to preload a module where scripts are off. */
const NO_SCRIPT = { javaScriptEnabled: false, allow: [/lectern-app.*\.js csp$/] };

browserTest("without JavaScript essays read, and links lead through them", NO_SCRIPT, async ({ page, open }) => {
  await open("");
  const entries = page.locator(".contents .entry h3 a");
  assert.ok((await entries.count()) > 5);
  assert.ok(await page.locator(".needs-js:visible").count() === 0, "nothing is offered that needs a script");
  const title = await entries.nth(1).innerText();
  await entries.nth(1).click();
  assert.equal(await page.locator("h1").innerText(), title);
  assert.ok((await page.locator("article [data-block]:visible").count()) > 10);
  await page.locator(".toc a").nth(1).click();
  assert.match(page.url(), /#./);
  const next = await page.locator(".neighbours a[rel=next] .t").innerText();
  await page.locator(".neighbours a[rel=next]").click();
  assert.equal(await page.locator("h1").innerText(), next);
});

browserTest("without JavaScript themes read, and links lead through them", NO_SCRIPT, async ({ page, open }) => {
  await open(ESSAY);
  const theme = page.locator(".legend a").first();
  const name = await theme.innerText();
  await theme.click();
  assert.equal(await page.locator("h1").innerText(), name);
  assert.ok((await page.locator(".theme .passage").count()) > 0);
  const passage = page.locator(".theme .passage .words").first();
  const block = (await passage.getAttribute("href")).split("#")[1];
  await passage.click();
  assert.ok(await page.locator(`[id="${block}"]`).isVisible());
  await page.locator(".nav a", { hasText: "Themes" }).click();
  assert.ok((await page.locator(".matrix .cell").count()) > 20);
  await page.locator(".matrix .cell").first().click();
  assert.ok(await page.locator("article[data-essay]").isVisible());
});

for (const path of ["search/", "notebook/"]) {
  browserTest(`without JavaScript /${path} says what it needs`, NO_SCRIPT, async ({ page, open }) => {
    await open(path);
    assert.match(await page.locator("main noscript, main .empty").first().innerText(), /JavaScript/);
  });
}

browserTest("without JavaScript the field leads to the search page", NO_SCRIPT, async ({ page, open }) => {
  await open("themes/");
  await page.locator("#find").fill("carbon");
  await page.locator("#find").press("Enter");
  await page.waitForURL(/\/search\/\?q=carbon$/);
});

/** Lets the application die by a real panic: the event that it listens to for this. */
function panic(page) {
  return page.evaluate(() => void document.dispatchEvent(new Event("lectern-panic")));
}

/** What an uncaught trap of WebAssembly looks like to the page. */
function trap(page) {
  return page.evaluate(() => {
    const error = new WebAssembly.RuntimeError("memory access out of bounds");
    window.dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
  });
}

async function untilDead(page) {
  await page.waitForSelector("html[data-app=dead]", { state: "attached", timeout: 3000 });
  await drawn(page);
}

async function isDeadButReads(page) {
  assert.ok(await page.locator("#notice .dead").isVisible(), "the notice is in sight");
  assert.equal(await page.locator("h1:visible").count(), 1);
  assert.equal(await page.locator(".nav a:visible").count(), 4, "the header's links are there");
  assert.ok(await page.locator("#find").isVisible(), "and the way to the search");
  assert.equal(await page.locator(".needs-js:visible").count(), 0, "nothing dead is offered");
}

const DEATHS = [
  { name: "a panic", die: panic },
  { name: "a trap", die: trap },
];

/** The panic's own message, and the trap that ends it. */
const DEATH = [/panicked/, /RuntimeError|unreachable/];

/** A collection that is still on its way when the application dies. */
const LATE = { allow: DEATH, faults: { [PACK]: { delay: 1500 } } };

for (const { name, die } of DEATHS) {
  browserTest(`after ${name} an essay reads and navigates`, { allow: DEATH }, async ({ page, open }) => {
    await open(ESSAY);
    const text = await blockTexts(page);
    await die(page);
    await untilDead(page);
    await isDeadButReads(page);
    assert.ok((await page.locator(".toc a:visible").count()) > 2);
    assert.deepEqual(await blockTexts(page), text);
    await page.locator(".toc a").nth(2).click();
    assert.ok(new URL(page.url()).hash.length > 1, "places of the page are reached");
    await markDocument(page);
    await page.locator(".neighbours a[rel=next]").click();
    await page.waitForURL((url) => !url.pathname.endsWith(ESSAY));
    await started(page);
    assert.equal(await isSameDocument(page), false, "the browser loaded the page");
    assert.ok(await page.locator("#notice .dead").isHidden(), "and the application lives in it");
  });

  browserTest(`after ${name} on a page that a link led to`, { allow: DEATH }, async ({ page, open }) => {
    await open("");
    await collected(page);
    await page.locator(".contents .entry h3 a").first().click();
    await page.waitForSelector("article[data-essay]");
    await die(page);
    await untilDead(page);
    await isDeadButReads(page);
    await page.locator(".nav a", { hasText: "Themes" }).click();
    await page.waitForURL(/\/themes\/$/);
    await page.waitForSelector(".matrix .cell");
  });

  browserTest(`after ${name} the library reads and navigates`, { allow: DEATH }, async ({ page, open }) => {
    await open("");
    await collected(page);
    await die(page);
    await untilDead(page);
    await isDeadButReads(page);
    await markDocument(page);
    await page.locator(".contents .entry h3 a").nth(1).click();
    await page.waitForSelector("article[data-essay]");
    await started(page);
    assert.equal(await isSameDocument(page), false, "the browser loaded the page");
  });

  browserTest(`after ${name} the field leads to the search page`, { allow: DEATH }, async ({ page, open }) => {
    await open("themes/");
    await die(page);
    await untilDead(page);
    await page.locator("#find").fill("carbon");
    await page.locator("#find").press("Enter");
    await page.waitForURL(/\/search\/\?q=carbon$/);
    await collected(page);
    await page.locator(".results > li").first().waitFor();
  });

  browserTest(`after ${name} a collection that comes late changes nothing`, LATE, async ({ page, open }) => {
    await open("themes/");
    await die(page);
    await untilDead(page);
    await page.waitForSelector("html[data-collection=ready]", { state: "attached" });
    await drawn(page);
    await isDeadButReads(page);
    await page.locator("#find").fill("carbon");
    await markDocument(page);
    await page.locator("#find").press("Enter");
    await page.waitForURL(/\/search\/\?q=carbon$/);
    await collected(page);
    assert.equal(await isSameDocument(page), false, "the browser loaded the page");
  });

  browserTest(`after ${name} keys and selections do nothing`, { allow: DEATH }, async ({ page, open }) => {
    await open(ESSAY);
    const { href } = new URL(page.url());
    await die(page);
    await untilDead(page);
    for (const key of ["]", "n", "1", "?", "Escape"]) await page.keyboard.press(key);
    await page.locator("article p[data-kind=paragraph]").first().selectText();
    await page.mouse.wheel(0, 600);
    await drawn(page);
    await page.waitForTimeout(150);
    assert.equal(page.url(), href);
    assert.equal(await page.locator(".marktools, dialog[open]").count(), 0);
    assert.equal(await page.locator("article").getAttribute("data-essay"), "green-development");
    await isDeadButReads(page);
  });
}

/** Changes the version in a pack's envelope, which stands behind the eight letters of its name. */
function otherVersion(body) {
  const bytes = Buffer.from(body);
  bytes.writeUInt32LE(77, 8);
  return bytes;
}

function flipped(body) {
  const bytes = Buffer.from(body);
  bytes[Math.floor(bytes.length / 2)] ^= 0x55;
  return bytes;
}

/** What an answer of 404 or 500 for the pack leads to in the console; nobody reads its body. */
const NO_PACK = [/\b(404|500)\b/, /\.pack net::ERR_ABORTED$/];

const PACKS = [
  { name: "missing", fault: { status: 404 }, says: /404/ },
  { name: "refused", fault: { status: 500 }, says: /500/ },
  { name: "cut off", fault: { truncate: 5000 }, says: /cut off: \d+ of \d+ bytes/ },
  { name: "cut off in its head", fault: { truncate: 10 }, says: /cut off/ },
  { name: "empty", fault: { truncate: 0 }, says: /not the file/ },
  { name: "of another version", fault: { replace: otherVersion }, says: /format 77/ },
  { name: "damaged", fault: { replace: flipped }, says: /damaged/ },
  { name: "answered by a page", fault: { replace: Buffer.from("<!doctype html><title>Welcome</title>") }, says: /not the file/ },
];

for (const { name, fault, says } of PACKS) {
  browserTest(`a pack that is ${name}`, { faults: { [PACK]: fault }, allow: NO_PACK }, async ({ page, open, site }) => {
    await open(ESSAY);
    const alert = page.locator("#notice [role=alert]");
    await alert.waitFor({ timeout: 3000 });
    assert.match(await alert.innerText(), says);
    assert.ok((await page.locator("article [data-block]:visible").count()) > 10, "the essay reads");

    await open("");
    await alert.waitFor({ timeout: 3000 });
    assert.match(await alert.innerText(), says);
    assert.ok((await page.locator(".contents .entry:visible").count()) > 5, "the contents read");
    assert.ok(await page.locator("h1").isVisible());

    // What is mended works without a reload.
    site.fault(PACK, null);
    await alert.getByRole("button").click();
    await collected(page);
    await alert.waitFor({ state: "detached" });
    await page.locator(".facet input[type=checkbox]").first().check();
    assert.match(page.url(), /theme=/);
  });
}

browserTest("without the pack links lead on", { faults: { [PACK]: { status: 404 } }, allow: NO_PACK }, async ({ page, open }) => {
  await open("");
  await page.locator("#notice [role=alert]").waitFor();
  await page.locator(".contents .entry h3 a").first().click();
  await page.waitForSelector("article[data-essay]");
  await page.locator(".legend a").first().click();
  await page.waitForSelector(".theme .passage");
  assert.match(page.url(), /\/themes\/./);
  await page.goBack();
  await page.waitForSelector("article[data-essay]");
});

const DELIVERED = [
  { path: ESSAY, reads: "article [data-block]:visible" },
  { path: "", reads: ".contents .entry:visible" },
  { path: THEME, reads: ".theme .passage:visible" },
];

const PROGRAMS = [
  { name: "the program is missing", pattern: WASM, fault: { status: 404 } },
  { name: "the program is cut off", pattern: WASM, fault: { truncate: 30_000 } },
  { name: "the program is a page", pattern: WASM, fault: { replace: Buffer.from("<!doctype html>") } },
  { name: "the glue is missing", pattern: GLUE, fault: { status: 404 } },
];

/** A compile error comes without a stack. */
const NO_PROGRAM = [/404/, /lectern-app.*ERR_ABORTED/, /CompileError|wasm|WebAssembly|module script|dynamically imported/i, /^exception: $/];

for (const { name, pattern, fault } of PROGRAMS) {
  browserTest(`${name}: the page reads and says so`, { allow: NO_PROGRAM }, async ({ page, site }) => {
    site.fault(pattern, fault);
    for (const { path, reads } of DELIVERED) {
      await page.goto(site.url(path));
      await page.locator("#notice .dead").waitFor({ timeout: 2500 });
      assert.ok((await page.locator(reads).count()) > 5, `/${path} reads`);
      assert.equal(await page.locator(".needs-js:visible").count(), 0);
    }
    await page.locator(".theme .passage .words").first().click();
    await page.waitForSelector("article[data-essay]");
  });
}

for (const { path } of DELIVERED) {
  browserTest(`nothing moves when /${path} starts`, {}, async ({ page, site }) => {
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const { hadRecentInput, value, startTime, sources } of list.getEntries()) {
          if (hadRecentInput) continue;
          const moved = sources.map(({ node }) => node?.id || node?.className || node?.textContent);
          window.shifts.push({ value, startTime, moved });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    // A slow program, so that the delivered page is painted well before the start.
    site.fault(WASM, { delay: 400 });
    await page.goto(site.url(path));
    await collected(page);
    await page.waitForTimeout(200);
    const { shifts, delivered } = await page.evaluate(() => ({
      shifts: window.shifts,
      delivered: performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".wasm")).responseEnd,
    }));
    // Before the program is there a slow machine may paint a page that is not all parsed: a line then
    // settles by a few pixels.
    const settled = shifts.filter(({ startTime }) => startTime < delivered);
    assert.deepEqual(shifts.filter((shift) => !settled.includes(shift)), []);
    assert.ok(settled.every(({ value }) => value < 0.001), JSON.stringify(settled));
  });
}

browserTest("what is typed before and while the application starts is not lost", {}, async ({ page, site }) => {
  site.fault(WASM, { delay: 500 });
  // Typing goes on until the application is up, so that some of it falls into the start itself.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(site.url("about/"), { waitUntil: "commit" });
  await page.locator("#find").focus();
  let typed = "";
  const up = () => page.evaluate(() => document.documentElement.dataset.app === "ready");
  do {
    const letter = "carbon"[typed.length % 6];
    await page.keyboard.type(letter);
    typed += letter;
  } while (!(await up()));
  assert.equal(await page.locator("#find").inputValue(), typed);
  await page.keyboard.type("!");
  assert.equal(await page.locator("#find").inputValue(), `${typed}!`, "focus and caret stay");
});

/** The server's own page has no icon, so that the browser looks for one where icons once were. */
const REFUSED = [/\b503\b/, /net::ERR_ABORTED$/, /^console: .*\/favicon\.ico$/];

browserTest("a page that cannot be fetched is left to the browser", { allow: REFUSED }, async ({ page, open, site }) => {
  await open(ESSAY);
  const next = new URL(await page.locator(".neighbours a[rel=next]").evaluate((link) => link.href)).pathname;
  site.fault(next, { status: 503 });
  await page.locator(".neighbours a[rel=next]").click();
  await page.waitForURL((url) => url.pathname === next);
  site.fault(next, null);
  await page.reload();
  await started(page);
});
