/** What somebody typed or pasted as addresses: those that are, each once, and what is none. */
export interface Addresses {
  good: string[];
  bad: string[];
}

/** The same as the server's, `rooms/console/service/addresses.py`. */
const MAIL = /^[^@\s<>,;:"]{1,64}@[^@\s<>,;:"]+\.[^@\s<>,;:".]{2,}$/;

/**
 * Addresses as people have them at hand: by commas, semicolons, lines, tabs or spaces, alone or as `Name <address>`,
 * with quoted names, or with names that hold a comma.
 */
export function readAddresses(text: string): Addresses {
  const good = new Map<string, string>();
  const bad: string[] = [];
  const pieces = text.replace(/"[^"]*"/g, " ").split(/[,;\n\r\t]+/);
  pieces.forEach((piece, place) => {
    const trimmed = piece.trim();
    if (trimmed === "") return;
    const named = /<([^<>]*)>/.exec(trimmed)?.[1];
    if (named === undefined && !trimmed.includes("@") && pieces[place + 1]?.includes("<")) return; // "Huamán, Rosa <…>"
    const found = (named === undefined ? trimmed.split(/\s+/) : [named.trim()]).map((one) => one.replace(/^mailto:/i, ""));
    const held = found.filter((one) => MAIL.test(one));
    for (const one of held) if (!good.has(one.toLowerCase())) good.set(one.toLowerCase(), one);
    const wrong = named === undefined ? found.filter((one) => one.includes("@") && !MAIL.test(one)) : [];
    if (held.length === 0) bad.push(trimmed);
    else bad.push(...wrong);
  });
  return { good: [...good.values()], bad };
}

/** Who else a mail went to, and should hear the answer: without who wrote it, and without us. */
export function othersOf(mail: { to: string[]; copied: string[] }, contact: string, ours: string): string[] {
  const bare = (address: string) => address.trim().toLowerCase().replace(/\+[^@]*@/, "@"); // our own carry a mark of the thread
  const known = new Set([bare(contact), bare(ours)]);
  const others = new Map([...mail.to, ...mail.copied].filter((one) => !known.has(bare(one))).map((one) => [one.trim().toLowerCase(), one.trim()]));
  return [...others.values()];
}
