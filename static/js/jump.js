// Search, jump and single-letter keys. Everything here is also a link on the page.
const TYPING = "input, textarea, select, [contenteditable]";
const letters = document.documentElement.dataset.shortcuts !== "off";
let wentAt = 0;

function open(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
  look(dialog);
  dialog.querySelector("input")?.select();
}

// The looks of what is rarely opened come when it is.
function look(dialog) {
  const { looks } = dialog.dataset;
  if (!looks) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: looks }));
  delete dialog.dataset.looks;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener && !event.ctrlKey && !event.metaKey) {
    event.preventDefault(); // where there is no script it is a link
    open(opener.dataset.open);
  }
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close(); // the backdrop
});

// j and k go to the next and previous row: the first link of each.
function row(step) {
  const links = [...document.querySelectorAll("[data-rows] > *, .table tbody tr")]
    .filter((each) => each.checkVisibility())
    .map((each) => each.querySelector("a[href], button"))
    .filter(Boolean);
  const here = links.findIndex((each) =>
    each.closest("tr, [data-rows] > *").contains(document.activeElement),
  );
  links[Math.min(Math.max(here + step, 0), links.length - 1)]?.focus();
}

// The talk about what is shown: where one writes in it, else its way in.
function talk() {
  const part = document.getElementById("talk");
  (part?.querySelector("textarea") ?? part?.querySelector("a[href]"))?.focus();
}

const KEYS = {
  "/": () => open("palette"),
  "?": () => open("keys"),
  j: () => row(1),
  k: () => row(-1),
  n: () => document.querySelector("[data-key-new]")?.click(),
  e: () => document.querySelector("[data-key-edit]")?.click(),
  t: talk,
};

function go(key) {
  const soon = Date.now() - wentAt < 900;
  wentAt = key === "g" ? Date.now() : 0;
  const link = soon && document.querySelector(`#palette a[data-key="${CSS.escape(key)}"]`);
  if (link) location.assign(link.href);
  return link || key === "g";
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open("palette");
    return;
  }
  if (!letters || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  if (go(event.key) || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
