import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import type { Surface } from "~/client/contract/lists";
import type { ExampleLine, PauseReason } from "~/client/contract/promises";
import { nameOf } from "~/kit/formats";

const UNITS: [number, (count: number) => string][] = [
  [86_400, (count) => plural(count, { one: "# día", many: "# días", other: "# días" })],
  [3_600, (count) => plural(count, { one: "# hora", many: "# horas", other: "# horas" })],
  [60, (count) => plural(count, { one: "# minuto", many: "# minutos", other: "# minutos" })],
  [1, (count) => plural(count, { one: "# segundo", many: "# segundos", other: "# segundos" })],
];

/** "2 minutos", "1 hora 30 minutos": the two largest parts of a span. */
export function durationWords(seconds: number): string {
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [size, words] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(words(count));
    rest -= count * size;
  }
  return parts.slice(0, 2).join(" ") || UNITS[3]?.[1](0) || "";
}

export function surfaceWords(surface: Surface): string {
  return SURFACES[surface]?.() ?? surface;
}

export const SURFACES: Record<Surface, () => string> = {
  direct_message: () => t`mensaje directo`,
  chat: () => t`chat`,
  public_comment: () => t`comentario público`,
  mention: () => t`mención`,
  review: () => t`reseña`,
  mail: () => t`correo`,
  call: () => t`llamada`,
  form: () => t`formulario`,
};

export const PAUSES: Record<Exclude<PauseReason, "resolved">, () => string> = {
  contact: () => t`esperamos al contacto`,
  third_party: () => t`esperamos a un tercero`,
  team: () => t`esperamos a otro equipo`,
  until: () => t`esperamos una fecha`,
};

/** Whose hours these are, as a derivation says it. */
function hoursWords(of: string): string {
  return HOURS[of]?.() ?? of;
}

const HOURS: Record<string, () => string> = {
  "": () => t`Cuenta el reloj de pared: noches y feriados también.`,
  never_open: () => t`El horario no abre lo bastante: cuenta el reloj de pared.`,
  policy: () => t`Cuenta el horario de la política.`,
  queue: () => t`Cuenta el horario de la cola.`,
  channel_account: () => t`Cuenta el horario de la cuenta de canal.`,
  brand: () => t`Cuenta el horario de la marca.`,
};

/** One line of a derivation, in the hours of the place. */
export function lineWords({ code, values }: ExampleLine, timeZone: string): string {
  switch (code) {
    case "started": {
      const at = placeMoment(String(values.at), timeZone);
      return t`Llega ${at}.`;
    }
    case "promised": {
      const span = durationWords(Number(values.seconds));
      return t`Se prometen ${span} de tiempo abierto.`;
    }
    case "hours":
      return hoursWords(String(values.of));
    case "open": {
      const from = placeMoment(String(values.from), timeZone);
      const to = placeHour(String(values.to), timeZone);
      const span = durationWords(Number(values.seconds));
      return t`Abierto ${from} hasta las ${to}: ${span}.`;
    }
    case "open_more": {
      const span = durationWords(Number(values.seconds));
      return t`Y más tramos abiertos: ${span}.`;
    }
    case "chosen": {
      const name = String(values.name);
      const by = (values.by as string[]).map((one) => FILTERS[one]?.() ?? one).join(", ");
      return by ? t`Vale la política ${name}, por ${by}.` : t`Vale la política ${name}, que es para todo.`;
    }
    case "factor": {
      const span = durationWords(Number(values.seconds));
      const country = nameOf("region", String(values.country));
      return t`En ${country} el plazo de ${span} se multiplica por ${String(values.factor)}.`;
    }
    case "paused": {
      const from = placeMoment(String(values.from), timeZone);
      const why = String(values.reason) === "resolved" ? t`se lo creyó resuelto` : (PAUSES[values.reason as keyof typeof PAUSES]?.() ?? String(values.reason));
      if (!values.to) return t`En pausa desde ${from}: ${why}.`;
      const to = placeMoment(String(values.to), timeZone);
      return t`No cuenta desde ${from} hasta ${to}: ${why}.`;
    }
    case "changed":
      return changeWords(values, timeZone);
    case "met": {
      const at = placeMoment(String(values.at), timeZone);
      return t`Se cumplió ${at}.`;
    }
    case "met_late": {
      const at = placeMoment(String(values.at), timeZone);
      return t`Se respondió tarde, ${at}.`;
    }
    case "breached":
      return t`Venció sin cumplirse.`;
    case "running":
      return t`Sigue corriendo.`;
    case "voided":
      return t`No cuenta: se anuló.`;
    case "merged":
      return t`Sigue en otra promesa, con la que se unió.`;
    case "due": {
      const at = placeMoment(String(values.at), timeZone);
      return t`Vence ${at}.`;
    }
    default:
      return code;
  }
}

