// Launches an application, and fetches for it what it does not begin with: the search engine, what highlights need
// now and then, and its own parts.

/** The files of each part, by its name: those of its own, and those that it shares with others. */
const PARTS = "lectern-parts";

/**
 * Links a part to an application, which shares its memory and its table of functions.
 * @param {WebAssembly.Exports} application
 * @param {Response} response
 */
async function link(application, response) {
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: application });
}

/** What links the parts of an application by their names, each file of them once. */
function linker(application, take) {
  const linked = new Map();
  const linkFile = (file) => {
    const attempt = async (init) => link(application, await take(file, init));
    let linking = linked.get(file);
    if (!linking) {
      // Tried once more, past every cache.
      linking = attempt()
        .catch(() => attempt({ cache: "reload" }))
        .catch((cause) => {
          linked.delete(file);
          throw new Error(`${file}: ${cause.message}`);
        });
      linked.set(file, linking);
    }
    return linking;
  };
  return (name) => Promise.all(PARTS[name].map(linkFile));
}

/** Something that is had once, and tried again where it failed. */
export function again(have) {
  let coming;
  return () =>
    (coming ??= have().catch((cause) => {
      coming = undefined;
      throw cause;
    }));
}

/**
 * Launches an application of its own, and gives what it can be asked to do (`src/main.rs`).
 * @param {(file: string, init?: RequestInit) => Promise<Response>} take gives one of the application's files
 * @param {object} host where it lives, as `crates/browser/src/surface.rs` asks for it
 * @param {WebAssembly.Module | Promise<WebAssembly.Module | Response>} program the application's WebAssembly
 */
export async function launch(take, host, program = take("./lectern-app_bg.wasm")) {
  const { default: application } = await import("./lectern-app.js");
  const app = application();
  const exports = await app.init({ module_or_path: program });
  const importScribe = again(async () => {
    const scribe = await import("./lectern-scribe.js");
    await scribe.default({ module_or_path: take("./lectern-scribe_bg.wasm") });
    return scribe;
  });
  app.open({ importEngine: () => import("./search.js"), importScribe, linkPart: linker(exports, take), ...host });
  return app;
}

/**
 * What programs in the page may ask of an application (`Lectern` in `widget.d.ts`).
 * @param {Promise<object>} launched the application
 * @param {Promise<void>} ready when it holds the collection
 */
export function api(launched, ready) {
  const whole = async () => {
    await ready;
    return launched;
  };
  return {
    ready,
    async open(essay, block) {
      const place = block ? `#${encodeURIComponent(block)}` : "";
      (await whole()).go(`essays/${encodeURIComponent(essay)}/${place}`);
    },
    async search(query, { limit = 10, passages = 3 } = {}) {
      return JSON.parse(await (await whole()).search(query, limit, passages));
    },
    async highlights() {
      return JSON.parse(await (await whole()).highlights()).first.items;
    },
  };
}
