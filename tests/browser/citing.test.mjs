// Citing an essay, or words of it, in every form.

import assert from "node:assert/strict";

import { axe, browserTest, collected, DESKTOP, PHONE } from "./harness.mjs";
import { paragraphs, select } from "./article.mjs";

const ESSAY = "essays/green-development/";
const FORMS = ["APA", "MLA", "Chicago", "GB/T 7714", "BibTeX", "RIS", "CSL-JSON"];
const COPYING = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

function dialog(page) {
  return page.locator("#citations");
}

/** What the dialog shows, by the name of the form. */
async function citations(page) {
  await dialog(page).locator(".citation").first().waitFor();
  const all = await dialog(page).locator(".citation").evaluateAll((all) =>
    all.map((one) => [one.querySelector("h3").textContent, one.querySelector("pre").textContent]),
  );
  return Object.fromEntries(all);
}

for (const viewport of [DESKTOP, PHONE]) {
  browserTest(`an essay is cited in every form at ${viewport.width} pixels`, { viewport, ...COPYING }, async ({ page, open }) => {
    await open(ESSAY);
    await collected(page);
    const { title, author } = await page.evaluate(() => ({
      title: document.querySelector("article h1").textContent,
      author: document.querySelector("meta[name=author]")?.content ?? "The Lectern Project",
    }));
    const button = page.getByRole("button", { name: "Cite this essay" });
    await button.focus();
    await page.keyboard.press("Enter");
    const found = await citations(page);
    for (const form of FORMS) {
      const [name] = Object.keys(found).filter((name) => name.startsWith(form));
      assert.ok(name, `${form} is among ${Object.keys(found)}`);
      assert.ok(found[name].includes(title.slice(0, 12)), `${name}: ${found[name]}`);
      assert.ok(found[name].includes(author.replace(/^The /, "")), `${name}: ${found[name]}`);
    }
    assert.equal(JSON.parse(found["CSL-JSON"])[0].title, title);
    await axe(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    await dialog(page).getByRole("button", { name: "Copy: RIS" }).press("Enter");
    await page.waitForFunction((text) => navigator.clipboard.readText().then((copied) => copied === text), found.RIS);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    assert.ok(await button.evaluate((button) => button === document.activeElement), "the focus is where it was");
  });
}

browserTest("words are cited with the number and the address of their paragraph", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  const block = (await paragraphs(page))[3];
  const words = await select(page, { block, at: 0 }, { block, at: 24 });
  await page.locator(".marktools").getByRole("button", { name: "Cite" }).click();
  const found = await citations(page);
  const number = await page.locator(`.block:has(> #${block}) .pn`).textContent();
  const apa = found[Object.keys(found).find((name) => name.startsWith("APA"))];
  assert.ok(apa.includes(`#${block}`) && apa.includes(`para. ${number.trim()}`), apa);
  const quoted = Object.values(found).filter((text) => text.includes(words.trim().slice(0, 20)));
  assert.ok(quoted.length > 0, "the words are quoted somewhere");
});

browserTest("what cannot be cited is told", { allow: [/404/, /wasm/i] }, async ({ page, open, site }) => {
  site.fault(/lectern-scribe.*\.wasm$/, { status: 404 });
  await open(ESSAY);
  await collected(page);
  await page.getByRole("button", { name: "Cite this essay" }).click();
  await page.locator("[role=status]", { hasText: "could not be made" }).waitFor({ state: "attached" });
  assert.ok(!(await dialog(page).isVisible()));
});