const FILTERS: Record<string, () => string> = {
  surface: () => t`por dónde llegó`,
  channel: () => t`el canal`,
  brand_id: () => t`la marca`,
  account_id: () => t`la cuenta de canal`,
  tier: () => t`el nivel del canal`,
  country: () => t`el país`,
  priority: () => t`la prioridad`,
  organisation_id: () => t`la organización cliente`,
  flag: () => t`el distintivo del contacto`,
  team_id: () => t`el equipo`,
};

const CAUSES: Record<string, () => string> = {
  paused: () => t`el caso quedó a la espera`,
  resumed: () => t`terminó la espera`,
  voided: () => t`se anuló`,
  restored: () => t`volvió a contar`,
  answer_failed: () => t`la respuesta no llegó`,
  reopened: () => t`el caso se reabrió`,
  merged: () => t`se unieron casos`,
  unmerged: () => t`se separaron casos`,
  calendar: () => t`cambió el horario`,
  policy: () => t`cambió la política`,
  queue: () => t`cambió la cola`,
  matter: () => t`cambió el caso`,
};

const CHANGED: Record<string, () => string> = {
  priority: () => t`la prioridad`,
  team: () => t`el equipo`,
  queue: () => t`la cola`,
  customer: () => t`el cliente`,
  channel: () => t`el canal`,
  country: () => t`el país`,
  tier: () => t`el nivel del canal`,
};

/** What changed a promise and when, what had counted until then and what counts since, and what became of its end. */
function changeWords(values: Record<string, unknown>, timeZone: string): string {
  const told = causeWords(values, timeZone);
  const after = placeMoment(String(values.due), timeZone);
  if (values.due_before === values.due) return t`${told}; sigue venciendo ${after}.`;
  const before = placeMoment(String(values.due_before), timeZone);
  return t`${told}; vencía ${before} y ahora ${after}.`;
}

function causeWords(values: Record<string, unknown>, timeZone: string): string {
  const what = ((values.what as string[] | undefined) ?? []).map((one) => CHANGED[one]?.() ?? one).join(", ");
  const cause = what ? t`cambió ${what}` : (CAUSES[String(values.cause)]?.() ?? String(values.cause));
  const at = placeMoment(String(values.at), timeZone);
  if (values.policy) {
    const old = String(values.policy_before);
    const policy = String(values.policy);
    return t`Hasta ${at} valía la política ${old}, y desde entonces ${policy}, porque ${cause}`;
  }
  if (values.revised) {
    const policy = String(values.revised);
    const old = String(values.version_before);
    const version = String(values.version);
    return t`Hasta ${at} valía la versión ${old} de la política ${policy}, y desde entonces la ${version}, porque ${cause}`;
  }
  return t`Desde ${at}: ${cause}`;
}

/** "el viernes 20 a las 17:50". */
export function placeMoment(at: string, timeZone: string): string {
  const date = new Date(at);
  const day = new Intl.DateTimeFormat(i18n.locale, { weekday: "long", day: "numeric", month: "short", timeZone }).format(date).replace(",", "");
  const hour = placeHour(at, timeZone);
  return t`el ${day} a las ${hour}`;
}

export function placeHour(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(i18n.locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(new Date(at));
}

/** "2026-11-20T17:50" of an instant, on the wall clock of a place: what a field of date and hour takes. */
export function wallClock(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone,
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}
