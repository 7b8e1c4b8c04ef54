// What somebody tells is kept in the browser until the server has it: sent at once when
// the line is good, later when it is bad, and once however often it is sent, as each
// telling has a key of its own. What is being written is kept as well.
const form = document.querySelector("form[data-tell]");
const banner = document.getElementById("kept");
const QUEUE = `tell-queue-${form.dataset.tell}`;
const DRAFT = `tell-draft-${form.dataset.tell}`;
const RETRY = 15_000;
const PATIENCE = 10_000;

function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const fields = () =>
  [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

function say() {
  const count = read(QUEUE, []).length;
  banner.hidden = !count;
  const what = count === 1 ? "1 thing you told is" : `${count} things you told are`;
  banner.querySelector("[data-words]").textContent =
    `${what} kept on this device and sent as soon as the line is good.`;
}

async function send(told) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    return await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(told),
      headers: { "X-CSRFToken": token(), "X-Tell": "1" },
      signal: abort.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

const keyOf = (told) => told.find(([name]) => name === "key")[1];

function drop(told) {
  const rest = read(QUEUE, []).filter((each) => keyOf(each) !== keyOf(told));
  keep(QUEUE, rest);
  say();
}

function fill(told) {
  for (const field of form.querySelectorAll("[name]")) {
    const values = told.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else if (values.length && field.name !== "csrfmiddlewaretoken") [field.value] = values;
  }
}

// “Created” answers once it is there; anything else leaves it in the queue.
async function sendAll() {
  let last = "";
  for (const told of read(QUEUE, [])) {
    let answer;
    try {
      answer = await send(told);
    } catch {
      return last;
    }
    if (answer.status === 201) {
      drop(told);
      last = answer.headers.get("Location");
    } else if (answer.status === 422) {
      // It was refused: back into the form, where the server says what is wrong.
      drop(told);
      fill(told);
      form.submit();
      return "";
    } else return last;
  }
  return last;
}

let sending = null;
function sendOnce() {
  sending ??= sendAll().finally(() => (sending = null));
  return sending;
}

form.addEventListener("submit", async (event) => {
  const told = fields();
  if (!told.find(([name, value]) => name === "said" && value.trim())) return;
  const queue = read(QUEUE, []);
  if (!keep(QUEUE, [...queue.filter((each) => keyOf(each) !== keyOf(told)), told])) return;
  event.preventDefault();
  localStorage.removeItem(DRAFT);
  await sending;
  const page = await sendOnce();
  const waits = read(QUEUE, []).some((each) => keyOf(each) === keyOf(told));
  if (page && !waits) {
    form.dataset.sent = "1";
    location.assign(page);
  } else if (waits) {
    form.reset();
    form.querySelector("[name=said]").value = "";
    form.querySelector("[name=key]").value = crypto.randomUUID?.() ?? newKey();
    say();
  }
});

// Pages without a secure context have no randomUUID.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

form.addEventListener("input", () => {
  const said = form.querySelector("[name=said]").value;
  if (said.trim()) keep(DRAFT, said);
  else localStorage.removeItem(DRAFT);
});

const draft = read(DRAFT, "");
const said = form.querySelector("[name=said]");
if (draft && !said.value) said.value = draft;
addEventListener("online", sendOnce);
setInterval(() => read(QUEUE, []).length && sendOnce(), RETRY);
say();
if (read(QUEUE, []).length) sendOnce();
