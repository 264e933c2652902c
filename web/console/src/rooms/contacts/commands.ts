import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { ContactPanel } from "~/client/contract/contacts";
import { call } from "~/client/http";
import type { Command } from "~/kit/command";
import type { Deed, Perform } from "~/kit/deed";

export interface ContactContext {
  contact: ContactPanel | null;
  cache: QueryClient;
  perform: Perform;
  askBlock: () => void;
  askForget: () => void;
}

export function blocking(cache: QueryClient, contact: ContactPanel, reason: string): Deed<ContactPanel> {
  const path = { id: contact.id };
  return {
    said: t`Contacto bloqueado: ${contact.name}`,
    run: () => call("POST /contacts/{id}/block", { path, body: { reason } }),
    undo: () => call("POST /contacts/{id}/unblock", { path, body: {} }),
    then: () => void cache.invalidateQueries({ queryKey: ["contact", contact.id] }),
  };
}

export function unblocking(cache: QueryClient, contact: ContactPanel): Deed<ContactPanel> {
  const path = { id: contact.id };
  const reason = contact.blocked?.reason ?? "";
  return {
    said: t`Contacto desbloqueado: ${contact.name}`,
    run: () => call("POST /contacts/{id}/unblock", { path, body: {} }),
    undo: () => call("POST /contacts/{id}/block", { path, body: { reason } }),
    then: () => void cache.invalidateQueries({ queryKey: ["contact", contact.id] }),
  };
}

export const block: Command<ContactContext> = {
  id: "contact.block",
  words: () => t`Bloquear al contacto…`,
  permission: "contact.block",
  enabled: ({ contact }) => contact !== null && contact.blocked === null,
  run: ({ askBlock }) => askBlock(),
};

export const unblock: Command<ContactContext> = {
  id: "contact.unblock",
  words: () => t`Desbloquear al contacto`,
  permission: "contact.block",
  enabled: ({ contact }) => Boolean(contact?.blocked),
  run: ({ contact, cache, perform }) => contact && void perform(unblocking(cache, contact)),
};

export const forget: Command<ContactContext> = {
  id: "contact.forget",
  words: () => t`Olvidar lo aprendido del contacto…`,
  permission: "contact.forget",
  enabled: ({ contact }) => contact !== null,
  run: ({ askForget }) => askForget(),
};

export const contactCommands: Command<ContactContext>[] = [block, unblock, forget];
