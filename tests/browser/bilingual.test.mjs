// An essay and its translation: side by side, paragraph by paragraph, one when asked.

import assert from "node:assert/strict";

import { axe, browserTest, collected, DESKTOP, PHONE } from "./harness.mjs";
import { blockTexts, paintedWords, paragraphs, select, textNodeCount, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";

function choice(page) {
  return page.getByLabel("Beside it, in 中文");
}

async function show(page, how) {
  await choice(page).selectOption({ label: how });
  await page.locator(".twin").first().waitFor();
}

/** Where a block and its twin stand. */
function boxes(page, block) {
  return page.evaluate((id) => {
    const box = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    const block = document.getElementById(id);
    return { block: box(block), twin: box(block.nextElementSibling.querySelector("[data-twin]")) };
  }, block);
}

browserTest("the translation stands beside every block, and the text stays what it was", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  const before = { texts: await blockTexts(page), nodes: await textNodeCount(page) };
  const node = await page.evaluateHandle(() => document.querySelector("article [data-block]").firstChild);
  await show(page, "Side by side");
  assert.deepEqual(await blockTexts(page), before.texts);
  assert.ok(await node.evaluate((node) => node.isConnected), "the nodes are the same");
  const counts = await page.evaluate(() => ({
    blocks: document.querySelectorAll("article [data-block]").length,
    twins: document.querySelectorAll("article [data-twin]").length,
    ids: new Set([...document.querySelectorAll("[id]")].map(({ id }) => id)).size,
    all: document.querySelectorAll("[id]").length,
  }));
  assert.equal(counts.twins, counts.blocks);
  assert.equal(counts.ids, counts.all, "no id twice");
  assert.equal(await page.locator(".twin").first().getAttribute("lang"), "zh-Hans");
  const chinese = await page.locator("[data-twin]").allInnerTexts();
  assert.match(chinese[0], /\p{Script=Han}/u);
  await axe(page);
  await choice(page).selectOption({ label: "Nothing" });
  await page.locator(".twin").first().waitFor({ state: "detached" });
  assert.equal(await textNodeCount(page), before.nodes);
});

for (const [how, viewport, holds] of [
  ["Side by side", DESKTOP, ({ block, twin }) => Math.abs(block.top - twin.top) < 12 && twin.left - block.right > 60],
  ["Paragraph by paragraph", DESKTOP, ({ block, twin }) => twin.top >= block.bottom && Math.abs(twin.left - block.left) < 2],
  ["Side by side", PHONE, ({ block, twin }) => twin.top >= block.bottom && Math.abs(twin.left - block.left) < 2],
]) {
  browserTest(`${how} at ${viewport.width} pixels, and again after a reload`, { viewport }, async ({ page, open }) => {
    await open(ESSAY);
    await collected(page);
    await show(page, how);
    const block = (await paragraphs(page))[1];
    const found = await boxes(page, block);
    assert.ok(holds(found), JSON.stringify(found));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    await axe(page);
    await page.reload();
    await page.locator(".twin").first().waitFor();
    assert.ok(holds(await boxes(page, block)));
  });
}

browserTest("one paragraph when it is asked for, by keys", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  await show(page, "A paragraph when asked");
  const twins = page.locator(".twin");
  assert.equal(await page.locator("[data-twin]:visible").count(), 0);
  await twins.nth(1).locator("summary").press("Enter");
  await twins.nth(1).locator("[data-twin]").waitFor();
  assert.equal(await page.locator("[data-twin]:visible").count(), 1);
});

browserTest("what is marked shows what the translation says of it", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  await show(page, "Side by side");
  // A paragraph of which both texts have as many sentences.
  const block = await page.evaluate(() => {
    const count = (text, mark) => text.split(mark).length;
    const twins = [...document.querySelectorAll(".block.paragraph > .twin")];
    const even = twins.find((twin) => {
      const [ours, theirs] = [twin.previousElementSibling.textContent, twin.querySelector("[data-twin]").textContent];
      return !/[?!…]|\d\.\d/.test(ours) && count(ours, /\. /) > 3 && count(ours, /\. /) === count(theirs.trim(), /。(?!$)/);
    });
    return even.previousElementSibling.id;
  });
  const first = (await blockTexts(page))[block].split(". ")[0];
  await select(page, { block, at: 2 }, { block, at: first.length - 2 });
  await untilPainted(page, "twin");
  const said = (await paintedWords(page, "twin")).join("");
  const whole = await page.locator(`#${block} + .twin [data-twin]`).innerText();
  assert.match(said, /^\p{Script=Han}.*。$/u);
  assert.ok(whole.startsWith(said) && said.length < whole.length, `${said} of ${whole}`);
  await page.keyboard.press("Escape");
  await untilPainted(page, "twin", false);
});

browserTest("the reader stays where they were when the translation comes and goes", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  const block = (await paragraphs(page)).at(-2);
  await page.evaluate((id) => {
    document.getElementById(id).scrollIntoView();
    scrollBy(0, -80);
  }, block);
  const top = () => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, block);
  const before = await top();
  for (const how of ["Paragraph by paragraph", "Nothing"]) {
    await choice(page).evaluate((select, how) => {
      select.value = [...select.options].find(({ label }) => label === how).value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, how);
    await page.waitForFunction((some) => (document.querySelectorAll(".twin").length > 0) === some, how !== "Nothing");
    await page.waitForTimeout(100);
    const after = await top();
    assert.ok(Math.abs(after - before) < 40, `${how}: ${before} ${after}`);
  }
});

browserTest("another essay, and back: its own translation or none", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  await show(page, "Paragraph by paragraph");
  const [mine] = await page.locator("[data-twin]").allInnerTexts();
  await page.locator(".neighbours a[rel=prev]").click();
  await page.locator("article[data-essay=fintech-and-inclusion] .twin").first().waitFor();
  const [other] = await page.locator("[data-twin]").allInnerTexts();
  assert.notEqual(mine, other);
  await page.goBack();
  await page.locator("article[data-essay=green-development] .twin").first().waitFor();
  assert.equal((await page.locator("[data-twin]").allInnerTexts())[0], mine);
  await page.locator(".facts a[hreflang='zh-Hans']").click();
  await page.locator("article[data-essay=green-development-zh] .twin").first().waitFor();
  assert.match((await page.locator("[data-twin]").allInnerTexts())[0], /^[A-Z]/, "the original beside the translation");
});
