import type { Instant } from "./basics";

export interface BackupMade {
  at: Instant;
  file: string;
  bytes: number;
  rows: number;
  with_key: boolean;
  verified: boolean;
  there: boolean;
}

/** `share` from 0 to 1, of bytes read of all that there are to read. */
export interface BackupProgress {
  step: "count" | "database" | "files" | "check";
  done: number;
  of: number;
  share: number;
}

export interface BackupsView {
  made: BackupMade[];
  old: boolean;
  running: Instant | null;
  error: string;
  /** The command that brings the last one back. */
  restore: string;
  progress: BackupProgress | null;
}

export interface BackupsEndpoints {
  "GET /backups": { answer: BackupsView };
  /** 409 backup_runs. */
  "POST /backups": { body: Record<string, never>; answer: null };
}
