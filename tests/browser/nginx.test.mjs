// The site under nginx, as examples/nginx has it, under a path of its host: what is said with each kind of file, what
// is sent compressed, and readers whose server goes away and comes back.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { SITE, browserTest, collected } from "./harness.mjs";
import { isSameDocument, markDocument } from "./article.mjs";
import { nginx } from "./nginx.mjs";

let server;
before(async () => (server = await nginx(SITE)));
after(() => server?.close());

const FOR_EVER = "public, max-age=31536000, immutable";

/** Files of the site, from its root. */
function files(folder = SITE, prefix = "") {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path, `${prefix}${name}/`) : [prefix + name];
  });
}

/** An answer as it came, not decoded. */
function get(path, accept = "", headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(server.url(path), { headers: { "accept-encoding": accept, ...headers } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject).end();
  });
}

/** What each kind of file is sent as. */
const TYPES = [
  [/\.html$/, "text/html; charset=utf-8"],
  [/\.css$/, "text/css; charset=utf-8"],
  [/\.js$/, "application/javascript; charset=utf-8"],
  [/\.wasm$/, "application/wasm"],
  [/\.pack$/, "application/octet-stream"],
  [/^robots\.txt$/, "text/plain; charset=utf-8"],
  [/^feed\.xml$/, "application/atom+xml; charset=utf-8"],
  [/^opensearch\.xml$/, "application/opensearchdescription+xml; charset=utf-8"],
  [/\.webmanifest$/, "application/manifest+json"],
];

test("each file is of its type, kept as long as its name says, and as safe as the others", async () => {
  const policies = readFileSync(join(SITE, "_headers"), "utf8");
  const every = [...policies.split("\n/\n")[0].matchAll(/^ {2}([^:]+): (.*)$/gm)];
  assert.ok(every.length >= 6, "all are read");
  const seen = new Set();
  for (const path of files().filter((path) => !/\.(br|gz)$|^_headers$/.test(path))) {
    const { status, headers, body } = await get(path);
    assert.equal(status, 200, path);
    const known = TYPES.find(([kind]) => kind.test(path));
    if (known) assert.equal(headers["content-type"], known[1], path);
    if (known) seen.add(known);
    assert.equal(headers["cache-control"], path.startsWith("assets/") ? FOR_EVER : "no-cache", path);
    for (const [, name, value] of every) assert.equal(headers[name.toLowerCase()], value, `${name} of ${path}`);
    assert.deepEqual(body, readFileSync(join(SITE, path)), path);
  }
  assert.ok(seen.size >= 6, "the site has files of most kinds");
});

for (const [accept, way, decode] of [
  ["gzip, deflate, br", "br", brotliDecompressSync],
  ["gzip", "gzip", gunzipSync],
]) {
  test(`what is asked for in ${accept} comes in ${way}`, async () => {
    const extension = { br: ".br", gzip: ".gz" }[way];
    const compressed = files().filter((path) => path.endsWith(extension)).map((path) => path.slice(0, -3));
    for (const kind of [/\.html$/, /\.css$/, /\.js$/, /\.wasm$/, /\.pack$/]) {
      assert.ok(compressed.some((path) => kind.test(path)), `${kind} is there in ${way}`);
    }
    for (const path of compressed) {
      const { headers, body } = await get(path, accept);
      assert.equal(headers["content-encoding"], way, path);
      assert.match(headers.vary ?? "", /Accept-Encoding/i, path);
      assert.equal(headers["content-type"], (await get(path)).headers["content-type"], path);
      assert.deepEqual(decode(body), readFileSync(join(SITE, path)), path);
    }
  });
}

test("pages lie behind slashes, what is missing is a page, and neither is kept", async () => {
  const moved = await get("themes");
  assert.deepEqual([moved.status, moved.headers.location], [301, "/reader/themes/"]);
  for (const path of ["nowhere/", "assets/lectern-app-0000000000000000.js", "_headers"]) {
    const { status, headers, body } = await get(path);
    assert.equal(status, 404, path);
    assert.equal(headers["cache-control"], "no-cache", path);
    assert.match(headers["content-security-policy"], /script-src 'self'/);
    assert.deepEqual(body, readFileSync(join(SITE, "404.html")), path);
  }
});

