import { t } from "@lingui/core/macro";

/** A verb in plain words: its name, and what it lets somebody do. */
export interface VerbWords {
  verb: string;
  name: string;
  means: string;
}

export interface VerbGroup {
  id: string;
  name: string;
  verbs: VerbWords[];
}

/** Every verb of the house, in groups, as people speak of them. */
export function verbGroups(): VerbGroup[] {
  return [
    {
      id: "cases",
      name: t`Casos`,
      verbs: [
        { verb: "cases.read", name: t`Ver casos`, means: t`Abrir casos, leer sus conversaciones y buscarlos.` },
        { verb: "cases.reply", name: t`Responder`, means: t`Escribir a los contactos en un caso.` },
        { verb: "cases.take", name: t`Tomar casos`, means: t`Recibir casos asignados y tomarlos de la cola.` },
        { verb: "cases.assign", name: t`Asignar`, means: t`Dar un caso a otra persona o a un equipo.` },
        { verb: "cases.resolve", name: t`Resolver y reabrir`, means: t`Dar un caso por resuelto, con su tipificación, o reabrirlo.` },
        { verb: "cases.set_aside", name: t`Apartar`, means: t`Apartar lo que no pide respuesta: correo no deseado, cortesías, provocaciones.` },
        { verb: "cases.merge", name: t`Combinar y dividir`, means: t`Unir casos del mismo asunto o separar uno en dos.` },
        { verb: "cases.tag", name: t`Etiquetar`, means: t`Poner y quitar etiquetas.` },
        { verb: "cases.export", name: t`Exportar casos`, means: t`Llevarse listas de casos en un archivo.` },
        { verb: "notes.write", name: t`Escribir notas`, means: t`Notas internas que solo ve el equipo.` },
        { verb: "messages.start", name: t`Escribir primero`, means: t`Empezar una conversación, con el consentimiento que haga falta.` },
        { verb: "messages.resend", name: t`Reenviar mensajes`, means: t`Volver a enviar lo que falló o quedó en duda.` },
        { verb: "messages.moderate", name: t`Moderar comentarios`, means: t`Ocultar, mostrar y marcar con me gusta lo que se dijo en público.` },
        { verb: "messages.remove", name: t`Eliminar comentarios`, means: t`Quitar del canal, sin vuelta atrás, lo que se dijo en público.` },
      ],
    },
    {
      id: "contacts",
      name: t`Contactos`,
      verbs: [
        { verb: "contacts.read", name: t`Ver contactos`, means: t`Perfil, identidades e historia de un contacto.` },
        { verb: "contacts.write", name: t`Editar contactos`, means: t`Corregir datos y atributos.` },
        { verb: "contacts.block", name: t`Bloquear`, means: t`Dejar de recibir a un contacto, y desbloquearlo.` },
        { verb: "contacts.link", name: t`Vincular identidades`, means: t`Unir o separar los perfiles de una misma persona.` },
        { verb: "contacts.export", name: t`Exportar contactos`, means: t`Llevarse datos personales en un archivo.` },
        { verb: "contacts.forget", name: t`Olvidar lo aprendido`, means: t`Borrar lo que se calculó y se aprendió de los mensajes de un contacto.` },
        { verb: "consents.read", name: t`Ver consentimientos`, means: t`Qué aceptó cada contacto, cuándo y con qué texto.` },
        { verb: "consents.write", name: t`Registrar consentimientos`, means: t`Anotar un sí o un no de un contacto.` },
      ],
    },
    {
      id: "knowledge",
      name: t`Respuestas y conocimiento`,
      verbs: [
        { verb: "views.share", name: t`Guardar vistas de equipo`, means: t`Crear, cambiar y eliminar las listas que ve todo un equipo.` },
        { verb: "canned.use", name: t`Usar respuestas guardadas`, means: t`Insertarlas con la barra.` },
        { verb: "macros.use", name: t`Usar macros`, means: t`Hacer varios pasos de una vez, y guardar macros propias.` },
        { verb: "macros.share", name: t`Compartir macros`, means: t`Crearlas, cambiarlas y retirarlas para un equipo o para todos.` },
        { verb: "automation.manage", name: t`Administrar la automatización`, means: t`Reglas y respuestas automáticas, y deshacer lo que hicieron.` },
        { verb: "canned.edit", name: t`Editar respuestas guardadas`, means: t`Crearlas, cambiarlas y retirarlas.` },
        { verb: "playbook.edit", name: t`Editar el manual`, means: t`Escribir las secciones del manual de atención.` },
      ],
    },
    {
      id: "team",
      name: t`Equipo y turnos`,
      verbs: [
        { verb: "presence.set", name: t`Marcar la propia presencia`, means: t`Disponible, en pausa o ausente.` },
        { verb: "presence.manage", name: t`Cambiar la presencia de otros`, means: t`Poner en pausa o liberar a un agente.` },
        { verb: "floor.read", name: t`Ver el tablero`, means: t`Los números de las colas y de quienes trabajan, en vivo.` },
        { verb: "floor.share", name: t`Compartir el tablero`, means: t`Crear y revocar enlaces para mostrarlo en una pantalla.` },
        { verb: "cases.watch", name: t`Mirar en silencio`, means: t`Abrir un caso sin marcarlo como leído ni aparecer como quien lo mira.` },
        { verb: "alerts.manage", name: t`Ajustar metas y alertas`, means: t`Decir qué números son buenos y cuándo avisar a quién.` },
        {
          verb: "schedules.manage",
          name: t`Planificar turnos`,
          means: t`Escribir los turnos de un equipo y ver cómo se cumplen.`,
        },
        { verb: "people.read", name: t`Ver el equipo`, means: t`Nombres, equipos y unidades.` },
      ],
    },
    {
      id: "care",
      name: t`Promesas y reglas`,
      verbs: [
        { verb: "queues.manage", name: t`Administrar colas`, means: t`Colas, reparto y equipos que las atienden.` },
        { verb: "sla.manage", name: t`Administrar SLA`, means: t`Políticas y plazos de respuesta y resolución.` },
        { verb: "brands.manage", name: t`Administrar marcas`, means: t`Voz, horarios, feriados y responsables de datos.` },
        { verb: "dispositions.manage", name: t`Administrar tipificaciones`, means: t`El árbol de motivos y las etiquetas.` },
        { verb: "holds.manage", name: t`Retener mensajes`, means: t`Frenar salidas y liberarlas.` },
        { verb: "approvals.decide", name: t`Aprobar respuestas`, means: t`Decidir lo que espera a una segunda persona.` },
      ],
    },
    {
      id: "channels",
      name: t`Canales`,
      verbs: [
        { verb: "channels.read", name: t`Ver canales`, means: t`Estado y límites de las cuentas.` },
        { verb: "channels.manage", name: t`Administrar canales`, means: t`Conectar, pausar y retirar cuentas.` },
        { verb: "channels.approve", name: t`Aprobar cuentas de canal`, means: t`Poner en servicio lo que otra persona conectó.` },
        { verb: "needs_attention.read", name: t`Ver lo que pide atención`, means: t`Entregas y reacciones que no salieron.` },
        { verb: "needs_attention.manage", name: t`Atender lo que falló`, means: t`Repetir o descartar lo que quedó trabado.` },
      ],
    },
    {
      id: "reports",
      name: t`Reportes`,
      verbs: [
        { verb: "reports.read", name: t`Ver reportes`, means: t`Mediciones e indicadores.` },
        { verb: "reports.export", name: t`Exportar reportes`, means: t`Llevarse las cifras en un archivo.` },
      ],
    },
    {
      id: "system",
      name: t`Administración`,
      verbs: [
        { verb: "settings.read", name: t`Ver ajustes`, means: t`Valores globales y de cada unidad.` },
        { verb: "settings.write", name: t`Cambiar ajustes`, means: t`Dar valores donde no están bloqueados.` },
        { verb: "settings.lock", name: t`Bloquear ajustes`, means: t`Impedir que las unidades de abajo los cambien.` },
        { verb: "units.manage", name: t`Administrar unidades`, means: t`El árbol de regiones, países y marcas.` },
        { verb: "users.read", name: t`Ver personas`, means: t`La lista de personas con sus roles y sesiones.` },
        { verb: "users.manage", name: t`Administrar personas`, means: t`Invitar, desactivar y cerrar sesiones ajenas.` },
        { verb: "roles.read", name: t`Ver roles`, means: t`Qué puede hacer cada rol.` },
        { verb: "grants.manage", name: t`Dar permisos`, means: t`Asignar y revocar roles, y crear roles propios.` },
        { verb: "tokens.manage", name: t`Crear tokens de API`, means: t`Tokens personales, nunca con más permisos que la persona.` },
        { verb: "webhooks.manage", name: t`Administrar webhooks`, means: t`Avisos a otros sistemas.` },
        { verb: "llm.manage", name: t`Administrar el modelo de lenguaje`, means: t`A qué modelo de fuera se mandan textos, con qué presupuesto y para qué.` },
        { verb: "audit.read", name: t`Ver la auditoría`, means: t`Quién hizo qué y cuándo.` },
        { verb: "system.read", name: t`Ver el estado del sistema`, means: t`Salud, copias y versiones.` },
      ],
    },
  ];
}

/** The name of one verb; of one that this console does not know yet, the verb itself. */
export function verbName(verb: string): string {
  for (const group of verbGroups()) for (const one of group.verbs) if (one.verb === verb) return one.name;
  return verb;
}
