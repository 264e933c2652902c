import { t } from "@lingui/core/macro";
import { Fragment } from "react";
import type { Capabilities } from "~/client/contract/cases";
import { lightMarks, type Marked } from "./lightMarks";
import css from "./MessagePreview.module.css";
import type { Mailing } from "./mailing";
import { offeredIn } from "./offers";

/** The text as it will look where it arrives. */
export function MessagePreview({ text, capabilities, from, contact, subject, mailing, files }: Props) {
  const { before, offered } = offeredIn(text);
  const plain = offered.every((one) => one.description === "");
  const native = offered.length > 0 && ((plain && offered.length <= capabilities.buttons) || offered.length <= capabilities.list_rows);
  const numbered = offered.map((one, place) => `${place + 1}. ${one.title}${one.description ? `: ${one.description}` : ""}`);
  const said = offered.length === 0 ? text : native ? before : [before, numbered.join("\n")].join("\n\n");
  return (
    <section className={css.preview} aria-label={t`Cómo llega`}>
      {capabilities.subject ? (
        <dl className={css.heads}>
          <Head name={t`De`} value={from} />
          <Head name={t`Para`} value={[contact, ...mailing.to].join(", ")} />
          <Head name={t`CC`} value={mailing.copied.join(", ")} />
          <Head name={t`CCO`} value={mailing.blind.join(", ")} />
          <Head name={t`Asunto`} value={subject} />
        </dl>
      ) : null}
      <p className={capabilities.subject ? css.letter : css.bubble}>
        {(capabilities.light_marks ? lightMarks(said) : [{ text: said, marks: [] }]).map((piece, place) => (
          <Fragment key={place}>{drawn(piece)}</Fragment>
        ))}
      </p>
      {native ? (
        <ul className={css.offer} aria-label={t`Opciones que se ofrecen`}>
          {offered.map((one) => (
            <li key={one.title}>
              {one.title}
              {one.description ? <small>{one.description}</small> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {files.length > 0 ? <p className={css.files}>{files.join(" · ")}</p> : null}
    </section>
  );
}

function Head({ name, value }: { name: string; value: string }) {
  return value ? (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  ) : null;
}

function drawn({ text, marks }: Marked) {
  return marks.reduceRight(
    (inner, mark) => {
      switch (mark) {
        case "bold":
          return <b>{inner}</b>;
        case "italic":
          return <em>{inner}</em>;
        case "struck":
          return <s>{inner}</s>;
        case "code":
          return <code>{inner}</code>;
        default:
          return mark satisfies never;
      }
    },
    <>{text}</>,
  );
}

interface Props {
  text: string;
  capabilities: Capabilities;
  from: string;
  contact: string;
  subject: string;
  mailing: Mailing;
  files: string[];
}
