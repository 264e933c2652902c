import { plural, t } from "@lingui/core/macro";
import { queryOptions } from "@tanstack/react-query";
import type { RoleView, Unit } from "~/client/contract/people";
import type { KnownSetting, SettingRow } from "~/client/contract/settingsEndpoints";
import { call } from "~/client/http";
import { DIRECTORY } from "./directoryQueries";
import { roleNameOf } from "./roleWords";

export const settingsQuery = queryOptions({ queryKey: [DIRECTORY, "settings"], queryFn: ({ signal }) => call("GET /settings", { signal }) });

/** What holds in a unit: its own word or the nearest above, unless one above is locked. */
export interface Held {
  value: unknown;
  own: SettingRow | null;
  from: Unit | null; // who says it, when it is not the unit itself
  lockedBy: SettingRow | null; // above, so that nothing can be said here
}

export function heldIn(unit: Unit, known: KnownSetting, said: readonly SettingRow[], units: readonly Unit[]): Held {
  let value = known.usual;
  let source: SettingRow | null = null;
  let lockedBy: SettingRow | null = null;
  for (const id of unit.path) {
    const here = said.find((one) => one.unit_id === id && one.key === known.key);
    if (!here || lockedBy) continue;
    value = here.value;
    source = here;
    if (here.locked && id !== unit.id) lockedBy = here;
  }
  const own = said.find((one) => one.unit_id === unit.id && one.key === known.key) ?? null;
  const from = source && source.unit_id !== unit.id ? (units.find((one) => one.id === source.unit_id) ?? null) : null;
  return { value, own: lockedBy ? null : own, from, lockedBy };
}

export function settingName(key: string): string {
  switch (key) {
    case "security.second_factor":
      return t`Segundo factor obligatorio`;
    case "security.session_hours":
      return t`Duración de la sesión`;
    case "security.idle_hours":
      return t`Sesión sin uso`;
    case "security.offline_reading":
      return t`Lectura sin conexión`;
    case "cases.disposition_required":
      return t`Tipificación obligatoria al resolver`;
    case "send.undo_seconds":
      return t`Tiempo para deshacer un envío`;
    case "send.read_marks":
      return t`Avisar que se leyó`;
    case "coaching.verify_first":
      return t`Verificar la identidad antes de lo delicado`;
    case "effort.triage_seconds":
      return t`Apartar un mensaje a mano`;
    case "effort.tag_seconds":
      return t`Etiquetar un caso a mano`;
    case "effort.correction_seconds":
      return t`Corregir una predicción`;
    case "channels.two_persons":
      return t`Dos personas para poner una cuenta en servicio`;
    case "presence.hand_back":
      return t`Devolver los casos de quien se va`;
    case "presence.away_after":
      return t`Ausente por falta de actividad`;
    case "presence.offline_after":
      return t`Fuera de línea por falta de conexión`;
    default:
      return key;
  }
}

export function settingMeans(key: string): string {
  switch (key) {
    case "security.second_factor":
      return t`Quienes tienen estos roles aquí o más abajo configuran un segundo factor antes de nada. Rige también para quienes ya entraron: lo configuran antes de seguir, o entran de nuevo si lo tienen. Los borradores quedan.`;
    case "security.session_hours":
      return t`Pasado ese tiempo hay que entrar de nuevo. Quien está en varias unidades sigue la más estricta. Rige también en las sesiones abiertas.`;
    case "security.idle_hours":
      return t`Sin Trato abierto en el equipo durante ese tiempo, hay que entrar de nuevo. Rige también en las sesiones abiertas.`;
    case "security.offline_reading":
      return t`Cada equipo guarda lo último que vio quien está en él, para leerlo sin conexión mientras dure su sesión. Con «no» no se guarda nada; quien está en varias unidades sigue la más estricta.`;
    case "cases.disposition_required":
      return t`Sin un motivo oficial, un caso no se resuelve.`;
    case "send.undo_seconds":
      return t`Lo que escribe una persona espera ese tiempo antes de salir, donde nadie espera en vivo. Con 0 sale en el acto.`;
    case "send.read_marks":
      return t`Cuando alguien del equipo abre un mensaje, quien lo escribió ve que se leyó, en los canales que lo muestran.`;
    case "coaching.verify_first":
      return t`Cuando el contacto escribe un documento, una cuenta o una tarjeta y nadie verificó quién es, quien atiende ve una pista que lo recuerda.`;
    case "effort.triage_seconds":
    case "effort.tag_seconds":
    case "effort.correction_seconds":
      return t`Lo que tarda una persona aquí. Con ello los informes estiman qué tiempo se ahorra y cuánto cuesta un error. El valor de fábrica es una estimación nuestra, no una medición: conviene cronometrar unas cuantas y poner la propia.`;
    case "channels.two_persons":
      return t`Quien conecta una cuenta de canal no la pone en servicio: lo hace otra persona que pueda aprobar. Si no hay otra, la cuenta sale sola y queda escrito.`;
    case "presence.hand_back":
      return t`Cuando alguien termina su turno o cierra sesión, los casos que esperan respuesta vuelven a su cola; los que esperan al contacto quedan con la persona. Cuenta lo que dice la unidad de arriba de todo.`;
    case "presence.away_after":
      return t`Quien no toca su escritorio durante ese tiempo deja de recibir casos, y vuelve con lo primero que haga. Con 0, nunca. Cuenta lo que dice la unidad de arriba de todo.`;
    case "presence.offline_after":
      return t`Quien sigue ausente, sin ninguna pantalla abierta durante ese tiempo, queda fuera de línea. Con 0, nunca. Cuenta lo que dice la unidad de arriba de todo.`;
    default:
      return "";
  }
}

export function settingValue(known: KnownSetting, value: unknown, roles: readonly RoleView[]): string {
  switch (known.kind) {
    case "switch":
      return value ? t`sí` : t`no`;
    case "hours":
      if (Number(value) >= 48 && Number(value) % 24 === 0) return plural(Number(value) / 24, { one: "# día", many: "# días", other: "# días" });
      return plural(Number(value), { one: "# hora", many: "# horas", other: "# horas" });
    case "seconds":
      if (Number(value) === 0) return known.key.startsWith("presence.") ? t`nunca` : t`nada`;
      if (Number(value) % 60 === 0) return plural(Number(value) / 60, { one: "# minuto", many: "# minutos", other: "# minutos" });
      return plural(Number(value), { one: "# segundo", many: "# segundos", other: "# segundos" });
    case "roles": {
      const codes = Array.isArray(value) ? value.map(String) : [];
      return codes.length ? codes.map((code) => roleNameOf(roles, code)).join(", ") : t`nadie`;
    }
  }
}
