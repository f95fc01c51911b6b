// The addresses of the built site, read from its folders.

import { readdirSync } from "node:fs";

import { SITE } from "./harness.mjs";

/** Every prerendered page, as a path relative to the site: "", "about/", "essays/some-essay/", … */
export function routes() {
  return readdirSync(SITE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "index.html")
    .map((entry) => (entry.parentPath ?? entry.path).slice(SITE.length).replaceAll("\\", "/"))
    .map((folder) => folder.replace(/^\//, ""))
    .map((folder) => (folder ? `${folder}/` : ""))
    .sort();
}

/** The first page below a folder, such as "essays/". */
export function firstBelow(folder) {
  const found = routes().find((route) => route.startsWith(folder) && route !== folder);
  if (!found) throw new Error(`the site has no page below ${folder}`);
  return found;
}
