// The search box: "/" moves to it, it suggests while one types, and the arrow keys walk through what was found.
// Everything works without this file.
const box = document.getElementById("q");
const list = document.getElementById("suggestions");
const form = box?.closest("form");
const PAUSE = 220;
const SHORTEST = 3;
let waiting = 0;
let asked = null;
let at = -1;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || document.documentElement.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const hits = () => [...document.querySelectorAll(".rt-ledger--hits h3 a")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = hits();
  const here = links.indexOf(document.activeElement);
  if (here < 0) return;
  event.preventDefault();
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? box : links[Math.min(next, links.length - 1)])?.focus();
});

const options = () => [...list.children];

function choose(next) {
  const all = options();
  at = next < -1 ? all.length - 1 : next >= all.length ? -1 : next;
  all.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
  if (at < 0) box.removeAttribute("aria-activedescendant");
  else {
    box.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }
}

function show(some) {
  list.hidden = !some;
  box.setAttribute("aria-expanded", String(some));
  choose(-1);
}

async function suggest() {
  asked?.abort();
  const typed = box.value.trim();
  if (typed.length < SHORTEST) return show(false);
  asked = new AbortController();
  try {
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal, redirect: "error" });
    if (!answer.ok) return show(false);
    list.innerHTML = await answer.text();
  } catch {
    return; // overtaken by the next letter, or no connection: the box works without
  }
  const count = options().length;
  show(count > 0 && document.activeElement === box);
  document.getElementById("suggested").textContent = count ? `${count} suggestion${count === 1 ? "" : "s"}, use the arrow keys` : "";
}

if (box && list && form.dataset.suggest) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    const down = event.key === "ArrowDown";
    if (down || event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation(); // or the walk through the results would take a second step
      if (list.hidden) down && hits()[0]?.focus();
      else choose(at + (down ? 1 : -1));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      location.assign(options()[at].dataset.href);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const one = event.target.closest("[data-href]");
    if (one) location.assign(one.dataset.href);
  });
  box.addEventListener("blur", () => show(false));
}
