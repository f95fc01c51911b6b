// What every browser test is made of: the built site on a port of its own, a fresh page in the
// system's Chromium, and a verdict that counts every error the page reports.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { serve } from "./server.mjs";

/** The two window sizes that every page must do justice to. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The built site: `LECTERN_SITE`, or dist/. */
export const SITE = process.env.LECTERN_SITE ?? fileURLToPath(new URL("../../dist", import.meta.url));

/** How the browser is started. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Milliseconds after which a test that hangs has failed. */
const TIMEOUT = 60_000;

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let launched;

/** The browser of this test file, started with its first test and closed after its last. */
function browser() {
  launched ??= chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  return launched;
}

after(async () => (await launched)?.close());

/** `cargo xtask test` says which Chromium it found; by hand, the one on PATH is taken. */
export function chromiumPath() {
  if (process.env.LECTERN_CHROMIUM) return process.env.LECTERN_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, "chromium")).find(existsSync);
  assert.ok(found, "no chromium on PATH: run `cargo xtask test`, or set LECTERN_CHROMIUM");
  return found;
}

/**
 * One test in a page of its own. It fails on any console error, uncaught exception, failed request
 * or answer of 400 and above, unless `allow` holds a pattern for it.
 *
 * @param {string} name
 * @param {object} options
 * @param {RegExp[]} [options.allow] problems that this test provokes
 * @param {string} [options.base] path that the site is served under
 * @param {() => string} [options.root] another folder than the built site, which then has no app to wait for
 * @param {object} [options.faults] path or pattern → fault, see server.mjs
 * @param {{width: number, height: number}} [options.viewport] DESKTOP unless told
 * @param {"light"|"dark"} [options.colorScheme]
 * @param {boolean} [options.javaScriptEnabled]
 * @param {number} [options.timeout] milliseconds after which it has failed
 * @param {object} [options.context] further options of playwright's newContext
 * @param {(fixture: {page, site, problems: string[], open: (path?: string) => Promise}) => Promise} body
 */
export function browserTest(name, options, body) {
  const { allow = [], base, root, faults = {}, viewport = DESKTOP, context: more, timeout = TIMEOUT, ...settings } = options;
  test(name, { timeout }, async () => {
    const site = await serve(root?.() ?? SITE, { base });
    for (const [pattern, fault] of Object.entries(faults)) site.fault(pattern, fault);
    const context = await (await browser()).newContext({ viewport, ...settings, ...more });
    try {
      const page = await context.newPage();
      const problems = watch(page);
      const open = (path) => openPage(page, site.url(path), !root && settings.javaScriptEnabled !== false);
      await body({ page, site, problems, open }).catch((error) => {
        error.message = [error.message, ...problems].join("\n");
        throw error;
      });
      const left = problems.filter((problem) => !allow.some((pattern) => pattern.test(problem)));
      assert.deepEqual(left, [], "the page reported problems");
    } finally {
      await context.close();
      await site.close();
    }
  });
}

/**
 * Collects what a page complains of, as lines, from now on. What it is still fetching when the browser goes to
 * another, that aborts: it is no problem of the page.
 */
function watch(page) {
  const problems = [];
  const [pending, left] = [new Set(), new Set()];
  let isLeaving = false;
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) isLeaving = false;
  });
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      isLeaving = true;
      pending.forEach((other) => left.add(other));
    } else if (isLeaving) left.add(request);
    pending.add(request);
  });
  page.on("requestfinished", (request) => pending.delete(request));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    pending.delete(request);
    const cause = request.failure()?.errorText;
    if (!(left.has(request) && cause === "net::ERR_ABORTED")) problems.push(`request: ${request.url()} ${cause}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer: ${response.status()} ${response.url()}`);
  });
  return problems;
}

/** Opens an address and waits until the app has taken over, where there is one. */
async function openPage(page, url, hasScript) {
  const response = await page.goto(url, { waitUntil: "load" });
  if (hasScript) await started(page);
  return response;
}

/** Waits until the app runs on the page. */
export async function started(page) {
  await page.waitForSelector("html[data-app=ready]", { state: "attached" });
}

/** Waits until the app runs and holds the collection: filters, search and themes answer. */
export async function collected(page) {
  await page.waitForSelector("html[data-app=ready][data-collection=ready]", { state: "attached" });
}

/**
 * Fails with one paragraph per violation of the accessibility rules (WCAG 2.2 AA and best practice).
 * Not for pages with `javaScriptEnabled: false`: axe is a script itself.
 */
export async function axe(page, { exclude = [] } = {}) {
  // Through the debugger, because the page's content security policy forbids foreign scripts.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const violations = await page.evaluate(async (exclude) => {
    const { violations } = await window.axe.run({ include: [["html"]], exclude });
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: `${id} (${impact}): ${help}`,
      nodes: nodes.slice(0, 5).map((node) => `${node.target.join(" ")}\n    ${node.failureSummary}`),
    }));
  }, exclude.map((selector) => [selector]));
  const report = violations.map(({ rule, nodes }) => [rule, ...nodes].join("\n  "));
  assert.equal(report.length, 0, `axe on ${page.url()}:\n${report.join("\n")}`);
}
