// A browser that is killed while it writes: what was acknowledged is there when it comes back.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";

import { FLAGS, SITE, chromiumPath } from "./harness.mjs";
import { paragraphs, select } from "./article.mjs";
import { serve } from "./server.mjs";

const KILLS = 20;
const ESSAY = "essays/green-development/";

/** A browser of its own over a profile: a page in it, and how it is killed. */
async function launch(profile) {
  const child = spawn(chromiumPath(), [...FLAGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = said.match(/ws:\/\/\S+/);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error(`the browser ended: ${said}`)));
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const browser = await chromium.connectOverCDP(address);
  const page = await browser.contexts()[0].newPage();
  const kill = async () => {
    process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  return { page, kill };
}

test("killed twenty times in mid-write, nothing acknowledged is lost", { timeout: 400_000 }, async () => {
  const site = await serve(SITE);
  const profile = await mkdtemp(join(tmpdir(), "lectern-"));
  let acknowledged = [];
  try {
    for (let round = 0; round <= KILLS; round += 1) {
      const { page, kill } = await launch(profile);
      await page.goto(site.url(ESSAY));
      await page.waitForSelector("html[data-app=ready]", { state: "attached" });
      const names = () => page.locator("article mark.hl").evaluateAll((all) => [...new Set(all.map((mark) => mark.dataset.mark))]);
      if (acknowledged.length) await page.waitForSelector("article mark.hl");
      const there = await names();
      for (const name of acknowledged) assert.ok(there.includes(name), `round ${round}: ${name} is lost`);
      if (round < KILLS) {
        const block = (await paragraphs(page))[round % 8];
        const mark = async (at) => {
          await select(page, { block, at }, { block, at: at + 3 });
          await page.locator(".marktools").waitFor();
          await page.keyboard.press("1");
        };
        await mark(10 * Math.floor(round / 8));
        await page.waitForFunction((count) => new Set([...document.querySelectorAll("article mark.hl")].map((mark) => mark.dataset.mark)).size > count, there.length);
        await page.waitForSelector("html:not([data-unkept])", { state: "attached" });
        acknowledged = await names();
        // Another one, which may come too late.
        await mark(10 * Math.floor(round / 8) + 5);
        await page.waitForTimeout(round % 5);
      }
      await kill();
    }
    assert.equal(acknowledged.length >= KILLS, true);
  } finally {
    await site.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
