import { t } from "@lingui/core/macro";
import type { Suggestion } from "~/client/contract/suggestions";
import type { Draft } from "~/rooms/conversations/drafts";
import { pieces, type Piece, type Values } from "~/rooms/knowledge/fill";

const GAP = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** What belongs where a slot stands, in words; a variable that we do not know is called as it was written. */
export function slotWords(slot: string): string {
  return WORDS[slot]?.() ?? slot;
}

const WORDS: Record<string, () => string> = {
  "contact.first_name": () => t`nombre`,
  "contact.name": () => t`nombre`,
  person_name: () => t`nombre`,
  "agent.alias": () => t`tu nombre`,
  "agent.name": () => t`tu nombre`,
  email: () => t`correo`,
  phone: () => t`teléfono`,
  national_id: () => t`documento`,
  card_number: () => t`tarjeta`,
  iban_clabe_cbu: () => t`cuenta`,
  address: () => t`dirección`,
  order_id: () => t`número de pedido`,
  plate: () => t`placa`,
  link: () => t`enlace`,
  amount: () => t`importe`,
  date: () => t`fecha`,
  time: () => t`hora`,
  number: () => t`número`,
};

/** A suggestion as it would stand in the field: filled as far as it is known, and what is missing named in words. */
export function filledIn(one: Suggestion, values: Values): Piece[] {
  return pieces(one.text, { ...one.values, ...values }).map((piece) => {
    if (!piece.missing) return piece;
    return { ...piece, text: `{{${slotWords(piece.text.replace(/^\{\{\s*|\s*\}\}$/g, ""))}}}` };
  });
}

/** What is still missing in a reply that was begun from a suggestion: it cannot leave so. */
export function gapsOf(draft: Pick<Draft, "reply" | "sources">): string[] {
  if (!draft.sources.some((one) => one.kind === "suggestion")) return [];
  return [...draft.reply.matchAll(GAP)].map((one) => one[1] ?? "");
}

/** Select the first gap, so that typing fills it; the end of the text where there is none. */
export function selectGap(field: HTMLTextAreaElement | null) {
  if (!field) return;
  const found = [...field.value.matchAll(GAP)][0];
  field.focus();
  const at = found?.index ?? field.value.length;
  field.setSelectionRange(at, at + (found?.[0].length ?? 0));
}
