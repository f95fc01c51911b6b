// Runs in the head, before the first paint: what the reader chose is there from the start, and
// nothing flashes or shifts. The application writes the same attributes when a choice changes.
try {
  const kept = JSON.parse(localStorage.getItem("lectern.preferences") ?? "{}");
  const html = document.documentElement;
  if (kept.appearance && kept.appearance !== "system") html.dataset.appearance = kept.appearance;
  if (kept.numbers === false) html.dataset.numbers = "off";
  if (kept.ribbon === false) html.dataset.ribbon = "off";
} catch {
  // A private window or a damaged entry: the page's own look is right.
}
