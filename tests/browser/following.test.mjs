// Following a theme: every number opens what it counts, the walk through the essays, the essay folded to it, the
// reader's own themes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, browserTest, collected, DESKTOP, PHONE } from "./harness.mjs";
import { isSameDocument, markDocument, paintedBlocks, untilPainted } from "./article.mjs";

/** How many passages the page of a theme shows. */
const shown = (page) => page.locator(".theme .passage").count();

/** Waits until the theme's page shows so many passages. */
async function untilShown(page, count) {
  await page.waitForFunction((count) => document.querySelectorAll(".theme .passage").length === count, count, {
    timeout: 5000,
  });
}

/** Three of the links that carry a number: the first, one in the middle, the last. */
async function numbers(page, selector) {
  const links = page.locator(selector);
  const all = await links.count();
  assert.ok(all > 0, selector);
  return [...new Set([0, all >> 1, all - 1])].map((at) => links.nth(at));
}

for (const [view, cells] of [
  ["together", [".pairs .cell", ".graph.wide .tie", ".pairs .self a"]],
  ["time", [".time .cell"]],
  ["essays", [".matrix tfoot a"]],
]) {
  browserTest(`the view “${view}” opens what it counts`, {}, async ({ page, open }) => {
    await open(`themes/?view=${view}`);
    await collected(page);
    await markDocument(page);
    for (const selector of cells) {
      for (const cell of await numbers(page, selector)) {
        const count = Number((await cell.innerText()).trim());
        const leadsToEssay = /essays\//.test(await cell.getAttribute("href"));
        await cell.click();
        if (leadsToEssay) {
          await page.waitForSelector("article[data-essay]");
          const [bar] = await page.locator(".legend input:checked ~ .swatch").all();
          const [, letter] = (await bar.getAttribute("class")).match(/\bth-([a-l])\b/);
          const layer = `theme-${letter.charCodeAt(0) - 97}`;
          await untilPainted(page, layer);
          assert.equal((await paintedBlocks(page, layer)).length, count);
        } else {
          await page.waitForSelector(".theme h1");
          await untilShown(page, count);
        }
        assert.ok(await isSameDocument(page));
        await page.goBack();
        await page.waitForSelector(".themes h1");
      }
    }
  });

  browserTest(`the view “${view}” is for everyone, and leaves as a table`, {}, async ({ page, open }) => {
    await open(`themes/?view=${view}`);
    await collected(page);
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      await axe(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(wide, 0, "nothing but the table is wider than the page");
    }
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const file = await saved;
    assert.equal(file.suggestedFilename(), `themes-${view}.csv`);
    const rows = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
    assert.ok(rows.length > 5);
    const columns = rows.map((row) => row.split('","').length);
    assert.deepEqual(new Set(columns).size, 1, "every row has as many cells");
  });
}

browserTest("a theme's passages are narrowed, grouped, and shown as lines", {}, async ({ page, open }) => {
  await open("themes/planning/");
  await collected(page);
  const all = await shown(page);
  const both = page.locator(".related a.c").first();
  const count = Number.parseInt(await both.innerText(), 10);
  await both.click();
  await untilShown(page, count);
  assert.ok(count < all);
  const essays = await page.locator(".theme .group h3 a").count();
  await page.getByRole("button", { name: "By strength" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".theme .group").length === 1);
  assert.equal(await shown(page), count);
  await page.getByRole("button", { name: "By time" }).click();
  await page.waitForSelector(".theme .group .year");
  assert.equal(await shown(page), count);
  await page.getByRole("button", { name: "Concordance" }).click();
  await page.waitForSelector(".kwic tr");
  const keywords = await page.locator(".kwic b").count();
  await page.getByRole("button", { name: "By essay" }).click();
  await untilShown(page, count);
  const marks = await page.locator(".theme .passage mark").count();
  assert.ok(keywords === Math.min(marks, 50), "a line for each word by which a passage is known");
  assert.equal(await page.locator(".theme .group h3 a").count(), essays);
  await page.reload();
  await untilShown(page, count);
  await page.locator(".chosen button").first().click();
  await untilShown(page, all);
  // Counts of the facets are what they would show.
  const value = page.locator(".theme .facet .choice").filter({ hasText: "中文" });
  const chinese = Number(await value.locator(".c").innerText());
  await value.locator("input").check();
  await untilShown(page, chinese);
  await axe(page);
});

