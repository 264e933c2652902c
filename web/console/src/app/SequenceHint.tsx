import { t } from "@lingui/core/macro";
import type { Ready } from "~/kit/command";
import { Kbd } from "~/kit/Kbd";
import type { Binding } from "~/kit/keys";
import css from "./SequenceHint.module.css";

/** A sequence is begun: what its next key would do. */
export function SequenceHint({ begun, commands }: { begun: Binding[]; commands: Ready[] }) {
  const first = begun[0]?.keys.split(" ")[0] ?? "";
  return (
    <div className={css.hint} role="status" aria-label={t`Falta una tecla`}>
      <Kbd keys={first} />
      <dl className={css.keys}>
        {begun.map((one) => (
          <div key={one.id}>
            <dt>
              <Kbd keys={one.keys.split(" ").slice(1).join(" ")} />
            </dt>
            <dd>{commands.find((each) => each.id === one.id)?.words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
