// What is saved as one goes on is sent on the way out too, and kept in the browser until
// the server has it: sent several times it is saved once. What was refused waits for
// whoever wrote it. Every page says so; the page it was written on shows both versions.
const pattern = document.getElementById("left");
const MINE = pattern.dataset.mine;
const FORMS = "form[data-leave=send]";

const pathOf = (form) => form.getAttribute("action");
const formOf = (path) => document.querySelector(`${FORMS}[action="${CSS.escape(path)}"]`);
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const forget = (path) => localStorage.removeItem(MINE + path);

function read(path) {
  try {
    return JSON.parse(localStorage.getItem(MINE + path));
  } catch {
    return null;
  }
}

function write(path, left) {
  try {
    localStorage.setItem(MINE + path, JSON.stringify(left));
  } catch {
    // Without room for it, it is sent all the same.
  }
}

function keep(form) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const label = form.querySelector(".field__label").textContent.trim();
  const said = form.querySelector("textarea, [type=date]")?.value ?? "";
  const left = { fields, label, said, page: `${location.pathname}#${form.id}` };
  write(pathOf(form), left);
  return left;
}

function send(path, { fields }) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  return fetch(path, { method: "POST", body, headers, keepalive: true });
}

// What has no answer yet, or one that is not about it, is sent again from the next page.
function note(path, { status, to, text }) {
  if (status === 200 && !to) forget(path);
  const left = read(path);
  if (!left || (status !== 422 && status !== 404)) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  const who = page.querySelector("[data-who]")?.dataset.who;
  write(path, { ...left, isRefused: true, who });
}

const isChanged = (field) =>
  field.matches("[type=checkbox], [type=radio]")
    ? field.checked !== field.defaultChecked
    : field.type !== "hidden" && field.value !== field.defaultValue;
const isWritten = (form) => [...form.querySelectorAll("input, textarea")].some(isChanged);

addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll(FORMS))
    if (isWritten(form)) send(pathOf(form), keep(form)).catch(() => {});
});

document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig } }) => {
  const { elt, verb } = requestConfig;
  if (verb === "post" && elt.matches(FORMS)) keep(elt);
});

// Whoever asks for what somebody else wrote lets go of their own.
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, xhr } }) => {
  const form = requestConfig.elt.closest(FORMS);
  if (!form || !xhr.status) return;
  const to = xhr.getResponseHeader("HX-Redirect");
  note(pathOf(form), { status: xhr.status, to, text: xhr.responseText });
});

function tell(path, { label, said, page, who }) {
  const told = pattern.content.cloneNode(true).firstElementChild;
  const find = (name) => told.querySelector(`[data-${name}]`);
  const why = who ? `: ${who} changed it meanwhile` : "";
  find("words").textContent = `What you wrote under “${label}” is not saved${why}.`;
  find("way").href = page;
  if (who) find("way").textContent = "Look at both";
  find("fold").hidden = !said;
  for (const line of said.split("\n")) find("said").append(line, document.createElement("br"));
  find("forget").addEventListener("click", () => {
    forget(path);
    told.remove();
    document.getElementById("main").focus();
  });
  document.getElementById("messages").append(told);
}

// On its own page it stands where it was written, unless they are writing there again.
function show(path, form, text) {
  if (isWritten(form)) return;
  const swap = "outerHTML";
  if (read(path)) htmx.swap(form, text, { swapStyle: swap }, { eventInfo: { target: form } });
  else htmx.ajax("GET", location.pathname, { target: form, select: `#${form.id}`, swap });
}

async function goOn(path) {
  const left = read(path);
  const form = formOf(path);
  if (left.isRefused && !form) return tell(path, left);
  const answer = await send(path, left);
  const text = await answer.text();
  note(path, { status: answer.status, to: answer.headers.get("HX-Redirect"), text });
  const now = read(path);
  if (form?.isConnected && (!now || answer.status === 422)) show(path, form, text);
  else if (now?.isRefused) tell(path, now);
}

for (const name of Object.keys(localStorage))
  if (name.startsWith(MINE)) goOn(name.slice(MINE.length)).catch(() => {});
