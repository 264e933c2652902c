import { type RefObject, useLayoutEffect, useState } from "react";

/** What a list scrolls in, and how far below its beginning the list starts, in pixels. */
export interface Scroller {
  element: HTMLElement | null;
  margin: number;
}

/** For a list that is a part of a page: what scrolls is the page, and what stands above the list grows and shrinks. */
export function useScroller(list: RefObject<HTMLElement | null>): Scroller {
  const [place, setPlace] = useState<Scroller>({ element: null, margin: 0 });
  useLayoutEffect(() => {
    const own = list.current;
    if (!own) return;
    const element = scrollerOf(own);
    const measure = () => {
      const margin = Math.round(own.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop);
      setPlace((now) => (now.element === element && now.margin === margin ? now : { element, margin }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (let one = own.parentElement; one && one !== element; one = one.parentElement) observer.observe(one);
    return () => observer.disconnect();
  }, [list]);
  return place;
}

function scrollerOf(own: HTMLElement): HTMLElement {
  for (let one = own.parentElement; one; one = one.parentElement) if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return document.documentElement;
}
