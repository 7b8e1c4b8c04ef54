// A long list of people narrows while somebody types: by name, what they do, and team.
// Whoever is ticked stays in sight, on top once the list is drawn anew.
const FEW = 8;
const MOST = 40;
const typed = new Map();

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

function make(name, values, ...inside) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...inside);
  return made;
}

function tools(list) {
  const find = make("input", { type: "search", autocomplete: "off" });
  const by = list.querySelector("[data-words]") ? "by name or team" : "by name";
  const label = make("label", { className: "find" }, `Find people ${by}`, find);
  const all = make("button", { type: "button", className: "btn btn--small", hidden: true });
  const count = make("span", { className: "small muted" });
  count.role = "status";
  return { find, all, count, bar: make("div", { className: "find-bar" }, label, all, count), list };
}

function enhance(list) {
  const rows = [...list.children].filter((each) => each.querySelector("[type=checkbox]"));
  if (rows.length <= FEW || list.dataset.people) return;
  list.dataset.people = "found";
  const box = (row) => row.querySelector("[type=checkbox]");
  const words = new Map(
    rows.map((row) => [row, plain(`${row.textContent} ${box(row).dataset.words ?? ""}`)]),
  );
  const { find, all, count, bar } = tools(list);
  const key = list.id || box(rows[0]).name;

  function narrow() {
    const wanted = plain(find.value).split(/\s+/).filter(Boolean);
    const fits = (row) => wanted.every((word) => words.get(row).includes(word));
    const sorted = [...rows].sort((a, b) => box(b).checked - box(a).checked);
    for (const row of sorted) row.hidden = !box(row).checked && !fits(row);
    list.append(...sorted);
    const open = rows.filter((row) => fits(row) && !box(row).checked);
    all.hidden = !wanted.length || !open.length || open.length > MOST;
    all.textContent = open.length === 1 ? "Tick this one" : `Tick these ${open.length}`;
    all.onclick = () => {
      for (const row of open) box(row).checked = true;
      find.value = "";
      typed.delete(key);
      narrow();
      find.focus();
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = wanted.length ? `${shown} of ${rows.length}` : "";
  }

  find.value = typed.get(key) ?? "";
  find.addEventListener("input", (event) => {
    event.stopPropagation();
    typed.set(key, find.value);
    narrow();
  });
  // What is looked for is no answer: nothing is sent because of it.
  find.addEventListener("change", (event) => event.stopPropagation());
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  if (list.localName === "fieldset") rows[0].before(bar);
  else list.before(bar);
  narrow();
}

const enhanceAll = () => document.querySelectorAll("[data-people]").forEach(enhance);
document.addEventListener("htmx:afterSettle", enhanceAll);
enhanceAll();
