// What a business publishes, with the comments. State comes whole from the simulator; this file only shows it and sends
// what was done. Within the telephone (?person=…) who comments is whoever has the telephone.
import { LOOK, WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const keep = (name, value) => localStorage.setItem(`wall.${name}`, value);
const asked = new URLSearchParams(location.search);
let language = asked.get("lang") ?? localStorage.getItem("wall.language") ?? "es";
let person = asked.get("person") ?? localStorage.getItem("wall.person") ?? "";
document.body.dataset.look = LOOK;
if (asked.has("person")) document.body.dataset.within = "";
let shown = "", edits = true;
const say = (key) => (WORDS[language] ?? WORDS.es)[key];

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter(Boolean));
  return node;
}
async function post(name, body) {
  await fetch(`api/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  await refresh();
}
async function refresh() {
  try {
    const state = await (await fetch(`api/state?${new URLSearchParams({ person })}`)).json();
    $("offline").hidden = true;
    edits = state.edits;
    if (!state.people.some((one) => one.id === person)) person = state.people[0]?.id ?? "";
    const mark = JSON.stringify([state, person, language]);
    if (mark !== shown && !document.querySelector("textarea:focus")?.value) { shown = mark; show(state); }
  } catch { $("offline").hidden = false; $("offline").textContent = say("offline"); }
}
function show(state) {
  document.documentElement.lang = language;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  $("language").value = language;
  $("person").replaceChildren(...state.people.map((one) => el("option", { value: one.id, textContent: one.name, selected: one.id === person })));
  const below = (post, above) => state.posts.filter((one) => one.post === post && one.above === above);
  const posts = state.posts.filter((one) => !one.post).reverse();
  $("posts").replaceChildren(...(posts.length ? posts.map((one) =>
    el("article", {}, ...shownPost(one), ...below(one.id, "").map((comment) =>
      el("div", { className: "comment" }, ...said(comment), el("div", { className: "answers" }, ...below(one.id, comment.id).map((answer) => el("div", {}, ...said(answer)))))), form(one.id))) : [el("p", { textContent: say("none") })]));
}
function shownPost(one) {
  const picture = one.picture && el("img", { src: `../cdn/${one.picture}`, alt: say("picture") });
  const [by, words, deeds] = said(one);
  return [by, picture, words, deeds].filter(Boolean);
}
function said(one) {
  const marks = [one.edited && say("edited"), one.hidden && say("hidden"), one.liked && say("liked")].filter(Boolean).join(" · ");
  const mine = one.author === person;
  const deeds = el("div", { className: "deeds" },
    one.post && el("button", { textContent: say("reply"), onclick: (event) => event.target.closest("div").after(form(one.id)) }),
    mine && edits && el("button", { textContent: say("edit"), onclick: () => { const text = prompt(say("edit"), one.text); if (text?.trim()) post("edit", { person, target: one.id, text: text.trim() }); } }),
    mine && el("button", { textContent: say("remove"), onclick: () => post("remove", { person, target: one.id }) }));
  return [el("div", { className: "by" }, el("b", { textContent: one.name }), one.ours && say("page"), marks), el("p", { className: "said", textContent: one.text }), one.post && deeds];
}
function form(above) {
  const field = el("textarea", { rows: 1, placeholder: say("write"), ariaLabel: say("write"), required: true });
  const whole = el("form", { onsubmit: (event) => { event.preventDefault(); const text = field.value.trim(); field.value = ""; if (text) post("comment", { person, above, text }); } }, field, el("button", { textContent: say("send") }));
  return whole;
}
$("person").addEventListener("change", (event) => { person = event.target.value; keep("person", person); shown = ""; refresh(); });
$("language").addEventListener("change", (event) => { language = event.target.value; keep("language", language); shown = ""; refresh(); });
refresh();
setInterval(refresh, 1500);
