// Themes: the index, a theme's page, and its passages tinted in an essay. All counts agree.

import assert from "node:assert/strict";

import { browserTest, collected } from "./harness.mjs";
import { isSameDocument, markDocument, painted, paintedBlocks, untilPainted } from "./article.mjs";
import { firstBelow } from "./routes.mjs";

const ESSAY = firstBelow("essays/");

/** The layer of a bar's colour: `th-c` is painted as `theme-2`. */
function layer(className) {
  const [, letter] = className.match(/\bth-([a-l])\b/);
  return `theme-${letter.charCodeAt(0) - "a".charCodeAt(0)}`;
}

/** The rows of the margin's legend. */
function legend(page) {
  return page.locator(".legend li").evaluateAll((rows) =>
    rows.map((row) => ({
      colour: row.querySelector(".swatch").className,
      name: row.querySelector("a").textContent,
      count: Number(row.querySelector(".c").textContent),
      chosen: row.querySelector("input").checked,
    })),
  );
}

function tinted(page) {
  return new URL(page.url()).searchParams.getAll("theme");
}

browserTest("a cell of the index leads to the essay with that theme tinted", {}, async ({ page, open }) => {
  await open("themes/");
  await collected(page);
  await markDocument(page);
  for (const at of [0, 20]) {
    const cell = page.locator(".matrix .cell").nth(at);
    const count = Number(await cell.locator("b").innerText());
    const name = layer(await cell.locator(".bar").getAttribute("class"));
    await cell.click();
    await page.waitForSelector("article[data-essay]");
    await untilPainted(page, name);
    assert.ok(await isSameDocument(page), "no page was loaded");
    assert.equal(tinted(page).length, 1);
    assert.equal((await paintedBlocks(page, name)).length, count, `${page.url()}: one tint per passage`);
    const chosen = (await legend(page)).filter((row) => row.chosen);
    assert.deepEqual(chosen.map(({ count }) => count), [count]);
    await page.goBack();
    await page.waitForSelector(".matrix");
  }
});

