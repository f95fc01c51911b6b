// Defines <essay-viewer>: a reader for the essays of a Lectern site, in somebody else's page. What it shows comes with
// the application, when the element is near to being seen.

/** The site that this script is of. */
const HOME = new URL("./", import.meta.url).href;

/** The attributes by which a page says what is shown and how. Each is a property as well. */
const ATTRIBUTES = ["src", "view", "essay", "block", "theme", "query", "appearance", "height"];

/** How near the element has to be. */
const NEAR = "100%";

/** An element with nothing in it has to have a place all the same. */
const WAITING = new CSSStyleSheet();
WAITING.replaceSync(":host { display: block !important; min-block-size: 1px } :host([hidden]) { display: none !important }");

/** What this site's viewers are made by. */
export const mount = async (...viewer) => (await import("./embed.js")).mount(...viewer);

class EssayViewer extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, "lang"];

  #root = this.attachShadow({ mode: "open" });
  #nearing = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#begin(), {
    rootMargin: NEAR,
  });
  #viewer;
  #mounted;
  #isReady;
  #hasFailed;

  /** Settled when the viewer holds the collection. */
  ready = new Promise((resolve, reject) => {
    this.#isReady = resolve;
    this.#hasFailed = reject;
  });

  constructor() {
    super();
    this.#wait();
    this.ready.catch(() => {});
    for (const name of ATTRIBUTES) {
      const early = Object.getOwnPropertyDescriptor(this, name);
      delete this[name];
      if (early) this.#early = { ...this.#early, [name]: early.value };
    }
  }

  #early;

  connectedCallback() {
    for (const [name, value] of Object.entries(this.#early ?? {})) this[name] = value;
    this.#early = undefined;
    if (!this.#mounted) this.#nearing.observe(this);
  }

  disconnectedCallback() {
    // An element that is only moved is connected again by then.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#mounted) return;
    if (name === "src") {
      this.#end();
      if (this.isConnected) this.#nearing.observe(this);
    } else {
      // What changes while the viewer is on its way holds when it is there.
      this.#mounted.then((viewer) => viewer.change(name), () => {});
    }
  }

  /** Opens an essay, at a block of it where one is named. */
  async open(essay, block) {
    return (await this.#loaded()).open(essay, block);
  }

  /** Searches the collection; what is shown stays. */
  async search(query, options) {
    return (await this.#loaded()).search(query, options);
  }

  /** The reader's highlights, as Web Annotations. */
  async highlights() {
    return (await this.#loaded()).highlights();
  }

  /** The viewer, which is not waited for to be near where a program asks. */
  async #loaded() {
    this.#begin();
    return this.#mounted;
  }

  #begin() {
    this.#nearing.disconnect();
    this.#mounted ??= this.#mount();
    this.#mounted.catch(() => {});
  }

  async #mount() {
    try {
      const src = new URL(this.getAttribute("src") ?? HOME, document.baseURI);
      const home = new URL("./", src).href;
      const site = home === HOME ? { mount } : await import(new URL("widget.js", home));
      const viewer = await site.mount(this, this.#root, home, () => this.#isReady());
      if (!this.#mounted) viewer.close();
      this.#viewer = viewer;
      return viewer;
    } catch (cause) {
      this.#hasFailed(cause);
      this.dispatchEvent(new CustomEvent("viewer-error", { detail: { message: cause.message }, bubbles: true, composed: true }));
      throw cause;
    }
  }

  #end() {
    this.#nearing.disconnect();
    this.#viewer?.close();
    this.#viewer = this.#mounted = undefined;
    this.#wait();
  }

  /** Until the viewer is there, and where it does not come, what the page put into the element is shown. */
  #wait() {
    this.#root.adoptedStyleSheets = [WAITING];
    this.#root.replaceChildren(document.createElement("slot"));
  }
}

for (const name of ATTRIBUTES) {
  Object.defineProperty(EssayViewer.prototype, name, {
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
    enumerable: true,
    configurable: true,
  });
}

customElements.get("essay-viewer") ?? customElements.define("essay-viewer", EssayViewer);
