// How long painting keeps the page: ten thousand hits in an essay of a hundred thousand words.
//
//     node tests/browser/painting.bench.mjs [LECTERN]
//
// LECTERN is the release command, target/release/lectern unless told. Says, in milliseconds, how long
// the longest task was from the address to the last range, when the first ranges were there and when all
// were, and the slowest of the frames in which the essay is scrolled from end to end.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { chromiumPath, DESKTOP, FLAGS } from "./harness.mjs";
import { serve } from "./server.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LECTERN = process.argv[2] ?? join(ROOT, "target/release/lectern");
const PARAGRAPHS = 1000;
const WORDS = 100;
const HITS = 10_000;

/** An essay in which every tenth word is sought. */
function essay() {
  const word = (at) => (at % (PARAGRAPHS * WORDS / HITS) === 0 ? "harvest" : `w${(at * 7919) % 5000}`);
  const paragraph = (number) => Array.from({ length: WORDS }, (_, at) => word(number * WORDS + at)).join(" ");
  const body = Array.from({ length: PARAGRAPHS }, (_, number) => `${paragraph(number)}.`);
  return `---\ntitle: A long essay\nlanguage: en\n---\n\n${body.join("\n\n")}\n`;
}

const folder = mkdtempSync(join(tmpdir(), "lectern-painting-"));
const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
try {
  mkdirSync(join(folder, "corpus/essays"), { recursive: true });
  cpSync(join(ROOT, "corpus/themes.toml"), join(folder, "corpus/themes.toml"));
  writeFileSync(join(folder, "corpus/corpus.toml"), 'title = "Long"\nlanguages = ["en"]\n');
  writeFileSync(join(folder, "corpus/essays/long.md"), essay());
  execFileSync(LECTERN, ["build", "--app", join(ROOT, "target/app"), "--corpus", join(folder, "corpus"), "--out", join(folder, "site")], { stdio: ["ignore", "ignore", "inherit"] });
  const site = await serve(join(folder, "site"));
  const page = await browser.newPage({ viewport: DESKTOP });
  await page.goto(site.url("essays/long/"));
  await page.waitForSelector("html[data-app=ready][data-collection=ready]", { state: "attached" });
  await page.waitForTimeout(3000);
  const painted = await page.evaluate(async (hits) => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration }))));
    observer.observe({ type: "longtask" });
    // From the address on: what the essay shows of a query.
    const begun = performance.now();
    history.pushState(null, "", "?q=harvest");
    dispatchEvent(new PopStateEvent("popstate"));
    const size = () => CSS.highlights.get("hit")?.size ?? 0;
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    while (!size()) await turn();
    const first = performance.now();
    while (size() < hits) await turn();
    const all = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const longest = (from, to) => Math.max(0, ...tasks.filter(({ startTime }) => startTime >= from && startTime < to).map(({ duration }) => duration));
    return { first: first - begun, all: all - begun, finding: longest(begun, first - 1), painting: longest(first - 60, Infinity), tasks };
  }, HITS);
  const frames = await page.evaluate(async () => {
    const frames = [];
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = await frame();
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
      scrollBy(0, 900);
      const now = await frame();
      frames.push(now - before);
      before = now;
    }
    return frames.sort((a, b) => a - b);
  });
  const at = (part) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))].toFixed(0);
  console.log(JSON.stringify(painted));
  console.log(`frames ${frames.length}: median ${at(0.5)}, 95 % ${at(0.95)}, slowest ${at(1)} ms`);
  await site.close();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
