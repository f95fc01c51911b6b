// Readers whose page stays open while the site is built and put in place again and again: with the files of earlier
// builds kept, as `lectern build` does over its own output, and on a host that has the newest alone.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { browserTest, collected, started } from "./harness.mjs";
import { isSameDocument, markDocument } from "./article.mjs";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** The command that builds. */
const LECTERN = join(process.env.CARGO_TARGET_DIR ?? join(PROJECT, "target"), "release/lectern");

let folder;
before(() => {
  execFileSync("cargo", ["build", "--quiet", "--release", "--package", "cli"], { cwd: PROJECT, stdio: "pipe" });
  folder = mkdtempSync(join(tmpdir(), "lectern-deployments-"));
});
after(() => rmSync(folder, { recursive: true }));

/** A section of WebAssembly that means nothing. */
const SECTION = Buffer.from([0, 2, 1, 0x78]);

/** A site that is built anew by `deploy()`, each time with another text, and at times with another application. */
function site(name, { keeps }) {
  const [corpus, app, out] = ["corpus", "app", "site"].map((part) => join(folder, `${name}-${part}`));
  const write = (path, text) => {
    mkdirSync(join(corpus, path, ".."), { recursive: true });
    writeFileSync(join(corpus, path), text);
  };
  let number = 0;
  const deploy = () => {
    number += 1;
    if (number === 1) {
      cpSync(join(PROJECT, "target/app"), app, { recursive: true });
      write("corpus.toml", 'title.en = "Lamps"\nlanguages = ["en"]\nlicence = "CC-BY-4.0"\n');
      write("themes.toml", '[[theme]]\nid = "light"\nlabel.en = "Light"\ndefinition.en = "What shines."\nquery = "lamp"\n');
    }
    for (const essay of ["one", "two", "three"]) {
      const text = `A lamp is lit in build ${number}.\n\n## Oil\n\nOil burns in a lamp.\n`;
      write(`essays/${essay}.md`, `---\nid: ${essay}\ntitle: "Essay ${essay}"\nlanguage: en\nauthors:\n  - name: A. Writer\n---\n\n${text}`);
    }
    const changed = readdirSync(app).filter((file) => number % 3 === 0 && /^(start\.js|search\.js|lectern-part-(marks|themes)\.wasm)$/.test(file));
    for (const file of changed) {
      appendFileSync(join(app, file), file.endsWith(".wasm") ? SECTION : `\n// ${number}`);
      for (const way of [".br", ".gz"]) rmSync(join(app, file + way), { force: true });
    }
    if (!keeps && existsSync(out)) rmSync(out, { recursive: true });
    execFileSync(LECTERN, ["build", "--corpus", corpus, "--app", app, "--out", out], { stdio: "pipe" });
    return number;
  };
  return { deploy, out };
}

const heading = (page, text) => page.locator("main h1:visible", { hasText: text }).first().waitFor();
const nav = (page, name) => page.locator(".nav a", { hasText: name }).first().click();

/** What a reader does, one after the other, and what is there then. */
const ACTS = [
  async (page) => {
    await nav(page, "Essays");
    await page.locator(".contents .entry h3 a", { hasText: "Essay one" }).waitFor();
  },
  async (page) => {
    await page.locator(".contents .entry h3 a", { hasText: "Essay one" }).click();
    await heading(page, "Essay one");
  },
  async (page) => {
    await page.locator(".neighbours a[rel=next]").click();
    await page.waitForFunction(() => !location.pathname.endsWith("/one/"));
    await heading(page, "Essay t");
  },
  async (page) => {
    await nav(page, "Themes");
    await page.locator(".matrix .cell").first().waitFor();
  },
  async (page) => {
    await page.locator(".matrix .cell").first().click();
    await page.waitForSelector("article[data-essay]");
  },
  async (page) => {
    await nav(page, "Notebook");
    await heading(page, "Notebook");
  },
  async (page) => {
    await page.locator("#find").fill("lamp");
    await page.locator("#find").press("Enter");
    await page.locator(".results > li").first().waitFor();
  },
  async (page) => {
    await page.goBack();
    await heading(page, "Notebook");
  },
  async (page) => {
    await nav(page, "About");
    await heading(page, "About");
  },
];

