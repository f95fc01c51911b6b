// Links to words, and highlights in links: what another browser finds there.

import assert from "node:assert/strict";

import { axe, browserTest, collected, DESKTOP, PHONE } from "./harness.mjs";
import { paintedWords, paragraphs, select, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";
const COPYING = { context: { permissions: ["clipboard-read", "clipboard-write"] } };
const NOTE = "Is this still so? 是否仍然如此？";

function panel(page) {
  return page.locator(".shared");
}

async function untilSaid(page, words) {
  await page.locator("#notice [role=status]", { hasText: words }).waitFor({ timeout: 4000 });
}

/** Marks words, writes a note, and copies the link that shares both. */
async function share(page, open) {
  await open(ESSAY);
  await collected(page);
  const block = (await paragraphs(page))[4];
  const words = await select(page, { block, at: 4 }, { block, at: 60 });
  await page.locator(".marktools").waitFor();
  await page.keyboard.press("w");
  await page.locator(".marktools textarea").fill(NOTE);
  await page.keyboard.press("Control+Enter");
  await page.locator("article mark.hl").first().click();
  await page.locator(".marktools").getByRole("button", { name: "Share" }).click();
  await untilSaid(page, "Nothing was sent");
  return { words, link: await page.evaluate(() => navigator.clipboard.readText()) };
}

for (const viewport of [DESKTOP, PHONE]) {
  browserTest(`a highlight with its note goes through a link at ${viewport.width} pixels`, { viewport, ...COPYING }, async ({ page, open, site }) => {
    const { words, link } = await share(page, open);
    assert.ok(link.length < 900, `${link.length}: ${link}`);
    const asked = site.seen.length;
    // Another reader: nothing is kept there.
    const context = await page.context().browser().newContext({ viewport });
    const other = await context.newPage();
    const problems = [];
    other.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    other.on("pageerror", (error) => problems.push(String(error)));
    await other.goto(link);
    await panel(other).waitFor();
    assert.equal(await panel(other).locator("blockquote").innerText(), words);
    assert.equal(await panel(other).locator(".says").innerText(), NOTE);
    await untilPainted(other, "shared");
    assert.equal((await paintedWords(other, "shared")).join(""), words);
    assert.equal(await other.locator("article mark.hl").count(), 0);
    assert.ok(site.seen.slice(asked).every((path) => !path.includes("shared")), "nothing was sent");
    await axe(other);
    await panel(other).getByRole("button", { name: "Keep" }).press("Enter");
    await panel(other).waitFor({ state: "detached" });
    await other.locator("article mark.hl").first().waitFor();
    assert.equal((await other.locator("article mark.hl").allInnerTexts()).join(""), words);
    await other.waitForSelector("html:not([data-unkept])", { state: "attached" });
    await other.reload();
    await other.locator("article mark.hl").first().waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  });
}

browserTest("a shared highlight is put away, and one that is damaged is told", COPYING, async ({ page, open }) => {
  const { link } = await share(page, open);
  const own = link.split(":~:")[0];
  await page.goto("about:blank");
  await page.goto(own);
  await panel(page).getByRole("button", { name: "Put away" }).click();
  await panel(page).waitFor({ state: "detached" });
  await untilPainted(page, "shared", false);
  assert.ok(!(await page.evaluate(() => location.hash)), "the address is the essay's own");
  for (const damaged of [own.slice(0, -20), own.replace("shared=1", "shared=2"), own.replace("green-development", "growth-accounting")]) {
    await page.goto("about:blank");
    await page.goto(damaged);
    await untilSaid(page, "cannot be read");
    assert.equal(await panel(page).count(), 0);
  }
});

browserTest("a link to words says when the text is another", {}, async ({ page, open }) => {
  await open(ESSAY);
  const [block] = await paragraphs(page);
  const revision = await page.locator("article").getAttribute("data-revision");
  const cases = [
    [`${block}:4-20~${revision}`, true, ""],
    [`${block}:4-20~another`, false, "another version"],
    [`nowhere:4-20~another`, false, "not in this version"],
  ];
  for (const [fragment, paints, said] of cases) {
    await page.goto("about:blank");
    await open(`${ESSAY}#${fragment}`);
    if (said) await untilSaid(page, said);
    await untilPainted(page, "target", paints);
  }
});
