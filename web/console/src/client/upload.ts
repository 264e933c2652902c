import type { Problem } from "./contract/basics";
import type { Attachment } from "./contract/messages";
import { Refused, Unreachable } from "./http";

/**
 * Send a file up under an id minted here, telling how much of it has left, 0 to 1. It is the one request that `fetch`
 * cannot make: it says nothing of what has left. Throws `Refused`, and `Unreachable` when no answer came or `signal` cut it.
 */
export function upload(id: string, name: string, file: Blob, onShare: (share: number) => void, signal: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/v1/attachments/${id}?name=${encodeURIComponent(name)}`);
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 200) return resolve(request.response as Attachment);
      const said = (request.response ?? {}) as Partial<Problem>;
      reject(new Refused({ ...said, status: request.status, code: said.code ?? `http_${request.status}` }));
    };
    request.onerror = () => reject(new Unreachable(request.statusText));
    request.onabort = () => reject(new Unreachable("aborted"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
