import { cloneElement, lazy, type ReactElement, type ReactNode, useEffect, useState } from "react";
import { Part } from "./Part";
import { patient } from "./patient";

const FloatingMenu = lazy(() => patient(() => import("./FloatingMenu")).then((file) => ({ default: file.FloatingMenu })));

/** What opens under a button. The trigger is any one button; the rest is fetched when it is first wanted. */
export function Menu({ trigger, align = "end", asked = 0, children }: Props) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (asked > 0) setWanted(true);
  }, [asked]);
  const closed = cloneElement(trigger as ReactElement<Record<string, unknown>>, {
    onClick: () => setWanted(true),
    onPointerEnter: () => import("./FloatingMenu").catch(() => undefined), // without network it comes when wanted
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
  if (!wanted) return closed;
  return (
    <Part waiting={closed}>
      <FloatingMenu trigger={trigger} align={align} asked={asked}>
        {children}
      </FloatingMenu>
    </Part>
  );
}

interface Props {
  trigger: ReactElement;
  align?: "start" | "end";
  /** It counts the askings by key: each opens it. */
  asked?: number;
  children: ReactNode;
}
