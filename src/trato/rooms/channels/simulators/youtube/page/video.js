// The videos of a channel. State comes whole from the stand-in; this file only shows it and sends what was done.
const WORDS = {
  es: {
    title: "Videos de prueba", who: "Comentas como", language: "Idioma", intro: "Aquí eres quien comenta. Trato encuentra lo que escribas en unos segundos, como si fuera YouTube, y lo que el canal responda aparece debajo.",
    write: "Escribe un comentario", send: "Comentar", reply: "Responder", edit: "Editar", remove: "Eliminar", edited: "editado", held: "Retenido para revisión: solo lo ves tú", channel: "Canal", offline: "Sin conexión con los videos. Reintentando…",
  },
  en: {
    title: "Test videos", who: "You comment as", language: "Language", intro: "Here you are the person who comments. Trato finds what you write within seconds, as on YouTube, and what the channel answers appears below.",
    write: "Write a comment", send: "Comment", reply: "Reply", edit: "Edit", remove: "Delete", edited: "edited", held: "Held for review: only you see it", channel: "Channel", offline: "No connection to the videos. Trying again…",
  },
  pt: {
    title: "Vídeos de teste", who: "Você comenta como", language: "Idioma", intro: "Aqui você é quem comenta. O Trato encontra o que você escrever em alguns segundos, como no YouTube, e o que o canal responder aparece abaixo.",
    write: "Escreva um comentário", send: "Comentar", reply: "Responder", edit: "Editar", remove: "Excluir", edited: "editado", held: "Retido para análise: só você vê", channel: "Canal", offline: "Sem conexão com os vídeos. Tentando de novo…",
  },
};
const $ = (id) => document.getElementById(id);
const keep = (name, value) => localStorage.setItem(`video.${name}`, value);
let language = localStorage.getItem("video.language") ?? "es";
let person = localStorage.getItem("video.person") ?? "";
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
  const below = (video, above) => state.comments.filter((one) => one.video === video && one.above === above);
  $("videos").replaceChildren(...state.videos.map((video) => el("article", {}, frame(), el("h2", { textContent: video.title }),
    el("p", { className: "by", textContent: state.channel }), form(video.id, ""),
    ...below(video.id, "").reverse().map((one) => el("div", { className: "comment" }, ...said(one),
      el("div", { className: "answers" }, ...below(video.id, one.id).map((answer) => el("div", {}, ...said(answer)))))))));
}
function frame() {
  const node = el("div", { className: "frame", ariaHidden: "true" });
  node.innerHTML = '<svg viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><path d="M6.75 5.5v5l4-2.5z"/></svg>';
  return node;
}
function said(one) {
  const marks = [one.edited && say("edited"), one.held && say("held")].filter(Boolean).join(" · ");
  const mine = one.author === person;
  const deeds = el("div", { className: "deeds" },
    el("button", { textContent: say("reply"), onclick: (event) => event.target.closest("div").after(form(one.video, one.id)) }),
    mine && el("button", { textContent: say("edit"), onclick: () => { const text = prompt(say("edit"), one.text); if (text?.trim()) post("edit", { person, target: one.id, text: text.trim() }); } }),
    mine && el("button", { textContent: say("remove"), onclick: () => post("remove", { person, target: one.id }) }));
  return [el("div", { className: "by" }, el("b", { textContent: one.name }), one.ours && say("channel"), marks), el("p", { className: "said", textContent: one.text }), deeds];
}
function form(video, above) {
  const field = el("textarea", { rows: 1, placeholder: say("write"), ariaLabel: say("write"), required: true });
  return el("form", { onsubmit: (event) => { event.preventDefault(); const text = field.value.trim(); field.value = ""; if (text) post("say", { person, video, above, text }); } }, field, el("button", { textContent: say("send") }));
}
$("person").addEventListener("change", (event) => { person = event.target.value; keep("person", person); shown = ""; refresh(); });
$("language").addEventListener("change", (event) => { language = event.target.value; keep("language", language); shown = ""; refresh(); });
refresh();
setInterval(refresh, 1500);
