import { createContext } from "react";

/** Opens a picture of the thread over the desk, by its attachment's id. */
export const PicturesContext = createContext<(id: string) => void>(() => undefined);
