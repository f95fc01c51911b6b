// Reading an essay: the text stays the delivered one, the ways through it, and how it is shown.

import assert from "node:assert/strict";

import { axe, browserTest, collected, started } from "./harness.mjs";
import { blockTexts, drawn, isSameDocument, markDocument, rememberEarly } from "./article.mjs";
import { routes } from "./routes.mjs";

const ESSAYS = routes().filter((route) => /^essays\/./.test(route));
const ESSAY = "essays/green-development/";

/**
 * Runs before the application's module: readyState becomes "interactive" when the page is parsed
 * and before deferred modules run.
 */
function beforeStart(page, act) {
  return page.addInitScript(`document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    window.startedEarly = document.documentElement.dataset.app === "ready";
    (${act})();
  });`);
}

function collectNodes() {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_ALL);
  window.delivered = [];
  while (walker.nextNode()) window.delivered.push([walker.currentNode, walker.currentNode.data]);
}

/** What of the delivered article is not there any more: nodes gone, added or changed. */
function changes(page) {
  return page.evaluate(() => {
    if (window.startedEarly) return ["collected too late"];
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_ALL);
    const now = [];
    while (walker.nextNode()) now.push(walker.currentNode);
    const said = window.delivered.flatMap(([node, data], at) =>
      node === now[at] && node.data === data ? [] : [`${at}: ${node.nodeName} ${data ?? ""}`],
    );
    if (now.length !== window.delivered.length) said.push(`${window.delivered.length} → ${now.length} nodes`);
    return said.slice(0, 5);
  });
}

browserTest("the article's nodes are the same after the start", {}, async ({ page, open }) => {
  await beforeStart(page, collectNodes);
  for (const essay of [ESSAY, ESSAYS[0], "essays/growth-accounting-zh/"]) {
    await open(essay);
    await collected(page);
    assert.ok((await page.evaluate(() => window.delivered.length)) > 100);
    assert.deepEqual(await changes(page), [], essay);
  }
});

browserTest("another interface language, other colours: the article stays", {}, async ({ page, open }) => {
  await beforeStart(page, collectNodes);
  await open(ESSAY);
  await page.locator(".tools .switch [lang=zh-Hans]").click();
  await page.waitForSelector(".head[lang=zh-Hans]");
  await page.locator(".legend input").first().check();
  await drawn(page);
  assert.deepEqual(await changes(page), []);
});

browserTest("an essay reached by a link has the text of its page", {}, async ({ page, open }) => {
  await open(ESSAYS[0]);
  await collected(page);
  for (const essay of ["essays/questioning-claims/", "essays/who-innovates-zh/"]) {
    await page.goto(new URL(`/${essay}`, page.url()).href);
    await started(page);
    const own = await blockTexts(page);
    await page.locator(".brand").click();
    await collected(page);
    await page.locator(`.contents a[href$="${essay}"]`).first().click();
    await page.waitForSelector("article[data-essay]");
    assert.deepEqual(await blockTexts(page), own, essay);
    assert.ok(Object.keys(own).length > 10);
  }
});

browserTest("the contents list the headings and lead to them", {}, async ({ page, open }) => {
  await open(ESSAY);
  const headings = await page.locator("article [data-kind=heading]").evaluateAll((all) =>
    all.map((heading) => ({ id: heading.id, text: heading.textContent })),
  );
  const links = await page.locator(".toc a").evaluateAll((all) =>
    all.map((link) => ({ id: link.hash.slice(1), text: link.textContent })),
  );
  assert.deepEqual(links.slice(1, 1 + headings.length), headings);
  for (const { id } of [...headings].reverse()) {
    await page.locator(`.toc a[href$="#${id}"]`).click();
    await drawn(page);
    assert.equal(new URL(page.url()).hash, `#${id}`);
    const top = await page.locator(`#${id}`).evaluate((heading) => heading.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 300, `${id} at ${top}`);
  }
  for (const { id } of links) assert.equal(await page.locator(`[id="${id}"]`).count(), 1, id);
});

browserTest("the section that is read is marked, and progress grows", {}, async ({ page, open }) => {
  await open(ESSAY);
  const marked = () =>
    page.locator(".toc [aria-current]").evaluateAll((links) => links.map((link) => link.hash.slice(1)));
  // The rule under the header is as long as what has been read.
  const read = () =>
    page.evaluate(() => {
      const rule = getComputedStyle(document.getElementById("header"), "::after");
      return parseFloat(rule.width) / document.documentElement.clientWidth;
    });
  assert.deepEqual(await marked(), ["beginning"]);
  const headings = await page.locator("article [data-kind=heading]").evaluateAll((all) => all.map(({ id }) => id));
  const progress = [await read()];
  for (const id of headings) {
    await page.evaluate((id) => scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - 120), id);
    await page.waitForFunction(
      (id) => document.querySelector(".toc [aria-current]")?.hash === `#${id}`,
      id,
      { timeout: 2000 },
    );
    assert.deepEqual(await marked(), [id]);
    progress.push(await read());
  }
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await drawn(page);
  progress.push(await read());
  assert.ok(progress.at(-1) > 0.99, "at the end it is whole");
  assert.ok(progress.every((part, at) => part >= 0 && part <= 1 && (at === 0 || part > progress[at - 1])), `${progress}`);
});

