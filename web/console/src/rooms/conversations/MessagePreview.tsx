import { t } from "@lingui/core/macro";
import { Fragment } from "react";
import type { Capabilities } from "~/client/contract/cases";
import { lightMarks, type Marked } from "./lightMarks";
import css from "./MessagePreview.module.css";
import type { Mailing } from "./mailing";

/** The text as it will look where it arrives. */
export function MessagePreview({ text, capabilities, from, contact, subject, mailing, files }: Props) {
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
        {(capabilities.light_marks ? lightMarks(text) : [{ text, marks: [] }]).map((piece, place) => (
          <Fragment key={place}>{drawn(piece)}</Fragment>
        ))}
      </p>
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
