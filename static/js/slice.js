// Dragging rows into the slice, within it and out of it, on top of the buttons that do
// the same; and one tick for all that are shown.
const keyOf = (row) => row.id.slice(1); // r17 in the list, s17 in the slice
const region = () => document.getElementById("requirements");

// What asks on behalf of the region itself, is swapped with it, or waits for its turn
// there, may never be sent: drops are sent from around it, each after the one before.
const around = () => region().parentElement;
let sent = Promise.resolve();

let held = false; // from the press on a row's grip until it is put down
let missed = false;

const again = () =>
  window.htmx.ajax("GET", location.href, { target: "#requirements", swap: "outerHTML" });

function send({ item, from, to, oldIndex, newIndex }) {
  const what = to.dataset.drop;
  const stays = from === to ? oldIndex === newIndex : what === "out" && from.dataset.drop === what;
  if (stays) return;
  missed = false;
  const before = item.previousElementSibling;
  const values = { what, rows: keyOf(item) };
  if (what === "in") values.after = before ? keyOf(before) : 0;
  sent = sent.then(() => drop(values)).catch(() => {});
}

function drop(values) {
  return window.htmx.ajax("POST", region().dataset.slice, {
    source: around(),
    target: "#requirements",
    swap: "outerHTML",
    values,
  });
}

// What others do waits until the row in the hand is put down.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "requirements" || !held) return;
  missed = true;
  detail.shouldSwap = false;
});

// Said before the end of a drag, which sends what is then asked for anyway.
function letGo() {
  held = false;
  setTimeout(() => {
    if (missed) again();
    missed = false;
  });
}

// The slice is scrolled by itself: where it stands stays when it comes anew.
let scrolled = 0;
document.addEventListener("htmx:beforeSwap", () => {
  scrolled = document.getElementById("slice-rows")?.scrollTop ?? 0;
});
document.addEventListener("htmx:afterSwap", () => {
  const rows = document.getElementById("slice-rows");
  if (rows) rows.scrollTop = scrolled;
});

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
    onChoose: () => (held = true),
    onUnchoose: letGo,
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

// The buttons of rows stand outside their form, where htmx does not see which was pressed.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const button = detail.triggeringEvent?.submitter;
  if (detail.elt.id === "rows" && button?.name) detail.parameters[button.name] = button.value;
});

// A drop that was refused or lost: the list as the server knows it.
function putBack(event) {
  if (event.target === around()) again();
}

document.addEventListener("htmx:load", prepare);
document.addEventListener("htmx:responseError", putBack);
document.addEventListener("htmx:timeout", putBack);
addEventListener("load", prepare);
prepare();