browserTest("a theme's passages are narrowed to words", {}, async ({ page, open }) => {
  await open("themes/planning/");
  await collected(page);
  const all = await shown(page);
  await page.locator(".theme #words").fill("state");
  await page.waitForFunction((all) => {
    const count = document.querySelectorAll(".theme .passage").length;
    return count > 0 && count < all;
  }, all);
  const texts = await page.locator(".theme .passage .words").allInnerTexts();
  assert.ok(texts.every((text) => /\bstate/i.test(text)), "every passage has the word");
});

browserTest("n and p walk along a theme through the essays", {}, async ({ page, open }) => {
  await open("themes/planning/");
  await collected(page);
  const links = await page.locator(".theme .passage .words").evaluateAll((links) => links.map((link) => link.href));
  const essay = (address) => new URL(address).pathname;
  const last = links.findIndex((link, at) => at > 0 && essay(link) !== essay(links[at + 1] ?? ""));
  await page.locator(".theme .passage .words").nth(last).click();
  await page.waitForSelector("article[data-essay]");
  await page.waitForSelector(".stepper");
  assert.match(await page.locator(".stepper .pos").innerText(), new RegExp(`^${last + 1} of ${links.length}$`));
  await markDocument(page);
  await page.keyboard.press("n");
  await page.waitForURL(links[last + 1]);
  await page.waitForFunction(
    (position) => document.querySelector(".stepper .pos")?.textContent === position,
    `${last + 2} of ${links.length}`,
  );
  assert.ok(await isSameDocument(page));
  await page.keyboard.press("p");
  await page.waitForURL(links[last]);
  await page.locator(".stepper .link").click();
  await page.waitForURL(/themes\/planning\/$/);
});

browserTest("an essay is folded to what is tinted, and unfolds", {}, async ({ page, open }) => {
  await open("essays/green-development/?theme=green-development");
  await collected(page);
  const hidden = () => page.locator("article .body [hidden]").count();
  const fold = page.getByRole("checkbox", { name: "Only these passages" });
  await fold.check();
  await page.waitForSelector("article .fold");
  const kept = await page.evaluate(() =>
    [...document.querySelectorAll("article .body [data-block]:not([hidden]):not([data-kind=heading], [data-kind=footnote])")].map((block) => block.id),
  );
  const layer = await page.locator(".legend input:checked ~ .swatch").getAttribute("class");
  const name = `theme-${layer.match(/\bth-([a-l])\b/)[1].charCodeAt(0) - 97}`;
  // Notes stay with what they are of, whether they speak of it or not.
  const tinted = await page.evaluate(
    (ids) => ids.filter((id) => !document.getElementById(id).closest(".notes")),
    await paintedBlocks(page, name),
  );
  assert.deepEqual(kept, tinted);
  await axe(page);
  const before = await hidden();
  const button = page.locator("article .fold").first();
  const count = Number((await button.innerText()).match(/\d+/)[0]);
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await hidden(), before - count);
  await fold.uncheck();
  await page.waitForFunction(() => !document.querySelector("article .body [hidden], article .fold"));
});

