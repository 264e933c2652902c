import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Refused } from "~/client/http";

/**
 * When the server cannot say who is here, show the desk as it was; when it says that nobody is, forget that.
 * True while it is looked for.
 */
export function useKept(error: Error | null, known: boolean): boolean {
  const cache = useQueryClient();
  const [none, setNone] = useState(false);
  const status = error instanceof Refused ? error.problem.status : null;
  const silent = !known && error !== null && (status === null || status >= 500);
  useEffect(() => {
    if (status === 401) import("~/rooms/console/kept").then(({ forgetKept }) => forgetKept()).catch(() => undefined); // nothing can be kept here either
  }, [status]);
  useEffect(() => {
    if (!silent) return;
    import("./kept/restore")
      .then(({ restore }) => restore(cache))
      .catch(() => false)
      .then((found) => setNone(!found));
  }, [silent, cache]);
  return silent && !none;
}
