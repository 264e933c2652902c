import { t } from "@lingui/core/macro";
import { useBlocker } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { Refused } from "~/client/http";

/** What is being filled in, against what is kept. */
export interface Form<Values> {
  values: Values;
  set: (part: Partial<Values>) => void;
  dirty: boolean;
  saving: boolean;
  /** Kept since the last change. */
  saved: boolean;
  /** The refusal of the last try, null after the next change. */
  error: unknown;
  /** The code of a refused field, for the words under it. */
  errorOf: (field: string) => string | undefined;
  save: () => Promise<boolean>;
  reset: () => void;
}

/**
 * Keeps the values of a form: whether they differ from `kept`, their saving, their refusal. While they differ, leaving
 * the page asks first. When `kept` changes on the server and nothing was touched here, the form follows it.
 */
export function useForm<Values extends object>(kept: Values, send: (values: Values) => Promise<unknown>): Form<Values> {
  const basis = JSON.stringify(kept);
  const [touched, setTouched] = useState<{ basis: string; values: Values } | null>(null);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const values = touched?.values ?? kept;
  const dirty = touched !== null && JSON.stringify(touched.values) !== basis;
  useBlocker({ shouldBlockFn: () => dirty && !saving && !window.confirm(t`Hay cambios sin guardar. ¿Salir de todos modos?`), enableBeforeUnload: dirty });

  const set = useCallback(
    (part: Partial<Values>) => {
      setTouched((old) => ({ basis, values: { ...(old?.values ?? kept), ...part } }));
      setSaved(false);
      setError(null);
    },
    [basis, kept],
  );
  const reset = useCallback(() => {
    setTouched(null);
    setError(null);
  }, []);
  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      await send(values);
      setTouched(null);
      setSaved(true);
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setSaving(false);
    }
  };
  const fields = useMemo(() => {
    const problem = error instanceof Refused ? error.problem : null;
    const named = problem?.fields ?? (typeof problem?.field === "string" ? [{ field: problem.field, code: String(problem.reason ?? problem.code) }] : []);
    return new Map(named.map((one) => [one.field, one.code]));
  }, [error]);
  return { values, set, dirty, saving, saved, error, errorOf: (field) => fields.get(field), save, reset };
}
