import { wantLater } from "./i18n";

// Written by words.ts before every file that says something and is not part of the first page: it waits for its words.
await wantLater();
