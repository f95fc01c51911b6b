// Reading comfort: how the text is set, how far it is read.

import assert from "node:assert/strict";

import { axe, browserTest, collected, PHONE, started } from "./harness.mjs";
import { blockTexts, drawn, paintedBlocks, paintedWords, rememberEarly, select, untilPainted } from "./article.mjs";

const ESSAY = "essays/green-development/";
const CHINESE = "essays/growth-accounting-zh/";

/** Has the essay's page delivered with something else in one place. */
function rewritten(page, what, by) {
  return page.route(/essays\/green-development\/$/, async (route) => {
    const response = await route.fetch();
    const before = await response.text();
    const body = before.replace(what, by);
    assert.notEqual(body, before);
    await route.fulfill({ response, body });
  });
}

/** Opens the sheet of settings. */
async function settings(page) {
  await page.locator(".tools .pop summary").click();
  return page.locator(".tools .sheet");
}

/** What is computed of an element of the page. */
function style(page, selector, ...properties) {
  return page.locator(selector).first().evaluate((element, properties) => {
    const style = getComputedStyle(element);
    return properties.map((property) => style[property]);
  }, properties);
}

const pixels = (length) => parseFloat(length);

/** A value of each setting of the text, what it changes, and how. */
const SETTINGS = [
  { group: "Text size", name: "Largest", kept: "size=largest", of: "article .body p", property: "fontSize", than: (now, before) => pixels(now) > 1.4 * pixels(before) },
  { group: "Text size", name: "Small", kept: "size=small", of: "article .note p", property: "fontSize", than: (now, before) => pixels(now) < pixels(before) },
  { group: "Line length", name: "Long", kept: "measure=wide", of: "article .body", property: "width", than: (now, before) => pixels(now) > pixels(before) + 60 },
  { group: "Line length", name: "Short", kept: "measure=narrow", of: "article .body", property: "width", than: (now, before) => pixels(now) < pixels(before) - 60 },
  { group: "Line spacing", name: "Open", kept: "leading=open", of: "article .body p", property: "lineHeight", than: (now, before) => pixels(now) > pixels(before) + 2 },
  { group: "Line spacing", name: "Close", kept: "leading=close", of: "article .body p", property: "lineHeight", than: (now, before) => pixels(now) < pixels(before) - 2 },
  { group: "Letters", name: "Sans", kept: "face=sans", of: "article .body p", property: "fontFamily", than: (now) => /Noto Sans|Segoe/.test(now) },
  { group: "Chinese", name: "Kai", kept: "han=kai", of: "article .body p", essay: CHINESE, property: "fontFamily", than: (now) => now.startsWith('"Kaiti SC"') },
  { group: "Chinese", name: "Hei", kept: "han=hei", of: "article .body p", essay: CHINESE, property: "fontFamily", than: (now) => now.startsWith('"PingFang SC"') },
  { group: "Right edge", name: "Justified", kept: "edge=justified", of: "article .body p", property: "textAlign", than: (now) => now === "justify" },
];

for (const { group, name, kept, of, essay = ESSAY, property, than } of SETTINGS) {
  browserTest(`${group}: ${name} is seen, kept, and there before the first paint`, {}, async ({ page, open }) => {
    await page.addInitScript(() => localStorage.getItem("lectern.preferences") ?? localStorage.setItem("lectern.preferences", "lang=en"));
    await rememberEarly(page);
    await open(essay);
    const [before] = await style(page, of, property);
    const header = await style(page, ".brand", "fontSize", "lineHeight");
    await (await settings(page)).getByRole("radiogroup", { name: group }).getByRole("radio", { name, exact: true }).check();
    const [key, value] = kept.split("=");
    await page.waitForSelector(`html[data-${key}=${value}]`);
    const [now] = await style(page, of, property);
    assert.ok(than(now, before), `${before} → ${now}`);
    assert.deepEqual(await style(page, ".brand", "fontSize", "lineHeight"), header, "the head is not the text");
    assert.equal(await page.evaluate(() => localStorage.getItem("lectern.preferences")), `lang=en ${kept}`);
    await page.reload();
    assert.equal(await page.evaluate((key) => window.early[key], key), value);
    await started(page);
    assert.deepEqual(await style(page, of, property), [now]);
    const chosen = (await settings(page)).getByRole("radiogroup", { name: group }).getByRole("radio", { name, exact: true });
    assert.ok(await chosen.isChecked());
  });
}

