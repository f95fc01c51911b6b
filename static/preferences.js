// Runs in the head, before the first paint: what the reader chose is there from the start, and
// nothing flashes or shifts. The application writes the same attributes when a choice changes.
const SETTINGS = ["appearance", "size", "measure", "leading", "face", "han", "edge", "numbers", "ribbon", "keys"];
try {
  const html = document.documentElement;
  for (const word of (localStorage.getItem("lectern.preferences") ?? "").split(" ")) {
    const [key, value] = word.split("=");
    if (value && SETTINGS.includes(key)) html.dataset[key] = value;
  }
} catch {
  // A private window: the page's own look is right.
}
