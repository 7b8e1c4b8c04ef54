// Dragging rows into the slice, within it and out of it, on top of the buttons that do
// the same; and one tick for all that are shown.
const keyOf = (row) => row.id.slice(1); // r17 in the list, s17 in the slice
const region = () => document.getElementById("requirements");

function send(event) {
  const { item, from, to } = event;
  const what = to.dataset.drop;
  const values = { what, rows: keyOf(item) };
  if (what === "in") {
    const before = item.previousElementSibling;
    values.after = before ? keyOf(before) : 0;
  }
  if (from === to && event.oldIndex === event.newIndex) return;
  if (what === "out" && from.dataset.drop === "out") return; // its group stays
  window.htmx.ajax("POST", region().dataset.slice, {
    source: region(),
    target: "#requirements",
    swap: "outerHTML",
    values,
  });
}

function sortable(list) {
  list.dataset.ready = "";
  for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = false;
  const inside = list.dataset.drop === "in";
  window.Sortable.create(list, {
    group: { name: "requirements", pull: inside ? true : "clone", put: true },
    sort: inside,
    handle: "[data-grip]",
    scroll: true,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    onEnd: send,
  });
}

function prepare() {
  for (const label of document.querySelectorAll("[data-tick-all][hidden]")) label.hidden = false;
  if (!window.Sortable) return;
  document.querySelectorAll("[data-drop]:not([data-ready])").forEach(sortable);
}

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-tick-all]")) return;
  for (const tick of document.querySelectorAll("input[name=rows]"))
    tick.checked = event.target.checked;
});

// A drop that was refused or lost: the list as the server knows it.
function putBack(event) {
  if (event.target.id !== "requirements") return;
  window.htmx.ajax("GET", location.href, { target: "#requirements", swap: "outerHTML" });
}

document.addEventListener("htmx:load", prepare);
document.addEventListener("htmx:responseError", putBack);
document.addEventListener("htmx:timeout", putBack);
addEventListener("load", prepare);
prepare();
