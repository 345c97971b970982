// Text and records of a plan side by side: what is chosen on one side is lit on both, and the other side moves to it.
// Without scripts the same links jump.
const panes = { text: document.getElementById("text"), records: document.getElementById("records") };
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const holding = (ref) => [...document.querySelectorAll("[data-refs]")].filter((one) => one.dataset.refs.split(" ").includes(ref));

function show(pane, element) {
  if (!element || !pane) return;
  for (let up = element.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  const inside = pane.scrollHeight > pane.clientHeight + 1;
  if (inside) {
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    const edges = pane.getBoundingClientRect();
    if (edges.bottom < innerHeight / 3 || edges.top > innerHeight * 0.6) pane.scrollIntoView({ block: "start" });
    pane.scrollTo({ top: top - pane.clientHeight / 4, behavior: still ? "auto" : "smooth" });
  } else element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function light(ref) {
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  holding(ref).forEach((one) => one.classList.add("lit"));
}

document.addEventListener("click", (event) => {
  const piece = event.target.closest("#text [data-refs]");
  if (piece) {
    const ref = piece.dataset.refs.split(" ").find((one) => document.getElementById(`is-${one}`));
    if (!ref) return;
    event.preventDefault();
    light(ref);
    show(panes.records, document.getElementById(`is-${ref}`));
    return;
  }
  const link = event.target.closest('a[href^="#at-"], a[href^="#is-"]');
  if (!link) return;
  const id = decodeURIComponent(link.getAttribute("href").slice(1));
  const found = document.getElementById(id);
  if (!found) return;
  event.preventDefault();
  light(id.slice(3));
  show(id.startsWith("at-") ? panes.text : panes.records, found);
});

function arrive() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id.startsWith("is-")) return;
  light(id.slice(3));
  show(panes.records, document.getElementById(id));
  show(panes.text, document.getElementById(`at-${id.slice(3)}`));
}
arrive();
