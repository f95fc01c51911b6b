// Starts the application in a page of its site. Where it cannot start, the page says so and stays what it is.

import { tellHeight } from "./frame.js";
import { api, launch } from "./launch.js";

const take = (file, init) => fetch(new URL(file, import.meta.url), init);
const told = new EventTarget();
const ready = new Promise((resolve) => told.addEventListener("ready", () => resolve(), { once: true }));
const launched = launch(take, { tell: (event) => told.dispatchEvent(new Event(event)) });

window.lectern = api(launched, ready);

// A frame cannot follow what is in it; the page around it can, by this.
if (window.parent !== window) tellHeight();

launched.catch((error) => {
  document.documentElement.dataset.app = "dead";
  throw error;
});
