// The palette: the arrow keys choose while one goes on typing; Enter opens what is
// chosen, or sends the words to the search page. The server is asked by the field itself,
// one question at a time: a newer one ends the older.
const dialog = document.getElementById("palette");
const field = dialog?.querySelector("[role=combobox]");
const places = document.getElementById("palette-places");
const said = document.getElementById("palette-said");

const options = () =>
  [...dialog.querySelectorAll("[role=option]")].filter((each) => each.checkVisibility());
const chosen = () => dialog.querySelector("[aria-selected=true]");

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

// From the field into the list, round through its end, and back to the field.
function walk(step) {
  const stops = [null, ...options()];
  const here = Math.max(stops.indexOf(chosen()), 0);
  choose(stops[(here + step + stops.length) % stops.length]);
}

// Of the pages those stay whose name holds the words.
function narrow() {
  const words = field.value.trim().toLowerCase();
  const links = [...places.querySelectorAll("a")];
  for (const link of links)
    link.hidden = !link.querySelector(".palette__words").textContent.toLowerCase().includes(words);
  places.hidden = links.every((each) => each.hidden);
  if (!words) document.getElementById("palette-found").replaceChildren();
  said.textContent = "";
  choose(null);
}

field?.addEventListener("input", narrow);
field?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) walk(step);
  else if (event.key === "Enter" && chosen()) chosen().click();
  else return;
  event.preventDefault();
});

dialog?.addEventListener("htmx:beforeSwap", (event) => {
  if (!field.value.trim()) event.detail.shouldSwap = false;
});
dialog?.addEventListener("htmx:afterSettle", () => {
  if (!chosen()) choose(null);
  said.textContent = document.getElementById("palette-found").dataset.said ?? "";
});
for (const trouble of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
  field?.addEventListener(trouble, () => {
    said.textContent = "The search did not answer. The pages above are still open.";
  });

// A page that was left through it, and comes back, does not come back with it open.
addEventListener("pageshow", ({ persisted }) => persisted && dialog?.close());
