/** Ids that sort by time: UUID version 7 (RFC 9562, section 5.7). Those of one page ascend strictly. */

let last = 0;
let step = 0;

export function uuid7(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  step = now > last ? ((bytes[6] ?? 0) & 7) << 8 : step + 1;
  last = Math.max(now, last) + (step > 0xfff ? 1 : 0);
  if (step > 0xfff) step = 0;
  let hex = last.toString(16).padStart(12, "0") + (0x7000 | step).toString(16);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  for (let i = 8; i < 16; i++) hex += (bytes[i] ?? 0).toString(16).padStart(2, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