browserTest("the settings by keyboard alone, and accessible", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.locator(".tools .pop summary").focus();
  await page.keyboard.press("Enter");
  for (let tab = 0; tab < 2; tab += 1) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "size");
  await page.keyboard.press("ArrowRight");
  await page.waitForSelector("html[data-size=large]");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.waitForSelector("html[data-measure=wide]");
  await axe(page);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".tools .pop:not([open])");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "the focus goes back");
});

for (const colorScheme of ["light", "dark"]) {
  browserTest(`the settings on a phone, ${colorScheme}`, { viewport: PHONE, colorScheme }, async ({ page, open }) => {
    await open(ESSAY);
    const sheet = await settings(page);
    await axe(page);
    for (const radio of await sheet.locator(".segment").all()) {
      await radio.scrollIntoViewIfNeeded();
      const { width, height } = await radio.boundingBox();
      assert.ok(width >= 40 && height >= 44, `a thumb wide: ${width} × ${height}`);
    }
    await sheet.getByRole("radio", { name: "Largest" }).check();
    await page.waitForSelector("html[data-size=largest]");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `nothing stands out: ${wide}`);
  });
}

browserTest("the settings fold when the reader goes on", {}, async ({ page, open }) => {
  await open(ESSAY);
  await settings(page);
  await page.locator("article h1").click();
  await page.waitForSelector(".tools .pop:not([open])");
});

browserTest("other pages offer the colours and the keys alone", {}, async ({ page, open }) => {
  await open("about/");
  const groups = (await settings(page)).getByRole("radiogroup");
  const names = await groups.evaluateAll((all) => all.map(({ dataset }) => dataset.setting));
  assert.deepEqual(names, ["appearance", "keys"]);
});

for (const measure of ["narrow", "wide"]) {
  browserTest(`the largest text with ${measure} lines stands clear of its margins`, {}, async ({ page, open }) => {
    await page.addInitScript((measure) => localStorage.setItem("lectern.preferences", `size=largest measure=${measure}`), measure);
    for (const width of [1181, 1300, 1440, 1920, 900, 700]) {
      await page.setViewportSize({ width, height: 900 });
      await open(ESSAY);
      const { out, text, aside } = await page.evaluate(() => ({
        out: document.documentElement.scrollWidth - innerWidth,
        text: document.querySelector("article").getBoundingClientRect().toJSON(),
        aside: document.getElementById("aside").getBoundingClientRect().toJSON(),
      }));
      assert.ok(out <= 0, `${width}: ${out} too wide`);
      if (width > 1180) assert.ok(aside.right < text.left, `${width}: the contents stand beside the text`);
    }
  });
}

browserTest("paper has its own sizes", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.emulateMedia({ media: "print" });
  const sizes = () => style(page, "article .body p", "fontSize", "lineHeight", "width");
  const before = await sizes();
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { size: "largest", measure: "narrow", leading: "open" }));
  assert.deepEqual(await sizes(), before);
  await page.evaluate(() => (document.documentElement.dataset.alone = "on"));
  assert.ok(await page.locator("article .pn").first().isVisible(), "what was put away is on paper");
});

/** Scrolls on as a reader does, in small steps, until the numbered paragraph is at the top. */
async function readTo(page, number) {
  await page.evaluate(async (number) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const target = [...document.querySelectorAll(".body .pn")].find((pn) => pn.textContent === number).parentElement;
    const head = () => document.getElementById("header").getBoundingClientRect().bottom;
    for (let step = 0; step < 400; step += 1) {
      const left = target.getBoundingClientRect().top - head() - 4;
      if (Math.abs(left) < 2) break;
      scrollBy(0, Math.sign(left) * Math.min(Math.abs(left), innerHeight / 2));
      await frame();
    }
    await frame();
  }, String(number));
}

const kept = (page) => page.evaluate(() => localStorage.getItem("lectern.progress"));

