import { t } from "@lingui/core/macro";
import type { Capabilities } from "~/client/contract/cases";
import { count } from "~/kit/formats";
import { lengthOf } from "./length";

/** Said from four fifths of the limit on. */
export function TextCount({ text, capabilities }: { text: string; capabilities: Capabilities }) {
  const length = lengthOf(text, capabilities.text_unit);
  const limit = capabilities.text_limit;
  if (length < limit * 0.8) return null;
  const over = length > limit;
  return (
    <span role="status" style={{ color: over ? "var(--breached)" : "var(--text-3)", fontSize: "var(--type-micro)", fontWeight: over ? 600 : 400 }}>
      {over ? t`Sobran ${count(length - limit)} de ${count(limit)}` : `${count(length)} / ${count(limit)}`}
    </span>
  );
}
