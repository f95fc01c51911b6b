// Puts a page of the site into an <essay-viewer>, and launches an application of its own for it. The program and the
// style sheet are fetched once for all viewers in a page; what they paint and keep is told apart.

import { again, api, launch } from "./launch.js";

const take = (file, init) => fetch(new URL(file, import.meta.url), init);

async function text(response) {
  if (!response.ok) throw new Error(`${response.url}: the server answered ${response.status}`);
  return response.text();
}

const program = again(async () => {
  const response = await take("./lectern-app_bg.wasm");
  if (!response.ok) throw new Error(`${response.url}: the server answered ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
});

const style = again(async () => text(await take("./lectern-widget.css")));

/** Numbers tell the painted layers of viewers apart, which all are the document's. */
let viewers = 0;

/** The sheet of a viewer. A constructed one needs no leave of the page's policy. */
function sheetOf(css, number) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace(/::highlight\(([\w-]+)\)/g, `::highlight(lectern-${number}-$1)`));
  return sheet;
}

/** What stands for `CSS.highlights`, with names of the viewer's own. */
function layersOf(number) {
  const registry = CSS.highlights;
  if (!registry) return undefined;
  const name = (layer) => `lectern-${number}-${layer}`;
  const names = new Set();
  let isClosed = false;
  return {
    set(layer, highlight) {
      // What was on its way when the viewer went may still be painted.
      if (isClosed) return;
      names.add(name(layer));
      registry.set(name(layer), highlight);
    },
    get: (layer) => registry.get(name(layer)),
    close() {
      isClosed = true;
      names.forEach((known) => registry.delete(known));
    },
  };
}

/** The address, from the site's root on, of what an element asks for. */
function addressOf(element) {
  const [essay, block, theme, query] = ["essay", "block", "theme", "query"].map((name) => element.getAttribute(name) ?? "");
  const words = query ? `?q=${encodeURIComponent(query)}` : "";
  const view = element.getAttribute("view") ?? (essay ? "essay" : theme ? "theme" : query ? "search" : "library");
  switch (view) {
    case "essay":
      return `essays/${encodeURIComponent(essay)}/${words}${block && `#${block}`}`;
    case "theme":
      return `themes/${encodeURIComponent(theme)}/`;
    case "themes":
      return "themes/";
    case "search":
      return `search/${words}`;
    default:
      return words;
  }
}

/** How an element wants its viewer to look. */
function preferencesOf(element) {
  const appearance = element.getAttribute("appearance") ?? "auto";
  return { appearance: appearance === "auto" ? "system" : appearance, lang: element.getAttribute("lang") ?? "" };
}

/** The same in words, as the application keeps preferences. */
const wordsOf = (preferences) =>
  Object.entries(preferences)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");

/** Makes the links of an element of a page, at this address, lead where they led there. */
function rebase(element, address) {
  for (const [selector, name] of [
    ["a[href]", "href"],
    ["img[src]", "src"],
    ["form[action]", "action"],
  ]) {
    for (const link of element.querySelectorAll(selector)) {
      link.setAttribute(name, new URL(link.getAttribute(name), address).href);
    }
  }
}

/** An element of another kind with the same attributes and content: a page has one `<main>` already. */
function recast(element, kind) {
  const other = document.createElement(kind);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** The root of a viewer, with a fetched page in it. */
function rootOf(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const root = document.createElement("div");
  root.className = "lectern";
  for (const { name, value } of page.documentElement.attributes) root.setAttribute(name, value);
  page.querySelector(".skip")?.remove();
  recast(page.querySelector("main"), "div").part = "main";
  recast(page.querySelector("header"), "div").part = "header";
  page.querySelector("#aside").part = "aside";
  root.append(...page.body.childNodes);
  rebase(root, address);
  return root;
}

/**
 * Makes a viewer.
 * @param {HTMLElement} element
 * @param {ShadowRoot} shadow its own
 * @param {string} base the site's whole address
 * @param {() => void} onReady called when it holds the collection
 */
export async function mount(element, shadow, base, onReady) {
  const number = ++viewers;
  let address = base + addressOf(element);
  const [html, css] = await Promise.all([fetch(address.split("#")[0]).then(text), style(), program()]);
  const root = rootOf(html, address);
  const layers = layersOf(number);
  /** Tells the page of something. */
  const emit = (name, detail) => {
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  };
  let isReady;
  const ready = new Promise((resolve) => (isReady = resolve));
  const told = {
    ready: () => (isReady(), onReady()),
    "essay-open": (essay) => emit("essay-open", { essay }),
    "search-results": (query) => emit("search-results", { query }),
    "highlight-change": () => emit("highlight-change", {}),
    "viewer-error": (message) => emit("viewer-error", { message }),
  };
  const shape = () => {
    const height = element.getAttribute("height") ?? "auto";
    root.toggleAttribute("data-scrolls", height !== "auto");
    root.style.setProperty("--height", height);
  };
  shape();
  const { appearance } = preferencesOf(element);
  if (appearance !== "system") root.dataset.appearance = appearance;
  shadow.adoptedStyleSheets = [sheetOf(css, number)];
  const frame = document.createElement("div");
  frame.className = "frame";
  frame.append(root);
  shadow.replaceChildren(frame);
  root.style.setProperty("--rem", getComputedStyle(frame).fontSize);
  const launched = launch(
    take,
    {
      shadow,
      base,
      address,
      preferences: wordsOf(preferencesOf(element)),
      store: `lectern:${base}:`,
      highlights: layers,
      rebase,
      tell: (event, detail) => told[event]?.(detail),
    },
    program(),
  );
  const app = await launched;
  const follow = (name) => {
    // Of what it does not say the reader may have chosen otherwise.
    if (name === "appearance" || name === "lang") app.prefer(wordsOf({ [name]: preferencesOf(element)[name] }));
    else if (base + addressOf(element) !== address) {
      address = base + addressOf(element);
      app.go(addressOf(element));
    }
  };
  return {
    ...api(launched, ready),
    /** Follows an attribute of the element. */
    async change(name) {
      if (name === "height") return shape();
      await ready;
      try {
        follow(name);
      } catch (cause) {
        emit("viewer-error", { message: String(cause.message ?? cause) });
      }
    },
    close() {
      app.close();
      layers?.close();
      shadow.adoptedStyleSheets = [];
    },
  };
}
