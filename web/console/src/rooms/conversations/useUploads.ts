import { useContext, useSyncExternalStore } from "react";
import type { Id } from "~/client/contract/basics";
import { UploadsContext } from "./OutboxContext";
import type { Upload, Uploads } from "./uploads";

/** The files of a case that go up and belong to no message yet, and the place where they do. */
export function useUploads(caseId: Id): { uploads: Uploads; mine: Upload[] } {
  const uploads = useContext(UploadsContext);
  if (!uploads) throw new Error("useUploads outside a session");
  const all = useSyncExternalStore(uploads.watch, uploads.all);
  return { uploads, mine: all.filter((one) => one.case_id === caseId && !one.taken) };
}
