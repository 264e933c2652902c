import { lazy, type ReactNode, useState } from "react";
import type { Attachment } from "~/client/contract/messages";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { PicturesContext } from "./picturesContext";

const PictureDialog = lazy(() => patient(() => import("./PictureDialog")).then((file) => ({ default: file.PictureDialog })));

/** Lets any picture of the thread open large, with those before and after it. */
export function PicturesProvider({ pictures, children }: { pictures: Attachment[]; children: ReactNode }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <PicturesContext value={setOpen}>
      {children}
      {open === null ? null : (
        <Part>
          <PictureDialog pictures={pictures} open={open} onOpen={setOpen} onClose={() => setOpen(null)} />
        </Part>
      )}
    </PicturesContext>
  );
}
