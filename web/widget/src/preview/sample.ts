/** A conversation that never was, in each language of the widget. */
import type { View } from "../wire/protocol";

const HOUR = 3_600_000;
const WORDS: Record<string, { title: string; asked: string; answer: string; offer: string; slots: [string, string]; old: string }> = {
  es: {
    title: "Olla quiñada",
    asked: "Hola, mi olla llegó quiñada",
    answer: "Hola, soy Camila. Te mandamos una nueva y recogemos la rota, sin costo.",
    offer: "¿Cuándo te queda mejor?",
    slots: ["De 9 a 12", "De 2 a 6"],
    old: "Cambio de dirección",
  },
  en: {
    title: "Chipped pot",
    asked: "Hi, my pot arrived chipped",
    answer: "Hi, this is Camila. We send you a new one and collect the broken one, free of charge.",
    offer: "When suits you better?",
    slots: ["From 9 to 12", "From 2 to 6"],
    old: "Change of address",
  },
  pt: {
    title: "Panela lascada",
    asked: "Olá, minha panela chegou lascada",
    answer: "Olá, aqui é a Camila. Enviamos uma nova e buscamos a quebrada, sem custo.",
    offer: "Quando fica melhor para você?",
    slots: ["Das 9 às 12", "Das 14 às 18"],
    old: "Mudança de endereço",
  },
};

export function sample(locale: string, wait: boolean, now = Date.now()): View {
  const words = WORDS[locale] ?? (WORDS.es as (typeof WORDS)[string]);
  const by = { name: "Camila", picture: "", online: true };
  const choices = words.slots.map((title, place) => ({ payload: String(place), title }));
  return {
    service: { open: true, wait: wait ? 170 : null, until: Math.ceil(now / HOUR + 2) * HOUR, zone: "America/Lima" },
    more: false,
    conversations: [
      { thread: "a", last_at: now, title: words.title, preview: words.offer, unread: 1, by, closed_at: null },
      { thread: "b", last_at: now - 80 * HOUR, title: words.old, preview: "", unread: 0, by, closed_at: now - 80 * HOUR },
    ],
    messages: [
      { id: "1", thread: "a", side: "visitor", at: now - 240_000, status: "read", parts: [{ type: "text", text: words.asked }] },
      { id: "2", thread: "a", side: "agent", at: now - 120_000, status: "read", by, parts: [{ type: "text", text: words.answer }] },
      {
        id: "3",
        thread: "a",
        side: "agent",
        at: now - 60_000,
        status: "delivered",
        by,
        parts: [
          { type: "text", text: words.offer },
          { type: "options", choices },
        ],
      },
    ],
  };
}
