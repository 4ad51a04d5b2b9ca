/** Nearer to the end than this, in pixels, the user is at the end. */
const NEAR = 24;

export interface Follower {
  /** Stay at the end while these grow. */
  watch: (grown: Iterable<Element>) => void;
  /** Go to the end, wherever the user is. */
  goToEnd: () => void;
  stop: () => void;
}

/** Keeps what scrolls at its end while its content grows; not once the user has scrolled up, until back at the end. */
export function follow(scroller: Element, wanted: () => boolean): Follower {
  const source = scroller === document.scrollingElement ? document : scroller;
  let isAtEnd = true;
  let before = scroller.scrollTop;
  const scrolled = () => {
    const top = scroller.scrollTop;
    if (scroller.scrollHeight - scroller.clientHeight - top < NEAR) isAtEnd = true;
    // Further from the end for another reason than growth: only the user goes up.
    else if (top < before) isAtEnd = false;
    before = top;
  };
  const grown = () => {
    if (isAtEnd && wanted()) scroller.scrollTop = scroller.scrollHeight;
  };
  const observer = new ResizeObserver(grown);
  source.addEventListener("scroll", scrolled, { passive: true });
  return {
    watch: (elements) => {
      observer.disconnect();
      for (const each of elements) observer.observe(each);
      grown();
    },
    goToEnd: () => {
      isAtEnd = true;
      grown();
    },
    stop: () => {
      observer.disconnect();
      source.removeEventListener("scroll", scrolled);
    },
  };
}
