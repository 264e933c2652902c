// The wall of a Page. State comes whole from the simulator; this file only shows it and sends what was done.
const WORDS = {
  es: {
    title: "Página de prueba", who: "Comentas como", language: "Idioma", intro: "Aquí eres quien comenta. Lo que escribas llega al escritorio de Trato como si fuera Facebook, y lo que la página responda aparece debajo.",
    write: "Escribe un comentario", send: "Comentar", reply: "Responder", edit: "Editar", remove: "Eliminar", edited: "editado", hidden: "Oculto: solo lo ves tú", liked: "A la página le gusta", page: "Página", offline: "Sin conexión con el simulador. Reintentando…", none: "La página no ha publicado nada.",
  },
  en: {
    title: "Test Page", who: "You comment as", language: "Language", intro: "Here you are the person who comments. What you write reaches Trato's desk as Facebook would bring it, and what the Page answers appears below.",
    write: "Write a comment", send: "Comment", reply: "Reply", edit: "Edit", remove: "Delete", edited: "edited", hidden: "Hidden: only you see it", liked: "Liked by the Page", page: "Page", offline: "No connection to the simulator. Trying again…", none: "The Page has published nothing.",
  },
  pt: {
    title: "Página de teste", who: "Você comenta como", language: "Idioma", intro: "Aqui você é quem comenta. O que escrever chega à mesa do Trato como se fosse o Facebook, e o que a página responder aparece abaixo.",
    write: "Escreva um comentário", send: "Comentar", reply: "Responder", edit: "Editar", remove: "Excluir", edited: "editado", hidden: "Oculto: só você vê", liked: "A página curtiu", page: "Página", offline: "Sem conexão com o simulador. Tentando de novo…", none: "A página não publicou nada.",
  },
};
const $ = (id) => document.getElementById(id);
const keep = (name, value) => localStorage.setItem(`wall.${name}`, value);
let language = localStorage.getItem("wall.language") ?? "es";
let person = localStorage.getItem("wall.person") ?? "";
let shown = "";
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
    el("article", {}, ...said(one), ...below(one.id, "").map((comment) =>
      el("div", { className: "comment" }, ...said(comment), el("div", { className: "answers" }, ...below(one.id, comment.id).map((answer) => el("div", {}, ...said(answer)))))), form(one.id))) : [el("p", { textContent: say("none") })]));
}
function said(one) {
  const marks = [one.edited && say("edited"), one.hidden && say("hidden"), one.liked && say("liked")].filter(Boolean).join(" · ");
  const mine = one.author === person;
  const deeds = el("div", { className: "deeds" },
    one.post && el("button", { textContent: say("reply"), onclick: (event) => event.target.closest("div").after(form(one.id)) }),
    mine && el("button", { textContent: say("edit"), onclick: () => { const text = prompt(say("edit"), one.text); if (text?.trim()) post("edit", { person, target: one.id, text: text.trim() }); } }),
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
