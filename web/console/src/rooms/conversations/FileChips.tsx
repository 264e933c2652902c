import { t } from "@lingui/core/macro";
import { Paperclip, RotateCw, TriangleAlert, X } from "lucide-react";
import type { Attachment } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { fileSize } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { problemWords } from "~/kit/problemWords";
import { Ring } from "~/kit/Ring";
import css from "./FileChips.module.css";
import { retriable } from "./retriable";
import type { Upload } from "./uploads";

/** The files that go with the text: those that are up, on their way, or stopped and why. */
export function FileChips({ files, uploads, onRemove, onRetry }: Props) {
  if (files.length + uploads.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t`Archivos adjuntos`}>
      {files.map((one) => (
        <li className={css.file} key={one.id}>
          <Paperclip size={14} aria-hidden />
          <span className="cut">{`${one.name} · ${fileSize(one.size)}`}</span>
          <IconButton icon={X} size={14} name={t`Quitar ${one.name}`} onClick={() => onRemove(one.id)} />
        </li>
      ))}
      {uploads.map((one) => {
        const name = one.file.name;
        const percent = Math.round(one.share * 100);
        return one.state === "stopped" ? (
          <li className={cx(css.file, css.refused)} key={one.id} role="alert">
            <TriangleAlert size={14} aria-hidden />
            <span className={css.why}>{`${name}: ${problemWords(one.error)}`}</span>
            {retriable(one.error) ? <IconButton icon={RotateCw} size={14} name={t`Reintentar ${name}`} onClick={() => onRetry(one.id)} /> : null}
            <IconButton icon={X} size={14} name={t`Quitar ${name}`} onClick={() => onRemove(one.id)} />
          </li>
        ) : (
          <li className={css.file} key={one.id}>
            <Ring share={one.share} />
            <span className="cut">{t`${name}: ${percent} % de ${fileSize(one.file.size)}`}</span>
            <IconButton icon={X} size={14} name={t`Quitar ${name}`} onClick={() => onRemove(one.id)} />
          </li>
        );
      })}
    </ul>
  );
}

interface Props {
  files: Attachment[];
  uploads: Upload[];
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
}