browserTest("the place is kept, offered again, and shown in the library", {}, async ({ page, open }) => {
  await open(ESSAY);
  assert.equal(await page.locator(".offer").count(), 0);
  await readTo(page, 7);
  await page.waitForFunction(() => / 7 \d+\n$/.test(localStorage.getItem("lectern.progress")));
  const before = await kept(page);
  await page.goto(new URL("/", page.url()).href);
  await collected(page);
  const at = page.locator("[data-essay-entry=green-development] .at");
  assert.equal(await at.innerText(), "You are at paragraph 7");
  assert.match(await page.locator(".titlepage .facts a").innerText(), /^Continue reading: essay \d+, paragraph 7$/);
  await axe(page);
  await page.locator("[data-essay-entry=green-development] .t a").click();
  const offer = page.getByRole("link", { name: "Continue at paragraph 7" });
  await offer.waitFor();
  await axe(page);
  // A look at the beginning takes nothing away.
  await page.mouse.wheel(0, 120);
  await drawn(page);
  assert.equal(await kept(page), before);
  await offer.click();
  await page.waitForSelector(".offer", { state: "detached" });
  const top = await page.evaluate(() => [...document.querySelectorAll(".body .pn")].find((pn) => pn.textContent === "7").getBoundingClientRect().top);
  assert.ok(top > 0 && top < 300, `${top}`);
  await readTo(page, 9);
  await page.waitForFunction(() => / 9 \d+\n$/.test(localStorage.getItem("lectern.progress")));
  // From there the way back is a way of its own.
  await readTo(page, 8);
  await page.waitForFunction(() => / 8 \d+\n$/.test(localStorage.getItem("lectern.progress")));
});

browserTest("an essay read to its end is said to be read, and nothing is offered", {}, async ({ page, open }) => {
  await open(ESSAY);
  const last = await page.locator(".body .pn").last().innerText();
  await readTo(page, last);
  await page.waitForFunction(() => / 100\n$/.test(localStorage.getItem("lectern.progress")));
  await page.waitForSelector(".head .left", { state: "detached" });
  await page.locator(".brand").evaluate((link) => link.click());
  await page.waitForSelector("[data-essay-entry=green-development] .read");
  assert.equal(await page.locator(".entry .at").count(), 0);
  await page.goto(new URL(`/${ESSAY}`, page.url()).href);
  await started(page);
  await drawn(page);
  assert.equal(await page.locator(".offer").count(), 0);
});

browserTest("to open an essay, or to look at its notes, is not to read it", {}, async ({ page, open }) => {
  await open(ESSAY);
  await drawn(page);
  await page.evaluate(() => document.querySelector(".notes").scrollIntoView());
  await drawn(page);
  assert.equal(await kept(page), null);
});

browserTest("the time left grows less", {}, async ({ page, open }) => {
  await open(ESSAY);
  const left = async () => parseInt(await page.locator(".head .left").innerText(), 10);
  const all = parseInt(await page.locator(".title .facts span", { hasText: "minutes" }).innerText(), 10);
  const times = [await left()];
  assert.ok(all >= 4 && times[0] <= all && times[0] >= all - 1, `${times[0]} of ${all}`);
  for (const number of [6, 12]) {
    await readTo(page, number);
    times.push(await left());
  }
  assert.ok(times[0] > times[1] && times[1] > times[2] && times[2] > 0, `${times}`);
});

browserTest("a browser that keeps nothing reads as well", {}, async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(Storage.prototype, "setItem", { value: () => { throw new DOMException("full", "QuotaExceededError"); } }));
  await open(ESSAY);
  await readTo(page, 5);
  assert.match(await page.locator(".head .left").innerText(), /min left/);
});

const reference = (page, at = 0) => page.locator("article .ref a").nth(at);
const openNote = (page) => page.locator(".note.open");

