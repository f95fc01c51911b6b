// Reading and marking by the keyboard alone, as with a screen reader: what is reached, done and said.

import assert from "node:assert/strict";

import { axe, browserTest, collected } from "./harness.mjs";
import { painted, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";
const COPYING = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

/** What the page last said. */
function said(page) {
  return page.locator("#notice [role=status]").innerText();
}

async function untilSaid(page, words) {
  await page.locator("#notice [role=status]", { hasText: words }).waitFor({ state: "attached", timeout: 4000 });
}

function selection(page) {
  return page.evaluate(() => getSelection().toString());
}

function marks(page) {
  return page.locator("article mark.hl");
}

/** What has the focus: a short name for what the tests ask about. */
function focus(page) {
  return page.evaluate(() => {
    const { activeElement: it } = document;
    if (it.closest("mark.hl")) return "mark";
    if (it.closest(".marktools")) return `tools ${it.ariaLabel ?? it.textContent}`;
    if (it.closest("[data-block]")) return "block";
    return it.localName;
  });
}

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

browserTest("the sentence cursor steps, grows, and is said", {}, async ({ page, open }) => {
  await open(ESSAY);
  await press(page, "s");
  const first = await selection(page);
  assert.match(first, /^\p{Lu}.*[.?!]$/su, "a sentence");
  await untilSaid(page, first);
  await untilPainted(page, "cursor");
  await press(page, "s");
  const second = await selection(page);
  assert.notEqual(second, first);
  await untilSaid(page, second);
  assert.equal(await page.locator("#notice [role=status]").evaluate((status) => status.lang), "en");
  await press(page, "S");
  assert.equal(await selection(page), first);
  await press(page, "e");
  assert.equal(await selection(page), `${first} ${second}`);
  assert.equal((await said(page)).trim(), second, "what is new is said");
  await press(page, "E");
  assert.equal(await selection(page), first);
  await press(page, "Escape");
  assert.equal(await selection(page), "");
  await press(page, "s");
  assert.equal(await selection(page), second, "it goes on from where it was");
});

browserTest("the cursor is kept in sight, to the end of the text and back", {}, async ({ page, open }) => {
  await open(ESSAY);
  let last;
  for (let steps = 0; steps < 400; steps += 1) {
    await press(page, "s");
    const now = await page.evaluate(() => {
      const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
      return { words: getSelection().toString(), isSeen: bottom > 60 && top < innerHeight };
    });
    assert.ok(now.isSeen, now.words);
    if (now.words === last) break;
    last = now.words;
  }
  const { block, words } = await page.evaluate(() => {
    const blocks = [...document.querySelectorAll("article [data-block]")].filter((block) => block.textContent.trim());
    return { block: blocks.at(-1).contains(getSelection().anchorNode), words: getSelection().toString() };
  });
  assert.ok(block, `the last block was reached: ${words}`);
});

browserTest("every act by keys alone, and the focus is never lost", COPYING, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  await press(page, "s", "s", "s", "e");
  const words = await selection(page);
  // A colour of the tools, reached by their key as soon as they are there.
  await page.locator(".marktools").waitFor();
  await press(page, "t");
  assert.match(await focus(page), /^tools Yellow/);
  await axe(page);
  await press(page, "Tab", "Enter");
  await marks(page).first().waitFor();
  const marked = async () => (await marks(page).allInnerTexts()).join("").replaceAll(/\s+/g, " ");
  assert.equal(await marked(), words.replaceAll(/\s+/g, " "));
  await untilSaid(page, "Highlighted");
  assert.notEqual(await focus(page), "body");
  // Back to it, another colour, a note.
  await press(page, "m");
  assert.equal(await focus(page), "mark");
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-description")), /wavy/i);
  await press(page, "Enter");
  await page.waitForFunction(() => document.activeElement.closest(".marktools"));
  assert.match(await focus(page), /^tools Yellow/);
  await press(page, "3");
  await page.locator("article mark.hl-3").first().waitFor();
  assert.equal(await focus(page), "mark");
  await press(page, "Enter");
  await page.waitForFunction(() => document.activeElement.closest(".marktools"));
  await press(page, "w");
  await page.locator(".marktools textarea").waitFor();
  await page.waitForFunction(() => document.activeElement.localName === "textarea");
  await axe(page);
  await page.keyboard.type("By keys alone.");
  await press(page, "Control+Enter");
  await page.locator(".mynote", { hasText: "By keys alone." }).waitFor();
  assert.equal(await focus(page), "mark");
  // Copying and citing.
  const tool = async (name) => {
    await press(page, "Enter");
    await page.waitForFunction(() => document.activeElement.closest(".marktools"));
    for (let tabs = 0; tabs < 12 && !(await focus(page)).endsWith(name); tabs += 1) await press(page, "Tab");
    assert.equal(await focus(page), `tools ${name}`);
    await press(page, "Enter");
  };
  await tool("Copy");
  await untilSaid(page, "Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.replaceAll(/\s+/g, " "), words.replaceAll(/\s+/g, " "));
  await press(page, "Escape");
  assert.equal(await focus(page), "mark");
  await tool("Cite");
  await page.locator("#citations[open]").waitFor();
  await press(page, "Escape");
  await page.locator("#citations").waitFor({ state: "hidden" });
  await press(page, "Escape");
  // Away, and back.
  await press(page, "m");
  await tool("Remove");
  await marks(page).first().waitFor({ state: "detached" });
  assert.equal(await focus(page), "block");
  await press(page, "u");
  await marks(page).first().waitFor();
  assert.equal(await marked(), words.replaceAll(/\s+/g, " "));
  assert.equal(await painted(page, "cursor") > 0, true, "the cursor is where it was");
});

browserTest("keys that are faster than the browser mark what is selected now", {}, async ({ page, open }) => {
  await open(ESSAY);
  for (const [step, key] of [["s", "1"], ["s", "2"], ["e", "3"], ["s", "4"]]) {
    // Both keys in one task: the browser tells of the selection later.
    const selected = await page.evaluate(([step, key]) => {
      const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      press(step);
      const selected = getSelection().toString();
      press(key);
      return selected;
    }, [step, key]);
    const made = page.locator(`article mark.hl-${key}`);
    await made.first().waitFor();
    assert.equal((await made.allInnerTexts()).join(""), selected);
  }
});

browserTest("single keys are put off, and stay off; the others work", {}, async ({ page, open }) => {
  await open(ESSAY);
  const panel = page.locator(".pop:visible > summary", { hasText: "Aa" });
  await panel.click();
  await page.getByRole("radiogroup", { name: "Single keys" }).getByRole("radio", { name: "Off" }).check();
  await axe(page);
  for (const reload of [false, true]) {
    if (reload) await open(ESSAY);
    await page.locator("article h1").click();
    await press(page, "s", "?", "1");
    assert.equal(await selection(page), "");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await press(page, "Control+k");
    await page.locator("dialog[open]").waitFor();
    await press(page, "Escape");
    await page.locator("dialog[open]").waitFor({ state: "hidden" });
  }
});
