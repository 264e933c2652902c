/** The text of a template with its parameters in place; an empty one shows its place. */
export function filled(body: string, parameters: string[]): string {
  return body.replace(/\{\{(\d+)\}\}/g, (place, number: string) => parameters[Number(number) - 1] || place);
}

export function complete(count: number, parameters: string[]): boolean {
  return Array.from({ length: count }, (_, place) => parameters[place] ?? "").every((one) => one.trim() !== "");
}
