// Starts the application, and fetches for it what it does not begin with: the search engine, what highlights
// need now and then, and its own parts. Where it cannot start, the page says so and stays what it is.

/** The files of each part, by its name: those of its own, and those that it shares with others. */
const PARTS = "lectern-parts";

/** Files that are linked, or on their way. */
const linked = new Map();

/**
 * Links a part to the application, which shares its memory and its table of functions.
 * @param {WebAssembly.Exports} application
 * @param {Response | BufferSource} source
 */
async function link(application, source) {
  if (source instanceof Response) {
    if (!source.ok) throw new Error(`the server answered ${source.status}`);
    source = await source.arrayBuffer();
  }
  await WebAssembly.instantiate(source, { __wasm_split: application });
}

/** Links a file of a part once; tried once more, past every cache, where that fails. */
function linkedFile(application, file) {
  const url = new URL(file, import.meta.url);
  const attempt = async (init) => link(application, await fetch(url, init));
  let linking = linked.get(file);
  if (!linking) {
    linking = attempt()
      .catch(() => attempt({ cache: "reload" }))
      .catch((cause) => {
        linked.delete(file);
        throw new Error(`${url}: ${cause.message}`);
      });
    linked.set(file, linking);
  }
  return linking;
}

async function importScribe() {
  const scribe = await import("./lectern-scribe.js");
  await scribe.default({ module_or_path: new URL("./lectern-scribe_bg.wasm", import.meta.url) });
  return scribe;
}

async function start() {
  const app = await import("./lectern-app.js");
  const application = await app.default({ module_or_path: new URL("./lectern-app_bg.wasm", import.meta.url) });
  const linkPart = (name) => Promise.all(PARTS[name].map((file) => linkedFile(application, file)));
  app.open(() => import("./search.js"), importScribe, linkPart);
}

start().catch((error) => {
  document.documentElement.dataset.app = "dead";
  throw error;
});
