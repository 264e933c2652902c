// Both stores of an application. State comes whole from the stand-in; this file only shows it and sends what was done.
const WORDS = {
  es: {
    title: "Tiendas de prueba", who: "Reseñas como", language: "Idioma", intro: "Aquí eres quien reseña la aplicación. Lo que escribas lo encuentra Trato en unos segundos, y lo que conteste aparece debajo. Cada persona tiene una reseña en cada tienda: escribir de nuevo la cambia.",
    stars: "Estrellas", name: "Título (opcional)", body: "Tu reseña", send: "Publicar", change: "Cambiar mi reseña", edited: "editada", answer: "Respuesta del desarrollador", pending: "aún sin publicar", none: "Nadie ha reseñado todavía.", of: (n) => `${n} de 5 estrellas`, offline: "Sin conexión con las tiendas. Reintentando…",
  },
  en: {
    title: "Test stores", who: "You review as", language: "Language", intro: "Here you are the person who reviews the app. Trato finds what you write within seconds, and its answer appears below. Each person has one review in each store: writing again changes it.",
    stars: "Stars", name: "Title (optional)", body: "Your review", send: "Publish", change: "Change my review", edited: "edited", answer: "Developer's response", pending: "not published yet", none: "Nobody has reviewed yet.", of: (n) => `${n} of 5 stars`, offline: "No connection to the stores. Trying again…",
  },
  pt: {
    title: "Lojas de teste", who: "Você avalia como", language: "Idioma", intro: "Aqui você é quem avalia o aplicativo. O Trato encontra o que você escrever em alguns segundos, e a resposta aparece abaixo. Cada pessoa tem uma avaliação em cada loja: escrever de novo a altera.",
    stars: "Estrelas", name: "Título (opcional)", body: "Sua avaliação", send: "Publicar", change: "Alterar minha avaliação", edited: "editada", answer: "Resposta do desenvolvedor", pending: "ainda não publicada", none: "Ninguém avaliou ainda.", of: (n) => `${n} de 5 estrelas`, offline: "Sem conexão com as lojas. Tentando de novo…",
  },
};
const NAMES = { google_play: "Google Play", app_store: "App Store" };
const $ = (id) => document.getElementById(id);
const keep = (name, value) => localStorage.setItem(`stores.${name}`, value);
let language = localStorage.getItem("stores.language") ?? "es";
let person = localStorage.getItem("stores.person") ?? "";
let shown = "";
const say = (key) => (WORDS[language] ?? WORDS.es)[key];

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter(Boolean));
  return node;
}
async function refresh() {
  try {
    const state = await (await fetch("api/state")).json();
    $("offline").hidden = true;
    if (!state.people.includes(person)) person = state.people[0] ?? "";
    const mark = JSON.stringify([state, person, language]);
    if (mark !== shown && !document.querySelector("form:focus-within")) { shown = mark; show(state); }
  } catch { $("offline").hidden = false; $("offline").textContent = say("offline"); }
}
function show(state) {
  document.documentElement.lang = language;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  $("language").value = language;
  $("person").replaceChildren(...state.people.map((one) => el("option", { value: one, textContent: one, selected: one === person })));
  $("stores").replaceChildren(...Object.entries(state.stores).map(([store, reviews]) => section(store, state.app, reviews)));
}
function section(store, app, reviews) {
  const mine = reviews.find((one) => one.person === person);
  return el("section", { ariaLabel: NAMES[store] }, el("header", {}, el("h2", { textContent: app }), el("span", { className: "meta", textContent: NAMES[store] })),
    form(store, mine), ...(reviews.length ? reviews.map(review) : [el("p", { className: "meta", textContent: say("none") })]));
}
function stars(count) {
  const node = el("span", { className: "stars", textContent: "★".repeat(count) + "☆".repeat(5 - count) });
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", say("of")(count));
  return node;
}
function review(one) {
  const when = new Date(one.at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  const answer = one.answer && el("div", { className: "answer" }, el("span", { className: "meta", textContent: [say("answer"), one.answer.published ? "" : say("pending")].filter(Boolean).join(" · ") }), el("p", { textContent: one.answer.text }));
  return el("article", {}, el("div", {}, stars(one.stars), " ", el("b", { textContent: one.person }), " ", el("span", { className: "meta", textContent: [when, one.edited && say("edited")].filter(Boolean).join(" · ") })),
    one.title && el("p", {}, el("b", { textContent: one.title })), el("p", { textContent: one.body }), answer);
}
function form(store, mine) {
  const choice = el("fieldset", {}, el("legend", { textContent: say("stars") }), ...[1, 2, 3, 4, 5].map((value) => {
    const input = el("input", { type: "radio", name: `stars-${store}`, value, checked: value === (mine?.stars ?? 5), ariaLabel: say("of")(value), onchange: paint });
    return el("label", {}, input, "★");
  }));
  const chosen = () => Number(choice.querySelector(":checked").value);
  function paint() { choice.querySelectorAll("label").forEach((one, at) => one.classList.toggle("on", at < chosen())); }
  paint();
  const title = el("input", { type: "text", maxLength: 120, placeholder: say("name"), ariaLabel: say("name"), value: mine?.title ?? "" });
  const body = el("textarea", { required: true, maxLength: 2000, placeholder: say("body"), ariaLabel: say("body"), value: mine?.body ?? "" });
  return el("form", { onsubmit: async (event) => {
    event.preventDefault();
    if (!body.value.trim()) return;
    document.activeElement.blur();
    await fetch("api/write", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ store, person, stars: chosen(), title: title.value, body: body.value }) });
    shown = "";
    await refresh();
  } }, choice, title, body, el("button", { textContent: mine ? say("change") : say("send") }));
}
$("person").addEventListener("change", (event) => { person = event.target.value; keep("person", person); shown = ""; refresh(); });
$("language").addEventListener("change", (event) => { language = event.target.value; keep("language", language); shown = ""; refresh(); });
refresh();
setInterval(refresh, 1500);
