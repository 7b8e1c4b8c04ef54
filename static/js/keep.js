// What is open, where a slider stands and what somebody has filled in survives a live part
// of the page coming anew. Each is found again by the nearest id around it, its name and
// its place in it.
const LIVE = "[hx-trigger*='live:']";
const KINDS = "details, input:not([type=hidden], [type=file]), select, textarea";
let kept = new Map();

function each(region, visit) {
  const seen = new Map();
  for (const element of region.querySelectorAll(KINDS)) {
    const around = element.closest("[id]:not(input, select, textarea)")?.id ?? "";
    const named = `${element.localName} ${element.type ?? ""} ${element.name ?? ""} ${around}`;
    const place = seen.get(named) ?? 0;
    seen.set(named, place + 1);
    visit(element, `${named} ${place}`);
  }
}

function untouched(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked === field.defaultChecked;
  if (field.localName !== "select") return field.value === field.defaultValue;
  const options = [...field.options];
  const first = options.findIndex((each) => each.defaultSelected);
  return field.selectedIndex === Math.max(first, 0);
}

// What was filled in and is sent is not filled in again; what comes by itself takes nothing.
function comesByItself({ requestConfig }) {
  return requestConfig?.triggeringEvent?.type?.startsWith("live:") ?? true;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches(LIVE) || !detail.shouldSwap) return;
  const filled = comesByItself(detail);
  kept = new Map();
  each(detail.target, (element, key) => {
    if (element.localName === "details") {
      if (element.open) kept.set(key, { open: true });
    } else if ((filled || element.type === "range") && !untouched(element)) {
      const { value, checked, max } = element;
      kept.set(key, { value, checked, max });
    }
  });
});

function restore(visit) {
  if (!kept.size) return;
  for (const region of document.querySelectorAll(LIVE))
    each(region, (element, key) => kept.has(key) && visit(element, kept.get(key)));
}

document.addEventListener("htmx:afterSwap", () =>
  restore((element, was) => {
    if (was.open) element.open = true;
    else if (element.matches("[type=checkbox], [type=radio]")) element.checked = was.checked;
    else if (element.type !== "range") element.value = was.value;
  }),
);

document.addEventListener("htmx:afterSettle", () => {
  restore((element, was) => {
    if (element.type !== "range" || was.max !== element.max) return;
    element.value = was.value;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
  kept = new Map();
});
