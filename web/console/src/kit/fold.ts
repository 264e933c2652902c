/** Letters as people look for them: without accents, without case. "Añadir Ó" is "anadir o". */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
}
