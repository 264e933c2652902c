import { t } from "@lingui/core/macro";
import { useDoing } from "./deed";
import { Failing } from "./Failing";
import { problemWords } from "./problemWords";

/** The last deed that was refused, in the page where it was tried. */
export function Refusal() {
  const { failed } = useDoing();
  return failed ? <Failing what={t`No se hizo`} why={problemWords(failed.error)} onRetry={failed.retry} /> : null;
}
