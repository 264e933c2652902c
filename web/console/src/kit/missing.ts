/** What the browsers say when a piece of the page is not to be had. */
const SAID = /dynamically imported module|importing a module script failed|preload CSS|Loading chunk/i;

/** Whether a part of the page could not be fetched: it is of a desk that is no more, or there is no network. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && SAID.test(error.message);
}