for (const [size, viewport] of [["a wide screen", undefined], ["a phone", PHONE]]) {
  browserTest(`a note opens at its reference on ${size}, by key, and closes`, { viewport }, async ({ page, open }) => {
    await open(ESSAY);
    await page.evaluate(() => (window.note = document.querySelector(".notes .note p").firstChild));
    const texts = await blockTexts(page);
    await reference(page).focus();
    const before = await page.evaluate(() => scrollY);
    await page.keyboard.press("Enter");
    await openNote(page).waitFor();
    assert.equal(await page.evaluate(() => scrollY), before, "the reader stays where he is");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".note.open")), "the focus is on the note");
    const { top, bottom } = await openNote(page).evaluate((note) => note.getBoundingClientRect().toJSON());
    assert.ok(top > 0 && bottom <= (await page.evaluate(() => innerHeight)), `${top} to ${bottom}`);
    assert.ok(await page.evaluate(() => window.note === document.querySelector(".note.open p").firstChild), "the note itself");
    assert.deepEqual(await blockTexts(page), texts);
    await axe(page);
    await page.keyboard.press("Escape");
    await openNote(page).waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.id), "ref-1");
    // Again by a click; the note's number leads back.
    await reference(page).click();
    await openNote(page).locator(".back").click();
    await openNote(page).waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.id), "ref-1");
    assert.equal(new URL(page.url()).hash, "");
    // Another takes its place, and a click elsewhere folds it.
    await reference(page).click();
    await reference(page, 1).evaluate((link) => link.click());
    assert.equal(await openNote(page).count(), 1);
    await page.locator("article .body p").nth(1).click({ position: { x: 5, y: 5 } });
    await openNote(page).waitFor({ state: "detached" });
  });

  browserTest(`words of an open note are marked on ${size}`, { viewport }, async ({ page, open }) => {
    await open(ESSAY);
    await reference(page).click();
    await openNote(page).waitFor();
    const block = await openNote(page).locator("[data-block]").getAttribute("id");
    const selected = await page.evaluate((block) => {
      const text = document.getElementById(block).firstChild;
      getSelection().setBaseAndExtent(text, 0, text, 16);
      return getSelection().toString();
    }, block);
    await page.locator(".marktools").waitFor();
    const note = await openNote(page).boundingBox();
    const tools = await page.locator(".marktools").boundingBox();
    assert.ok(note.y + note.height <= tools.y || tools.y + tools.height <= note.y, "the tools leave it in sight");
    await page.locator(".marktools button.colour").first().click();
    await page.waitForSelector(".note.open mark.hl");
    assert.equal(await page.locator(".note.open mark.hl").innerText(), selected);
    await page.keyboard.press("Escape");
    await page.reload();
    await started(page);
    await page.waitForSelector(".notes .note mark.hl");
  });
}

browserTest("a note does not stay open on another page", {}, async ({ page, open }) => {
  await open(ESSAY);
  await reference(page).click();
  await openNote(page).waitFor();
  await page.keyboard.press("]");
  await page.waitForSelector("article:not([data-essay=green-development])");
  await page.goBack();
  await page.waitForSelector("article[data-essay=green-development]");
  assert.equal(await openNote(page).count(), 0);
});

browserTest("without JavaScript a reference leads to its note", { javaScriptEnabled: false, allow: [/ csp$/] }, async ({ page, open }) => {
  await open(ESSAY);
  const name = (await reference(page).getAttribute("href")).slice(1);
  await reference(page).click();
  assert.equal(new URL(page.url()).hash, `#${name}`);
  assert.ok(await page.locator(`.notes [id="${name}"]`).isVisible());
  assert.ok(await page.locator(".enlarge").first().isHidden());
});

browserTest("paper has the notes in their place", {}, async ({ page, open }) => {
  await open(ESSAY);
  await reference(page).click();
  await openNote(page).waitFor();
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await style(page, ".note.open", "position", "borderTopWidth"), ["static", "0px"]);
  assert.ok(await page.locator(".enlarge").first().isHidden());
});

/** A picture of one red dot. */
const DOT = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

for (const kind of ["drawing", "image"]) {
  for (const viewport of [undefined, PHONE]) {
    browserTest(`a figure is enlarged: ${kind}, ${viewport ? "phone" : "desktop"}`, { viewport }, async ({ page, open }) => {
      if (kind === "image") {
        // As an essay's page has a picture that is no drawing.
        await rewritten(page, /<div[^>]*class="drawing"[^>]*>.*?<\/svg><\/div>/s, `<img src="${DOT}" alt="A dot" loading="lazy">`);
      }
      await open(ESSAY);
      const picture = page.locator(`article .picture ${kind === "image" ? "img" : ".drawing"}`).first();
      const text = await page.locator("article").evaluate((article) => article.textContent);
      const before = await picture.boundingBox();
      const enlarge = page.getByRole("button", { name: "Enlarge" }).first();
      await enlarge.focus();
      await page.keyboard.press("Enter");
      const dialog = page.locator("dialog.enlarged[open]");
      await dialog.waitFor();
      const shown = dialog.locator("img, .drawing");
      assert.ok((await shown.boundingBox()).width > 1.2 * before.width);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
      await axe(page);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.ok(await enlarge.evaluate((button) => button === document.activeElement), "the focus goes back");
      await picture.click();
      await dialog.waitFor();
      assert.equal(await shown.count(), 1);
      await dialog.getByRole("button", { name: "Close" }).click();
      await dialog.waitFor({ state: "detached" });
      assert.equal(await page.locator("article").evaluate((article) => article.textContent), text);
    });
  }
}

const AWAY = ["#header", "#aside", "article .pn", "article .ribbon", "article .related", "article .neighbours"];

