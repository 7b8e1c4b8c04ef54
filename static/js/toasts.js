// Short notices of what is finished. The server sends HX-Trigger:
// {"toast": {"text": "Saved", "undo": "/address/to/post/to/"}}.
const SECONDS = { plain: 6, undo: 10 };
const region = document.getElementById("toasts");

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
}

function undoForm(address) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  const hidden = document.createElement("input");
  Object.assign(hidden, { type: "hidden", name: "csrfmiddlewaretoken", value: token() });
  const button = document.createElement("button");
  button.className = "btn btn--small toast__act";
  button.textContent = "Undo";
  form.append(hidden, button);
  return form;
}

function show({ text, undo }) {
  const toast = document.createElement("div");
  toast.className = "toast";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (undo) toast.append(undoForm(undo));
  // What was only told gives way to what is told now; what can be undone stays.
  for (const told of region.querySelectorAll(".toast:not(:has(form))")) told.remove();
  region.append(toast);
  while (region.childElementCount > 3) region.firstElementChild.remove();
  const wait = (undo ? SECONDS.undo : SECONDS.plain) * 1000;
  let timer = setTimeout(() => toast.remove(), wait);
  // Whoever reads or tabs into it keeps it.
  const hold = () => clearTimeout(timer);
  const release = () => (timer = setTimeout(() => toast.remove(), wait));
  toast.addEventListener("mouseenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("mouseleave", release);
  toast.addEventListener("focusout", release);
}

document.addEventListener("toast", (event) => {
  const given = event.detail;
  show(typeof given === "string" ? { text: given } : { ...given, text: given.text ?? given.value });
});

const say = (text) => () => show({ text });
document.addEventListener(
  "htmx:timeout",
  say("That took too long. Your text is safe. Try again."),
);
document.addEventListener(
  "htmx:sendError",
  say("We could not reach Alignment. Your text is safe. Try again."),
);
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.requestConfig?.triggeringEvent?.type?.startsWith("live:")) return;
  const code = event.detail.xhr.status;
  show({
    text:
      code === 404 || code === 403
        ? "This is no longer here, or not open to you. Reload the page."
        : "That did not work. Your text is safe. Reload the page and try again.",
  });
});

// Offline: reading goes on, sending waits.
const offline = document.getElementById("offline");
const mark = () => offline && (offline.hidden = navigator.onLine);
addEventListener("offline", mark);
addEventListener("online", mark);
mark();

// What would be sent stays where it was typed. What is told keeps a queue of its own.
const TYPED = "input:not([type=hidden]), select, textarea";
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const sends = form.method === "post" || form.hasAttribute("hx-post");
    if (navigator.onLine || !sends || form.matches("[data-tell]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const kept = form.querySelector(TYPED) ? " What you typed stays here; send" : " Send";
    show({ text: `You are offline.${kept} it again once you are back.` });
  },
  true,
);