browserTest("a search is kept as a theme, walked, renamed and taken away", {}, async ({ page, open, site }) => {
  await open("search/?q=rail");
  await collected(page);
  await page.getByRole("button", { name: "Keep as a theme" }).click();
  await page.getByText("Kept among your themes").waitFor();
  await page.goto(site.url("themes/"));
  await collected(page);
  const own = page.locator(".definitions").filter({ hasText: "Your own themes" }).locator("dt a");
  await own.waitFor();
  assert.equal(await own.innerText(), "rail");
  await own.click();
  await page.waitForSelector(".theme h1");
  const count = await shown(page);
  assert.ok(count > 0);
  const texts = await page.locator(".theme .passage .words").allInnerTexts();
  assert.ok(texts.every((text) => /rail/i.test(text)));
  await axe(page);
  await page.getByLabel("Name").fill("Railways");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector(".theme h1").textContent === "Railways");
  await page.reload();
  await untilShown(page, count);
  await page.waitForFunction(() => document.querySelector(".theme h1").textContent === "Railways");
  await page.locator(".theme .passage .words").first().click();
  await page.waitForSelector("article[data-essay]");
  const row = page.locator(".legend li", { hasText: "Railways" });
  await row.waitFor();
  assert.ok(await row.locator("input").isChecked(), "the theme that was followed is tinted");
  const [, letter] = (await row.locator(".swatch").getAttribute("class")).match(/\bth-([a-l])\b/);
  const layer = `theme-${letter.charCodeAt(0) - 97}`;
  await untilPainted(page, layer);
  assert.equal((await paintedBlocks(page, layer)).length, Number(await row.locator(".c").innerText()));
  await page.goBack();
  await page.waitForSelector(".theme h1");
  await page.goto(site.url("themes/?view=together"));
  await collected(page);
  await page.waitForFunction(() => [...document.querySelectorAll(".pairs thead a")].some((link) => link.title === "Railways"));
  await page.goBack();
  await page.waitForSelector(".theme h1");
  await page.getByRole("button", { name: "Take away" }).click();
  await page.waitForURL(/themes\/$/);
  await page.waitForFunction(() => !document.querySelector(".definitions")?.textContent.includes("Railways"));
});

browserTest("a colour that the reader names is a theme", {}, async ({ page, open, site }) => {
  await open("essays/green-development/");
  await collected(page);
  await page.keyboard.press("s");
  await page.waitForSelector(".marktools");
  await page.keyboard.press("2");
  await page.waitForSelector("article mark.hl");
  await page.goto(site.url("notebook/"));
  await collected(page);
  await page.locator(".choice .name").nth(1).fill("Doubts");
  await page.keyboard.press("Tab");
  await page.goto(site.url("themes/"));
  await collected(page);
  await page.locator(".definitions dt a", { hasText: "Doubts" }).click();
  await page.waitForSelector(".theme h1");
  await untilShown(page, 1);
});

for (const id of ["green-development", "green-development-zh"]) {
  browserTest(`what is related to ${id} says why, and is where its links lead`, {}, async ({ page, open }) => {
    await open(`essays/${id}/`);
    await collected(page);
    const related = page.locator(".related");
    assert.equal(await related.count(), 2, "essays and passages");
    const hrefs = await related.locator("li > a, .why > a.link").evaluateAll((links) => links.map((link) => link.href));
    assert.ok(hrefs.length > 6, hrefs.join(" "));
    const missing = await page.evaluate(async (hrefs) => {
      const missing = [];
      for (const href of hrefs) {
        const { hash } = new URL(href);
        const text = await (await fetch(href)).text();
        const there = new DOMParser().parseFromString(text, "text/html");
        const found = hash ? there.getElementById(decodeURIComponent(hash.slice(1))) : there.querySelector("article");
        if (!found) missing.push(href);
      }
      return missing;
    }, hrefs);
    assert.deepEqual(missing, []);
    for (const why of await related.locator("li > .why").all()) {
      assert.notEqual((await why.innerText()).trim(), "");
    }
    const passage = related.last().locator("a.words").first();
    const block = new URL(await passage.getAttribute("href"), page.url()).hash.slice(1);
    await markDocument(page);
    await passage.click();
    await page.waitForFunction((id) => {
      const block = document.getElementById(id);
      const top = block?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < innerHeight;
    }, block);
    assert.ok(await isSameDocument(page));
    await axe(page);
  });
}