browserTest("the index adds up", {}, async ({ page, open }) => {
  await open("themes/");
  await collected(page);
  const { columns, totals } = await page.evaluate(() => {
    const number = (cell) => Number(cell.querySelector("b")?.textContent ?? 0);
    const rows = [...document.querySelectorAll(".matrix tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map(number),
    );
    const totals = [...document.querySelectorAll(".matrix tfoot td")].map((cell) => Number(cell.textContent));
    return { columns: totals.map((_, at) => rows.reduce((sum, row) => sum + row[at], 0)), totals };
  });
  assert.ok(totals.length >= 12);
  assert.deepEqual(columns, totals);
});

browserTest("a theme's page shows as many passages as it says", {}, async ({ page, open }) => {
  await open("themes/");
  await collected(page);
  const totals = await page.locator(".matrix tfoot td").allInnerTexts();
  const heads = await page.locator(".matrix thead a").evaluateAll((links) => links.map((link) => link.href));
  for (const at of [5, heads.length - 1]) {
    await page.locator(".matrix thead a").nth(at).click();
    await page.waitForURL(heads[at]);
    await page.waitForSelector(".theme h1");
    const [passages, essays] = (await page.locator(".theme .facts").innerText()).match(/\d+/g).map(Number);
    assert.equal(await page.locator(".theme .passage").count(), passages);
    assert.equal(await page.locator(".theme .group").count(), essays);
    assert.equal(passages, Number(totals[at]));
    assert.equal(Number(await page.locator(".tree [aria-current] ~ .c, .tree li:has([aria-current]) .c").first().innerText()), passages);
    await page.goBack();
    await page.waitForSelector(".matrix");
  }
});

browserTest("the passages of a theme's page name the theme and its words", {}, async ({ page, open }) => {
  await open("themes/planning/");
  await collected(page);
  assert.notEqual((await page.locator(".theme .definition").innerText()).trim(), "");
  const bare = await page.locator(".theme .passage").evaluateAll(
    (rows) => rows.filter((row) => !row.querySelector("mark.wash")?.textContent.trim()).length,
  );
  assert.equal(bare, 0, "every passage shows the words that make it one");
});

browserTest("a passage of a theme leads to its place in the essay", {}, async ({ page, open }) => {
  await open("themes/planning/");
  await collected(page);
  const link = page.locator(".theme .passage .words").nth(9);
  const block = (await link.getAttribute("href")).split("#")[1];
  await link.click();
  await page.waitForSelector("article[data-essay]");
  await page.waitForFunction(
    (id) => {
      const { top } = document.getElementById(id)?.getBoundingClientRect() ?? {};
      return top >= 0 && top < innerHeight;
    },
    block,
    { timeout: 3000 },
  );
  assert.deepEqual(tinted(page), ["planning"]);
});

browserTest("related themes lead on", {}, async ({ page, open }) => {
  await open("themes/planning/");
  await collected(page);
  const related = page.locator(".related a").first();
  const name = await related.innerText();
  await related.click();
  await page.waitForFunction((name) => document.querySelector("h1").textContent === name, name, { timeout: 3000 });
  assert.match(await page.title(), new RegExp(`^${name}`));
  const back = await page.locator(".related a").allInnerTexts();
  assert.ok(!back.includes(name), "no theme is related to itself");
});

browserTest("a box in the margin tints its theme, all passages and no others", {}, async ({ page, open }) => {
  await open(ESSAY);
  const rows = await legend(page);
  assert.ok(rows.length > 1);
  for (const at of [0, 1, rows.length - 1]) {
    const { colour, name, count } = rows[at];
    const box = page.locator(".legend input").nth(at);
    await box.check();
    await untilPainted(page, layer(colour));
    assert.equal((await paintedBlocks(page, layer(colour))).length, count, name);
    assert.equal(tinted(page).length, 1);
    await box.uncheck();
    await untilPainted(page, layer(colour), false);
  }
  assert.equal(new URL(page.url()).search, "");
});

browserTest("two themes at once, and again after a reload", {}, async ({ page, open }) => {
  await open("essays/green-development/");
  const rows = await legend(page);
  const chosen = [1, 3];
  for (const at of chosen) await page.locator(".legend input").nth(at).check();
  const counts = async () => {
    const found = [];
    for (const at of chosen) {
      await untilPainted(page, layer(rows[at].colour));
      found.push((await paintedBlocks(page, layer(rows[at].colour))).length);
    }
    return found;
  };
  const expected = chosen.map((at) => rows[at].count);
  assert.deepEqual(await counts(), expected);
  assert.equal(tinted(page).length, 2);
  await page.reload();
  assert.deepEqual(await counts(), expected);
  assert.deepEqual((await legend(page)).map((row) => row.chosen), rows.map((_, at) => chosen.includes(at)));
});

browserTest("a bar of the ribbon tints its theme, and a second click takes it away", {}, async ({ page, open }) => {
  await open("essays/green-development/");
  const bar = page.locator("article .ribbon [data-theme=green-development]").first();
  const name = layer(await bar.getAttribute("class"));
  await bar.click();
  await untilPainted(page, name);
  assert.deepEqual(tinted(page), ["green-development"]);
  assert.deepEqual((await legend(page)).filter((row) => row.chosen).map((row) => row.name), ["Green development"]);
  await bar.click();
  await untilPainted(page, name, false);
  assert.deepEqual(tinted(page), []);
});

browserTest("a tint is left behind with its essay", {}, async ({ page, open }) => {
  await open("essays/green-development/?theme=green-development");
  const name = layer((await legend(page)).find((row) => row.chosen).colour);
  await untilPainted(page, name);
  const from = page.url();
  await page.keyboard.press("]");
  await page.waitForFunction((from) => location.href !== from, from);
  await untilPainted(page, name, false);
  assert.deepEqual(tinted(page), []);
  await page.goBack();
  await untilPainted(page, name);
  assert.ok((await painted(page, name)) > 0);
});

browserTest("the years over the bars lie in one row", {}, async ({ page, open }) => {
  await open("themes/?view=time");
  await collected(page);
  // The bundled collection is all of one year: the heads that another would have are put beside its own.
  const tops = await page.locator(".time thead tr").evaluate((row) => {
    const heads = [1990, 1991].map((year) => {
      const head = document.createElement("th");
      head.className = "year";
      head.innerHTML = `<span>${year}</span>`;
      return row.appendChild(head);
    });
    const tops = heads.map((head) => head.getBoundingClientRect().top);
    for (const head of heads) head.remove();
    return tops;
  });
  assert.equal(tops[0], tops[1]);
});
