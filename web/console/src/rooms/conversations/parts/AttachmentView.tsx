import { t } from "@lingui/core/macro";
import { Clock, FileText, ShieldAlert, TriangleAlert } from "lucide-react";
import { lazy, useContext } from "react";
import type { Attachment } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { fileSize } from "~/kit/formats";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import css from "./Parts.module.css";
import { PicturesContext } from "./picturesContext";

const VoicePlayer = lazy(() => patient(() => import("./VoicePlayer")).then((file) => ({ default: file.VoicePlayer })));

/** A file: its picture, its sound, or its name and size; while it comes or goes, and when it never came, that is said. */
export function AttachmentView({ file, ours }: { file: Attachment; ours: boolean }) {
  const name = file.name || t`archivo`;
  const found = file.reason_code ?? "";
  switch (file.state) {
    case "pending":
      return (
        <span className={css.file}>
          <Clock size={14} aria-hidden />
          {file.reason_code === "scanner_away" ? t`${name}: espera al antivirus, que no responde` : ours ? t`${name}: subiendo` : t`${name}: bajando`}
        </span>
      );
    case "failed":
      return (
        <span className={cx(css.file, css.failed)}>
          <TriangleAlert size={14} aria-hidden />
          {file.reason_code === "expired" ? t`${name}: el canal ya no lo guarda` : t`${name}: no se pudo bajar`}
        </span>
      );
    case "quarantined":
      return (
        <span className={cx(css.file, css.failed)}>
          <ShieldAlert size={14} aria-hidden />
          {t`${name}: en cuarentena, el antivirus encontró ${found}`}
        </span>
      );
    case "ready":
      return <Ready file={file} name={name} />;
    default:
      return file.state satisfies never;
  }
}

function Ready({ file, name }: { file: Attachment; name: string }) {
  const openPicture = useContext(PicturesContext);
  const url = file.url ?? "#";
  switch (file.media) {
    case "image":
      return (
        <button type="button" className={css.shot} onClick={() => openPicture(file.id)} aria-label={t`Ampliar la imagen ${name}`}>
          <img src={url} alt={t`Imagen: ${name}`} loading="lazy" />
        </button>
      );
    case "sticker":
      return (
        <span className={css.sticker}>
          {file.mime.startsWith("video/") ? (
            <video autoPlay={!matchMedia("(prefers-reduced-motion: reduce)").matches} loop muted playsInline src={url} aria-label={t`Sticker`} />
          ) : (
            <img src={url} alt={t`Sticker`} loading="lazy" />
          )}
        </span>
      );
    case "voice":
    case "audio":
      return (
        <Part waiting={<span className={css.file}>{name}</span>}>
          <VoicePlayer url={url} name={name} size={file.size} />
        </Part>
      );
    case "video":
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what a contact films has no captions
        <video className={css.video} controls preload="metadata" src={url} aria-label={t`Video: ${name}`} />
      );
    case "document":
      return (
        <a className={css.file} href={url} target="_blank" rel="noreferrer" download={name}>
          <FileText size={14} aria-hidden />
          {name} <span className={css.faint}>{fileSize(file.size)}</span>
        </a>
      );
    default:
      return file.media satisfies never;
  }
}
