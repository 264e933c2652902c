/** A ref for what is to be written in, or pressed, as soon as it appears. */
export function focus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
