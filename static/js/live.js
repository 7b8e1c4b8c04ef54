// One stream a page names what changed; regions fetch themselves again:
// hx-trigger="live:contacts from:body". Closed while nobody looks.
const DEBOUNCE = 250;
// A part that is fetched or swapped just now would miss what is told: it hears it after.
const PATIENCE = 50;
const BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added";
const { live: address, since } = document.querySelector("[data-live]")?.dataset ?? {};
const pending = new Set();
let source = null;
let timer = 0;
let missed = false;

function topics() {
  const wanted = [...document.querySelectorAll("[hx-trigger*='live:']")];
  return wanted.flatMap((each) =>
    [...each.getAttribute("hx-trigger").matchAll(/live:([\w-]+)/g)].map((found) => found[1]),
  );
}

function tell() {
  timer = document.querySelector(BUSY) ? setTimeout(tell, PATIENCE) : 0;
  if (timer) return;
  for (const topic of pending)
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { topic } }));
  pending.clear();
}

function note(...names) {
  for (const name of names) pending.add(name);
  timer ||= setTimeout(tell, DEBOUNCE);
}

function start() {
  if (!address || source || document.hidden) return;
  // What changed while the page was on its way is told at once.
  source = new EventSource(missed ? address : `${address}?since=${since}`);
  source.onmessage = ({ data }) => note(...(data === "*" ? topics() : [data]));
  source.onerror = () => (missed = true);
  source.onopen = () => {
    if (missed) note(...topics()); // what changed while the line was down
    missed = false;
  };
}

function stop() {
  source?.close();
  if (source) missed = true;
  source = null;
}

// What waited while somebody typed.
document.addEventListener("live", ({ detail }) => note(...detail));
document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
addEventListener("pagehide", stop);
addEventListener("pageshow", start);
start();
