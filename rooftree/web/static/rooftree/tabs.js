// Swaps one tab of a record for another without a jump. Without this file each tab is a page, as its link says.
// Anything but a record (a sign-in page, a fault, a new version of the page) is opened as a page of its own.
const record = () => document.querySelector("[data-tabs]");

async function show(href) {
  const answer = await fetch(href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-tabs]");
  if (!answer.ok || !found || found.dataset.tabs !== record().dataset.tabs) throw new Error("not this record");
  const held = document.activeElement?.id;
  record().replaceWith(document.adoptNode(found));
  document.title = page.title;
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

function open(link) {
  return show(link.href).then(
    () => {
      history.pushState({ tab: true }, "", link.href);
      const main = record().querySelector(".rt-record__main");
      if (main.getBoundingClientRect().top < 0) main.scrollIntoView();
    },
    () => location.assign(link.href),
  );
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-tabs] .rt-side a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  record().setAttribute("aria-busy", "true");
  history.replaceState({ tab: true }, "");
  open(link);
});

addEventListener("popstate", (event) => {
  if (event.state?.tab && record()) show(location.href).catch(() => location.reload());
});
