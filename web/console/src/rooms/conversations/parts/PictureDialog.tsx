import { t } from "@lingui/core/macro";
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import type { Attachment } from "~/client/contract/messages";
import { fileSize } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import css from "./PictureDialog.module.css";

const STEPS = [1, 1.5, 2, 3, 4];

/** A picture as large as the screen: arrows go to the others of the thread, plus and minus come nearer and back. */
export function PictureDialog({ pictures, open, onOpen, onClose }: Props) {
  const at = pictures.findIndex((one) => one.id === open);
  const picture = pictures[at];
  const [step, setStep] = useState(0);
  if (!picture) return null;
  const go = (by: number) => {
    const next = pictures[at + by];
    if (!next) return;
    setStep(0);
    onOpen(next.id);
  };
  const zoom = (by: number) => setStep((now) => Math.min(STEPS.length - 1, Math.max(0, now + by)));
  const name = picture.name || t`imagen`;
  const scale = STEPS[step] ?? 1;
  return (
    <Dialog.Root open onOpenChange={(on) => on || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={css.scrim} />
        <Dialog.Content
          className={css.dialog}
          aria-describedby={undefined}
          onKeyDown={(event) => {
            if (event.key === "ArrowLeft") go(-1);
            else if (event.key === "ArrowRight") go(1);
            else if (event.key === "+" || event.key === "=") zoom(1);
            else if (event.key === "-") zoom(-1);
            else if (event.key === "0") setStep(0);
            else return;
            event.preventDefault();
          }}
        >
          <div className={css.head}>
            <Dialog.Title className="cut">{name}</Dialog.Title>
            <span className={css.faint}>{`${fileSize(picture.size)} · ${t`${at + 1} de ${pictures.length}`}`}</span>
            <span className="space" />
            <IconButton icon={ZoomOut} name={t`Alejar`} keys="-" disabled={step === 0} onClick={() => zoom(-1)} />
            <IconButton icon={ZoomIn} name={t`Acercar`} keys="+" disabled={step === STEPS.length - 1} onClick={() => zoom(1)} />
            <a className={css.link} href={picture.url ?? "#"} download={name} aria-label={t`Descargar ${name}`} title={t`Descargar ${name}`}>
              <Download size={16} aria-hidden />
            </a>
            <Dialog.Close asChild>
              <IconButton icon={X} name={t`Cerrar`} keys="Escape" />
            </Dialog.Close>
          </div>
          <div className={css.stage}>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <div className={css.scroll} tabIndex={scale > 1 ? 0 : undefined} role="group" aria-label={name}>
              <img src={picture.url ?? ""} alt={t`Imagen: ${name}`} style={{ width: scale > 1 ? `${scale * 100}%` : undefined }} data-fit={scale === 1} />
            </div>
            {at > 0 ? (
              <span className={css.before}>
                <IconButton icon={ChevronLeft} size={20} name={t`Imagen anterior`} keys="ArrowLeft" onClick={() => go(-1)} />
              </span>
            ) : null}
            {at < pictures.length - 1 ? (
              <span className={css.after}>
                <IconButton icon={ChevronRight} size={20} name={t`Imagen siguiente`} keys="ArrowRight" onClick={() => go(1)} />
              </span>
            ) : null}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Props {
  pictures: Attachment[];
  open: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}
