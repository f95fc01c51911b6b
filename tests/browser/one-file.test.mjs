// The whole site in one file, opened from the disk: everything works, and nothing is fetched.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fileURLToPath } from "node:url";

import { axe, browserTest, collected } from "./harness.mjs";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

let file;

/** The bundled collection as one file, built by the command that `cargo xtask dist` makes. */
function built() {
  if (!file) {
    file = join(mkdtempSync(join(tmpdir(), "one-file-")), "reader.html");
    const command = process.env.LECTERN_COMMAND ?? join(REPOSITORY, "target/release/lectern");
    const arguments_ = ["build", "--corpus", "corpus", "--app", "target/app", "--single-file", file];
    execFileSync(command, arguments_, { cwd: REPOSITORY, stdio: "pipe" });
  }
  return pathToFileURL(file).href;
}

async function opened(page, route = "") {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(built() + route);
  await collected(page);
  return asked;
}

browserTest("opens from the disk, leads on, and asks for nothing", {}, async ({ page }) => {
  const asked = await opened(page);
  await axe(page);
  const first = page.locator(".contents .entry h3 a").first();
  const title = await first.innerText();
  await first.click();
  await page.locator("article[data-essay]").waitFor();
  assert.equal(await page.locator("h1").innerText(), title);
  assert.match(page.url(), /reader\.html#\/essays\/[^/]+\/$/);
  await page.goBack();
  await first.waitFor();
  await page.locator(".nav a", { hasText: "Themes" }).click();
  await page.locator(".matrix").waitFor();
  assert.deepEqual(asked.filter((url) => !/^(file|data|blob):/.test(url)), []);
});

browserTest("an address behind the number sign opens its page", {}, async ({ page }) => {
  await opened(page, "#/search/?q=innovation");
  await page.locator(".results .result").first().waitFor();
  const heading = page.locator("main h1");
  await page.evaluate(() => (location.hash = "#/about/"));
  await page.locator(".plain").waitFor();
  assert.ok((await heading.innerText()).length > 0);
  await page.evaluate(() => (location.hash = "#/essays/digital-infrastructure/?q=network"));
  await page.locator('article[data-essay="digital-infrastructure"]').waitFor();
  await page.waitForFunction(() => CSS.highlights.get("hit")?.size > 0);
});

browserTest("highlights are kept and taken away", {}, async ({ page }) => {
  await opened(page, "#/essays/digital-infrastructure/");
  const text = page.locator(".body .paragraph p").first();
  await text.waitFor();
  await text.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    getSelection().setBaseAndExtent(walker.nextNode(), 0, walker.currentNode, 20);
  });
  await page.locator(".marktools").waitFor();
  await page.keyboard.press("2");
  await page.locator("mark[data-mark]").first().waitFor();
  await page.locator("html:not([data-unkept])").waitFor({ state: "attached" });
  assert.equal((await page.evaluate(() => window.lectern.highlights())).length, 1);
  await page.reload();
  await page.locator("mark[data-mark]").first().waitFor();
  await page.evaluate(() => (location.hash = "#/notebook/"));
  const download = page.waitForEvent("download");
  await page.locator("button.link", { hasText: /JSON-LD|Annotation/ }).first().click();
  assert.match((await download).suggestedFilename(), /\.jsonld$/);
});