/** Runs an act that leads to another essay, and waits for it. */
async function leads(page, act) {
  const before = await page.locator("article").getAttribute("data-essay");
  await act();
  await page.waitForFunction((before) => {
    const essay = document.querySelector("article[data-essay]")?.dataset.essay;
    return essay && essay !== before;
  }, before, { timeout: 3000 });
  return page.locator("article").getAttribute("data-essay");
}

browserTest("scrolling leaves the root as it is: a change there would style the whole page anew", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.evaluate(() => {
    window.changes = [];
    const watch = (list) => window.changes.push(...list.map(({ attributeName }) => attributeName));
    new MutationObserver(watch).observe(document.documentElement, { attributes: true });
    new MutationObserver(watch).observe(document.body, { attributes: true });
  });
  for (let steps = 0; steps < 10; steps += 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(30);
  }
  assert.deepEqual(await page.evaluate(() => window.changes), []);
});

browserTest("previous and next, by link and by key", {}, async ({ page, open }) => {
  await open(ESSAY);
  await markDocument(page);
  const expected = await page.locator(".neighbours a[rel=next]").evaluate((link) => link.href);
  const next = await leads(page, () => page.locator(".neighbours a[rel=next]").click());
  assert.equal(page.url(), expected);
  assert.equal(await page.locator("h1").count(), 1);
  assert.ok((await page.title()).startsWith(await page.locator("h1").innerText()), await page.title());
  assert.equal(await page.evaluate(() => scrollY), 0, "begun at the top");
  assert.equal(await leads(page, () => page.locator(".neighbours a[rel=prev]").click()), "green-development");
  assert.equal(await leads(page, () => page.keyboard.press("]")), next);
  assert.equal(await leads(page, () => page.keyboard.press("[")), "green-development");
  assert.ok(await isSameDocument(page), "no page was loaded");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1", "the focus goes with the reader");
});

browserTest("keys work after a box was ticked: letters are no text there", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.locator(".legend input").first().check();
  await leads(page, () => page.keyboard.press("]"));
});

browserTest("the contents and the page's language follow the essay", {}, async ({ page, open }) => {
  await open(ESSAY);
  await leads(page, () => page.locator(".facts a[hreflang=zh-Hans]").click());
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
  const headings = await page.locator("article [data-kind=heading]").allInnerTexts();
  assert.deepEqual((await page.locator(".toc a").allInnerTexts()).slice(1, 1 + headings.length), headings);
  assert.equal(await page.locator(".head").getAttribute("lang"), "en", "the interface stays in its language");
});

browserTest("a paragraph's number is a link to it", {}, async ({ page, open }) => {
  await open(ESSAY);
  const number = page.locator("article .pn").nth(6);
  const id = (await number.getAttribute("href")).slice(1);
  await number.click();
  await drawn(page);
  assert.equal(new URL(page.url()).hash, `#${id}`);
  assert.equal(await page.locator(`#${id}[data-block]`).count(), 1);
  const numbers = await page.locator("article .pn").allInnerTexts();
  assert.deepEqual(numbers, numbers.map((_, at) => String(at + 1)), "numbers count up");
  await page.reload();
  await started(page);
  const top = await page.locator(`#${id}`).evaluate((block) => block.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 450, `the address leads to it: ${top}`);
});

browserTest("the list of notes leads back to their references", {}, async ({ page, open }) => {
  await open(ESSAY);
  const note = page.locator(".notes .note").first();
  await note.locator(".back").click();
  await drawn(page);
  assert.equal(new URL(page.url()).hash, "#ref-1");
});

browserTest("back shows the same nodes where the reader was", {}, async ({ page, open }) => {
  await open(ESSAY);
  await collected(page);
  const leave = [
    ["to another essay", () => leads(page, () => page.keyboard.press("]"))],
    // By script: playwright scrolls the page before it clicks in a sticky header.
    ["to the library", () => page.locator(".brand").evaluate((link) => link.click()).then(() => page.waitForSelector(".contents"))],
  ];
  for (const [name, act] of leave) {
    await page.evaluate(() => {
      window.kept = document.querySelectorAll("article p")[5].firstChild;
      scrollTo(0, 1500);
    });
    await drawn(page);
    await act();
    await page.goBack();
    await page.waitForSelector("article[data-essay=green-development]");
    await page.waitForFunction(() => Math.abs(scrollY - 1500) < 3, null, { timeout: 2000 }).catch(() => {});
    assert.equal(await page.evaluate(() => window.kept === document.querySelectorAll("article p")[5].firstChild), true, name);
    assert.equal(await page.evaluate(() => Math.round(scrollY)), 1500, `${name}: where the reader was`);
  }
});