test("what has not changed is not sent again", async () => {
  const { headers } = await get("", "br");
  const again = await get("", "br", { "if-none-match": headers.etag });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
  assert.equal(again.headers["cache-control"], "no-cache");
});

browserTest("the site under a path reads, searches and leads on", {}, async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(server.url("essays/green-development/"));
  await collected(page);
  await markDocument(page);
  await page.locator(".neighbours a[rel=next]").click();
  await page.waitForFunction(() => !location.pathname.endsWith("/green-development/"));
  await page.locator("#find").fill("carbon");
  await page.locator("#find").press("Enter");
  await page.locator(".results > li").first().waitFor();
  await page.locator(".nav a", { hasText: "Themes" }).first().click();
  await page.waitForSelector(".matrix .cell");
  assert.deepEqual(asked.filter((url) => !url.startsWith(server.url()) && !url.startsWith("data:")), []);
});

const ESSAY = "essays/green-development/";
const alert = (page) => page.locator("#notice .failure[role=alert]");

/** What a browser says of a server that is not there, or goes in the middle. */
const DOWN = [/ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE)/, /Failed to load resource/];

/** A reader whose server goes: `act` wants something of it, and `comes` is there when it is back. */
function outage(name, { path = ESSAY, saves, act, comes }) {
  browserTest(`${name} comes by itself when the server is back`, { allow: DOWN }, async ({ page }) => {
    if (saves) await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "connection", { value: { saveData: true } }));
    await page.goto(server.url(path));
    await collected(page);
    const heading = await page.locator("h1:visible").innerText();
    await server.kill();
    try {
      await act(page);
      await alert(page).waitFor();
      await page.waitForTimeout(2500);
      assert.equal(await page.locator("h1:visible").innerText(), heading, "the page stays");
      assert.ok(await alert(page).isVisible(), "and says what is missing");
    } finally {
      await server.start();
    }
    await comes(page, heading);
    await alert(page).waitFor({ state: "detached" });
  });
}

outage("the next essay", {
  act: (page) => page.locator(".neighbours a[rel=next]").click(),
  comes: (page, heading) => page.waitForFunction((old) => document.querySelector("h1")?.innerText !== old && document.documentElement.dataset.app === "ready", heading),
});

outage("a page whose part was not here yet", {
  saves: true,
  act: (page) => page.locator(".nav a", { hasText: "Themes" }).first().click(),
  comes: (page) => page.locator(".matrix .cell").first().waitFor(),
});

outage("a part that was wanted", {
  saves: true,
  act: (page) => page.keyboard.press("/"),
  comes: (page) => page.locator("dialog[open] input").first().waitFor(),
});

browserTest("a collection whose server went comes by itself, and what was meanwhile typed stays", { allow: [...DOWN, /ERR_FAILED/] }, async ({ page }) => {
  let isDown = false;
  await page.route(/\.pack$/, async (route) => {
    if (isDown) return route.continue();
    isDown = true;
    await server.kill();
    return route.abort("connectionrefused");
  });
  try {
    await page.goto(server.url(ESSAY));
    await alert(page).waitFor();
    await page.locator("#find").fill("half a que");
  } finally {
    await server.start();
  }
  await collected(page);
  await alert(page).waitFor({ state: "detached" });
  assert.equal(await page.locator("#find").inputValue(), "half a que");
});

browserTest("whoever turns to another page does not wait for the first", { allow: DOWN }, async ({ page }) => {
  await page.goto(server.url(ESSAY));
  await collected(page);
  await markDocument(page);
  await server.kill();
  try {
    await page.locator(".neighbours a[rel=next]").click();
    await alert(page).waitFor();
    await page.locator(".nav a", { hasText: "Essays" }).first().click();
    await page.waitForSelector(".contents .entry");
    assert.equal(await alert(page).count(), 0);
  } finally {
    await server.start();
  }
  await page.waitForTimeout(2500);
  assert.ok(await page.locator(".contents .entry").first().isVisible());
  assert.ok(await isSameDocument(page));
});
