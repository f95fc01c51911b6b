// A folder that `lectern build --docs` made: its index lies in many files, of which a query fetches what
// it needs. Whatever happens to one of them costs the queries that need it, until it comes right.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { browserTest } from "./harness.mjs";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

let folder;
const root = () => join(folder, "site");

before(() => {
  folder = mkdtempSync(join(tmpdir(), "lectern-documents-"));
  const docs = join(folder, "docs.jsonl");
  writeFileSync(docs, documents().map((document) => `${JSON.stringify(document)}\n`).join(""));
  const build = ["build", "--docs", docs, "--out", root(), "--app", "target/app"];
  const cargo = ["run", "--quiet", "--release", "--package", "cli", "--", ...build];
  execFileSync("cargo", cargo, { cwd: PROJECT, stdio: ["ignore", "inherit", "pipe"] });
});

after(() => rmSync(folder, { recursive: true }));

/** Documents of words that are the more common the lower their number. */
function documents() {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const word = () => `w${Math.floor(5000 ** random()).toString(36)}`;
  return Array.from({ length: 400 }, (_, at) => ({
    id: `d${at}`,
    title: `About ${at}`,
    text: `${Array.from({ length: 150 }, word).join(" ")} quartz${at} beryl${at % 40} amber topaz.`,
  }));
}

/** A phrase that needs posting lists and positions, and what it finds: every fortieth document. */
const PHRASE = { query: '"beryl7 amber topaz"', count: 10 };

/** Needs what every query does, the dictionary and names, and nothing of what only the phrase needs. */
const WORD = { query: "quartz123", count: 1 };

/** Opens the page without what it fetches ahead, so that every part is fetched for a query. */
async function openPage(page, site) {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { configurable: true, value: { saveData: true } });
  });
  await page.goto(site.url("bench.html"));
}

/** How many documents a query finds, or the message of its error. */
function ask(page, query) {
  return page.evaluate(async (query) => {
    try {
      await window.searchAdapter.ready;
      return (await window.searchAdapter.query(query)).count;
    } catch (error) {
      return error.message;
    }
  }, query);
}

/** The parts of the index that were asked for since there were `from` requests. */
function parts(site, from) {
  return [...new Set(site.seen.slice(from))].filter((path) => /\/index\/[0-9a-f]{16}$/.test(path));
}

/** The parts that the phrase needs, and those that the word needs. */
async function needed(page, site) {
  await openPage(page, site);
  assert.equal(await ask(page, WORD.query), WORD.count);
  const word = parts(site, 0);
  const seen = site.seen.length;
  assert.equal(await ask(page, PHRASE.query), PHRASE.count);
  const phrase = parts(site, seen);
  assert.ok(word.length > 1 && phrase.length > 1, `${word.length} and ${phrase.length} parts`);
  return { word, phrase };
}

const flipped = (body) => {
  const bytes = Buffer.from(body);
  bytes[bytes.length >> 1] ^= 1;
  return bytes;
};

const FAULTS = [
  { name: "missing", fault: { status: 404 }, says: /answered 404/ },
  { name: "refused", fault: { status: 500 }, says: /answered 500/ },
  { name: "cut off", fault: { truncate: 20 }, says: /damaged or cut off/ },
  { name: "empty", fault: { truncate: 0 }, says: /damaged or cut off/ },
  { name: "broken off", fault: { break: 20 }, says: /index\/[0-9a-f]{16}: ./ },
  { name: "damaged", fault: { replace: flipped }, says: /damaged or cut off/ },
  { name: "a page", fault: { replace: Buffer.from("<!doctype html>") }, says: /damaged or cut off/ },
];

/** What the browser itself says of failed requests. */
const FAILED = [/404/, /500/, /ERR_CONTENT_LENGTH_MISMATCH/, /ERR_INCOMPLETE/, /index\/\S+ net::ERR_ABORTED/];

for (const { name, fault, says } of FAULTS) {
  browserTest(`a part that is ${name} costs the queries that need it`, { root, allow: FAILED }, async ({ page, site }) => {
    const { phrase } = await needed(page, site);
    for (const part of phrase) {
      site.fault(part, fault);
      const seen = site.seen.length;
      await page.goto("about:blank");
      await page.goto(site.url("bench.html"));
      const message = await ask(page, PHRASE.query);
      assert.match(String(message), says);
      assert.ok(message.includes(part), `${message} names ${part}`);
      assert.equal(site.seen.slice(seen).filter((path) => path === part).length, 2, "it is tried twice");
      assert.equal(await ask(page, WORD.query), WORD.count, "other queries answer");
      site.fault(part, null);
      assert.equal(await ask(page, PHRASE.query), PHRASE.count, "once it is mended, this one does");
    }
  });

  browserTest(`a part that is once ${name} costs nothing`, { root, allow: FAILED }, async ({ page, site }) => {
    const { word, phrase } = await needed(page, site);
    for (const part of [...word, ...phrase]) site.fault(part, { ...fault, times: 1 });
    await page.goto("about:blank");
    await page.goto(site.url("bench.html"));
    assert.equal(await ask(page, PHRASE.query), PHRASE.count);
    assert.equal(await ask(page, WORD.query), WORD.count);
  });
}

const HEAD = /\/index\/[0-9a-f]{16}\.head$/;

browserTest("a head that is bad once costs nothing", { root, allow: FAILED }, async ({ page, site }) => {
  for (const fault of [{ status: 404 }, { truncate: 50 }, { replace: flipped }]) {
    // The page preloads the head: that takes the first answer, the next is the first attempt's.
    site.fault(HEAD, { ...fault, times: 1 });
    await openPage(page, site);
    assert.equal(await ask(page, WORD.query), WORD.count);
    await page.goto("about:blank");
  }
});

browserTest("a head that is bad is named", { root, allow: [...FAILED, /exception/] }, async ({ page, site }) => {
  const cases = [
    { fault: { status: 404 }, says: /index\/[0-9a-f]{16}\.head: the server answered 404/ },
    { fault: { truncate: 50 }, says: /index\/[0-9a-f]{16}\.head: .*cut off/ },
    { fault: { replace: flipped }, says: /index\/[0-9a-f]{16}\.head: .*damaged/ },
  ];
  for (const { fault, says } of cases) {
    site.fault(HEAD, fault);
    await openPage(page, site);
    assert.match(String(await ask(page, WORD.query)), says);
    await page.goto("about:blank");
  }
});