browserTest("the text alone: by key and by button, and back", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.mouse.wheel(0, 700);
  await drawn(page);
  const place = () => page.locator("article .body p").nth(3).evaluate((p) => p.getBoundingClientRect().toJSON());
  const before = await place();
  const seen = async () => {
    const all = [];
    for (const part of AWAY) all.push(await page.locator(part).first().isVisible());
    return all;
  };
  assert.ok((await seen()).every(Boolean), "all of it can be seen");
  const leave = page.getByRole("button", { name: "All of the page" });
  assert.equal(await leave.count(), 0, "there is nothing to leave");
  const ways = [
    [() => page.keyboard.press("f"), () => page.keyboard.press("f")],
    [() => page.keyboard.press("f"), () => page.keyboard.press("Escape")],
    // By script: playwright scrolls the page before it clicks in a sticky header.
    [() => page.evaluate(() => [".tools .pop summary", ".acts button"].forEach((part) => document.querySelector(part).click())), () => leave.click()],
  ];
  for (const [go, back] of ways) {
    await go();
    await page.waitForSelector("html[data-alone]");
    assert.deepEqual(await seen(), AWAY.map(() => false));
    assert.deepEqual(await place(), before, "the text stays where it was");
    assert.ok(await leave.evaluate((button) => button === document.activeElement), "the focus is where it can be seen");
    await axe(page);
    await back();
    await page.waitForSelector("html:not([data-alone])");
    assert.ok((await seen()).every(Boolean));
    assert.equal(await leave.count(), 0, "it has been left");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  }
  await page.keyboard.press("f");
  await page.evaluate(() => document.querySelector(".brand").click());
  await page.waitForSelector(".library");
  assert.ok(await page.locator("#header").isVisible(), "other pages are whole");
  assert.equal(await leave.count(), 0, "there is nothing to leave on other pages");
});

browserTest("Escape lets go of one thing after the other", {}, async ({ page, open }) => {
  await open(ESSAY);
  await page.keyboard.press("f");
  await reference(page).click();
  await openNote(page).waitFor();
  await page.keyboard.press("Escape");
  await openNote(page).waitFor({ state: "detached" });
  assert.equal(await page.locator("html[data-alone]").count(), 1);
  const [block] = await page.locator("article p[data-kind=paragraph]").evaluateAll((all) => all.map(({ id }) => id));
  await select(page, { block, at: 0 }, { block, at: 20 });
  await page.locator(".marktools").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".marktools").waitFor({ state: "detached" });
  assert.equal(await page.locator("html[data-alone]").count(), 1);
  await page.keyboard.press("Escape");
  await page.waitForSelector("html:not([data-alone])");
});

/** Gives the page voices for languages, that note what they say and are done with it when the test says so. */
function voices(page, languages) {
  return page.addInitScript((languages) => {
    window.said = [];
    let pending = null;
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => languages.map((lang) => ({ lang })),
      speak(utterance) {
        window.said.push([utterance.lang, utterance.text]);
        pending = utterance;
      },
      cancel() {
        const { onerror } = pending ?? {};
        pending = null;
        onerror?.();
      },
    });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis, configurable: true });
    window.finish = () => {
      const { onend } = pending;
      pending = null;
      onend();
    };
  }, languages);
}

const said = (page, count) =>
  page.waitForFunction((count) => window.said.length >= count, count, { timeout: 3000 }).then(() => page.evaluate(() => window.said));
const speakingTools = (page) => page.getByRole("region", { name: "Read aloud" });

