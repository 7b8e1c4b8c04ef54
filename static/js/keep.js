// What is open, and where a slider stands, survives a part of the page coming anew.
// The part carries data-keep; its details and sliders are found again by the nearest
// id around them and their place in it.
const KINDS = ["details", "input[type=range]"];
let kept = new Map();

function each(region, visit) {
  for (const kind of KINDS) {
    const seen = new Map();
    for (const element of region.querySelectorAll(kind)) {
      const around = element.closest("[id]")?.id ?? "";
      const place = seen.get(around) ?? 0;
      seen.set(around, place + 1);
      visit(element, `${kind} ${around} ${place}`);
    }
  }
}

function untouched(range) {
  return range.value === range.defaultValue;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches("[data-keep]") || !detail.shouldSwap) return;
  kept = new Map();
  each(detail.target, (element, key) => {
    if (element.open) kept.set(key, true);
    else if (element.type === "range" && !untouched(element))
      kept.set(key, { value: element.value, max: element.max });
  });
});

document.addEventListener("htmx:afterSwap", () => {
  if (!kept.size) return;
  for (const region of document.querySelectorAll("[data-keep]"))
    each(region, (element, key) => {
      if (kept.get(key) === true) element.open = true;
    });
});

document.addEventListener("htmx:afterSettle", () => {
  if (!kept.size) return;
  for (const region of document.querySelectorAll("[data-keep]"))
    each(region, (element, key) => {
      const was = kept.get(key);
      if (!was?.value || was.max !== element.max) return;
      element.value = was.value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
  kept = new Map();
});
