import { Unreachable } from "./http";

/** The bytes of a file of ours, by its address. */
export async function bytesAt(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(url, { credentials: "same-origin", signal });
  if (!answer.ok) throw new Unreachable(answer.status);
  return answer.arrayBuffer();
}
