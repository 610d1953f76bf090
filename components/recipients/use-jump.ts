import { useEffect } from "react";

const controls = "input, select, textarea, button[role=checkbox], button[role=radio][tabindex='0']";

/** Whoever comes to correct one input, named in the address, stands in it at once. */
export function useJump(): void {
  useEffect(() => {
    const jump = () => {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!place || !/^(option|identity|draft)-/.test(place.id)) return;
      const folded = place.closest("details");
      if (folded) folded.open = true;
      place.scrollIntoView({ block: "center" });
      place.querySelector<HTMLElement>(controls)?.focus({ preventScroll: true });
      // A reload, and the way back here by another link, begin without it. Others read it first.
      setTimeout(() => history.replaceState(history.state, "", location.pathname));
    };
    jump();
    addEventListener("hashchange", jump);
    return () => removeEventListener("hashchange", jump);
  }, []);
}
