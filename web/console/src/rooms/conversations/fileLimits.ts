import type { Problem } from "~/client/contract/basics";
import type { Capabilities, MediaKind } from "~/client/contract/cases";

/** Why a file cannot go with the next message of this channel, before it travels; null when it can. `there` already go. */
export function fileRefusal(capabilities: Capabilities, file: { type: string; size: number }, there: number): Problem | null {
  if (there >= capabilities.files) return { status: 422, code: "too_many_files", limit: capabilities.files };
  const limit = capabilities.media[mediaOf(file.type)] ?? capabilities.media.document;
  const known = capabilities.mime.length === 0 || capabilities.mime.includes(file.type);
  if (limit === undefined || !known) return { status: 422, code: "media_refused" };
  return file.size > limit ? { status: 413, code: "file_too_big", limit } : null;
}

/** What kind of media a type is; anything else is a document. */
export function mediaOf(mime: string): MediaKind {
  const family = mime.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "document";
}
