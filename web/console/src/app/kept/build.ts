/** Which desk this is: the name of its first script changes with any of its pieces. */
export function thisBuild(): string {
  return document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "";
}