/** The readers: one acts after each deployment, the others sleep through some. */
const READERS = [1, 4, 6];

// Where the files are gone, each deployment is a new beginning: after fewer there is nothing more to see.
const HOSTS = [
  { name: "kept beside the new ones", deployments: 100, keeps: true, allow: [] },
  { name: "gone", deployments: 60, keeps: false, allow: [/404/, /Failed to (load resource|fetch dynamically)/, /ERR_ABORTED/] },
];

for (const { name, deployments, keeps, allow } of HOSTS) {
  const built = { keeps };
  const root = () => {
    Object.assign(built, site(keeps ? "kept" : "gone", { keeps }));
    built.deploy();
    return built.out;
  };
  browserTest(`${deployments} deployments with the files of earlier ones ${name}`, { root, allow, timeout: 900_000 }, async ({ page, site }) => {
    const readers = [];
    for (const sleeps of READERS) {
      const reader = sleeps === 1 ? page : await page.context().newPage();
      reader.setDefaultTimeout(20_000);
      await reader.goto(site.url());
      await started(reader);
      readers.push({ reader, sleeps, acts: 0 });
    }
    for (let number = 2; number <= deployments; number += 1) {
      built.deploy();
      for (const one of readers.filter(({ sleeps }) => number % sleeps === 0)) {
        const act = one.acts % ACTS.length;
        one.acts += 1;
        await ACTS[act](one.reader).catch((error) => {
          const { href } = new URL(one.reader.url());
          throw new Error(`deployment ${number}, act ${act} of who acts after every ${one.sleeps}, at ${href}: ${error.stack}`);
        });
      }
    }
    assert.ok(readers.every(({ acts }) => acts > ACTS.length), "everybody did everything");
    // Whoever asks the browser has the newest; what was read before may come from memory.
    for (const { reader } of readers) {
      await nav(reader, "Essays");
      await reader.locator(".contents .entry h3 a", { hasText: "Essay one" }).click();
      await heading(reader, "Essay one");
      await reader.reload();
      await reader.locator("article", { hasText: `in build ${deployments}.` }).waitFor();
    }
  });
}

/** A site of which another build was put in place after the page had been opened, and nothing of the old one is left. */
function replaced(name) {
  const built = {};
  const root = () => {
    Object.assign(built, site(name, { keeps: false }));
    built.deploy();
    return built.out;
  };
  const replace = () => [2, 3].forEach(() => built.deploy());
  return { root, replace };
}

const GONE = HOSTS[1].allow;

{
  const { root, replace } = replaced("typed");
  browserTest("what is typed is not lost to a newer build", { root, allow: GONE }, async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "connection", { value: { saveData: true } }));
    await page.goto(site.url("essays/one/"));
    await collected(page);
    await markDocument(page);
    replace();
    await page.locator("#find").fill("half a que");
    await page.locator("article p[data-kind=paragraph]").first().selectText();
    await page.locator("#notice .failure[role=alert]").waitFor();
    await page.waitForTimeout(1500);
    assert.ok(await isSameDocument(page), "the page is not loaded anew");
    assert.equal(await page.locator("#find").inputValue(), "half a que");
    // Whoever goes on is not held up.
    await page.locator("#find").fill("lamp");
    await page.locator("#find").press("Enter");
    await page.locator(".results > li").first().waitFor();
    assert.equal(await isSameDocument(page), false);
  });
}

{
  const { root, replace } = replaced("part");
  browserTest("a part that is gone with its build comes with the newer one, once", { root, allow: GONE }, async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "connection", { value: { saveData: true } }));
    await page.goto(site.url("essays/one/"));
    await collected(page);
    replace();
    const seen = site.seen.length;
    await page.locator("article p[data-kind=paragraph]").first().selectText();
    await page.waitForFunction(() => document.querySelector("html[data-app=ready][data-collection=ready]") && !document.querySelector("#notice .failure[role=alert]"));
    await page.waitForTimeout(2000);
    const loads = site.seen.slice(seen).filter((path) => path.endsWith("/essays/one/"));
    assert.equal(loads.length, 1, "the page is loaded anew, once");
    await page.locator("article p[data-kind=paragraph]").first().selectText();
    await page.locator(".marktools").waitFor();
  });
}
