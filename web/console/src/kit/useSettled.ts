import { useEffect, useState } from "react";

/** A value once it has rested for a while: what is asked of the server while somebody types. */
export function useSettled<Value>(value: Value, milliseconds = 300): Value {
  const [settled, setSettled] = useState(value);
  const shape = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(shape) as Value), milliseconds);
    return () => clearTimeout(timer);
  }, [shape, milliseconds]);
  return settled;
}
