// Every page of the site opens, reports no error and passes axe, on a desktop and on a phone.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, axe, browserTest } from "./harness.mjs";
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

browserTest("the site under a path of a host", { base: "/reading/room/" }, async ({ open, site }) => {
  await open("");
  assert.deepEqual(site.seen.filter((path) => !path.startsWith("/reading/room/")), []);
});

browserTest("an address that is no page", { allow: [/404/] }, async ({ page, site }) => {
  const response = await page.goto(site.url("essays/no-such-essay/"));
  assert.equal(response.status(), 404);
  assert.notEqual((await page.locator("body").innerText()).trim(), "");
});
