// The search of the guide: every word typed must occur, wherever accents are; titles first, then headings, then text.
const form = document.querySelector(".search");
const field = form.querySelector("input");
const list = document.getElementById("found");
const status = form.querySelector("[role=status]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const ending = location.pathname.endsWith(".html") ? ".html" : "";
let pages;

async function search() {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  pages ??= await (await fetch("index.json")).json();
  list.replaceChildren(...(words.length ? hits(words) : []));
  list.hidden = words.length === 0;
  status.textContent = words.length ? `${list.querySelectorAll("a").length}` : "";
}

function hits(words) {
  const has = (text) => words.every((word) => fold(text).includes(word));
  const found = pages.flatMap((one) => {
    const heading = one.headings.find(([, name]) => has(name));
    if (has(one.title)) return [{ rank: 0, one, to: "", words: "" }];
    if (heading) return [{ rank: 1, one, to: `#${heading[0]}`, words: heading[1] }];
    return has(`${one.title} ${one.text}`) ? [{ rank: 2, one, to: "", words: around(one.text, words[0]) }] : [];
  });
  found.sort((left, right) => left.rank - right.rank);
  return found.length ? found.map(line) : [item(document.createTextNode(form.dataset.none))];
}

function around(text, word) {
  const at = Math.max(0, fold(text).indexOf(word) - 40);
  return `${at ? "…" : ""}${text.slice(at, at + 120)}…`;
}

function line({ one, to, words }) {
  const link = document.createElement("a");
  link.href = `${one.page}${ending}${to}`;
  link.append(one.title);
  const small = document.createElement("small");
  small.textContent = words;
  link.append(small);
  return item(link);
}

function item(what) {
  const one = document.createElement("li");
  one.append(what);
  return one;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
field.addEventListener("input", search);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") list.hidden = true;
  if (event.key === "/" && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  }
});
