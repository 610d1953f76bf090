import { cn } from "@/components/ui/class-names";

/**
 * The seal, and the letter meem cut out of it (`evenodd`). The outline is Vazirmatn Bold's (SIL OFL
 * 1.1), as a path so that it needs no font. `app/icon.svg` is the same drawing.
 */
const outline = [
  "M8 1H24A7 7 0 0 1 31 8V24A7 7 0 0 1 24 31H8A7 7 0 0 1 1 24V8A7 7 0 0 1 8 1Z",
  "M12 11.7Q12.5 10 13.4 8.6Q14.2 7.2 15.4 6.3Q16.6 5.5 18.1 5.5Q19.9 5.5 21.2 6.3Q22.5 7.1 23.3 8.5Q24 9.9 24 11.8Q24 13.4 23.5 14.6Q22.9 15.9 21.8 16.7Q20.7 17.4 19.1 17.4Q18.2 17.4 17.4 17.1Q16.5 16.9 15.6 16.5Q14.7 16.1 14 15.9Q13.3 15.6 12.9 15.6Q12.1 15.6 11.9 17Q11.7 18.4 11.7 20.7Q11.7 22.5 11.8 24.1Q11.9 25.7 11.9 26.5L8.2 26.5Q8.1 25 8 23.5Q8 22.1 8 20.8Q8 18.3 8.2 16.3Q8.5 14.4 9.4 13.2Q10.2 12 12 11.7Z",
  "M20.5 11.8Q20.5 10.8 19.9 10Q19.2 9.3 18.2 9.3Q17.5 9.3 17 9.7Q16.4 10.2 16.1 10.9Q15.7 11.6 15.5 12.3Q16.6 12.8 17.5 13.2Q18.5 13.5 19.1 13.5Q19.9 13.5 20.2 13Q20.5 12.5 20.5 11.8Z",
].join("");

/** Stands beside the name, so it is silent. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-8 shrink-0 fill-seal", className)}>
      <path fillRule="evenodd" d={outline} />
    </svg>
  );
}