browserTest("forward again, and back to a place that a link left", {}, async ({ page, open }) => {
  await open(ESSAY);
  const next = await leads(page, () => page.keyboard.press("]"));
  await page.evaluate(() => scrollTo(0, 900));
  await drawn(page);
  assert.equal(await leads(page, () => page.goBack()), "green-development");
  assert.equal(await leads(page, () => page.goForward()), next);
  await page.waitForFunction(() => scrollY === 900, null, { timeout: 2000 }).catch(() => {});
  assert.equal(await page.evaluate(() => scrollY), 900, "where the reader was");
});

const PLACES = ["body", "#header", "#header-island", "#header-island .nav", "main", "article", "article p", "#aside-island", "#notice", "#dialogs-island"];

browserTest("nodes put in by others break nothing", {}, async ({ page, open }) => {
  await beforeStart(page, `() => {
    for (const place of ${JSON.stringify(PLACES)}) {
      const node = document.createElement("div");
      node.className = "injected";
      node.textContent = "injected";
      document.querySelector(place).prepend(node);
      document.querySelector(place).append(node.cloneNode(true), document.createComment("injected"));
    }
  }`);
  await open(ESSAY);
  await collected(page);
  assert.ok((await page.locator("article .injected").count()) >= 4, "the article keeps them");
  await page.locator(".tools .switch [lang=zh-Hans]").click();
  await page.waitForSelector(".head[lang=zh-Hans]");
  await leads(page, () => page.keyboard.press("]"));
  await leads(page, () => page.goBack());
  await page.locator(".brand").click();
  await page.waitForSelector(".contents .entry");
  assert.ok((await page.locator(".contents .entry").count()) > 5);
});

browserTest("the interface speaks another language, and remembers it", {}, async ({ page, open }) => {
  await open(ESSAY);
  const links = page.locator(".nav a");
  const english = await links.allInnerTexts();
  const text = await blockTexts(page);
  await page.locator(".tools .switch [lang=zh-Hans]").click();
  await page.waitForSelector(".head[lang=zh-Hans]");
  const chinese = await links.allInnerTexts();
  assert.ok(chinese.every((name, at) => name !== english[at] && /\p{Script=Han}/u.test(name)), `${chinese}`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "the essay is English still");
  assert.deepEqual(await blockTexts(page), text);
  await page.reload();
  await page.waitForSelector(".head[lang=zh-Hans]");
  await page.locator(".brand").click();
  await page.waitForSelector(".library[lang=zh-Hans]");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
});

for (const appearance of ["dark", "sepia", "light", "contrast"]) {
  browserTest(`${appearance} is there before the first paint`, {}, async ({ page, open }) => {
    await rememberEarly(page);
    const names = { dark: "Dark", sepia: "Sepia", light: "Light", contrast: "High contrast" };
    await open(ESSAY);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor);
    await page.locator(".tools .pop summary").click();
    await page.locator(".tools .sheet").getByLabel(names[appearance]).check();
    await page.waitForSelector(`html[data-appearance=${appearance}]`);
    const chosen = await paper();
    await page.reload();
    assert.equal(await page.evaluate(() => window.early.appearance), appearance);
    await started(page);
    assert.equal(await page.locator("html").getAttribute("data-appearance"), appearance);
    assert.equal(await paper(), chosen);
    await page.locator(".tools .pop summary").click();
    assert.ok(await page.locator(".tools .sheet").getByLabel(names[appearance]).isChecked());
    await page.locator(".tools .sheet").getByLabel("As the system").check();
    await page.waitForSelector("html:not([data-appearance])");
  });
}

const SHOWN = [
  { label: "Paragraph numbers", attribute: "data-numbers", of: "article .body .pn" },
  { label: "Theme ribbon", attribute: "data-ribbon", of: "article .body .ribbon" },
];

for (const { label, attribute, of } of SHOWN) {
  browserTest(`${label.toLowerCase()} can be put away`, {}, async ({ page, open }) => {
    await open(ESSAY);
    assert.ok(await page.locator(of).first().isVisible());
    await page.getByLabel(label).uncheck();
    await page.waitForSelector(`html[${attribute}=off]`);
    assert.ok(await page.locator(of).first().isHidden());
    await page.reload();
    await started(page);
    assert.ok(await page.locator(of).first().isHidden(), "remembered");
    await page.getByLabel(label).check();
    await page.waitForSelector(`html:not([${attribute}])`);
    assert.ok(await page.locator(of).first().isVisible());
  });
}

browserTest("the help opens and closes by key", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  assert.ok((await page.locator("dialog kbd").count()) > 5);
  await axe(page);
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog:not([open])", { state: "attached" });
});
