import { t } from "@lingui/core/macro";

/** What a token means; it is never named for how it looks. */
export interface Meaning {
  token: string;
  words: string;
}

export interface MeaningGroup {
  id: string;
  words: string;
  tokens: Meaning[];
}

/** The colours with their meanings, in the order in which a screen needs them. */
export function colourGroups(): MeaningGroup[] {
  const group = (id: string, words: string, tokens: [string, string][]): MeaningGroup => ({
    id,
    words,
    tokens: tokens.map(([token, meaning]) => ({ token: `--${token}`, words: meaning })),
  });
  const numbered = (name: string, last: number, words: string): [string, string][] =>
    Array.from({ length: last }, (_, place) => [`${name}-${place + 1}`, words]);
  return [
    group("grounds", t`Fondos`, [
      ["surface", t`Lo que se lee: hilo y formularios`],
      ["surface-list", t`Listas`],
      ["surface-side", t`Vistas y contacto, lo más lejos de la lectura`],
      ["surface-float", t`Menús, diálogos y paleta`],
      ["surface-sunken", t`Código, citas y avisos`],
      ["surface-hover", t`Bajo el puntero`],
      ["surface-selected", t`Elegido`],
    ]),
    group("lines", t`Líneas`, [
      ["line", t`Entre una cosa y otra`],
      ["line-strong", t`Cabeza de una tabla`],
      ["line-control", t`Borde de un campo`],
    ]),
    group("text", t`Texto`, [
      ["text", t`Lo que importa`],
      ["text-2", t`Lo que acompaña`],
      ["text-3", t`Lo que solo se consulta`],
      ["text-on-strong", t`Sobre un fondo lleno`],
    ]),
    group("accent", t`Acento`, [
      ["accent", t`Se pulsa, está elegido, no se leyó, es nuestro`],
      ["accent-hover", t`Lo mismo bajo el puntero`],
      ["accent-soft", t`Lo que escribimos`],
      ["accent-line", t`Su borde`],
      ["focus", t`Dónde está el teclado`],
      ["bubble-mine", t`Lo que escribió el contacto, en su chat`],
      ["bubble-mine-text", t`Su texto`],
    ]),
    group("promises", t`Promesas`, [
      ["approaching", t`Una promesa se acerca`],
      ["approaching-soft", t`Su fondo`],
      ["approaching-mark", t`Su señal`],
      ["breached", t`Una promesa rota`],
      ["breached-soft", t`Su fondo`],
      ["breached-mark", t`Su señal`],
      ["kept", t`Una promesa cumplida, que se calla`],
    ]),
    group("voices", t`Quién habla y qué se sabe`, [
      ["private-note", t`No puede salir de aquí`],
      ["private-note-soft", t`Su fondo`],
      ["private-note-mark", t`Su señal`],
      ["bot", t`Habló una máquina`],
      ["bot-soft", t`Su fondo`],
      ["bot-mark", t`Su señal`],
      ["uncertain", t`No lo sabemos: entrega, identidad o modelo`],
      ["uncertain-soft", t`Su fondo`],
      ["uncertain-mark", t`Su señal`],
      ["channel", t`Un canal: tinta, nunca el color de su marca`],
      ["mark-search", t`Lo encontrado`],
      ["scrim", t`Lo que queda detrás de un diálogo`],
    ]),
    group("data", t`Datos`, [
      ...numbered("data", 8, t`Categoría, en orden de uso`),
      ...numbered("seq", 6, t`De poco a mucho`),
      ...numbered("div", 7, t`De un lado a otro`),
    ]),
  ];
}

/** Sizes of type, from chips to the wall. */
export function typeSizes(): Meaning[] {
  return [
    { token: "--type-micro", words: t`Etiquetas y contadores` },
    { token: "--type-small", words: t`Lo que acompaña` },
    { token: "--type-body", words: t`El escritorio` },
    { token: "--type-read", words: t`Mensajes` },
    { token: "--type-title", words: t`Título de un panel` },
    { token: "--type-head", words: t`Nombre de la página` },
    { token: "--type-figure", words: t`Una cifra` },
    { token: "--type-wall", words: t`Una cifra en la pared` },
  ];
}
