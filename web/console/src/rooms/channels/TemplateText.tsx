import type { TemplateButton } from "~/client/contract/libraryEndpoints";
import { filled } from "./templates";
import css from "./TemplateText.module.css";

/** A template as the contact will read it; a variable without a value shows its place. */
export function TemplateText({ header, body, footer, buttons, parameters }: Props) {
  return (
    <div className={css.text}>
      {header ? <p className={css.header}>{header}</p> : null}
      <p className={css.body}>{filled(body, parameters)}</p>
      {footer ? <p className={css.footer}>{footer}</p> : null}
      {buttons.length > 0 ? (
        <ul className={css.buttons}>
          {buttons.map((one) => (
            <li key={`${one.kind} ${one.text}`}>{one.text}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface Props {
  header: string;
  body: string;
  footer: string;
  buttons: TemplateButton[];
  parameters: string[];
}
