import { useCallback, useState } from "react";
import type { Problem } from "~/client/contract/basics";
import type { Capabilities, MediaKind } from "~/client/contract/cases";
import type { Attachment } from "~/client/contract/messages";
import { call, Refused } from "~/client/http";
import { uuid7 } from "~/client/uuid7";

/** A file on its way up, or refused. */
export interface Upload {
  id: string;
  file: File;
  error: unknown;
}

/** Take files in: what the channel refuses is refused before it travels. */
export function useUploads(capabilities: Capabilities | null, onReady: (file: Attachment) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);

  const send = useCallback(
    async (id: string, file: File) => {
      try {
        const ready = await call("PUT /attachments/{id}", { path: { id }, query: { name: file.name || "imagen.png" }, body: file });
        setUploads((all) => all.filter((one) => one.id !== id));
        onReady(ready);
      } catch (error) {
        setUploads((all) => all.map((one) => (one.id === id ? { ...one, error } : one)));
      }
    },
    [onReady],
  );

  const add = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const id = uuid7();
        const problem = refusal(capabilities, file);
        setUploads((all) => [...all, { id, file, error: problem ? new Refused(problem) : null }]);
        if (!problem) void send(id, file);
      }
    },
    [capabilities, send],
  );

  const remove = useCallback((id: string) => setUploads((all) => all.filter((one) => one.id !== id)), []);
  return { uploads, add, remove };
}

function refusal(capabilities: Capabilities | null, file: File): Problem | null {
  if (!capabilities) return null;
  const limit = capabilities.media[kindOf(file.type)] ?? capabilities.media.document;
  const known = capabilities.mime.length === 0 || capabilities.mime.includes(file.type);
  if (limit === undefined || !known) return { status: 422, code: "media_refused" };
  return file.size > limit ? { status: 413, code: "file_too_big", limit } : null;
}

function kindOf(mime: string): MediaKind {
  const family = mime.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "document";
}
