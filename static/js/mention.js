// Names while one types an @. Without it one types the full name: the server reads that.
const ADDRESS = "/talks/mentions/?q=";
const TYPED = /(^|[\s(])@([\p{L}'’. -]{0,40})$/u;
let list = null;
let asked = 0;

function close() {
  if (!list) return;
  const { field } = list;
  for (const name of ["aria-activedescendant", "aria-controls", "aria-autocomplete"])
    field.removeAttribute(name);
  list.remove();
  list = null;
}

function choose(option) {
  const { field } = list;
  const before = field.value.slice(0, field.selectionStart).replace(TYPED, `$1@${option.dataset.name} `);
  const after = field.value.slice(field.selectionStart);
  field.value = before + after.replace(/^ /, "");
  field.setSelectionRange(before.length, before.length);
  close();
  field.focus();
}

function mark(option) {
  for (const each of list.children) each.setAttribute("aria-selected", String(each === option));
  list.field.setAttribute("aria-activedescendant", option.id);
}

function say(count) {
  const status = document.getElementById("mention-status");
  if (status) status.textContent = count === 1 ? "1 name" : `${count} names`;
}

function show(field, people) {
  close();
  if (!people.length) return;
  list = document.createElement("ul");
  Object.assign(list, { className: "mentions", id: "mentions", role: "listbox", field });
  list.setAttribute("aria-label", "People");
  people.forEach(({ name, title }, place) => {
    const option = document.createElement("li");
    Object.assign(option, { id: `mention-${place}`, role: "option", textContent: name });
    option.dataset.name = name;
    if (title) {
      const small = document.createElement("span");
      Object.assign(small, { className: "small muted", textContent: title });
      option.append(small);
    }
    list.append(option);
  });
  field.setAttribute("aria-controls", "mentions");
  field.setAttribute("aria-autocomplete", "list");
  field.after(list);
  mark(list.firstElementChild);
  say(people.length);
}

async function look(field) {
  const typed = field.value.slice(0, field.selectionStart).match(TYPED);
  const mine = ++asked;
  if (!typed || typed[2].endsWith("  ")) return close();
  try {
    const answer = await fetch(ADDRESS + encodeURIComponent(typed[2]));
    const { people } = answer.ok ? await answer.json() : { people: [] };
    if (mine === asked && document.activeElement === field) show(field, people);
  } catch {
    close();
  }
}

const isField = (target) => target.matches?.("textarea[data-mention]");
document.addEventListener("input", ({ target }) => isField(target) && look(target));
document.addEventListener("focusout", ({ target }) => isField(target) && close());
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".mentions [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option);
});
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== list.field || event.isComposing) return;
  const options = [...list.children];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(options[(at + step + options.length) % options.length]);
  else if (["Enter", "Tab"].includes(event.key)) choose(options[at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
