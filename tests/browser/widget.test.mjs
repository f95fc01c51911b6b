// <essay-viewer> in a page of another origin: what it shows, what it leaves alone, and that it goes without a trace.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { build } from "esbuild";

import { axe, browserTest } from "./harness.mjs";
import { serve } from "./server.mjs";

/** An essay of the bundled collection, and words that stand in it. */
const ESSAY = "digital-infrastructure";

/** A page of another origin around `body`, open until `use` is done. */
async function hosted({ page, site }, body, use, { head = "", policy = "" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "host-"));
  writeFileSync(join(folder, "favicon.ico"), "");
  const guard = policy && `<meta http-equiv="content-security-policy" content="${policy(site.origin)}">`;
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>${guard}${head}
<script type="module" src="${site.url("widget.js")}"></script></head><body><main><h1>A host</h1>${body(site.url())}</main></body></html>`,
  );
  const host = await serve(folder);
  try {
    await page.goto(host.url());
    await use(host);
  } finally {
    await host.close();
  }
}

/** Waits until the viewers of a page hold the collection. */
function whole(page) {
  return page.evaluate(() => Promise.all([...document.querySelectorAll("essay-viewer")].map((viewer) => viewer.ready)));
}

const viewer = (attributes, inside = "") => (src) => `<essay-viewer src="${src}" ${attributes}>${inside}</essay-viewer>`;

/** Allows what a widget needs, and nothing else. */
const STRICT = (origin) =>
  `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'self'`;

browserTest("a viewer shows an essay in a page of another origin under a strict policy", {}, async (fixture) => {
  const { page } = fixture;
  await hosted(
    fixture,
    viewer(`view="essay" essay="${ESSAY}"`),
    async (host) => {
      await whole(page);
      assert.ok((await page.locator("essay-viewer h1").innerText()).length > 5);
      assert.equal(await page.locator("essay-viewer").evaluate((element) => element.shadowRoot.mode), "open");
      await axe(page);
      assert.equal(page.url(), host.url(), "the page's address is its own");
    },
    { policy: STRICT },
  );
});

browserTest("the styles of a hostile page and of its viewer stay apart", {}, async (fixture) => {
  const { page } = fixture;
  const hostile = "<style>* { all: unset; font-size: 40px !important; color: red !important; letter-spacing: 1em !important }</style>";
  const computed = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("html, body, main, h1, p")].map((element) => {
        const style = getComputedStyle(element);
        return [...style].filter((name) => !/^--|size|height|perspective|transform-origin|width/.test(name)).map((name) => [name, style.getPropertyValue(name)]);
      }),
    );
  const measured = () =>
    page.evaluate(() => {
      const root = document.querySelector("essay-viewer").shadowRoot;
      return ["h1", ".paragraph p", ".brand"].map((selector) => {
        const { fontSize, color, letterSpacing, display } = getComputedStyle(root.querySelector(selector));
        return { fontSize, color, letterSpacing, display };
      });
    });
  let plain;
  await hosted(fixture, viewer(`essay="${ESSAY}"`), async () => {
    await whole(page);
    plain = await measured();
  });
  await hosted(
    fixture,
    (src) => `<p>Text of the host.</p>${viewer(`essay="${ESSAY}"`)(src)}`,
    async () => {
      const before = await computed();
      await whole(page);
      assert.deepEqual(await measured(), plain);
      assert.deepEqual(await computed(), before);
      assert.equal(await page.locator("essay-viewer").evaluate((element) => getComputedStyle(element).display), "block");
    },
    { head: hostile },
  );
});

browserTest("viewers of a page share one program", {}, async (fixture) => {
  const { page, site } = fixture;
  await hosted(fixture, (src) => viewer(`essay="${ESSAY}"`)(src) + viewer('view="themes"')(src), async () => {
    await page.locator("essay-viewer").last().scrollIntoViewIfNeeded();
    await whole(page);
    const programs = site.seen.filter((path) => /lectern-app-.*\.wasm$/.test(path));
    assert.equal(programs.length, 1, programs.join(" "));
    assert.notEqual(await page.locator("essay-viewer h1").first().innerText(), await page.locator("essay-viewer h1").last().innerText());
  });
});

browserTest("a viewer that is far away fetches nothing", {}, async (fixture) => {
  const { page, site } = fixture;
  await hosted(fixture, (src) => `<div style="height: 6000px"></div>${viewer(`essay="${ESSAY}"`, "<p>Until then</p>")(src)}`, async () => {
    await page.waitForFunction(() => customElements.get("essay-viewer"));
    await page.waitForTimeout(500);
    assert.deepEqual(site.seen.filter((path) => /wasm|essays/.test(path)), []);
    assert.ok(await page.getByText("Until then").isVisible());
    await page.locator("essay-viewer").scrollIntoViewIfNeeded();
    await whole(page);
    assert.ok(!(await page.getByText("Until then").isVisible()));
  });
});

browserTest("attributes, methods and events work while the viewer lives", {}, async (fixture) => {
  const { page, site } = fixture;
  await hosted(fixture, viewer('view="library"'), async () => {
    await page.evaluate(() => {
      window.heard = [];
      for (const name of ["essay-open", "search-results", "highlight-change", "viewer-error"]) {
        document.addEventListener(name, (event) => window.heard.push([name, event.detail]));
      }
    });
    await whole(page);
    const title = page.locator("essay-viewer h1");
    const library = await title.innerText();
    await page.evaluate((essay) => document.querySelector("essay-viewer").setAttribute("essay", essay), ESSAY);
    await page.evaluate(() => document.querySelector("essay-viewer").setAttribute("view", "essay"));
    await page.locator("essay-viewer article[data-essay]").waitFor();
    assert.notEqual(await title.innerText(), library);
    const found = await page.evaluate(() => document.querySelector("essay-viewer").search("innovation", { limit: 2 }));
    assert.ok(found.total >= 2 && found.hits.length === 2 && found.took_ms >= 0);
    for (const { url, title, essay, score, passages } of found.hits) {
      assert.ok(url.startsWith(`${site.url()}essays/${essay}/`) && title && score > 0 && passages.length > 0);
      for (const { text, marks, block } of passages) {
        assert.ok(marks.every(([start, end]) => /innovat/i.test(text.slice(start, end))) && block, text);
      }
    }
    await page.evaluate(([essay, block]) => document.querySelector("essay-viewer").open(essay, block), [found.hits[1].essay, found.hits[1].passages[0].block]);
    await page.locator(`essay-viewer article[data-essay="${found.hits[1].essay}"]`).waitFor();
    await page.evaluate(() => (document.querySelector("essay-viewer").appearance = "dark"));
    await page.locator("essay-viewer .lectern[data-appearance=dark]").waitFor({ state: "attached" });
    await page.evaluate(() => document.querySelector("essay-viewer").setAttribute("lang", "zh-Hans"));
    await page.locator('essay-viewer .head[lang="zh-Hans"]').waitFor();
    await page.evaluate(() => (document.querySelector("essay-viewer").height = "500px"));
    assert.equal(await page.locator("essay-viewer").evaluate((element) => element.offsetHeight), 500);
    const heard = await page.evaluate(() => window.heard);
    const of = (name) => heard.filter(([heard]) => heard === name).map(([, detail]) => detail);
    assert.deepEqual(of("essay-open").map(({ essay }) => essay), [ESSAY, found.hits[1].essay]);
    assert.deepEqual(of("search-results"), [{ query: "innovation" }]);
    assert.deepEqual(of("viewer-error"), []);
  });
});

browserTest("what changes while the viewer is on its way holds, and the reader's own choices do too", {}, async (fixture) => {
  const { page } = fixture;
  await hosted(fixture, viewer('view="library"'), async () => {
    await page.waitForFunction(() => document.querySelector("essay-viewer").search);
    await page.evaluate((essay) => {
      const element = document.querySelector("essay-viewer");
      element.highlights();
      element.setAttribute("view", "essay");
      element.setAttribute("essay", essay);
    }, ESSAY);
    await whole(page);
    await page.locator(`essay-viewer article[data-essay="${ESSAY}"]`).waitFor();
    await page.locator("essay-viewer .tools .switch button", { hasText: "中文" }).click();
    await page.locator('essay-viewer .head[lang="zh-Hans"]').waitFor();
    await page.evaluate(() => (document.querySelector("essay-viewer").appearance = "sepia"));
    await page.locator("essay-viewer .lectern[data-appearance=sepia]").waitFor({ state: "attached" });
    assert.equal(await page.locator("essay-viewer .head").getAttribute("lang"), "zh-Hans");
  });
});

browserTest("highlights are made in a viewer, and kept apart from the page's own store", {}, async (fixture) => {
  const { page } = fixture;
  await hosted(fixture, viewer(`essay="${ESSAY}"`), async () => {
    await whole(page);
    await page.evaluate(() => localStorage.setItem("lectern.preferences", "the host's"));
    const box = await page.locator("essay-viewer .body .paragraph p").first().boundingBox();
    await page.mouse.move(box.x + 4, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 12, { steps: 5 });
    await page.mouse.up();
    await page.locator("essay-viewer .marktools").waitFor();
    await page.keyboard.press("1");
    await page.locator("essay-viewer mark[data-mark]").first().waitFor();
    const words = await page.locator("essay-viewer mark[data-mark]").first().innerText();
    await page.locator("essay-viewer .lectern:not([data-unkept])").waitFor({ state: "attached" });
    const kept = await page.evaluate(async () => ({
      highlights: await document.querySelector("essay-viewer").highlights(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      keys: Object.keys(localStorage),
    }));
    assert.equal(kept.highlights.length, 1);
    assert.ok(JSON.stringify(kept.highlights[0]).includes(words));
    assert.ok(kept.databases.every((name) => name.startsWith("lectern:http")), kept.databases.join(" "));
    assert.ok(kept.keys.every((key) => key === "lectern.preferences" || key.startsWith("lectern:http")), kept.keys.join(" "));
    assert.equal(await page.evaluate(() => localStorage.getItem("lectern.preferences")), "the host's");
    await page.reload();
    await whole(page);
    await page.locator("essay-viewer mark[data-mark]").first().waitFor();
  });
});

browserTest("links lead on inside of the viewer, and back", {}, async (fixture) => {
  const { page } = fixture;
  await hosted(fixture, viewer('view="library"'), async (host) => {
    await whole(page);
    const first = page.locator("essay-viewer .contents .entry h3 a").first();
    const title = await first.innerText();
    await first.click();
    await page.locator("essay-viewer article[data-essay]").waitFor();
    assert.equal(await page.locator("essay-viewer h1").innerText(), title);
    assert.equal(page.url(), host.url());
    assert.equal(await page.evaluate(() => history.length), 2);
    await page.locator("essay-viewer .back-step").click();
    await first.waitFor();
  });
});

browserTest("a viewer that is taken away leaves nothing behind", {}, async (fixture) => {
  const { page } = fixture;
  const counting = `<script>
    window.listening = 0;
    window.programs = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      const memory = (made.instance ?? made).exports.memory;
      if (memory) window.programs.push(new WeakRef(memory));
      return made;
    };
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target;
      target.addEventListener = (...given) => (window.listening++, addEventListener.apply(target, given));
      target.removeEventListener = (...given) => (window.listening--, removeEventListener.apply(target, given));
    }
  </script>`;
  await hosted(
    fixture,
    () => "<div id=place></div>",
    async () => {
      await page.waitForFunction(() => customElements.get("essay-viewer"));
      const src = fixture.site.url();
      const round = () =>
        page.evaluate(
          async ([src, essay]) => {
            const viewer = document.createElement("essay-viewer");
            viewer.src = src;
            viewer.essay = essay;
            document.querySelector("#place").append(viewer);
            await viewer.ready;
            viewer.remove();
            await new Promise((resolve) => setTimeout(resolve, 50));
            return [window.listening, CSS.highlights.size];
          },
          [src, ESSAY],
        );
      const client = await page.context().newCDPSession(page);
      const programs = async () => {
        // Twice: what the first finds free may hold others.
        await client.send("HeapProfiler.collectGarbage");
        await client.send("HeapProfiler.collectGarbage");
        return page.evaluate(() => window.programs.filter((program) => program.deref()).length);
      };
      await round();
      const [listening, layers] = await round();
      for (let at = 0; at < 4; at++) assert.deepEqual(await round(), [listening, layers]);
      assert.equal(layers, 0);
      const made = await page.evaluate(() => window.programs.length);
      assert.ok(made >= 6, `${made} programs`);
      // What is fetched ahead is given up when its time has come.
      await page.waitForTimeout(4000);
      // The engine, which all share, may have one of its own; the last may still be on the way out.
      const live = await programs();
      assert.ok(live <= 2, `${live} of ${made} programs are held`);
    },
    { head: counting },
  );
});

browserTest("a viewer whose site does not answer shows what the page put into it", { allow: [/./] }, async (fixture) => {
  const { page, site } = fixture;
  site.fault(/essays\/.*\/$/, { status: 500 });
  await hosted(fixture, viewer(`essay="${ESSAY}"`, "<p>Read it elsewhere</p>"), async () => {
    const message = await page.evaluate(() => document.querySelector("essay-viewer").ready.catch((cause) => cause.message));
    assert.match(message, /500/);
    assert.ok(await page.getByText("Read it elsewhere").isVisible());
  });
});

browserTest("a viewer lives in a page of React", {}, async (fixture) => {
  const { page, site } = fixture;
  const modules = fileURLToPath(new URL("node_modules", import.meta.url));
  const source = fileURLToPath(new URL("../../examples/embed/react.jsx", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    jsx: "automatic",
    nodePaths: [modules],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const bundled = `<script>${outputFiles[0].text.replaceAll("</script", "<\\/script")}</script>`;
  await hosted(
    fixture,
    () => '<div id="place"></div>',
    async () => {
      await page.evaluate(
        ([src, essay]) => {
          window.opened = [];
          window.root = example.show(document.querySelector("#place"), { site: src, essay, onOpen: (id) => window.opened.push(id) });
        },
        [site.url(), ESSAY],
      );
      await page.locator("essay-viewer").waitFor();
      await whole(page);
      await page.getByLabel("Search the collection").fill("innovation");
      await page.keyboard.press("Enter");
      const hit = page.locator("ol button").first();
      const title = await hit.innerText();
      await hit.click();
      await page.locator("essay-viewer h1", { hasText: title }).waitFor();
      assert.equal((await page.evaluate(() => window.opened)).length, 2);
      await page.evaluate(() => window.root.unmount());
      assert.equal(await page.locator("essay-viewer").count(), 0);
    },
    { head: bundled },
  );
});

browserTest("the script that defines the viewer is small", {}, async ({ site }) => {
  const response = await fetch(site.url("widget.js"));
  const size = brotliCompressSync(Buffer.from(await response.arrayBuffer())).length;
  assert.ok(size <= 4000, `${size} bytes`);
});

browserTest("the example page works with the site at its address", {}, async (fixture) => {
  const { page, site } = fixture;
  const example = fileURLToPath(new URL("../../examples/embed/", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "example-"));
  const html = readFileSync(join(example, "index.html"), "utf8").replaceAll("http://localhost:8080/", site.url()).replaceAll("http://localhost:8080", site.origin);
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "host.css"), readFileSync(join(example, "host.css")));
  writeFileSync(join(folder, "favicon.ico"), "");
  const host = await serve(folder);
  try {
    await page.goto(host.url());
    await page.locator("essay-viewer").last().scrollIntoViewIfNeeded();
    await whole(page);
    const header = page.locator("essay-viewer").first().locator("#header");
    assert.equal(await header.evaluate((element) => getComputedStyle(element).borderBlockEndWidth), "3px");
    assert.equal(await header.evaluate((element) => getComputedStyle(element).backgroundColor), "rgb(255, 255, 255)");
    await page.locator("iframe").scrollIntoViewIfNeeded();
    await page.frameLocator("iframe").locator("article[data-essay]").waitFor();
  } finally {
    await host.close();
  }
});

browserTest("a frame is told how high its page is, and stays so high", { viewport: { width: 1440, height: 900 } }, async (fixture) => {
  const { page } = fixture;
  const follow = `<script>
    addEventListener("message", ({ data, source }) => {
      const frame = document.querySelector("iframe");
      if (frame.contentWindow === source && data?.lectern?.height) frame.style.height = data.lectern.height + "px";
    });
  </script>`;
  const frame = (src) => `<iframe src="${src}essays/${ESSAY}/" title="The essay" style="width: 1400px; height: 400px; border: 0"></iframe>`;
  await hosted(
    fixture,
    frame,
    async () => {
      const height = () => page.locator("iframe").evaluate((element) => element.clientHeight);
      await page.waitForFunction(() => document.querySelector("iframe").clientHeight > 1000);
      await page.frameLocator("iframe").locator("html[data-collection=ready]").waitFor({ state: "attached" });
      await page.waitForTimeout(500);
      const settled = await height();
      await page.waitForTimeout(1500);
      assert.equal(await height(), settled);
      const end = await page.frameLocator("iframe").locator("article").evaluate((article) => article.getBoundingClientRect().bottom);
      assert.ok(settled >= end && settled < end + 200, `${settled} pixels for a page of ${end}`);
    },
    { head: follow },
  );
});
