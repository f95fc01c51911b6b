// Reloads the page when the site was built again. `lectern serve` alone puts this into a page. A page that
// nobody sees does not listen, because a browser grants a host few connections; it asks when it is seen again.
const here = new URL(import.meta.url);
let changes;

function listen() {
  changes?.close();
  if (document.hidden) return;
  changes = new EventSource(new URL(`changes${here.search}`, here));
  changes.addEventListener("message", () => {
    changes.close();
    location.reload();
  });
}

document.addEventListener("visibilitychange", listen);
listen();
