// Where the keyboard is after a part of the page was replaced.
const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const isLive = (event) =>
  event.detail.requestConfig?.triggeringEvent?.type?.startsWith("live:");

// What is folded away cannot have the focus: the summary of its fold has it then.
function unfolded(element) {
  const fold = element?.closest("details:not([open])");
  return fold && !element.closest("summary") ? fold.querySelector("summary") : element;
}

function focus(wanted) {
  const element = unfolded(wanted);
  if (!element) return;
  if (!element.matches(STOPS) && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: false });
}

// The summary of what is wrong, on a page that came whole.
focus(document.querySelector(".errors[data-focus]"));

// The title says when something is wrong, also after a part of the page came anew.
document.addEventListener("htmx:afterSettle", () => {
  const plain = document.title.replace(/^Error: /, "");
  document.title = document.querySelector(".errors") ? `Error: ${plain}` : plain;
});

// A live update waits while somebody types in what it would replace, or presses something
// of it: a button that is swapped away under a finger would not be clicked.
const waiting = new Set();
let pressed = null;
let dragged = false;

function isInHand(target) {
  const at = document.activeElement;
  const typed = target.contains(at) && at.matches("input:not([type=range]), select, textarea");
  return typed || target.contains(pressed);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isLive(event) || !isInHand(event.detail.target)) return;
  event.detail.shouldSwap = false;
  waiting.add(event.detail.requestConfig.triggeringEvent.detail.topic);
});

function goOn() {
  const topics = [...waiting];
  waiting.clear();
  if (topics.length) document.dispatchEvent(new CustomEvent("live", { detail: topics }));
}

// The click comes after the release.
function release() {
  setTimeout(() => {
    pressed = null;
    goOn();
  });
}

document.addEventListener("focusout", goOn);
document.addEventListener("pointerdown", ({ target }) => (pressed = target));
document.addEventListener("pointerup", release);
document.addEventListener("pointercancel", () => dragged || release());
document.addEventListener("dragstart", () => (dragged = true));
document.addEventListener("dragend", () => {
  dragged = false;
  release();
});

// Remember what had the focus, to find its twin, the next row, or the heading.
let before = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const at = document.activeElement;
  before = null;
  if (!event.detail.shouldSwap || !event.detail.target.contains(at)) return;
  const row = at.closest("li, tr, [data-row]");
  before = {
    id: at.id,
    href: at.getAttribute("href"),
    name: at.getAttribute("name"),
    value: at.getAttribute("value"),
    text: at.textContent,
    tag: at.localName,
    row: row?.id,
    place: row ? [...row.parentElement.children].indexOf(row) : -1,
    list: row?.parentElement.id,
    region: event.detail.target.id,
  };
});

function twin(inside) {
  return [...inside.querySelectorAll(before.tag)].find(
    (each) =>
      each.getAttribute("href") === before.href &&
      each.getAttribute("name") === before.name &&
      each.getAttribute("value") === before.value &&
      each.textContent === before.text,
  );
}

function nextRow() {
  const list = before.list && document.getElementById(before.list);
  const rows = list ? [...list.children] : [];
  const stays = before.row && rows[before.place]?.id === before.row;
  const row = rows[before.place + (stays ? 1 : 0)] ?? rows.at(-1);
  const { name, value } = before;
  const same = [...(row?.querySelectorAll(STOPS) ?? [])].find(
    (each) => name && each.name === name && each.value === value,
  );
  return same ?? row?.querySelector(STOPS);
}

document.addEventListener("htmx:afterSettle", (event) => {
  // A region swapped whole is found again by its id: the target is the old one.
  const { target } = event.detail;
  const region = document.getElementById(target?.id) ?? target;
  const wanted = region?.querySelector?.("[data-focus]");
  if (wanted && !isLive(event)) focus(wanted);
  else if (before && document.activeElement === document.body) {
    const inside = document.getElementById(before.region) ?? region;
    const same = before.id && document.getElementById(before.id);
    focus(same || twin(inside) || nextRow() || inside.querySelector("h1, h2, h3") || inside);
  }
  // What kept the focus may stand elsewhere now: it stays in sight.
  if (before && !isLive(event)) document.activeElement.scrollIntoView({ block: "nearest" });
  before = null;
});
