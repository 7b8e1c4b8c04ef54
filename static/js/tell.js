// What somebody tells is kept in the browser until the server has it: sent at once when
// the line is good, later when it is bad, and once however often it is sent, as each
// telling has a key of its own. What is being written is kept as well. Nothing leaves the
// queue before the server has it; what was refused waits there for whoever told it.
const form = document.querySelector("form[data-tell]");
const banner = document.getElementById("kept");
const QUEUE = `tell-queue-${form.dataset.tell}`;
const REFUSED = `tell-refused-${form.dataset.tell}`;
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

const keyOf = (told) => told.find(([name]) => name === "key")[1];
const isRefused = (told) => read(REFUSED, []).includes(keyOf(told));
const waiting = () => read(QUEUE, []).filter((told) => !isRefused(told));

function say() {
  const count = waiting().length;
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
      body: new URLSearchParams([...told, ["by", form.dataset.tell]]),
      headers: { "X-CSRFToken": token(), "X-Tell": "1" },
      signal: abort.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

function drop(told) {
  const rest = read(QUEUE, []).filter((each) => keyOf(each) !== keyOf(told));
  keep(QUEUE, rest);
  forgive(told);
  say();
}

function forgive(told) {
  keep(REFUSED, read(REFUSED, []).filter((key) => key !== keyOf(told)));
}

function fill(told) {
  for (const field of form.querySelectorAll("[name]")) {
    const values = told.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else if (values.length && field.name !== "csrfmiddlewaretoken") [field.value] = values;
  }
}

// Back into the form, where the server says what is wrong; not over other words.
function putBack(told) {
  forgive(told);
  keep(REFUSED, [...read(REFUSED, []), keyOf(told)]);
  say();
  const isThere = form.querySelector("[name=key]").value === keyOf(told);
  if (!isThere && form.querySelector("[name=said]").value.trim()) return false;
  fill(told);
  form.dataset.sent = "1";
  form.submit();
  return true;
}

// “Created” answers once it is there; anything else leaves it in the queue,
// and lets those behind it go first.
async function sendAll() {
  let last = "";
  for (const told of waiting()) {
    let answer;
    try {
      answer = await send(told);
    } catch {
      return last;
    }
    if (answer.status === 201) {
      drop(told);
      last = answer.headers.get("Location");
    } else if (answer.status === 422 && putBack(told)) return "";
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
  forgive(told);
  event.preventDefault();
  localStorage.removeItem(DRAFT);
  await sending;
  const page = await sendOnce();
  const waits = waiting().some((each) => keyOf(each) === keyOf(told));
  if (page && !waits) {
    form.dataset.sent = "1";
    location.assign(page);
  } else if (waits) {
    form.reset();
    form.querySelector("[name=said]").value = "";
    form.querySelector("[name=key]").value = crypto.randomUUID?.() ?? newKey();
    say();
    banner.scrollIntoView({ block: "nearest" }); // the button is far below it
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
  else {
    localStorage.removeItem(DRAFT);
    const told = fields();
    if (isRefused(told)) drop(told); // they took the words out themselves
  }
});

const draft = read(DRAFT, "");
const said = form.querySelector("[name=said]");
const refused = read(QUEUE, []).find(isRefused);
if (draft && !said.value) said.value = draft;
else if (refused && !said.value) fill(refused);
addEventListener("online", sendOnce);
setInterval(() => waiting().length && sendOnce(), RETRY);
say();
if (waiting().length) sendOnce();
