// Every page of the site opens, reports no error and passes axe, on a desktop and on a phone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { DESKTOP, PHONE, SITE, axe, browserTest } from "./harness.mjs";
import { routes } from "./routes.mjs";

for (const route of routes()) {
  browserTest(`/${route} on desktop and phone`, {}, async ({ page, open }) => {
    const response = await open(route);
    assert.equal(response.status(), 200);
    assert.equal(await page.locator("h1").count(), 1, "one h1");
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      assert.equal(await page.evaluate(sidewaysOverflow), 0, "nothing stands out sideways");
      await axe(page);
    }
  });
}

/** Pixels by which the page is wider than its window. */
function sidewaysOverflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

test("the halves of the programs know each other by short names", () => {
  const assets = join(SITE, "assets");
  const modules = readdirSync(assets).filter((name) => name.endsWith(".wasm"));
  assert.ok(modules.length >= 2, "the application and the engine");
  for (const name of modules) {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(assets, name))));
    assert.ok(imports.length > 0, name);
    assert.deepEqual(imports.filter((one) => /_[0-9a-f]{16}$/.test(one.name)), [], name);
  }
});

browserTest("the site under a path of a host", { base: "/reading/room/" }, async ({ open, site }) => {
  await open("");
  assert.deepEqual(site.seen.filter((path) => !path.startsWith("/reading/room/")), []);
});

browserTest("an address that is no page", { allow: [/404/] }, async ({ page, site }) => {
  const response = await page.goto(site.url("essays/no-such-essay/"));
  assert.equal(response.status(), 404);
  assert.notEqual((await page.locator("body").innerText()).trim(), "");
});
