interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  nativeEvent: { isComposing: boolean };
}

/** Whether this key sends what is written: Ctrl+Enter always, Enter alone for those who chose so; Shift+Enter never. */
export function sends(event: Press, enterSends: boolean): boolean {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || event.altKey) return false;
  return event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey);
}
