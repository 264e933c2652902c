import { t } from "@lingui/core/macro";
import { i18n } from "@lingui/core";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { AppRef, ThreadAct, ThreadDeed } from "~/client/contract/threads";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";

type Keep = (one: CaseDetail) => void;

/** What another application is called; empty where nobody knows. */
export function appName(app: AppRef | null): string {
  return app?.names[i18n.locale] ?? app?.names.es ?? "";
}

/** Another application within a sentence: by its name, else by its id. */
export function appWords(app: AppRef | null): string {
  if (!app || app.id === "") return t`otra aplicación`;
  return appName(app) || t`la aplicación ${app.id}`;
}

/** Ask the channel that a conversation be taken, passed on, or asked for. */
export function handing(conversation: Conversation, act: ThreadAct, keep: Keep, app = "", note = ""): Deed<CaseDetail> {
  const deed_id = uuid7();
  return {
    said: saidWords(act),
    run: () => call("POST /conversations/{id}/handover", { path: { id: conversation.id }, body: { deed_id, act, app, note } }),
    undo: act === "request" ? null : () => call("POST /handovers/{id}/undo", { path: { id: deed_id }, body: { undo_id: uuid7() } }).then(keep),
    then: keep,
  };
}

/** Grant what another application asks, or let it wait. */
export function deciding(conversation: Conversation, grants: boolean, keep: Keep): Deed<CaseDetail> {
  const deed_id = uuid7();
  return {
    said: grants ? t`La otra aplicación recibe la conversación` : t`La conversación se queda aquí`,
    run: () => call("POST /conversations/{id}/handover-request", { path: { id: conversation.id }, body: { deed_id, grants } }),
    undo: grants ? () => call("POST /handovers/{id}/undo", { path: { id: deed_id }, body: { undo_id: uuid7() } }).then(keep) : null,
    then: keep,
  };
}

/** Let automation answer again where a person does, or the other way round. */
export function givingBack(conversation: Conversation, keep: Keep, holder: "automation" | "person" = "automation"): Deed<CaseDetail> {
  const put = (to: "automation" | "person") => call("PUT /conversations/{id}/holder", { path: { id: conversation.id }, body: { holder: to } });
  return {
    said: holder === "automation" ? t`La automatización vuelve a responder` : t`La automatización ya no responde aquí`,
    run: () => put(holder),
    undo: () => put(holder === "automation" ? "person" : "automation").then(keep),
    then: keep,
  };
}

/** Ask again for what failed. */
export function handingAgain(deed: ThreadDeed, keep: Keep): Deed<CaseDetail> {
  return { said: t`Se pidió otra vez`, run: () => call("POST /handovers/{id}/retry", { path: { id: deed.id }, body: {} }), undo: null, then: keep };
}

function saidWords(act: ThreadAct): string {
  switch (act) {
    case "take":
      return t`Se pidió el control al canal`;
    case "pass":
      return t`La conversación pasa a otra aplicación`;
    case "request":
      return t`Se le pidió a la otra aplicación`;
    default:
      return act satisfies never;
  }
}

/** What is going on with it, or why it did not come to be. */
export function deedWords(deed: ThreadDeed): string {
  if (deed.state !== "failed") return deed.act === "take" ? t`Tomando el control…` : deed.act === "pass" ? t`Pasando la conversación…` : t`Pidiendo la conversación…`;
  switch (deed.reason_code) {
    case "not_allowed":
      return t`El canal no deja que Trato lo haga: la aplicación predeterminada es otra. Pedir el control, o cambiarla en el canal.`;
    case "auth":
      return t`El canal ya no acepta la cuenta. Quien administra los canales puede renovarla.`;
    case "unreachable":
      return t`El canal no respondió. Pedirlo otra vez no hace daño.`;
    default:
      return t`El canal no lo permite (${deed.reason_code ?? "?"}).`;
  }
}
