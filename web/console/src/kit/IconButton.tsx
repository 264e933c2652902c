import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button, type Look } from "./Button";
import { keyWords } from "./keyWords";

/** A glyph alone: it carries its name, and a tooltip with its key. */
export function IconButton({
  icon: Icon,
  name,
  keys,
  look = "bare",
  size = 16,
  ...rest
}: Omit<ComponentProps<"button">, "name"> & { icon: LucideIcon; name: string; keys?: string; look?: Look; size?: number }) {
  return (
    <Button {...rest} look={look} aria-label={name} title={keys ? `${name} (${keyWords(keys)})` : name}>
      <Icon size={size} aria-hidden />
    </Button>
  );
}
