import { type RefObject, useCallback, useEffect, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { Attachment } from "~/client/contract/messages";
import { fileRefusal } from "~/rooms/conversations/fileLimits";
import { useUploads } from "~/rooms/conversations/useUploads";

/** Takes files in for what is being written. */
export type Take = (files: Iterable<File>) => void;

/** The files of what is being written: taken in, told what the channel takes of them, and put into the draft once up. */
export function useFiles(one: CaseDetail, conversation: Conversation, there: Attachment[], onReady: (files: Attachment[]) => void) {
  const { uploads, mine } = useUploads(one.id);
  const { capabilities } = conversation;
  useEffect(() => {
    const ready = mine.flatMap((each) => (each.attachment ? [each.attachment] : []));
    if (ready.length === 0) return;
    onReady(ready);
    for (const file of ready) uploads.forget(file.id);
  }, [mine, uploads, onReady]);
  const count = there.length + mine.length;
  const add = useCallback(
    (files: Iterable<File>) => {
      let at = count;
      for (const file of files) {
        const refusal = fileRefusal(capabilities, file, at);
        uploads.add(one.id, file, refusal);
        if (!refusal) at += 1;
      }
    },
    [uploads, capabilities, count, one.id],
  );
  return { mine, add, retry: (id: string) => uploads.retry(id), remove: (id: string) => uploads.forget(id) };
}

/** Whether files hang over this part of the page, and what it needs to take them; a paste counts as well. */
export function useDrop(taker: RefObject<Take | null>) {
  const [over, setOver] = useState(0);
  const bears = (transfer: DataTransfer | null) => taker.current !== null && (transfer?.types.includes("Files") ?? false);
  return {
    over: over > 0,
    handlers: {
      onDragEnter: (event: React.DragEvent) => bears(event.dataTransfer) && setOver((depth) => depth + 1),
      onDragLeave: (event: React.DragEvent) => bears(event.dataTransfer) && setOver((depth) => Math.max(0, depth - 1)),
      onDragOver: (event: React.DragEvent) => bears(event.dataTransfer) && event.preventDefault(),
      onDrop: (event: React.DragEvent) => {
        setOver(0);
        if (!bears(event.dataTransfer)) return;
        event.preventDefault();
        taker.current?.(event.dataTransfer.files);
      },
      onPaste: (event: React.ClipboardEvent) => {
        const { files, types } = event.clipboardData;
        // A spreadsheet's cells come as words and as their picture: the words are meant.
        if (taker.current === null || files.length === 0 || types.includes("text/plain")) return;
        event.preventDefault();
        taker.current(files);
      },
    },
  };
}
