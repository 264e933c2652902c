import css from "./Design.module.css";
import type { Meaning } from "./tokens";

/** Colours side by side, each with its name and what it means. */
export function Swatches({ tokens }: { tokens: Meaning[] }) {
  return (
    <ul className={css.swatches}>
      {tokens.map(({ token, words }) => (
        <li key={token}>
          <i style={{ background: `var(${token})` }} aria-hidden />
          <code>{token}</code>
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
