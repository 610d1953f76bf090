/** Black or white, whatever is read better on `#RRGGBB` (ITU-R BT.601). */
function toInk(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    parseInt(color.slice(at, at + 2), 16),
  );
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? "#000" : "#fff";
}

/** In the colours that the office gave for its customers: `#RRGGBB`. */
export const toStyle = (header: string, button: string) => `*{box-sizing:border-box}
body{font:1rem/1.6 system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#1b2230;background:#f1f3f7;margin:0}
.note{background:#fff3c4;border-block-end:2px solid #d9a400;padding:.5rem 1rem;text-align:center;font-weight:600;margin:0}
header{background:#fff;border-block-end:4px solid ${header};display:flex;gap:1rem;align-items:center;justify-content:space-between;padding:.6rem max(1rem,calc((100% - 72rem)/2 + 1rem))}
header strong{font-size:1.1rem}header span{font-weight:400;color:#566072}
main{max-width:72rem;margin:auto;padding:1rem;display:grid;gap:1rem;grid-template-columns:minmax(0,1fr) 24rem;align-items:start}
.head{grid-column:1/-1}h1{font-size:1.5rem;line-height:1.3;margin:0;overflow-wrap:anywhere}h2{font-size:1rem;margin:0}p{margin:0;overflow-wrap:anywhere}
.side,section,form,label{display:grid;gap:.75rem}.side{gap:1rem}label{gap:.3rem;font-weight:600}
section{background:#fff;border:1px solid #d5dbe5;border-radius:.6rem;padding:1rem}
small{display:block;font-size:.85rem;font-weight:400;color:#566072}.muted{color:#566072}
input,select{font:inherit;font-weight:400;inline-size:100%;min-block-size:2.75rem;padding:.4rem .7rem;border:1px solid #75808f;border-radius:.4rem;background:#fff;color:inherit}
.pair{display:grid;gap:.75rem;grid-template-columns:1fr 1fr}
button,.button{font:inherit;min-block-size:2.75rem;padding:.45rem 1.1rem;border:1px solid #1b2230;border-radius:.4rem;background:#fff;color:#1b2230;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center}
.main{background:${button};border-color:#1b2230;color:${toInk(button)};font-weight:600}.paper .button{justify-self:start}
summary{min-block-size:2.75rem;display:flex;align-items:center;cursor:pointer;text-decoration:underline}
.good{color:#14602f;font-weight:600}
iframe{inline-size:100%;block-size:min(46rem,75vh);border:1px solid #d5dbe5;border-radius:.4rem}
[role=alert]{background:#fde7e5;border:1px solid #a3271d;border-radius:.6rem;padding:.8rem 1rem}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
@media(max-width:56rem){main{grid-template-columns:minmax(0,1fr);padding:.75rem}.side{order:2}}
@media(max-width:40rem){iframe{display:none}header{padding:.5rem .75rem}h1{font-size:1.25rem}.button,button{inline-size:100%}}`;
