import { cloneElement, lazy, type ReactElement, type ReactNode, useState } from "react";
import { Part } from "./Part";
import { patient } from "./patient";

const FloatingMenu = lazy(() => patient(() => import("./FloatingMenu")).then((file) => ({ default: file.FloatingMenu })));

/** What opens under a button. The trigger is any one button; the rest is fetched when it is first wanted. */
export function Menu({ trigger, align = "end", children }: Props) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(trigger as ReactElement<Record<string, unknown>>, {
    onClick: () => setWanted(true),
    onPointerEnter: () => import("./FloatingMenu").catch(() => undefined), // without network it comes when wanted
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
  if (!wanted) return closed;
  return (
    <Part waiting={closed}>
      <FloatingMenu trigger={trigger} align={align}>
        {children}
      </FloatingMenu>
    </Part>
  );
}

interface Props {
  trigger: ReactElement;
  align?: "start" | "end";
  children: ReactNode;
}
