// What is laid over the text: layers over each other, and what stands in for them in an old browser.

import assert from "node:assert/strict";

import { browserTest, collected } from "./harness.mjs";
import { blockTexts, paintedWords, paragraphs, select, textNodeCount, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";
const THEMES = ["green-development", "development-philosophy"];

browserTest("without the Custom Highlight API, marks stand in, over each other in every way", {}, async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
  await open(ESSAY);
  await collected(page);
  const before = { texts: await blockTexts(page), nodes: await textNodeCount(page) };
  const expected = Object.values(before.texts).join("\n").match(/\bcarbon\b/gi).length;
  await open(`${ESSAY}?q=carbon&theme=${THEMES.join("&theme=")}`);
  await page.locator("article mark.painted-hit").first().waitFor();
  const words = async (layer) => page.locator(`article mark.painted-${layer}`).allTextContents();
  assert.equal((await words("hit")).filter((word) => /carbon/i.test(word)).length, expected);
  assert.deepEqual(await blockTexts(page), before.texts);
  assert.ok(await page.locator("article mark[class*=painted-theme]").count());
  // A highlight over a hit inside of two tints: all of them hold the same words.
  const block = await page.locator("article mark.painted-hit").first().evaluate((hit) => hit.closest("[data-block]").id);
  const at = before.texts[block].toLowerCase().indexOf("carbon");
  await select(page, { block, at: Math.max(0, at - 8) }, { block, at: at + 12 });
  await page.locator(".marktools").waitFor();
  await page.keyboard.press("2");
  await page.locator("article mark.hl-2").first().waitFor();
  const marked = before.texts[block].slice(Math.max(0, at - 8), at + 12);
  assert.equal((await page.locator("article mark.hl-2").allTextContents()).join(""), marked);
  assert.equal((await words("hit")).filter((word) => /carbon/i.test(word)).length, expected);
  assert.deepEqual(await blockTexts(page), before.texts);
  // All gone again, and the nodes are joined.
  await page.locator(".stepper").getByRole("button", { name: "Close" }).click();
  for (const theme of THEMES) await page.locator(`.legend li:has(a[href*="${theme}/"]) input`).uncheck();
  await page.locator("article mark.painted").first().waitFor({ state: "detached" });
  await page.locator("article mark.hl-2").first().click();
  await page.locator(".marktools").getByRole("button", { name: "Remove" }).click();
  await page.locator("article .body mark").first().waitFor({ state: "detached" });
  assert.equal(await textNodeCount(page), before.nodes);
});

browserTest("hits, tints, a highlight and the cursor in the same words are all what they would be alone", {}, async ({ page, open }) => {
  await open(`${ESSAY}?q=carbon`);
  await collected(page);
  await untilPainted(page, "hit");
  const alone = await paintedWords(page, "hit");
  const [first] = await paragraphs(page);
  for (const theme of THEMES) await page.locator(`.legend li:has(a[href*="${theme}/"]) input`).check();
  const texts = await blockTexts(page);
  const block = Object.keys(texts).find((id) => /carbon/i.test(texts[id]) && id !== first);
  const at = texts[block].toLowerCase().indexOf("carbon");
  // Over the first half of the hit, then over the second with what follows.
  for (const [from, to, key] of [[at - 5, at + 3, "1"], [at + 2, at + 20, "2"]]) {
    await select(page, { block, at: Math.max(0, from) }, { block, at: to });
    await page.locator(".marktools").waitFor();
    await page.keyboard.press(key);
    const made = page.locator(`article mark.hl-${key}`);
    await made.first().waitFor();
    assert.equal((await made.allTextContents()).join(""), texts[block].slice(Math.max(0, from), to));
  }
  await page.keyboard.press("s");
  await untilPainted(page, "cursor");
  assert.equal((await paintedWords(page, "hit")).join(" ").replaceAll(" ", ""), alone.join("").replaceAll(" ", ""));
  assert.deepEqual(await blockTexts(page), texts);
  const themes = await page.evaluate(() => [...CSS.highlights].filter(([name, { size }]) => name.startsWith("theme-") && size).length);
  assert.equal(themes, 2);
  const order = await page.evaluate(() => ["theme-0", "target", "hit", "cursor", "hit-now"].map((name) => CSS.highlights.get(name)?.priority ?? 0));
  assert.deepEqual(order, [...order].sort((a, b) => a - b), "a later layer lies over an earlier");
});
