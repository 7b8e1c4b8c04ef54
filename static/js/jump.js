// Search, jump and single-letter keys. Everything here is also a link on the page.
const TYPING = "input, textarea, select, [contenteditable]";
const letters = document.documentElement.dataset.shortcuts !== "off";
let wentAt = 0;

function open(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input")?.select();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) open(opener.dataset.open);
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close(); // the backdrop
});

// Typing in the palette leaves the pages whose name holds the words.
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-palette-filter]")) return;
  const words = event.target.value.trim().toLowerCase();
  for (const link of event.target.closest("dialog").querySelectorAll(".palette a"))
    link.hidden = !link.firstElementChild.nextSibling.textContent.toLowerCase().includes(words);
});

// Up and down walk from the field through the links.
function walk(event) {
  const dialog = event.target.closest("dialog");
  if (!dialog || !["ArrowDown", "ArrowUp"].includes(event.key)) return false;
  const stops = [...dialog.querySelectorAll("input, .palette a:not([hidden])")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = stops[stops.indexOf(event.target) + step];
  if (stops.length < 2 || !next) return false;
  event.preventDefault();
  next.focus();
  return true;
}

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

const KEYS = {
  "/": () => open("palette"),
  "?": () => open("keys"),
  j: () => row(1),
  k: () => row(-1),
  n: () => document.querySelector("[data-key-new]")?.click(),
  e: () => document.querySelector("[data-key-edit]")?.click(),
};

function go(key) {
  const soon = Date.now() - wentAt < 900;
  wentAt = key === "g" ? Date.now() : 0;
  const link = soon && document.querySelector(`#palette a[data-key="${CSS.escape(key)}"]`);
  if (link) location.assign(link.href);
  return link || key === "g";
}

document.addEventListener("keydown", (event) => {
  if (walk(event)) return;
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