browserTest("reading aloud follows the sentence, pauses, goes on, stops", {}, async ({ page, open }) => {
  await voices(page, ["en-GB", "zh_CN"]);
  await open(ESSAY);
  await page.evaluate(() => (window.texts = [...document.querySelectorAll("article .body p")].map((p) => p.firstChild)));
  await (await settings(page)).getByRole("button", { name: "Read aloud" }).click();
  const first = await said(page, 1);
  assert.equal(first[0][0], "en");
  assert.match(first[0][1], /^The best-known sentence of Our Common Future.*\.$/s);
  assert.equal(await untilPainted(page, "spoken"), 3, "one range for each text node");
  assert.equal((await paintedWords(page, "spoken")).join(""), first[0][1]);
  await axe(page);
  await page.evaluate(() => window.finish());
  const second = (await said(page, 2))[1][1];
  assert.match(second, /^The definition is so familiar/);
  await drawn(page);
  assert.deepEqual(await paintedWords(page, "spoken"), [second]);
  await page.keyboard.press("r");
  await speakingTools(page).getByRole("button", { name: "Go on" }).waitFor();
  assert.equal((await said(page, 2)).length, 2, "nothing is said in a pause");
  await speakingTools(page).getByRole("button", { name: "Go on" }).click();
  assert.equal((await said(page, 3))[2][1], second, "the sentence again");
  await speakingTools(page).getByRole("button", { name: "Next sentence" }).click();
  assert.match((await said(page, 4))[3][1], /^The lines that follow/);
  await speakingTools(page).getByRole("button", { name: "Stop" }).click();
  await speakingTools(page).waitFor({ state: "detached" });
  await untilPainted(page, "spoken", false);
  assert.ok(await page.evaluate(() => window.texts.every((text, at) => text === document.querySelectorAll("article .body p")[at].firstChild)));
  await page.keyboard.press("r");
  await said(page, 5);
  await page.keyboard.press("Escape");
  await speakingTools(page).waitFor({ state: "detached" });
});

browserTest("reading aloud begins where the reader is, leaves the notes out, and ends", { timeout: 90_000 }, async ({ page, open }) => {
  await voices(page, ["en"]);
  await open(ESSAY);
  const [last, before] = await page.evaluate(() => {
    const blocks = [...document.querySelectorAll(".body [data-block]")].map(({ id }) => id);
    return [blocks.at(-1), blocks.at(-2)];
  });
  await page.evaluate(() => [...document.querySelectorAll(".body .pn")].at(-2).parentElement.scrollIntoView());
  await drawn(page);
  await page.keyboard.press("r");
  await said(page, 1);
  const blocks = new Set();
  for (let count = 1; count < 60 && (await speakingTools(page).count()); count += 1) {
    for (const block of await paintedBlocks(page, "spoken")) blocks.add(block);
    await page.evaluate(() => window.finish());
    await drawn(page);
  }
  assert.equal(await speakingTools(page).count(), 0, "it ends");
  assert.ok(blocks.has(last) && blocks.has(before) && blocks.size <= 4, `${[...blocks]}`);
});

for (const [voice, spoken] of [["zh_CN", "zh-Hans"], ["fr-FR", "en"]]) {
  browserTest(`reading aloud inside a sentence: Chinese, with the voices en and ${voice}`, { viewport: PHONE }, async ({ page, open }) => {
    await voices(page, ["en-GB", voice]);
    await rewritten(page, "Gro Harlem Brundtland", '<span lang="zh-Hans">布伦特兰</span>');
    await open(ESSAY);
    await page.keyboard.press("r");
    for (let count = 1; count < 3; count += 1) {
      await said(page, count);
      await page.evaluate(() => window.finish());
    }
    const [before, foreign, after] = await said(page, 3);
    assert.equal(before[0], "en");
    assert.match(before[1], /chaired by $/);
    assert.deepEqual(foreign, [spoken, "布伦特兰"]);
    assert.equal(after[0], "en");
    assert.match(after[1], /^, defines .*theirs\.$/);
    assert.equal((await paintedWords(page, "spoken")).join(""), before[1] + foreign[1] + after[1]);
    await axe(page);
  });
}

browserTest("without a voice nothing offers to read aloud", {}, async ({ page, open }) => {
  await voices(page, ["fr-FR"]);
  await open(ESSAY);
  assert.equal(await (await settings(page)).getByRole("button").count(), 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await drawn(page);
  assert.equal(await speakingTools(page).count(), 0);
  // Voices may come late.
  await page.evaluate(() => {
    speechSynthesis.getVoices = () => [{ lang: "en_US" }];
    speechSynthesis.dispatchEvent(new Event("voiceschanged"));
  });
  await page.keyboard.press("r");
  await said(page, 1);
});

browserTest("a browser that cannot speak reads as well", {}, async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(window, "speechSynthesis", { value: undefined }));
  await open(ESSAY);
  assert.equal(await (await settings(page)).getByRole("button").count(), 1);
});

browserTest("who leaves the essay hears no more of it", {}, async ({ page, open }) => {
  await voices(page, ["en"]);
  await open(ESSAY);
  await page.keyboard.press("r");
  await said(page, 1);
  await page.keyboard.press("]");
  await page.waitForSelector("article:not([data-essay=green-development])");
  await drawn(page);
  assert.equal(await speakingTools(page).count(), 0);
  assert.equal((await said(page, 1)).length, 1);
});
