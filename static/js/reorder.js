// Dragging steps to another place, on top of the buttons that do the same.
// The step sends it itself: what the list waits for just then does not hold it up.
function send(item) {
  const list = item.closest("[data-sortable]");
  const place = [...list.children].indexOf(item) + 1;
  window.htmx.ajax("POST", item.dataset.move, {
    source: item,
    target: "#order",
    swap: "outerHTML",
    values: { to: `${list.dataset.sortable}-${place}` },
  });
}

function prepare() {
  if (!window.Sortable) return;
  for (const list of document.querySelectorAll("[data-sortable]:not([data-ready])")) {
    list.dataset.ready = "";
    for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = false;
    window.Sortable.create(list, {
      group: "steps",
      handle: "[data-grip]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      onEnd: (event) => {
        if (event.from !== event.to || event.oldIndex !== event.newIndex) send(event.item);
      },
    });
  }
}

// A move that was refused or lost: the order as the server knows it.
function putBack({ detail }) {
  if (detail.target?.id !== "order") return;
  window.htmx.ajax("GET", location.pathname, { target: "#order", swap: "outerHTML" });
}

document.addEventListener("htmx:load", prepare);
document.addEventListener("htmx:responseError", putBack);
document.addEventListener("htmx:timeout", putBack);
addEventListener("load", prepare);
prepare();
